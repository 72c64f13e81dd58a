"""Shared infrastructure: what a trace does not walk through, why, and the investigator's word on it."""

from __future__ import annotations

import streamlit as st

from graphkit.ui.evidence import evidence_table
from graphkit.ui.judging import judge_entity
from graphkit.ui.session import go, lang, remembered, say
from graphkit.ui.shown import label, type_name
from graphkit.ui.tables import downloads, table


def hub_list() -> None:
    """The list; of a chosen one the rows, the way to it, and what can be said of it."""
    found = remembered("hubs", lambda wb: wb.hubs()).hubs
    if not found:
        st.write(say("list_none"))
        return
    heads = [say(n) for n in ("type", "subject", "figure_links", "reasons")]
    cells = [[type_name(h.entity.type, lang()), label(h.entity, lang()), h.degree, h.reason.text(lang())]
             for h in found]
    picked = table(heads, cells, key="hubs", shown=14, widths=["small", "medium", "small", "large"])
    downloads(say("list_hubs"), heads, cells)
    if picked is None:
        return
    with st.container(border=True):
        hub = found[picked]
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(cells[picked][1])
            if st.button(say("trace_subject"), icon=":material/account_tree:"):
                go("trace", seed=hub.entity.id)
            judge_entity(hub.entity.id, "")
        st.text(hub.reason.text(lang()))
        evidence_table(hub.evidence, key=f"hub {hub.entity.id}")
