"""How a chart grows when an entity is expanded: nothing that is on the screen moves."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from graphkit.analysis.layout import COLUMN, GAP, ROW, Lane, Layout, Point, members_by_lane, neighbours

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def extend(
    before: Layout,
    nodes: Iterable[tuple[str, str]],
    edges: Iterable[tuple[str, str]],
    moved: Mapping[str, Point] | None = None,
) -> Layout:
    """Lay out a chart that has grown (or shrunk): what was there stays exactly where it was.

    `moved` holds what the user has dragged since. A new entity takes the free place of its lane that is nearest to
    its neighbours; a lane that was not in use yet is added on the right, because nothing may shift to make room.
    """
    members = members_by_lane(nodes)
    near = neighbours([node for ids in members.values() for node in ids], edges)
    known = {**before.positions, **(moved or {})}
    positions = {node: known[node] for ids in members.values() for node in ids if node in known}
    fresh = {lane: [node for node in ids if node not in positions] for lane, ids in members.items()}
    lanes = _with_new_lanes(before.lanes, {lane: len(ids) for lane, ids in fresh.items() if ids})
    taken = _Taken(positions.values())
    for lane, ids in fresh.items():
        for node in ids:
            anchors = [positions[other][1] for other in near[node] if other in positions]
            positions[node] = taken.nearest(lanes[lane].columns(), sum(anchors) / len(anchors) if anchors else 0.0)
    ys = [y for _, y in positions.values()] or [0.0]
    top, bottom = min(ys) - ROW / 2, max(ys) + ROW / 2
    return Layout(positions, tuple(Lane(lane.key, lane.left, top, lane.right, bottom) for lane in lanes.values()))


def _with_new_lanes(lanes: Sequence[Lane], fresh: Mapping[str, int]) -> dict[str, Lane]:
    """The lanes in use, and on their right one for each stage that appears for the first time."""
    found = {lane.key: lane for lane in lanes}
    right = max((lane.right for lane in lanes), default=0.0)
    rows = max((floor((lane.bottom - lane.top) / ROW) for lane in lanes), default=1)
    for key, count in fresh.items():
        if key not in found:
            found[key] = Lane(key, right, 0.0, right + GAP + COLUMN * ceil(count / max(rows, 10)), 0.0)
            right = found[key].right
    return found


class _Taken:
    """The places that are occupied, by cells of one card, so that asking is cheap however full the chart is."""

    def __init__(self, points: Iterable[Point]) -> None:
        self._cells: dict[tuple[int, int], list[Point]] = {}
        for point in points:
            self._add(point)

    def nearest(self, columns: Sequence[float], y: float) -> Point:
        """The free place in one of the columns that is nearest to `y`, which is taken from now on."""
        step = 0
        while True:
            for at in (y + ROW * step, y - ROW * step):
                for x in columns:
                    if self._free(x, at):
                        self._add((x, at))
                        return x, at
            step += 1

    def _add(self, point: Point) -> None:
        self._cells.setdefault(self._cell(*point), []).append(point)

    def _free(self, x: float, y: float) -> bool:
        column, row = self._cell(x, y)
        around = [(column + dx, row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        near = (point for cell in around for point in self._cells.get(cell, ()))
        return not any(abs(x - a) < COLUMN * 0.9 and abs(y - b) < ROW * 0.9 for a, b in near)

    @staticmethod
    def _cell(x: float, y: float) -> tuple[int, int]:
        return floor(x / COLUMN), floor(y / ROW)
