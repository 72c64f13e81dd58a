"""Kinds of time. A moment is ISO 8601 at +08:00, so that equal moments are equal texts and texts sort by time.

A stated zone is converted; a time without one is China's, whose brief summer time (1986–1991) is not applied. A date
without a time of day stays a date.
"""

from __future__ import annotations

import re
from datetime import date as _date
from datetime import datetime

from graphkit.model.kinds.base import Bad, Clean, Kind, fold, one_line, says_nothing
from graphkit.model.kinds.moments import CHINA, CLOCK, TIME_IMPOSSIBLE, from_sheet, read, time_of_day

CLOCK_FORM = Bad("clock_form")

_PLAIN_YEARS = frozenset(str(year) for year in range(1901, 2100) if year != 1970)  # no placeholder lies in them
_CLOCK = re.compile(CLOCK, re.IGNORECASE).fullmatch
_CLOCK_DIGITS = re.compile("[0-9]{3,6}").fullmatch
_DAY_FRACTION = re.compile(r"0(\.[0-9]{1,17})").fullmatch


def time(raw: str) -> Clean:
    """A moment (2026-05-17T10:22:05+08:00), or a date when no time of day is stated.

    Ten and thirteen digits are a date with its hour where they can be one, else seconds and milliseconds from 1970.
    """
    plain = raw.strip()
    if plain[:4] in _PLAIN_YEARS:
        plain = plain.replace("/", "-").removesuffix(".0")
        try:
            if found := _plain_form(plain):
                return found
        except ValueError:
            return TIME_IMPOSSIBLE
    return read(raw, epoch=False)


def _plain_form(plain: str) -> str | None:
    """The forms of most exports, read at C speed; None for any other. ValueError: no such day or hour."""
    size = len(plain)
    if size == 19 and plain[4] == plain[7] == "-" and plain[13] == plain[16] == ":" and plain[10] in " T":
        datetime.fromisoformat(plain)
        return f"{plain[:10]}T{plain[11:]}+08:00" if plain[11:13] != "24" else None
    if size == 14 and plain.isdecimal():
        return datetime.fromisoformat(f"{plain[:8]}T{plain[8:]}").isoformat() + "+08:00"
    if size == 10 and plain[4] == plain[7] == "-":
        return _date.fromisoformat(plain).isoformat()
    return None


def time_epoch(raw: str) -> Clean:
    """A moment counted from 1970 in seconds, milliseconds or microseconds; written times are read as by `time`."""
    return read(raw, epoch=True)


def date(raw: str) -> Clean:
    """A date (2026-05-17); the time of day, if one is stated, is left out."""
    found = time(raw)
    return found[:10] if isinstance(found, str) else found


def clock(raw: str) -> Clean:
    """A time of day (10:22:05): written, as HHMMSS or HHMM, or as a spreadsheet's fraction of a day."""
    plain = one_line(fold(raw))
    if says_nothing(plain):
        return None
    if fraction := _DAY_FRACTION(plain):
        return from_sheet(0, fraction[1]).strftime("%H:%M:%S")
    if _CLOCK_DIGITS(plain):
        digits = plain.zfill(len(plain) + len(plain) % 2)
        plain = ":".join(digits[i : i + 2] for i in range(0, len(digits), 2))
    found = _CLOCK(plain)
    if not found or found["zone"]:
        return CLOCK_FORM
    try:
        return datetime(2000, 1, 1, *time_of_day(found), tzinfo=CHINA).strftime("%H:%M:%S")
    except ValueError:
        return TIME_IMPOSSIBLE


def time_or_clock(raw: str) -> Clean:
    """A moment, a date, or a time of day alone (10:22:05) where another column states the day."""
    found = time(raw)
    if not isinstance(found, Bad):
        return found
    alone = clock(raw)
    return found if isinstance(alone, Bad) else alone


KINDS = (
    Kind("time", "时间", "time", time),
    Kind("time_epoch", "时间（计数）", "time (counted)", time_epoch),
    Kind("date", "日期", "date", date),
    Kind("clock", "时刻", "time of day", clock),
    Kind("time_or_clock", "时间或时刻", "time or time of day", time_or_clock),
)
