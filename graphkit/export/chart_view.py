"""What a chart shows, and the form in which a browser gets it.

The page and the offline file draw the same `ChartView`. Captions and facts are evidence text, which whoever is under
investigation may have written: they leave here as JSON strings without control characters, and the browser only
ever treats them as text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from unicodedata import category

from graphkit.export.chart_routes import routes
from graphkit.export.chart_style import CAPTION, CARD_HEIGHT, CARD_WIDTH, LINE_WIDTH, OPTIONS, edge_style
from graphkit.words import text, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WORDS = ("search", "fit", "zoom_in", "zoom_out", "picture", "seed", "shared", "hint", "canvas")


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of an entity or link and the record it rests on: a file, its sheet if any, and the row (1-based)."""

    caption: str
    value: str
    file: str = ""
    sheet: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True)
class ChartNode:
    """An entity: `x`, `y` are the centre of its card in chart units, `more` how many links are not shown yet.

    `type` is the caption of its type, `shape` one of dot, square, diamond, triangle, triangleDown, hexagon, star;
    `damped` marks infrastructure that many share, `seed` what the chart started from.
    """

    id: str
    label: str
    type: str
    lane: str
    x: float
    y: float
    colour: str = "#5b6b7c"
    shape: str = "dot"
    tooltip: str = ""
    seed: bool = False
    damped: bool = False
    more: int = 0
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartEdge:
    """A link; `dashed` for one that is inferred or disputed, `width` in pixels."""

    id: str
    source: str
    target: str
    label: str = ""
    tooltip: str = ""
    dashed: bool = False
    width: float = LINE_WIDTH
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartLane:
    """A stage: its caption and where its band begins and ends, in chart units."""

    key: str
    caption: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart, complete: equal views are the same picture."""

    nodes: tuple[ChartNode, ...]
    edges: tuple[ChartEdge, ...]
    lanes: tuple[ChartLane, ...] = ()
    title: str = ""

    def moved(self, positions: Mapping[str, tuple[float, float]]) -> ChartView:
        """The same chart with some entities in other places (those the user has dragged)."""
        return replace(
            self,
            nodes=tuple(
                replace(node, x=positions[node.id][0], y=positions[node.id][1]) if node.id in positions else node
                for node in self.nodes
            ),
        )


def plain(value: str, limit: int) -> str:
    """Evidence text that can be shown: what is unprintable is written out (‹U+202E›), the end is cut (…)."""
    shown = value.replace("\r\n", "\n").strip()
    shown = shown if len(shown) <= limit else shown[: limit - 1] + "…"
    return shown if shown.isprintable() else "".join(map(_visible, shown))


def _visible(char: str) -> str:
    harmless = char.isprintable() or char == "\n" or category(char) == "Zs"
    return char if harmless else str(visible(char))


def line(value: str, limit: int = 120) -> str:
    """`plain` on one line."""
    return plain(" ".join(value.split()), limit)


@lru_cache(maxsize=16)
def payload(view: ChartView, lang: str) -> bytes:
    """The chart as UTF-8 JSON: nodes, edges and options as vis-network takes them, lanes, legend and words.

    The same view gives the same bytes, so that a click sends nothing again.
    """
    import orjson

    network = _network(view)
    kinds = sorted({(line(node.type), node.colour, node.shape) for node in view.nodes})
    if any(node.damped for node in view.nodes):
        kinds.append((text("chart.shared", lang), "#7f8d9a", "shared"))
    return orjson.dumps(
        {
            "nodes": network.nodes,
            "edges": network.edges,
            "options": network.options,
            "card": {"width": CARD_WIDTH, "height": CARD_HEIGHT},
            "extent": _extent(view, network.edges),
            "lanes": [
                {"caption": line(lane.caption), "left": lane.left, "right": lane.right, "key": lane.key}
                for lane in view.lanes
            ],
            "legend": [{"caption": kind, "color": colour, "shape": shape} for kind, colour, shape in kinds],
            "words": {name: text(f"chart.{name}", lang) for name in _WORDS},
        }
    )


def _caption(label: str) -> str:
    """A link's caption; its figures go below its name, because two short lines fit between two lanes."""
    shown = line(label, 24)
    return shown.replace(" ", "\n", 1) if any(map(str.isdigit, shown)) else shown


def _extent(view: ChartView, edges: Iterable[Mapping[str, Any]]) -> tuple[float, float]:
    """The lowest and highest y of what is drawn: cards, and lines that bow out beyond them."""
    at = {node.id: node.y for node in view.nodes}
    ys = [y for low in at.values() for y in (low - CARD_HEIGHT, low + CARD_HEIGHT)]
    for start, end, bend in ((at[e["from"]], at[e["to"]], e["bend"][1]) for e in edges if "bend" in e):
        middle = (start + end) / 2 + bend
        ys += [(1 - t) ** 2 * start + 2 * t * (1 - t) * middle + t**2 * end for t in (0.3, 0.5, 0.7)]
    return min(ys, default=0.0) - CAPTION, max(ys, default=0.0) + CAPTION


def _network(view: ChartView) -> Any:
    """The view in pyvis' structures. They are filled directly: `add_node` searches a list, which is quadratic."""
    from pyvis.edge import Edge
    from pyvis.network import Network
    from pyvis.node import Node

    network = Network(directed=True)
    network.options = OPTIONS
    for node in view.nodes:
        label, kind = line(node.label) or line(node.id), line(node.type)
        flags = {"seed": node.seed, "damped": node.damped, "more": node.more}
        network.nodes.append(
            Node(
                node.id,
                node.shape,
                label,
                color=node.colour,
                x=node.x,
                y=node.y,
                title=plain("\n".join(filter(None, (label, kind, node.tooltip))), 600),
                kind=kind,
                lane=node.lane,
                **{name: value for name, value in flags.items() if value},
            ).options
        )
    at = {node.id: (node.x, node.y) for node in view.nodes}
    edges = [edge for edge in view.edges if edge.source in at and edge.target in at]
    labels = [_caption(edge.label) for edge in edges]
    ways = routes(at, (CARD_WIDTH, CARD_HEIGHT),
                  [(e.source, e.target, label) for e, label in zip(edges, labels, strict=True)], CAPTION)
    for edge, label, way in zip(edges, labels, ways, strict=True):
        style = edge_style(way, edge.dashed, edge.width)
        if title := plain("\n".join(filter(None, (edge.label, edge.tooltip))), 600):
            style["title"] = title
        network.edges.append(Edge(edge.source, edge.target, id=edge.id, label=label, **style).options)
    return network
