"""Trace: from a seed to everybody behind it, with the chart, the evidence of each step, and what is missing."""

from __future__ import annotations

import streamlit as st

from graphkit.analysis.answers import Trace
from graphkit.analysis.errors import AmbiguousSeed, UnknownSeed
from graphkit.ui.board import Workspace
from graphkit.ui.chartarea import chart_area
from graphkit.ui.judging import words_table
from graphkit.ui.pages.certificates import verdict_badge
from graphkit.ui.searching import beginnings, candidates, nothing_answers, search_box
from graphkit.ui.session import ask, desk, investigation, lang, remembered, say
from graphkit.ui.shown import label, short, type_name
from graphkit.ui.tracing import chain_table, first_chart, next_table, stage_line, summary


def page() -> None:
    """A search box, and what stands behind what was searched for."""
    seed = st.query_params.get("seed", "")
    search_box()
    if not seed:
        beginnings()
        return
    try:
        trace = remembered(f"trace {seed}", lambda wb: wb.trace(seed))
    except AmbiguousSeed as error:
        candidates(error.candidates)
        return
    except UnknownSeed:
        nothing_answers(seed)
        return
    _heading(trace)
    stage_line(trace)
    work = _workspace(trace)
    chart_area(work, label(trace.entities[trace.seeds[0]], lang()), summary(trace))
    judged = ask(lambda wb: wb.judgements())
    counts = {"chains": len(trace.chains), "next_records": len(trace.next), "words_tab": len(judged.words)}
    chains, missing, words = st.tabs([say(name, count=count) for name, count in counts.items()])
    with chains:
        chain_table(work, trace)
    with missing:
        next_table(trace)
    with words:
        words_table(judged)


def _heading(trace: Trace) -> None:
    seed = trace.entities[trace.seeds[0]]
    with st.container(horizontal=True, vertical_alignment="center", key="seed"):
        st.badge(type_name(seed.type, lang()))
        st.text(label(seed, lang()))
        for verdict in trace.verdicts:
            if verdict.id in trace.seeds:
                st.text(short(f"{verdict.holder} {verdict.operation_item}".strip()))
                verdict_badge(verdict.verdict)


def _workspace(trace: Trace) -> Workspace:
    """The session's chart for these seeds; what the user did with it lasts while the sources are the same."""
    key = ("workspace", investigation(), trace.seeds, desk().state())
    if st.session_state.get("workspace_of") != key:
        st.session_state["workspace_of"] = key
        st.session_state["workspace"] = ask(lambda wb: first_chart(wb, trace))
    found: Workspace = st.session_state["workspace"]
    return found
