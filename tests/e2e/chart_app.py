"""A page with nothing but the chart, for the browser tests: it says what it was told, expands, moves and undoes."""

from typing import Any

import streamlit as st

from graphkit.analysis.layout import arrange
from graphkit.analysis.layout_growth import extend
from graphkit.ui.chart import chart
from tests.e2e.chart_sample import hostile, members, view_of

st.set_page_config(layout="wide")
state: Any = st.session_state
lang = st.query_params.get("lang", "zh")


def show(nodes: list[tuple[str, str]], edges: list[tuple[str, str]]) -> None:
    """Make this the chart: what was there already stays in its place."""
    laid = extend(state.laid, nodes, edges, state.moved) if "laid" in state else arrange(nodes, edges)
    state.nodes, state.edges, state.laid, state.moved = nodes, edges, laid, {}
    state.view = hostile(lang) if "hostile" in st.query_params else view_of(nodes, edges, laid, lang, {})


if "view" not in state:
    state.before, state.moved, state.said = [], {}, "nothing"
    show(*members(int(st.query_params.get("n", "16"))))
if st.button("undo") and state.before:
    state.nodes, state.edges, state.laid, state.view = state.before.pop()

event = chart(state.view, key="chart", lang=lang, height=620)
if event is not None:
    state.said = f"{event.kind} {event.id}".strip()
    if event.kind == "move":
        state.moved |= event.positions
        state.view = state.view.moved(event.positions)
    if event.kind == "expand":
        state.before.append((state.nodes, state.edges, state.laid, state.view))
        fresh = [f"x{len(state.nodes) + more}" for more in range(3)]
        show(
            [*state.nodes, *((node, "maker") for node in fresh)], [*state.edges, *((event.id, node) for node in fresh)]
        )
        st.rerun()
st.text(f"said: {state.said} ({len(state.nodes)})")
