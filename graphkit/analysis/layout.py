"""Where the entities of a chart stand: one lane per stage, from left to right, laid out for reading.

A lane is a band of full height. Within it the entities are ordered by the mean place of their neighbours
(barycentre), so that few links cross, and wrapped into further columns of the same lane when the picture would
otherwise be taller than a screen. The same input always gives the same picture; nothing here draws anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from graphkit.model.schema import STAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Point = tuple[float, float]

LANES = ("lead", "certificate", *STAGES[: STAGES.index("site_operator")], "site", "site_operator", "enabler", "other")
"""Every lane, in reading order; a lane without entities takes no room."""

COLUMN, ROW, GAP = 172.0, 68.0, 52.0
"""Room for one card and its margin, and between two lanes: chart units, one of which is a pixel at 100 %."""

SWEEPS = 6
SETTLED = 30
"""A lane with more entities than this is read as a list: who belongs to whom is no longer drawn next to each other."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One band of the chart, in chart units; y grows downwards."""

    key: str
    left: float
    top: float
    right: float
    bottom: float

    def columns(self) -> list[float]:
        """The x of each of its columns."""
        count = max(1, round((self.right - self.left - GAP) / COLUMN))
        return [self.left + GAP / 2 + COLUMN * (place + 0.5) for place in range(count)]


@dataclass(frozen=True, slots=True)
class Layout:
    """Centre of each entity's card by id, and the lanes that are in use, from left to right."""

    positions: Mapping[str, Point]
    lanes: tuple[Lane, ...]


def arrange(nodes: Iterable[tuple[str, str]], edges: Iterable[tuple[str, str]], aspect: float = 1.9) -> Layout:
    """Lay out a new chart.

    `nodes` are (id, lane), `edges` are (id, id); a lane that is not in `LANES` counts as "other", an edge to an
    unknown id is left out. `aspect` is the width of the screen over its height, which decides where lanes wrap.
    """
    members = members_by_lane(nodes)
    if not members:
        return Layout({}, ())
    near = neighbours([node for ids in members.values() for node in ids], edges)
    _reorder(members, near)
    width = _widths({lane: len(ids) for lane, ids in members.items()}, aspect)
    rows = {lane: _rows(ids, width[lane]) for lane, ids in members.items()}
    heights = _align(rows, near)
    lanes, positions, left = [], {}, 0.0
    top, bottom = min(heights.values()) - ROW / 2, max(heights.values()) + ROW / 2
    for lane, grid in rows.items():
        band = Lane(lane, left, top, left + GAP + COLUMN * width[lane], bottom)
        for row in grid:
            positions.update({node: (x, heights[node]) for node, x in zip(row, band.columns(), strict=False)})
        lanes.append(band)
        left = band.right
    return Layout(positions, tuple(lanes))


