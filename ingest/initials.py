"""Headers that are the pinyin initials of Chinese ones (JYSJ for 交易时间), as databases name their columns.

The characters in common use stand in GB 2312 in the order of their pinyin, so where one stands tells its initial.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from ingest.headers import normal

_LETTERS = "abcdefghjklmnopqrstwxyz"
_FROM = (0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8, 0xC4C3,
         0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1)  # fmt: skip
_END = 0xD7FA  # from here on characters stand in the order of their strokes
_BANK = re.compile("(?<=[银户支卡])行")
_SHORT = re.compile("(?=[^ae]*[ae]?[^ae]*$)[a-hj-np-tw-z]{2,}(?:ip|id|qq)?|ip|qq")
"""No pinyin begins with i, u or v; o begins none that headers use, a and e few."""
_LONGEST, _MOST = 16, 0.6
_SAME = tuple((re.compile(pattern), said) for pattern, said in (
    ("^[tfcvn]_|[_#]", ""), ("(?:hm|bh)$", "h"), ("rq$", "sj"),
))  # fmt: skip


def in_initials(headers: Sequence[str]) -> bool:
    """Whether most headers of a row can be pinyin initials."""
    said = [plain.replace("_", "") for header in headers if (plain := normal(header))]
    short = [plain for plain in said if len(plain) <= _LONGEST and _SHORT.fullmatch(plain)]
    return bool(said) and len(short) >= _MOST * len(said)


@lru_cache(10_000)
def initials(header: str) -> str:
    """The initials of a Chinese header, or those a header consists of; 号码 and 编号 as 号, a date as a time."""
    plain = "".join(map(_initial, _BANK.sub("汉", normal(header))))
    for pattern, said in _SAME:
        plain = pattern.sub(said, plain)
    return plain


def _initial(char: str) -> str:
    if char.isascii():
        return char
    code = int.from_bytes(char.encode("gb2312", "ignore"), "big")
    return _LETTERS[bisect_right(_FROM, code) - 1] if _FROM[0] <= code < _END else char
