"""From a piece of the graph to the chart that the page and the offline file draw."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from graphkit.analysis.layout import Layout, arrange
from graphkit.analysis.layout_growth import extend
from graphkit.export.chart_view import ChartEdge, ChartLane, ChartNode, ChartView, Fact
from graphkit.export.tables import shown
from graphkit.model.catalog import ENTITY_TYPES, LINK_TYPES
from graphkit.model.records import Claim, Link, Subgraph
from graphkit.model.schema import STAGES
from graphkit.words import text, yuan

FACTS_SHOWN = 60
_LANE_OF_TYPE = {
    "Certificate": "certificate", "Lead": "lead", "Case": "lead",
    **dict.fromkeys(("Website", "Domain", "IPAddress", "Filing", "Service", "TlsCertificate"), "site"),
}


def lanes_of(graph: Subgraph, coverage: Mapping[str, Collection[str]]) -> dict[str, str]:
    """The lane of every entity: the stage at which it was reached, else the one its type suggests."""
    staged: dict[str, str] = {}
    for stage in STAGES:
        for entity_id in coverage.get(stage, ()):
            staged.setdefault(entity_id, stage)
    lanes = {i: staged.get(i) or _LANE_OF_TYPE.get(e.type, "") for i, e in graph.entities.items()}
    for _ in range(len(STAGES)):  # phones, accounts and logins stand with those they belong to
        settled = {
            end: lanes[other]
            for link in graph.links.values() if link.type in ("owns", "uses", "bound_to", "employed_by")
            for end, other in ((link.source, link.target), (link.target, link.source))
            if not lanes.get(end) and lanes.get(other)
        }
        if not settled:
            break
        lanes |= settled
    return {i: lane or "other" for i, lane in lanes.items()}


def arranged(graph: Subgraph, lanes: Mapping[str, str], before: Layout | None = None,
             moved: Mapping[str, tuple[float, float]] | None = None) -> Layout:
    """Where everything stands; what stood `before`, or was `moved` by the user, keeps its place."""
    nodes = [(i, lanes[i]) for i in graph.entities]
    edges = [(k.source, k.target) for k in graph.links.values()]
    return extend(before, nodes, edges, moved) if before is not None else arrange(nodes, edges)


def chart(
    graph: Subgraph, layout: Layout, lanes: Mapping[str, str], lang: str, *, seeds: Collection[str] = (),
    damped: Collection[str] = (), amounts: Mapping[str, int] | None = None,
    claims: Mapping[str, Iterable[Claim]] | None = None, more: Mapping[str, int] | None = None, title: str = "",
) -> ChartView:
    """The chart. `amounts` 分 per total's id; `claims` become facts to click; `more` counts what is not shown yet."""
    told = claims or {}
    nodes = tuple(
        ChartNode(
            i, e.caption, getattr(ENTITY_TYPES[e.type], lang), lanes[i], *layout.positions[i],
            colour=ENTITY_TYPES[e.type].colour, shape=ENTITY_TYPES[e.type].shape, seed=i in seeds, damped=i in damped,
            tooltip=f"{getattr(ENTITY_TYPES[e.type], lang)} {e.caption}", more=(more or {}).get(i, 0),
            facts=facts(e.type, told.get(i, ()), lang),
        )
        for i, e in graph.entities.items()
    )
    edges = tuple(
        ChartEdge(k.id, k.source, k.target, label(k, (amounts or {}).get(k.id), lang),
                  facts=facts(k.type, told.get(k.id, ()), lang))
        for k in graph.links.values()
    )
    bands = tuple(ChartLane(b.key, text(f"chart.lane_{b.key}", lang), b.left, b.right) for b in layout.lanes)
    return ChartView(nodes, edges, bands, title)


def label(link: Link, amount: int | None, lang: str) -> str:
    """A link in a word or two: its type, and for a total how often and how much."""
    caption = str(getattr(LINK_TYPES[link.type], lang))
    if not link.count:
        return caption
    if amount is None:
        return text("export.link_count", lang, caption=caption, count=link.count)
    return text("export.link_total", lang, caption=caption, count=link.count, amount=yuan(amount))


def facts(type_name: str, claims: Iterable[Claim], lang: str) -> tuple[Fact, ...]:
    """What the claims state, value by value, with file, sheet and row."""
    declared: Any = ENTITY_TYPES.get(type_name) or LINK_TYPES[type_name]
    captions = {f.name: getattr(f, lang) for f in declared.fields}
    found = []
    for claim in claims:
        for name, value in claim.values.items() or [("", "")]:
            found.append(Fact(captions.get(name, str(getattr(declared, lang))), shown(type_name, name, value),
                              claim.ref.file, claim.ref.sheet, claim.ref.row))
    return tuple(found[:FACTS_SHOWN])
