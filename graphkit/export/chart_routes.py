"""Which way each link's line takes: a line that runs behind a foreign card reads as if it were that card's.

A few curves are tried for each, and the one is taken that is hidden least; its caption moves up or down from the
middle of the curve where it would cover another one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import hypot

from graphkit.export.chart_crowd import HIDDEN, Box, Crowd, Point

MOST = 400
"""With more links than this nobody follows a single line, and all take the plainest curve."""

_APART = 36.0  # units between the middles of lines that join the same two
_STEPS = 36
_BOWS = (26.0, 48.0, 72.0, 100.0, 135.0, 180.0, 240.0)
_WILDER = 0.4  # what a curve costs for each plainer one passed over


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
    crowd = Crowd(cards, size)
    found: dict[int, Route] = {}
    for place in sorted(range(len(links)), key=lambda i: _length(cards, links[i])):  # short ones have least choice
        found[place] = _best(crowd, cards, links[place], size, font)
    return [found[place] for place in range(len(links))]


def _length(cards: Mapping[str, Point], link: tuple[str, str, str]) -> float:
    (a, b), (c, d) = cards[link[0]], cards[link[1]]
    return hypot(a - c, b - d)


def _best(
    crowd: Crowd, cards: Mapping[str, Point], link: tuple[str, str, str], size: tuple[float, float], font: float
) -> Route:
    start, end = cards[link[0]], cards[link[1]]
    best: tuple[float, Route, Box] | None = None
    others = crowd.between(link[0], link[1])
    for taste, route in enumerate(_candidates(start, end, size)):
        hidden = crowd.cost(points(route, start, end), {link[0], link[1]})
        cost = hidden + taste * _WILDER
        middle = _at(route, start, end, 0.5)
        cost += HIDDEN * _STEPS * any(hypot(middle[0] - x, middle[1] - y) < _APART for x, y in others)
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
