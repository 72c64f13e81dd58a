"""What to trace: a search box, the candidates when several things answer, and where to begin when nothing is typed."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graphkit.analysis.certificates import QUESTIONED
from graphkit.model.records import Entity
from graphkit.model.statements import search_form
from graphkit.ui.frame import title
from graphkit.ui.session import ask, clauses, go, lang, remembered, say
from graphkit.ui.shown import known, label, short, type_name
from graphkit.ui.tables import table

_FOUND = 50
_LEAST = 2
"""Characters below which a store finds nothing by its index."""


def search_box() -> None:
    """The page's heading with the question what to trace; what is typed goes into the page's address."""
    with st.form("search", border=False, clear_on_submit=True):
        heading, box, button = st.columns([3, 6, 1], vertical_alignment="center")
        with heading:
            title("trace")
        typed = box.text_input(say("trace_search"), placeholder=say("trace_search_hint"), icon=":material/search:",
                               label_visibility="collapsed", max_chars=200)
        if button.form_submit_button(say("do_search"), type="primary", width="stretch") and typed.strip():
            go("trace", seed=typed.strip())


def nothing_answers(seed: str) -> None:
    """No entity has exactly this text: those that contain it, or what else to try."""
    if len(search_form(seed)) < _LEAST:
        st.text(say("no_exact", seed=seed))
        st.info(say("too_short"), icon=":material/info:")
        return
    found = ask(lambda wb: wb.find(seed, limit=_FOUND))
    st.text(say("no_exact", seed=short(seed)))
    if found.entities:
        candidates(found.entities)
        if found.truncated:
            st.caption(say("more_found", shown=_FOUND))
    else:
        st.markdown(say("nothing_found"))


def candidates(entities: Sequence[Entity], page: str = "trace") -> None:
    """Several things answer: the chosen one is shown on the page."""
    st.caption(say("choose_one"))
    chosen = table([say(n) for n in ("type", "name", "identified_by")],
                   [[type_name(e.type, lang()), label(e, lang()), known(e, lang())] for e in entities],
                   key=f"candidates {' '.join(e.id for e in entities)}", shown=12, widths=["small", "medium", "large"])
    if chosen is not None:
        go(page, seed=entities[chosen].id)


def beginnings() -> None:
    """Nothing typed yet: the certificates that look forged or suspect, those with the most reasons first."""
    verdicts = remembered("certificates", lambda wb: wb.certificates()).verdicts
    doubted = sorted((v for v in verdicts if v.verdict in QUESTIONED), key=lambda v: (-len(v.reasons), v.number))
    if not doubted:
        st.markdown(say("no_beginning"))
        return
    st.subheader(say("beginnings"), anchor=False)
    st.caption(say("beginnings_how"))
    chosen = table([say(n) for n in ("number", "operation_item", "holder", "verdict", "reasons")],
                   [[v.number, v.operation_item, v.holder, say(f"verdict_{v.verdict}"),
                     clauses(r.text(lang()) for r in v.reasons)] for v in doubted],
                   key="beginnings", shown=12, widths=["medium", "medium", "small", "small", "large"])
    if chosen is not None:
        go("trace", seed=doubted[chosen].id)
