"""Headers of tables: the form in which they are compared, and those that a rejects file puts before a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from unicodedata import normalize

from graphkit.words import LANGUAGES, text
from ingest.wording import same_chinese, same_technical, without_id, without_telling_more, without_time

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


_TWICE = re.compile(
    r"(?P<han>[^A-Za-z]*[\u4e00-\u9fff][^A-Za-z]*?)[\s(（]+"
    r"(?!(?:ip|mac|qq|id|url|uid|imei|imsi|fen|cents?|usd|ms|min|minutes?)\b)[A-Za-z][A-Za-z.'/ _-]{2,}[)）]?",
    re.IGNORECASE,
)
"""A Chinese header with its English name after it; an abbreviation or a unit there says more (对方 IP)."""
_SAID_IN_CHINESE = re.compile(r"[A-Za-z][A-Za-z0-9_.]*[\s(（:：/]+(?P<han>[\u4e00-\u9fff][^()（）]*)[)）]?")
"""A column of a database with what it holds behind it: cert_no(证书编号)."""
_LONGEST = 80
"""A longer cell is no header that could be put in other words."""


@lru_cache(10_000)
def first_half(header: str) -> str:
    """The normal form of the Chinese half of a header in two languages (卡号 Card No.), else of the whole."""
    plain = header.strip()
    twice = (_TWICE.fullmatch(plain) or _SAID_IN_CHINESE.fullmatch(plain)) if len(plain) <= _LONGEST else None
    return normal(twice["han"] if twice else header)


@lru_cache(10_000)
def alike(header: str) -> str:
    """A wider form, in which words that tables use for the same thing are one: 手机号码, 联系电话; certNo, cert_num…"""
    if len(header) > _LONGEST:
        return normal(header)
    plain = first_half(header)
    return same_technical(normalize("NFKC", header)) or plain if plain.isascii() else same_chinese(plain)


@lru_cache(10_000)
def joined(header: str) -> str:
    """The normal form with its words written as one: regtime as reg_time."""
    return re.sub(r"[_.\-]", "", normal(header)) or header


@lru_cache(10_000)
def loosely(header: str) -> str:
    """A form wider still, for a header that nothing else fits: 用途说明 as 用途, order_id as order_no."""
    found = alike(header)
    return without_id(normalize("NFKC", header)) or found if found.isascii() else without_telling_more(found)


_ASIDE = re.compile(r"(?<=.)\((?!.*(?:[分角万亿币]|美元|欧元|[起止至]))[^()]*[\u4e00-\u9fff\d][^()]*\)$")
_OPPOSITES = frozenset("付收买卖寄主被借贷进出入支转本对")


@lru_cache(10_000)
def either(header: str) -> str:
    """The widest form, without what stands in brackets after a header unless it is a unit; of two names for one thing
    it is the latter, which has the head of both (合同/订单号 as 订单号), but not of two things (付款人/收款人账号)."""
    if len(header) > _LONGEST:
        return normal(header)
    plain = _ASIDE.sub("", first_half(header))
    other, _, name = plain.partition("/")
    return loosely(name if len(other) < len(name) and other[:1] not in _OPPOSITES else plain)


@lru_cache(10_000)
def shortened(header: str) -> str:
    """A known header as one that says it in fewer words (sent for sent_at), to be compared with `loosely`."""
    return without_time(normalize("NFKC", header)) or header if header.isascii() else alike(header)


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
