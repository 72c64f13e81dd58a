"""Kinds that become integers: money in 分 and counts. No value passes through a float, a bad one is never 0."""

from __future__ import annotations

import re

from graphkit.model.kinds.base import RUINED, Bad, Clean, Kind, fold, says_nothing, without_spaces

MONEY_FORM = Bad("money_form")
MONEY_RANGE = Bad("money_range")
MONEY_DECIMALS = Bad("money_decimals")
INT_FORM = Bad("int_form")
INT_RANGE = Bad("int_range")

_LIMIT = 10**18  # stays inside the signed 64 bits of the stores
_PLAIN = re.compile(r"(-?[0-9]{1,15})(?:\.([0-9]{1,2}))?").fullmatch
_CURRENCY = "(?:人民币|RMB|CNY|¥)"
_AMOUNT = re.compile(
    rf"(?P<open>\()?(?P<before>[+-])?{_CURRENCY}*:?(?P<after>[+-])?(?P<whole>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)?"
    rf"(?:\.(?P<decimals>[0-9]+))?(?P<unit>[千万亿]*)(?:元整?|圆整?|块钱?|{_CURRENCY})*(?P<behind>-)?(?P<close>\))?"
).fullmatch
_UNITS = {"千": 10**3, "万": 10**4, "亿": 10**8}
_FLOAT = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?E[+-]?[0-9]+").fullmatch
_NOISY_DECIMALS = 10  # so many decimals come from binary fractions: 12.340000000000001 is 12.34
_LONGEST = 40


def money_yuan(raw: str) -> Clean:
    """An amount written in 元, as 分: signs, brackets for minus, ￥, 元, thousands separators, 万 and 亿 are read."""
    if found := _PLAIN(raw.strip()):
        whole, decimals = found.groups("")
        return int(whole + decimals) if len(decimals) == 2 else int(whole + decimals.ljust(2, "0"))
    return _amount(raw, 100)


def money_fen(raw: str) -> Clean:
    """An amount written in 分."""
    return _amount(raw, 1)


def _amount(raw: str, fen: int) -> Clean:
    """The written number times `fen`, as an integer."""
    plain = without_spaces(fold(raw)).upper().replace("−", "-")
    if says_nothing(plain):
        return None
    if _FLOAT(plain):
        return RUINED
    found = _AMOUNT(plain) if len(plain) <= _LONGEST else None
    if not found or not (found["whole"] or found["decimals"]) or bool(found["open"]) != bool(found["close"]):
        return MONEY_FORM
    signs = [sign for sign in found.group("before", "after", "open", "behind") if sign]
    if len(signs) > 1:
        return MONEY_FORM
    decimals = found["decimals"] or ""
    number = int((found["whole"] or "").replace(",", "") + decimals) * fen
    for unit in found["unit"]:
        number *= _UNITS[unit]
    scale = int(f"1{'0' * len(decimals)}")
    value, rest = divmod(number, scale)
    if rest:
        if len(decimals) < _NOISY_DECIMALS or min(rest, scale - rest) * 10**6 > scale:
            return MONEY_DECIMALS
        value += rest * 2 > scale
    if value > _LIMIT:
        return MONEY_RANGE
    return value if not signs or signs[0] == "+" else -value


_INTEGER = re.compile(r"([+-]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.0+)?").fullmatch


def integer(raw: str) -> Clean:
    """A whole number."""
    plain = without_spaces(fold(raw)).upper()
    if says_nothing(plain):
        return None
    if _FLOAT(plain):
        return RUINED
    found = _INTEGER(plain)
    if not found:
        return INT_FORM
    if len(found[2]) > _LONGEST:
        return INT_RANGE
    value = int(found[1] + found[2].replace(",", ""))
    return value if abs(value) <= _LIMIT else INT_RANGE


KINDS = (
    Kind("money_yuan", "金额（元）", "amount in yuan", money_yuan),
    Kind("money_fen", "金额（分）", "amount in fen", money_fen),
    Kind("int", "整数", "whole number", integer),
)
