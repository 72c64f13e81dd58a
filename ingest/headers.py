"""Headers of tables: the form in which they are compared, and those that a rejects file puts before a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from unicodedata import normalize

from graphkit.words import LANGUAGES, text

PLACE = ("file", "sheet", "row", "sha256", "reason")
"""The leading columns of a rejects file, named by words/export.toml `head_…`."""
LEADING = (*PLACE, "correction")
"""Those and the column in which the one who corrects a row says why."""

Columns = tuple[tuple[str, int], ...]
"""Headers, each with how many equal ones stand before it."""

_INVISIBLE = re.compile("[\\s\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\x00-\x1f\x7f]+")
_ENCLOSED = re.compile(r"^\(([^()]+)\)$")
_BRACKETS = str.maketrans("【】〔〕［］[]{}「」", "()()()()()()")


@lru_cache(10_000)
def normal(header: str) -> str:
    """The form in which headers are compared: NFKC, lower case, no blanks or marks, round brackets."""
    plain = _INVISIBLE.sub("", normalize("NFKC", header)).translate(_BRACKETS)
    return _ENCLOSED.sub(r"\1", plain.strip("*:'\"`")).lower()


_SAME = tuple((re.compile(pattern), said) for pattern, said in (
    ("公民身份证?号码?|身份证件?号码?|身份证件?", "身份证"),
    ("手机号码?|电话号码?|联系电话|联系手机|移动电话|手机", "电话"),
    ("[账帐](?:号|户)", "账号"),
    ("号码|编号", "号"),
    ("日期", "时间"),
    ("涉案|涉及", "涉"),
    ("(?:寄件|发件|寄货|发货)人?|寄方", "寄"),
    ("(?:收件|收货)人?|收方", "收"),
    ("(?:交易)?(?:对手方?|对方|对端)", "对方"),
    (r"\(元\)$", ""),
))


_TWICE = re.compile(
    r"(?P<han>[^A-Za-z]*[\u4e00-\u9fff][^A-Za-z]*?)[\s(（]+(?!(?:ip|mac|qq|id|url|uid|imei|imsi)\b)"
    r"[A-Za-z][A-Za-z.'/ _-]{2,}[)）]?", re.IGNORECASE,
)
"""A Chinese header with its English name after it; an abbreviation there says more (对方 IP)."""
_LONGEST = 80


@lru_cache(10_000)
def alike(header: str) -> str:
    """A wider form, in which words that tables use for the same thing are one: 手机号码, 联系电话; 编号, 号码; 日期…;
    a header in two languages (卡号 Card No.) is its Chinese half."""
    twice = _TWICE.fullmatch(header.strip()) if len(header) <= _LONGEST else None
    found = normal(twice["han"] if twice else header)
    for pattern, said in _SAME:
        found = pattern.sub(said, found)
    return found


def leading(headers: Sequence[str]) -> tuple[int, ...]:
    """Where the leading columns stand among headers, -1 for one that may lack; () when it is no rejects file."""
    plain = [normal(header) for header in headers]
    for named in _named():
        if all(name in plain for name in named[: len(PLACE)]):
            return tuple(plain.index(name) if name in plain else -1 for name in named)
    return ()


@cache
def _named() -> list[list[str]]:
    return [[normal(text(f"export.head_{name}", lang)) for name in LEADING] for lang in LANGUAGES]


def numbered(headers: Sequence[str]) -> Columns:
    """Headers, each with how many equal ones stand before it."""
    before: Counter[str] = Counter()
    found = []
    for header in headers:
        found.append((header, before[header]))
        before[header] += 1
    return tuple(found)
