"""From a trace to what the page shows of it: the first chart, the line of stages, the tables of chains and gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import streamlit as st

from graphkit.analysis.answers import Chain, Trace
from graphkit.model.schema import STAGES
from graphkit.ui.board import PLACES, Workspace, workspace
from graphkit.ui.evidence import proofs
from graphkit.ui.judging import judge_link
from graphkit.ui.reports import kind_name
from graphkit.ui.session import ask, clauses, lang, listed, say
from graphkit.ui.shown import label, link_name, type_name
from graphkit.ui.tables import table
from graphkit.words import text
from graphkit.workbench import Workbench
from graphkit.workbench.charting import lanes_of

_DRAWN, _WAYS, _BESIDE = 60, 2, 8
"""On the first chart: entities, chains per subject, and links to shared infrastructure, at most."""
_NAMED = 3


def first_chart(wb: Workbench, trace: Trace) -> Workspace:
    """Each subject's best chains, with the links that they walk, and the shared infrastructure next to them."""
    best: list[Chain] = []
    ways: Counter[tuple[str, str]] = Counter()
    kept: dict[str, None] = dict.fromkeys(trace.seeds)
    for chain in trace.chains:
        subject = (chain.entities[-1], chain.places[-1])
        if ways[subject] < _WAYS and len(kept.keys() | set(chain.entities)) <= _DRAWN:
            best.append(chain)
            ways[subject] += 1
            kept |= dict.fromkeys(chain.entities)
    graph = wb.store.read(lambda view: view.between([*kept, *trace.damped]))
    walked = {(frozenset((s.source, s.target)), s.type) for chain in best for s in chain.steps}
    links = [k for k in graph.links.values() if (frozenset((k.source, k.target)), k.type) in walked]
    beside = [k for k in graph.links.values() if len({k.source, k.target} & trace.damped.keys()) == 1
              and {k.source, k.target} & kept.keys()][:_BESIDE]
    lanes = lanes_of(graph, _staged(trace, best))
    shown = {i: lanes[i] for i in kept if i in lanes}
    for link in beside:  # what leads no further stands in no stage, whatever it is connected with
        for end in (link.source, link.target):
            shown.setdefault(end, lanes[end] if lanes[end] in PLACES else "other")
    return workspace(trace.seeds, shown, [*links, *beside], trace.damped)


def _staged(trace: Trace, chains: Iterable[Chain]) -> dict[str, list[str]]:
    """Stage → who stands there: those the coverage names first, then whom the chains pass."""
    staged = {stage: list(reached.by) for stage, reached in trace.coverage.items()}
    for chain in chains:
        for entity, place in zip(chain.entities, chain.places, strict=True):
            staged.setdefault(place, []).append(entity)
    return staged


def stage_name(stage: str) -> str:
    """A stage in words."""
    return text(f"chart.lane_{stage}", lang())


def stage_line(trace: Trace) -> None:
    """Stage by stage: reached or not, and by whom."""
    for column, stage in zip(st.columns(len(STAGES), gap="xsmall"), STAGES, strict=True):
        reached = trace.coverage[stage]
        with column.container(border=True, gap=None, height="stretch", key=f"stage_{stage}"):
            st.badge(stage_name(stage), icon=":material/check:" if reached.by else ":material/remove:",
                     color="green" if reached.by else "gray")
            for entity in reached.by[:_NAMED]:
                st.text(label(trace.entities[entity], lang()))
            if len(reached.by) > _NAMED:
                st.caption(say("and_more", count=len(reached.by) - _NAMED))
            if not reached.by:
                st.caption(say("provider_only" if reached.providers else "not_reached"))


def summary(trace: Trace) -> str:
    """In a sentence or two: which stages the records reach and which they do not, and whether more is left out."""
    reached = [stage_name(s) for s in STAGES if trace.coverage[s].by]
    missing = [stage_name(s) for s in STAGES if not trace.coverage[s].by]
    key = "summary_all" if not missing else "summary" if reached else "summary_none"
    sentences = [say(key, reached=listed(reached), missing=listed(missing))]
    return " ".join([*sentences, say("truncated")] if trace.truncated else sentences)


def next_table(trace: Trace) -> None:
    """Which record to obtain next, about whom, and why."""
    if not trace.next:
        st.write(say("nothing_next"))
        return
    table([say(n) for n in ("stage", "record", "about", "why_next")],
          [[stage_name(n.stage), kind_name(n.record),
            clauses(label(trace.entities[i], lang()) for i in n.about if i in trace.entities), n.why.text(lang())]
           for n in trace.next], shown=12, widths=["small", "small", "medium", "large"])


def chain_table(work: Workspace, trace: Trace) -> None:
    """The chains, best first; the chosen one is spelled out step by step with the rows of each."""
    if not trace.chains:
        st.write(say("no_chains"))
        return
    st.caption(say("chains_how"))
    lines = [[f"{chain.score:.2f}", stage_name(chain.stages[-1]) if chain.stages else "",
              " → ".join(label(trace.entities[i], lang()) for i in chain.entities),
              sum(len(s.evidence) for s in chain.steps), clauses(r.text(lang()) for r in chain.why)]
             for chain in trace.chains]
    chosen = table([say(n) for n in ("score", "leads_to", "path", "evidence_rows", "score_why")], lines,
                   key=f"chains {' '.join(trace.seeds)}", shown=8,
                   widths=["small", "small", "large", "small", "medium"])
    if chosen is not None:
        with st.container(border=True):
            _steps(work, trace, trace.chains[chosen])


def _steps(work: Workspace, trace: Trace, chain: Chain) -> None:
    """A chain step by step, each with the first of the rows that prove it; the chosen step's rows are all listed."""
    if any(i not in work.board.lanes for i in chain.entities):
        st.button(say("chain_on_chart"), icon=":material/add_chart:", on_click=_add,
                  args=(work, trace, chain))
    lines = []
    for number, (step, place) in enumerate(zip(chain.steps, chain.places[1:], strict=True), 1):
        start, end = (f"{type_name(e.type, lang())} {label(e, lang())}"
                      for e in (trace.entities[step.source], trace.entities[step.target]))
        first = step.evidence[0] if step.evidence else None
        lines.append([str(number), start, f"{link_name(step.type, lang())} {'→' if step.forward else '←'}", end,
                      stage_name(place) if place in STAGES else "", clauses(r.text(lang()) for r in step.reasons),
                      first.file if first else "", str(first.row) if first else "", len(step.evidence)])
    st.caption(say("steps_how"))
    heads = [say(n) for n in ("step", "from", "link", "to", "stage", "reasons", "file", "row", "sources_count")]
    chosen = table(heads, lines, key=f"steps {' '.join(chain.entities)}", shown=12)
    if chosen is not None:
        step = chain.steps[chosen]
        judge_link(step.source, step.type, step.target)
        proofs(step.evidence, f"step {' '.join(chain.entities)} {chosen}")


def _add(work: Workspace, trace: Trace, chain: Chain) -> None:
    """Put a whole chain onto the chart."""
    graph = ask(lambda wb: wb.store.read(lambda view: view.between(chain.entities)))
    walked = {(frozenset((s.source, s.target)), s.type) for s in chain.steps}
    links = [k for k in graph.links.values() if (frozenset((k.source, k.target)), k.type) in walked]
    lanes = lanes_of(graph, _staged(trace, [chain]))
    work.grow({i: lanes[i] for i in chain.entities if i in lanes}, links)