def members_by_lane(nodes: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Ids by lane, lanes in reading order, ids in the order given, each once."""
    lane_of = {node: lane if lane in LANES else "other" for node, lane in nodes}
    found: dict[str, list[str]] = {lane: [] for lane in LANES}
    for node, lane in lane_of.items():
        found[lane].append(node)
    return {lane: ids for lane, ids in found.items() if ids}


def neighbours(ids: Iterable[str], edges: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Ids by id, in the order of the edges, whatever their direction; loops and unknown ends are left out."""
    near: dict[str, list[str]] = {node: [] for node in ids}
    for one, other in edges:
        if one != other and one in near and other in near:
            near[one].append(other)
            near[other].append(one)
    return near


def _reorder(members: dict[str, list[str]], near: Mapping[str, Sequence[str]]) -> None:
    """Sort every lane by the mean place of its neighbours, sweeping to and fro; ties keep their order.

    A sweep looks only at the lanes it has passed: with both sides at once, two halves in opposite order hold each
    other where they are.
    """
    rank_of = {node: rank for rank, ids in enumerate(members.values()) for node in ids}
    place = {node: (rank + 0.5) / len(ids) for ids in members.values() for rank, node in enumerate(ids)}
    for sweep in range(SWEEPS):
        step = 1 if sweep % 2 == 0 else -1
        for ids in list(members.values())[::step]:
            mean = {}
            for node in ids:
                passed = [place[other] for other in near[node] if (rank_of[node] - rank_of[other]) * step > 0]
                mean[node] = _mean(passed, place[node])
            ids.sort(key=mean.__getitem__)
            place.update({node: (rank + 0.5) / len(ids) for rank, node in enumerate(ids)})
    for ids in members.values():
        if len(ids) <= SETTLED:
            _settle(ids, near)


def _settle(ids: list[str], near: Mapping[str, Sequence[str]]) -> None:
    """Bring those of a lane that are linked next to each other, so that no link runs behind a card in between.

    One after the other moves to where the links within the lane are shortest, as near to its place as may be.
    """
    first = {node: rank for rank, node in enumerate(ids)}
    inner = [(one, other) for one in ids for other in near[one] if other in first and first[one] < first[other]]

    def cost(order: Sequence[str]) -> float:
        at = {node: rank for rank, node in enumerate(order)}
        return sum(abs(at[a] - at[b]) - 1 for a, b in inner) + 0.2 * sum(abs(at[n] - first[n]) for n in ids)

    best = cost(ids)
    for node in list(ids) * 2 if inner else ():
        rest = [other for other in ids if other != node]
        for place in range(len(ids)):
            moved = [*rest[:place], node, *rest[place:]]
            if (found := cost(moved)) < best:
                best, ids[:] = found, moved


def _mean(values: Sequence[float], default: float) -> float:
    return sum(values) / len(values) if values else default


def _widths(sizes: Mapping[str, int], aspect: float) -> dict[str, int]:
    """Columns per lane: the fewest rows at which the whole picture is no wider than the screen's shape allows."""
    for rows in range(1, max(sizes.values()) + 1):
        columns = {lane: ceil(size / rows) for lane, size in sizes.items()}
        if sum(COLUMN * count + GAP for count in columns.values()) <= aspect * ROW * rows:
            return columns
    return dict.fromkeys(sizes, 1)


def _rows(ids: Sequence[str], width: int) -> list[Sequence[str]]:
    return [ids[start : start + width] for start in range(0, len(ids), width)]


def _align(rows: Mapping[str, Sequence[Sequence[str]]], near: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """The y of every entity: each row as near to its neighbours as the order and the height of the picture allow."""
    height = ROW * (max(len(grid) for grid in rows.values()) - 1)
    y: dict[str, float] = {}
    for grid in rows.values():
        for rank, row in enumerate(grid):
            y.update(dict.fromkeys(row, ROW * (rank - (len(grid) - 1) / 2)))
    for sweep in range(SWEEPS):
        for grid in list(rows.values())[:: 1 if sweep % 2 == 0 else -1]:
            targets = [_mean([y[other] for node in row for other in near[node]], y[row[0]]) for row in grid]
            for row, at in zip(grid, _spread(targets, height), strict=True):
                y.update(dict.fromkeys(row, at))
    return y


def _spread(targets: Sequence[float], height: float) -> list[float]:
    """Places in order, at least `ROW` apart and within ±height/2, with the least squared distance to the targets.

    Isotonic regression of the targets less their own offset: neighbours that would overlap are pooled at their mean.
    """
    pools: list[tuple[float, int]] = []
    for rank, target in enumerate(targets):
        total, count = target - ROW * rank, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            total, count = total + pools[-1][0], count + pools[-1][1]
            pools.pop()
        pools.append((total, count))
    last = height / 2 - ROW * (len(targets) - 1)
    flat = [min(max(total / count, -height / 2), last) for total, count in pools for _ in range(count)]
    return [at + ROW * rank for rank, at in enumerate(flat)]
