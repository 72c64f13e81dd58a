"""Which way each link's line takes: a line that runs behind a foreign card reads as if it were that card's.

A few curves are tried for each, and the one is taken that is hidden least; its caption moves up or down from the
middle of the curve where it would cover another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import floor, hypot
from unicodedata import east_asian_width

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

MOST = 400
"""With more links than this nobody follows a single line, and all take the plainest curve."""

_MARGIN = 5.0
_APART = 36.0  # units between the middles of lines that join the same two
_STEPS = 36
_BOWS = (26.0, 48.0, 72.0, 100.0, 135.0, 180.0, 240.0)
_SHIFTS = (0.0, -12.0, 12.0, -24.0, 24.0, -36.0, 36.0)
_HIDDEN, _COVERED, _SHIFTED = 25.0, 6.0, 0.05  # per step behind a card, per caption covered, per unit of shift
_OUTSIDE, _WILDER = 1.0, 0.4  # per step beyond the cards, per plainer curve passed over
_ROOM = 40.0  # units above and below all cards that a line may use freely


@dataclass(frozen=True, slots=True)
class Route:
    """A curve, and how far its caption stands below its middle.

    `bend`: where the control point of a quadratic curve stands, from the middle between both ends; None for the plain
    curve, which leaves and arrives sideways.
    """

    bend: Point | None = None
    shift: float = 0.0


PLAIN = Route()


def routes(
    cards: Mapping[str, Point], size: tuple[float, float], links: Sequence[tuple[str, str, str]], font: float
) -> list[Route]:
    """The route of each link (id, id, caption) between cards of one size that stand at these centres."""
    if len(links) > MOST:
        return [PLAIN] * len(links)
    crowd = _Crowd(cards, size)
    found: dict[int, Route] = {}
    for place in sorted(range(len(links)), key=lambda i: _length(cards, links[i])):  # short ones have least choice
        found[place] = _best(crowd, cards, links[place], size, font)
    return [found[place] for place in range(len(links))]


def _length(cards: Mapping[str, Point], link: tuple[str, str, str]) -> float:
    (a, b), (c, d) = cards[link[0]], cards[link[1]]
    return hypot(a - c, b - d)


def _best(
    crowd: _Crowd, cards: Mapping[str, Point], link: tuple[str, str, str], size: tuple[float, float], font: float
) -> Route:
    start, end = cards[link[0]], cards[link[1]]
    best: tuple[float, Route, Box] | None = None
    others = crowd.between(link[0], link[1])
    for taste, route in enumerate(_candidates(start, end, size)):
        hidden = crowd.cost(points(route, start, end), {link[0], link[1]})
        cost = hidden + taste * _WILDER
        middle = _at(route, start, end, 0.5)
        cost += _HIDDEN * _STEPS * any(hypot(middle[0] - x, middle[1] - y) < _APART for x, y in others)
        if best is not None and cost >= best[0]:
            continue
        covered, shift, box = crowd.caption(middle, link[2], font)
        if best is None or cost + covered < best[0]:
            best = cost + covered, Route(route.bend, shift), box
        if best[0] <= (taste + 1) * _WILDER:  # no later one can be better
            break
    assert best is not None
    crowd.add(best[2])
    others.append(_at(best[1], start, end, 0.5))
    return best[1]


def _candidates(start: Point, end: Point, size: tuple[float, float]) -> Iterator[Route]:
    """The curves that are worth trying, the plainest first."""
    across, down = end[0] - start[0], end[1] - start[1]
    away = max(hypot(across, down), 1.0)
    yield PLAIN if abs(across) > size[0] else Route((0.0, 0.0))
    for lean in (0.0, -0.3, 0.3):
        for bow in _BOWS:
            for reach in (2 * bow, -2 * bow):  # the curve comes half as near to its control point
                yield Route((round(lean * across - reach * down / away, 1),
                             round(lean * down + reach * across / away, 1)))


def points(route: Route, start: Point, end: Point) -> Iterator[Point]:
    """Points along a route."""
    return (_at(route, start, end, step / _STEPS) for step in range(1, _STEPS))


def _at(route: Route, start: Point, end: Point, t: float) -> Point:
    """The point at `t` (0..1), as the browser draws it."""
    (x, y), (u, v), s = start, end, 1 - t
    if route.bend is None:
        a, b, c, d = s**3, 3 * t * s**2, 3 * t**2 * s, t**3
        return a * x + (b + c) * (x + u) / 2 + d * u, (a + b) * y + (c + d) * v
    p, q = (x + u) / 2 + route.bend[0], (y + v) / 2 + route.bend[1]
    return s * s * x + 2 * s * t * p + t * t * u, s * s * y + 2 * s * t * q + t * t * v


class _Crowd:
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
                cost += _HIDDEN
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
