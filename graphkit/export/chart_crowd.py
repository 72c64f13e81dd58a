"""What stands on a chart where lines are to be led: the cards, and the captions and lines that have their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from math import floor
from unicodedata import east_asian_width

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

HIDDEN = 25.0
"""What a line costs for each point of it that is behind a foreign card."""

_MARGIN = 5.0
_SHIFTS = (0.0, -12.0, 12.0, -24.0, 24.0, -36.0, 36.0)
_OUTSIDE, _COVERED, _SHIFTED = 1.0, 12.0, 0.05  # per point beyond the cards, per caption covered, per unit of shift
_ROOM = 40.0  # units above and below all cards that a line may use freely


class Crowd:
    """The cards and the captions that have been placed, by the cell of the chart that they touch."""

    def __init__(self, cards: Mapping[str, Point], size: tuple[float, float]) -> None:
        self._cell = size
        self._half = size[0] / 2, size[1] / 2
        self._cards: dict[tuple[int, int], list[tuple[str, Box]]] = {}
        self._captions: dict[tuple[int, int], list[Box]] = {}
        self._middles: dict[frozenset[str], list[Point]] = {}
        self._top = min((y for _, y in cards.values()), default=0.0) - self._half[1] - _ROOM
        self._bottom = max((y for _, y in cards.values()), default=0.0) + self._half[1] + _ROOM
        for card, (x, y) in cards.items():
            box = x - self._half[0], y - self._half[1], x + self._half[0], y + self._half[1]
            for cell in self._cells(box, _MARGIN):
                self._cards.setdefault(cell, []).append((card, box))

    def cost(self, line: Iterable[Point], own: set[str]) -> float:
        """What a line costs for its points behind cards that are not its own, and for those beyond all cards."""
        cost = 0.0
        for x, y in line:
            cell = floor(x / self._cell[0]), floor(y / self._cell[1])
            if any(card not in own and _within(x, y, box) for card, box in self._cards.get(cell, ())):
                cost += HIDDEN
            elif not self._top < y < self._bottom:
                cost += _OUTSIDE
        return cost

    def caption(self, at: Point, said: str, font: float) -> tuple[float, float, Box]:
        """What a caption at a point would cover at best, how far it moves for that, and its box."""
        lines = said.split("\n")
        half, tall = max(map(_ems, lines)) * font / 2, len(lines) * font * 0.6
        found = []
        for shift in _SHIFTS if said else (0.0,):
            box = at[0] - half, at[1] + shift - tall, at[0] + half, at[1] + shift + tall
            cells = self._cells(box, 0.0)
            covered = {b for cell in cells for b in self._captions.get(cell, ()) if _overlap(box, b)}
            behind = {b for cell in cells for _, b in self._cards.get(cell, ()) if _overlap(box, b)}
            weight = sum(_share(box, b) for b in covered) + sum(_share(box, b) for b in behind)
            found.append((_COVERED * weight + abs(shift) * _SHIFTED, shift, box))
            if not weight:
                break
        return min(found) if said else (0.0, 0.0, (at[0], at[1], at[0], at[1]))

    def between(self, one: str, other: str) -> list[Point]:
        """The middles of the lines that join two cards, to be added to."""
        return self._middles.setdefault(frozenset((one, other)), [])

    def add(self, box: Box) -> None:
        """A caption stands here from now on."""
        for cell in self._cells(box, 0.0):
            self._captions.setdefault(cell, []).append(box)

    def _cells(self, box: Box, margin: float) -> list[tuple[int, int]]:
        (width, height), (left, top, right, bottom) = self._cell, box
        return [(column, row)
                for column in range(floor((left - margin) / width), floor((right + margin) / width) + 1)
                for row in range(floor((top - margin) / height), floor((bottom + margin) / height) + 1)]


def _within(x: float, y: float, box: Box) -> bool:
    return box[0] - _MARGIN < x < box[2] + _MARGIN and box[1] - _MARGIN < y < box[3] + _MARGIN


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _share(one: Box, other: Box) -> float:
    """How much of the first is covered by the other, 0..1."""
    width, height = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    return width * height / max((one[2] - one[0]) * (one[3] - one[1]), 1.0)


@cache
def _ems(line: str) -> float:
    """About how wide a line is, in font sizes."""
    return sum(1.0 if east_asian_width(c) in "WF" else 0.56 for c in line)
