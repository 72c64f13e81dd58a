"""Dates, moments and times of day in all the forms of case files."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.model.kinds import Bad, clean

MOMENT = "2026-05-17T10:22:05+08:00"
ZERO = Bad("time_zero", placeholder=True)


@pytest.mark.parametrize(
    "raw",
    [
        "2026-05-17 10:22:05",
        "2026-05-17T10:22:05",
        "2026-05-17 10:22:05.0",
        "\t2026-05-17 10:22:05\t",
        "2026/05/17 10:22:05",
        "2026/5/17 10:22:05",
        "2026.05.17 10:22:05",
        "２０２６－０５－１７　１０：２２：０５",
        "20260517102205",
        "20260517102205000",
        "20260517102205.0",
        "20260517 102205",
        "20260517 10:22:05",
        "2026-05-17 102205",
        "2026-05-17-10.22.05",
        "2026-05-17-10.22.05.000000",
        "2026年5月17日10时22分05秒",
        "2026年05月17日 10:22:05",
        "2026年5月17日 星期日 10:22:05",
        "2026/5/17 上午 10:22:05",
        "2026-05-17 10:22:05 AM",
        "2026-05-17T10:22:05+08:00",
        "2026-05-17T10:22:05+0800",
        "2026-05-17 10:22:05 UTC+8",
        "2026-05-17T02:22:05Z",
        "2026-05-17 02:22:05 UTC",
        "2026-05-16T21:22:05-05:00",
        "1778984525",
        "1778984525000",
        "46159.4320023148",  # a spreadsheet's day and fraction
    ],
)
def test_one_moment_has_one_text(raw: str) -> None:
    assert clean("time", raw) == MOMENT


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("2026-05-17", "2026-05-17"),
        ("2026/5/7", "2026-05-07"),
        ("2026年5月7日", "2026-05-07"),
        ("20260507", "2026-05-07"),
        ("46159", "2026-05-17"),
        ("202605171022", "2026-05-17T10:22:00+08:00"),
        ("2026051710", "2026-05-17T10:00:00+08:00"),
        ("2026-05-17 10:22", "2026-05-17T10:22:00+08:00"),
        ("2026年5月17日10时22分", "2026-05-17T10:22:00+08:00"),
        ("2026/5/17 下午 3:02:05", "2026-05-17T15:02:05+08:00"),
        ("2026-05-17 12:10 AM", "2026-05-17T00:10:00+08:00"),
        ("2026-05-17-10.22.05.123456", "2026-05-17T10:22:05.123456+08:00"),
        ("20260517102205123", "2026-05-17T10:22:05.123000+08:00"),
        ("9999-12-31 23:59:59", "9999-12-31"),
        ("1970-01-01", "1970-01-01"),  # somebody's birthday
        ("0000-00-00 00:00:00", ZERO),
        ("1900-01-01 00:00:00", ZERO),
        ("0001-01-01", ZERO),
        ("00000000", ZERO),
        ("1970-01-01 08:00:00", ZERO),
        ("0000000000", ZERO),
        ("2026-02-30", Bad("time_impossible")),
        ("2026-02-30 10:00:00", Bad("time_impossible")),
        ("20261317102205", Bad("time_impossible")),
        ("2026-05-17 25:00:00", Bad("time_impossible")),
        ("2026-05-17 24:00:00", Bad("time_impossible")),
        ("2026-05-17 10:60:00", Bad("time_impossible")),
        ("2026-05-17T10:22:05+99:00", Bad("time_impossible")),
        ("2626-05-17", Bad("time_range")),
        ("2.02605171022E+13", Bad("ruined_number")),
        ("05/17/2026", Bad("time_form")),  # month or day first: never guessed
        ("26-5-17", Bad("time_form")),
        ("2026年5月", Bad("time_form")),
        ("2026051710220", Bad("time_form")),  # a digit is missing; as milliseconds it would be 2034
        ("昨天", Bad("time_form")),
    ],
)
def test_other_precisions_and_what_is_no_time(raw: str, found: object) -> None:
    assert clean("time", raw) == found


@pytest.mark.parametrize("raw", ["2026051710", "1778984525", "1778984525000", "1778984525000000"])
def test_a_counted_time_is_always_a_count(raw: str) -> None:
    since = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=int(raw.ljust(16, "0")))
    assert datetime.fromisoformat(str(clean("time_epoch", raw))) == since


@given(st.datetimes(datetime(1901, 1, 1), datetime(2099, 12, 31)))  # noqa: DTZ001 - case files state no zone
def test_every_second_of_two_centuries_is_read_alike_from_every_form(when: datetime) -> None:
    when = when.replace(microsecond=0)
    forms = (
        "%Y-%m-%d %H:%M:%S",
        "%Y%m%d%H%M%S",
        "%Y/%m/%d %H:%M:%S",
        "%Y年%m月%d日%H时%M分%S秒",
        "%Y-%m-%d-%H.%M.%S.000000",
    )
    found = {clean("time", when.strftime(form)) for form in forms}
    zero = (when.year, when.month, when.day) == (1970, 1, 1) and when.strftime("%H:%M:%S") in ("00:00:00", "08:00:00")
    assert found == {ZERO if zero else when.isoformat() + "+08:00"}


@pytest.mark.parametrize(
    ("kind", "raw", "found"),
    [
        ("date", "2026-05-17 10:22:05", "2026-05-17"),
        ("date", "2026-05-16T16:00:00Z", "2026-05-17"),  # midnight in China
        ("date", "2026.5.17", "2026-05-17"),
        ("date", "有效", Bad("time_form")),
        ("clock", "10:22:05", "10:22:05"),
        ("clock", "102205", "10:22:05"),
        ("clock", "92205", "09:22:05"),
        ("clock", "0922", "09:22:00"),
        ("clock", "10时22分", "10:22:00"),
        ("clock", "下午3:02", "15:02:00"),
        ("clock", "0.432002314814815", "10:22:05"),
        ("clock", "256199", Bad("time_impossible")),
        ("time_or_clock", "103137", "10:31:37"),
        ("time_or_clock", "2026-05-17 10:22:05", "2026-05-17T10:22:05+08:00"),
        ("time_or_clock", "20260517", "2026-05-17"),
        ("time_or_clock", "上午", Bad("time_form")),
        ("clock", "上午", Bad("clock_form")),
    ],
)
def test_dates_and_times_of_day(kind: str, raw: str, found: object) -> None:
    assert clean(kind, raw) == found
