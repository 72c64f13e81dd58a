"""The chart with its tools: what a click, a double click and a drag do, and the way back."""

from __future__ import annotations

import streamlit as st

from graphkit.export.chart_view import ChartView
from graphkit.ui.board import Workspace
from graphkit.ui.chart import ChartEvent, chart
from graphkit.ui.details import details
from graphkit.ui.drawing import chart_view
from graphkit.ui.expanding import expand, is_small
from graphkit.ui.session import ask, investigation, lang, say
from graphkit.ui.takeaway import takeaway

_HEIGHT = 470


@st.fragment
def chart_area(work: Workspace, name: str, summary: str) -> None:
    """The chart of a workspace under its summary; only this part of the page runs again after a click."""
    with st.container(horizontal=True, vertical_alignment="center", key="tools"):
        st.markdown(summary, width="stretch")
        st.button(say("undo"), icon=":material/undo:", disabled=work.at == 0, on_click=work.step, args=(-1,))
        st.button(say("redo"), icon=":material/redo:", disabled=work.at == len(work.boards) - 1, on_click=work.step,
                  args=(1,))
        st.button(say("reset"), icon=":material/restart_alt:", on_click=work.reset,
                  disabled=len(work.boards) == 1 and not work.moved)
        takeaway(work, name)
    event = chart(_view(work), key=f"chart {investigation()} {' '.join(work.seeds)}", lang=lang(), height=_HEIGHT)
    if event is not None and _answer(work, event):
        st.rerun(scope="fragment")
    details(work)


def _view(work: Workspace) -> ChartView:
    """The drawn board, drawn once: the same board must give the same view, so that a click sends nothing again."""
    key = (work.at, id(work.board), lang())
    if work.drawn is None or work.drawn[0] != key:
        language = lang()
        work.drawn = (key, ask(lambda wb: chart_view(wb, work, language)))
    return work.drawn[1].moved(work.moved)


def _answer(work: Workspace, event: ChartEvent) -> bool:
    """Do what the user asked for; whether the chart must be drawn again."""
    shown = {*work.board.lanes, *work.board.links}
    if event.kind == "move":
        work.moved |= {i: at for i, at in event.positions.items() if i in shown}
    elif event.kind == "clear":
        work.selected = None
    elif event.id in shown:
        work.selected = ("edge" if event.id in work.board.links else "node", event.id)
        if event.kind == "expand" and event.id in work.board.lanes:
            if not is_small(work, event.id):
                st.toast(say("choose_links"), icon=":material/filter_list:")
                return False
            expand(work, event.id)
            return True
    return False
