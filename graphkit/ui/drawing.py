"""From a workspace to its chart: what is on it described, and how many links are not shown yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from graphkit.export.chart_view import ChartView
from graphkit.model.catalog import LINK_TYPES
from graphkit.model.records import Claim, Link, Subgraph
from graphkit.ui.board import Workspace
from graphkit.ui.shown import known, label
from graphkit.workbench import Workbench
from graphkit.workbench.charting import chart

HUB = 2_000
"""The links that are not shown are counted up to this many."""
_NOT_SHARED = ("used_before", "used_later", "several_users", "earlier_filing", "site_not_questioned")
"""Reasons to lead no further other than that many share it."""
_CLAIMS = 60
"""Source rows per entity and link in a file to take away."""


def chart_view(wb: Workbench, work: Workspace, lang: str) -> ChartView:
    """The chart as it stands on the page."""
    board = work.board
    near = wb.neighbourhood(board.lanes, cap=HUB)
    more = Counter(end for k in near.links.values() if k.id not in board.links for end in {k.source, k.target})
    graph = shown_graph(wb, work, lang)
    view = chart(graph, board.layout, board.lanes, lang, seeds=work.seeds, damped=_shared(work),
                 amounts=amounts(wb, board.links.values()), more=more | dict.fromkeys(near.hubs, HUB))
    why = {i: reason.text(lang) for i, reason in work.damped.items()}
    return replace(view, nodes=tuple(
        replace(n, tooltip="\n".join(filter(None, (known(graph.entities[n.id], lang), why.get(n.id)))))
        for n in view.nodes))


def file_view(wb: Workbench, work: Workspace, lang: str, title: str) -> ChartView:
    """The same chart with everything that states it, for a file to take away."""
    board = work.board
    graph = shown_graph(wb, work, lang)
    return chart(graph, board.layout, board.lanes, lang, seeds=work.seeds, damped=_shared(work),
                 amounts=amounts(wb, board.links.values()), claims=claims_of(wb, graph), title=title).moved(work.moved)


def _shared(work: Workspace) -> set[str]:
    return {i for i, reason in work.damped.items() if reason.code not in _NOT_SHARED}


def shown_graph(wb: Workbench, work: Workspace, lang: str) -> Subgraph:
    """What is on the chart, entities captioned as on the page; those whose sources were withdrawn are gone."""
    board = work.board
    found = wb.store.read(lambda view: view.get(board.lanes))
    entities = {i: replace(found[i], caption=label(found[i], lang)) for i in board.lanes if i in found}
    return Subgraph(entities, {i: k for i, k in board.links.items() if k.source in entities and k.target in entities})


def amounts(wb: Workbench, links: Iterable[Link]) -> Mapping[str, int]:
    """What moved over each total of payments, in 分."""
    totals = [k for k in links if LINK_TYPES[k.type].amount == "amount_fen"]
    return wb.store.read(lambda view: {k.id: view.flow(k.source, k.target).amount for k in totals})


def claims_of(wb: Workbench, graph: Subgraph) -> dict[str, list[Claim]]:
    """What states each entity and link; for a total, what states its transactions."""
    claims = wb.claims([*graph.entities, *graph.links], _CLAIMS)
    for total in (k for k in graph.links.values() if k.count):
        single = wb.store.read(lambda view, k=total: view.transactions(k.source, k.target, _CLAIMS))  # type: ignore[misc]
        claims[total.id] = [c for found in wb.claims([t.id for t in single], _CLAIMS).values() for c in found]
    return claims
