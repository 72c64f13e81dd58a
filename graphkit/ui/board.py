"""The chart a user works on: what it shows, where, and the way back. Pure; nothing here draws or asks the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graphkit.analysis.findings import Reason
from graphkit.analysis.layout import Layout, Point, arrange
from graphkit.analysis.layout_growth import extend
from graphkit.export.chart_view import ChartView
from graphkit.model.catalog import LINK_TYPES
from graphkit.model.records import Link

ASPECT = 2.8
"""Width over height of the chart on the page."""
PLACES = ("lead", "certificate", "site")
"""The lanes that are no stage: to stand there says nothing about anybody."""
_PLACE_OF = {"Certificate": "certificate", "Lead": "lead", **dict.fromkeys(
    ("Website", "Domain", "IPAddress", "TlsCertificate", "Filing", "Service"), "site")}


@dataclass(frozen=True, slots=True)
class Board:
    """One state of the chart: entity id → lane, link id → link, and where everything stands."""

    lanes: Mapping[str, str]
    links: Mapping[str, Link]
    layout: Layout


@dataclass(slots=True)
class Workspace:
    """A seed's chart with its history. `moved` is what the user dragged: it stays put through undo and redo.

    `damped`: entity id → why it is shown but not walked through. `selected` is ("node" or "edge", id), or None.
    `drawn` is for whoever draws it: the last picture, and of what.
    """

    seeds: tuple[str, ...]
    boards: list[Board]
    at: int = 0
    moved: dict[str, Point] = field(default_factory=dict)
    damped: Mapping[str, Reason] = field(default_factory=dict)
    selected: tuple[str, str] | None = None
    drawn: tuple[object, ChartView] | None = None

    @property
    def board(self) -> Board:
        """What is shown now."""
        return self.boards[self.at]

    def grow(self, lanes: Mapping[str, str], links: Iterable[Link]) -> None:
        """Add entities and links; everything that is there keeps its place."""
        kept = {**lanes, **self.board.lanes}
        ordered = {i: kept[i] for i in (*self.board.lanes, *lanes)}
        self._change(ordered, {**self.board.links, **{k.id: k for k in links}})

    def hide(self, entity_id: str) -> None:
        """Take an entity and its links off the chart."""
        lanes = {i: lane for i, lane in self.board.lanes.items() if i != entity_id}
        links = {i: k for i, k in self.board.links.items() if entity_id not in (k.source, k.target)}
        self._change(lanes, links)
        self.selected = None

    def _change(self, lanes: Mapping[str, str], links: Mapping[str, Link]) -> None:
        layout = extend(self.board.layout, lanes.items(), _ends(links), self.moved)
        self.boards[self.at + 1:] = [Board(lanes, links, layout)]
        self.at += 1

    def step(self, by: int) -> None:
        """Undo (-1) or redo (+1)."""
        self.at = min(max(self.at + by, 0), len(self.boards) - 1)
        shown = {*self.board.lanes, *self.board.links}
        self.selected = self.selected if self.selected and self.selected[1] in shown else None

    def reset(self) -> None:
        """Back to the first chart, as it was laid out."""
        self.at, self.moved, self.selected = 0, {}, None


def workspace(
    seeds: tuple[str, ...], lanes: Mapping[str, str], links: Iterable[Link], damped: Mapping[str, Reason]
) -> Workspace:
    """A new chart of these entities (id → lane) and links."""
    found = {k.id: k for k in links}
    return Workspace(seeds, [Board(lanes, found, arrange(lanes.items(), _ends(found), ASPECT))], damped=damped)


def lane_of(link: Link, start: str, start_lane: str, end_type: str) -> str:
    """The lane of an entity that a user has asked to see.

    It gets a stage only where the link itself says so: a holder holds, and what somebody owns or uses stands with him.
    Whether anybody has a role is for the trace to say; all others stand under "other", or among the sites.
    """
    if link.type == "holds":
        return "certificate" if link.source == start else "holder"
    if end_type in _PLACE_OF:
        return _PLACE_OF[end_type]
    same = any(not carry.start and not carry.stage for carry in LINK_TYPES[link.type].carries)
    return start_lane if same else "other"


def _ends(links: Mapping[str, Link]) -> list[tuple[str, str]]:
    return [(k.source, k.target) for k in links.values()]
