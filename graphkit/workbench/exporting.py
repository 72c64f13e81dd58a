"""Gathers from one snapshot what a bundle holds: the chains of some seeds, or the whole investigation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

from graphkit.analysis.judged import Judged
from graphkit.analysis.trace import trace
from graphkit.export.bundle import Content
from graphkit.model.judging import judgement_id
from graphkit.model.records import Claim, Subgraph, Transaction
from graphkit.store.pairing import flow_of
from graphkit.store.rows import WITHDRAWN
from graphkit.store.view import View
from graphkit.workbench.charting import arranged, chart, lanes_of
from graphkit.workbench.concluding import concluded
from graphkit.workbench.judging import said, said_at
from ingest.source import sources as kinds

DRAWN = 150
"""Entities on the offline chart at most: beyond that it cannot be read."""

_EVERY = (1 << 31) - 1  # an export leaves nothing out
_CHINA = timezone(timedelta(hours=8))


def gather(
    view: View, seeds: tuple[str, ...], investigation: str, lang: str, thresholds: Mapping[str, int]
) -> Content:
    """Everything the bundle states, each fact with its source row. `thresholds`: a province's own, by element, in 分.
    SeedError for a bad seed."""
    traces = [_worded(trace(view, seed).to_json(lang), lang) for seed in seeds]
    named = {i for document in traces for i in document["entities"]}
    judged = {s for document in traces for w in document["judgements"] for s in w["subjects"]}
    bare = view.between(named) if seeds else _whole(view)
    transfers = _transfers(view, bare)
    graph = _exact(bare, transfers)
    amounts = {k.id: k.amount for k in graph.links.values() if k.type == "paid"}
    claims = tuple(_claims(view, graph, transfers))
    drawn = _drawn(graph, traces)
    coverage = {
        stage: {i for d in traces for i in d["coverage"].get(stage, {}).get("by", ())}
        for stage in {s for d in traces for s in d["coverage"]}
    }
    lanes = lanes_of(drawn, coverage)
    told: dict[str, list[Claim]] = {}
    for subject, _, claim in claims:
        told.setdefault(subject, []).append(claim)
    picture = chart(drawn, arranged(drawn, lanes), lanes, lang, amounts=amounts, claims=told,
                    seeds={i for d in traces for i in d["seed"]}, damped={x["id"] for d in traces for x in d["damped"]},
                    title="；".join(seeds) or investigation)
    about = {"investigation": investigation, "seeds": list(seeds),
             "created_at": datetime.now(_CHINA).isoformat(" ", "seconds")}
    sources = tuple(s for s in view.sources() if s.state != WITHDRAWN)
    words = _judgements(view, named | judged if seeds else None, lang)
    return Content(about, graph, tuple(traces), claims, sources, picture, amounts,
                   {s.kind: _kind(s.kind, lang) for s in sources}, words,
                   concluded(view, named if seeds else None, thresholds, lang))


def _judgements(view: View, ids: Iterable[str] | None, lang: str) -> tuple[tuple[str, ...], ...]:
    """The words that the content follows: those about these entities, or all."""
    words = view.words() if ids is None else Judged(view).about(set(ids))
    return tuple((judgement_id(w), said(w, lang), w.who, said_at(w), w.why) for w in words)


def _worded(document: dict[str, Any], lang: str) -> dict[str, Any]:
    """A trace's document with the records to obtain by the names people know them under."""
    for record in document["next"]:
        record["record"] = _kind(record["record"], lang)
    return document


def _kind(kind: str, lang: str) -> str:
    """The name of a kind of source, or of several joined by "+"."""
    known = kinds()
    return " + ".join(str(getattr(known.get(name), lang, name)) for name in kind.split("+"))


def _whole(view: View) -> Subgraph:
    whole = view.whole()
    return Subgraph(view.get(whole.entities), whole.links)


def _transfers(view: View, graph: Subgraph) -> Mapping[str, list[Transaction]]:
    """Total → the reported transactions behind it; one reading for all."""
    total = {(k.type, k.source, k.target): k.id for k in graph.links.values() if k.count}
    ends = {i for _, *ids in total for i in ids}
    found: dict[str, list[Transaction]] = {i: [] for i in total.values()}
    for t in view.transactions_among(ends, ends):
        if (t.type, t.source, t.target) in total:
            found[total[t.type, t.source, t.target]].append(t)
    return found


def _exact(graph: Subgraph, transfers: Mapping[str, list[Transaction]]) -> Subgraph:
    """The graph with every transfer counted once, also where both parties' banks report it."""
    links = dict(graph.links)
    for total in graph.links.values():
        if total.count:
            flow = flow_of(total.source, total.target, transfers[total.id])
            links[total.id] = replace(total, count=flow.count + len(flow.conflicts), amount=flow.amount,
                                      first_time=flow.first, last_time=flow.last)
    return replace(graph, links=links)


def _claims(
    view: View, graph: Subgraph, transfers: Mapping[str, list[Transaction]]
) -> Iterable[tuple[str, str, Claim]]:
    """Every claim about the graph; those about single transactions under their total."""
    owner = {i: i for i in graph.entities} | {k.id: k.id for k in graph.links.values() if not k.count}
    types = {i: e.type for i, e in graph.entities.items()} | {k.id: k.type for k in graph.links.values()}
    for total, told in transfers.items():
        owner |= dict.fromkeys((t.id for t in told), total)
    for subject, claims in view.claims(owner, _EVERY).items():
        for claim in claims:
            yield owner[subject], types[owner[subject]], claim


def _drawn(graph: Subgraph, traces: Iterable[dict[str, Any]]) -> Subgraph:
    """The part that fits on a chart: the entities of the best chains first."""
    ranked = [e for d in traces for chain in d["chains"] for s in chain["steps"] for e in (s["source"], s["target"])]
    kept = list(dict.fromkeys([*(i for i in ranked if i in graph.entities), *graph.entities]))[:DRAWN]
    return Subgraph(
        {i: graph.entities[i] for i in kept},
        {i: k for i, k in graph.links.items() if k.source in kept and k.target in kept},
        len(kept) < len(graph.entities),
    )
