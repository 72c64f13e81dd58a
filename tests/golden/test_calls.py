"""Who called whom, as columns of different make say it."""

from __future__ import annotations

import pytest

from graphkit.model.statements import Statements
from ingest.source import Row, sources
from ingest.sources._common import moment

MINE, OTHER = "+8613812345678", "+8613912345678"
TIME = "2026-05-01T10:00:00+08:00"


def calls(**values: str) -> list[tuple[str, str, str]]:
    """(caller, called, side) of each call that a row with these values states."""
    say = Statements()
    sources()["call_records"].say(Row({"time": TIME, **values}, values, "row"), say)
    numbers = {say.entity("Phone", number=number): number for number in (MINE, OTHER)}
    return [(numbers[k.source], numbers[k.target], k.side) for k in say.take().links.values()]


@pytest.mark.parametrize(("values", "found"), [
    ({"own": MINE, "other": OTHER, "type": "主叫"}, (MINE, OTHER, "out")),
    ({"own": MINE, "other": OTHER, "type": "被叫"}, (OTHER, MINE, "in")),
    ({"caller": MINE, "called": OTHER}, (MINE, OTHER, "out")),
    ({"caller": OTHER, "called": MINE, "type": "被叫"}, (OTHER, MINE, "in")),
    ({"own": MINE, "caller": OTHER, "called": MINE}, (OTHER, MINE, "in")),
    ({"own": MINE, "caller": MINE, "called": OTHER, "type": "语音"}, (MINE, OTHER, "out")),
    ({"own": MINE, "called": OTHER, "type": "主叫"}, (MINE, OTHER, "out")),
])  # fmt: skip
def test_the_one_who_called_is_told_whatever_the_columns(values: dict[str, str], found: tuple[str, str, str]) -> None:
    assert calls(**values) == [found]


def test_a_call_with_nobody_says_nothing() -> None:
    assert calls(caller=MINE, called="") == []


@pytest.mark.parametrize(("time", "day", "found"), [
    ("10:00:00", "2026-05-01", TIME), (TIME, "2026-05-01", TIME), (TIME, None, TIME),
    (None, "2026-05-01", "2026-05-01"), ("2026-05-02", "2026-05-01", "2026-05-01"), ("10:00:00", None, None),
])  # fmt: skip
def test_a_moment_is_put_together_from_its_day_and_its_time(time: str, day: str, found: str) -> None:
    assert moment(time, day) == found
