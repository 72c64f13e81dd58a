"""How dates and times are written in case files, and their canonical text. The kinds built on it: `times`."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

from graphkit.model.kinds.base import RUINED, Bad, Clean, fold, one_line, says_nothing

TIME_FORM = Bad("time_form")
TIME_IMPOSSIBLE = Bad("time_impossible")
TIME_RANGE = Bad("time_range")
TIME_ZERO = Bad("time_zero", placeholder=True)

CHINA = timezone(timedelta(hours=8))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SHEET_EPOCH = datetime(1899, 12, 30, tzinfo=CHINA)  # day 0 of a spreadsheet, its false 1900-02-29 included
_FIRST_YEAR, _LAST_YEAR, _ENDLESS = 1900, 2199, "9999-12-31"  # the last: valid without end
_ZERO_DAYS = frozenset(("0000-00-00", "0001-01-01", "1899-12-30", "1899-12-31", "1900-01-00", "1900-01-01"))
_ZERO_CLOCKS = frozenset(("00:00:00", "08:00:00"))  # on 1970-01-01: the count of seconds was 0

_RUINED = re.compile(r"[0-9]\.[0-9]+E\+?[0-9]+", re.IGNORECASE).fullmatch
_DIGITS = re.compile(r"([0-9]{5,17})(?:\.0+)?").fullmatch
_SHEET = re.compile(r"([2-7][0-9]{4})(\.[0-9]{1,17})").fullmatch
_SHEET_DAY = re.compile("[2-7][0-9]{4}").fullmatch
_DATED = re.compile("(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])").match
_COMPACT_DATE = re.compile(r"^([0-9]{4})([0-9]{2})([0-9]{2})(?=[ T-])")
_COMPACT_CLOCK = re.compile(r"(?<=[0-9日][ T-])([0-9]{2})([0-9]{2})([0-9]{2})(?![0-9:.])")
CLOCK = (
    r"(?P<half>上午|下午|晚上|中午|凌晨|AM|PM)?\s*(?P<hour>[0-9]{1,2})\s*[:.时点]\s*(?P<minute>[0-9]{1,2})"
    r"(?:\s*[:.分]\s*(?P<second>[0-9]{1,2})(?:[.,](?P<fraction>[0-9]{1,9}))?\s*秒?|\s*分)?\s*(?P<half2>AM|PM)?"
    r"\s*(?P<zone>Z|(?:UTC|GMT)?[+-][0-9]{1,2}(?::?[0-9]{2})?|UTC|GMT)?"
)
_WRITTEN = re.compile(
    r"(?P<year>[0-9]{4})\s*[-/.年]\s*(?P<month>[0-9]{1,2})\s*[-/.月]\s*(?P<day>[0-9]{1,2})\s*日?"
    rf"(?:(?:[\sT,-]+|(?<=日))(?:(?:星期|周).\s*)?{CLOCK})?",
    re.IGNORECASE,
).fullmatch
_OFFSET = re.compile("(?:UTC|GMT)?([+-])([0-9]{1,2}):?([0-9]{2})?", re.IGNORECASE).fullmatch


def read(raw: str, *, epoch: bool) -> Clean:
    """The canonical date or moment of any written form; `epoch`: 10, 13 and 16 digits always count from 1970."""
    plain = one_line(fold(raw)).strip("='\"`")
    if says_nothing(plain):
        return None
    if _RUINED(plain):
        return RUINED
    try:
        if digits := _DIGITS(plain):
            return _from_digits(digits[1], epoch=epoch)
        if cell := _SHEET(plain):
            return _moment(from_sheet(int(cell[1]), cell[2]))
        found = _WRITTEN(_COMPACT_CLOCK.sub(r"\1:\2:\3", _COMPACT_DATE.sub(r"\1-\2-\3", plain)))
        return _from_written(found) if found else TIME_FORM
    except (ValueError, OverflowError):
        return TIME_IMPOSSIBLE


def from_sheet(days: int, fraction: str = "") -> datetime:
    """The moment of a spreadsheet's serial day and its decimal fraction (".4321"), to the second."""
    places = fraction.removeprefix(".")
    seconds = (int(places or 0) * 86400 * 2 + 10 ** len(places)) // (2 * 10 ** len(places))
    return _SHEET_EPOCH + timedelta(days=days, seconds=seconds)


def time_of_day(found: re.Match[str]) -> tuple[int, int, int, int]:
    """Hour (of 24), minute, second and microsecond of a match of CLOCK; not yet checked."""
    hour, minute, second = (int(part or 0) for part in found.group("hour", "minute", "second"))
    half = (found["half"] or found["half2"] or "").upper()
    if half in ("下午", "晚上", "PM") and hour < 12:
        hour += 12
    elif half in ("上午", "凌晨", "AM") and hour == 12:
        hour = 0
    return hour, minute, second, int((found["fraction"] or "").ljust(6, "0")[:6])


def _from_written(found: re.Match[str]) -> str | Bad:
    day = "{:0>4}-{:0>2}-{:0>2}".format(*found.group("year", "month", "day"))
    if day in _ZERO_DAYS:
        return TIME_ZERO
    if day == _ENDLESS:
        return day
    when = date.fromisoformat(day)
    if found["hour"] is None:
        return _date(when)
    return _moment(datetime(when.year, when.month, when.day, *time_of_day(found), tzinfo=_zone(found["zone"])))


def _from_digits(digits: str, *, epoch: bool) -> str | Bad:
    size = len(digits)
    if not digits.strip("0"):
        return TIME_ZERO
    if size == 5:
        return _date(from_sheet(int(digits)).date()) if _SHEET_DAY(digits) else TIME_FORM
    if size in (10, 13, 16) and (epoch or not _DATED(digits)):
        return _moment(_EPOCH + timedelta(microseconds=int(digits.ljust(16, "0"))))
    if size not in (8, 10, 12, 14, 17):
        return TIME_FORM
    day, clock = f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}", digits[8:14].ljust(6, "0")
    fraction = f".{digits[14:]}" if size == 17 else ""
    found = _WRITTEN(day if size == 8 else f"{day} {clock[:2]}:{clock[2:4]}:{clock[4:]}{fraction}")
    return _from_written(found) if found else TIME_FORM


def _zone(stated: str | None) -> timezone:
    if not stated:
        return CHINA
    offset = _OFFSET(stated)
    if not offset:
        return UTC
    ahead = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
    return timezone(ahead if offset[1] == "+" else -ahead)


def _date(when: date) -> str | Bad:
    return when.isoformat() if _FIRST_YEAR <= when.year <= _LAST_YEAR else TIME_RANGE


def _moment(when: datetime) -> str | Bad:
    if not _FIRST_YEAR <= when.year <= _LAST_YEAR:
        return TIME_RANGE
    there = when.astimezone(CHINA)
    if there.year == 1970 and there.strftime("%m-%d") == "01-01" and there.strftime("%H:%M:%S") in _ZERO_CLOCKS:
        return TIME_ZERO
    return there.isoformat()
