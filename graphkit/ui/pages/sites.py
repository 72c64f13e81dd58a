"""Sites: the names that imitate a government's, by what trick, and how many certificates lead to each."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from graphkit.analysis.lookalikes.answers import Finding
from graphkit.store.view import View
from graphkit.ui.evidence import numbered
from graphkit.ui.frame import title
from graphkit.ui.judging import judge_entity
from graphkit.ui.session import chosen, clauses, go, lang, remembered, say
from graphkit.ui.tables import downloads, table

_SHOWN = ("imitating", "every")
_LEADS = ("qr_points_to", "lists")


def page() -> None:
    """The list, and what can be done with the chosen name."""
    title("sites")
    found = remembered("lookalikes", lambda wb: wb.lookalikes()).findings
    if not found:
        st.write(say("no_sites"))
        return
    led = remembered("certificates by site", lambda wb: wb.store.read(_certificates))
    names = {f.name: f for f in sorted(found, key=lambda f: led[f.entity])}  # of a domain and its site the one led to
    listed = sorted(names.values(), key=lambda f: (-led[f.entity], -f.score, f.name))
    counts = {"imitating": sum(f.lookalike for f in listed), "every": len(listed)}
    chosen("sites", _SHOWN, "imitating")
    captions = {s: say(f"sites_{s}") for s in _SHOWN}
    wanted = st.segmented_control(say("sites_show"), _SHOWN, key="sites", required=True, label_visibility="collapsed",
                                  format_func=lambda s: f"{captions[s]} {counts[s]:,}")
    rows = [f for f in listed if f.lookalike or wanted == "every"]
    st.caption(say("sites_how"))
    heads = [say(n) for n in ("site_name", "imitated", "site_certificates", "likeness", "reasons")]
    cells = [[f.name, f.of, led[f.entity], f"{f.score:.2f}", _why(f)] for f in rows]
    picked = table(heads, cells, key=f"sites {wanted}", shown=14,
                   widths=["medium", "medium", "small", "small", "large"])
    downloads(say("page_sites"), heads, cells)
    if picked is not None:
        with st.container(border=True):
            _details(rows[picked])


def _certificates(view: View) -> Counter[str]:
    """How many certificates lead to a site or stand in its back office, each once."""
    found = {(k.source, k.target) if k.type == "lists" else (k.target, k.source)
             for k in view.links_at(view.ids_of("Website"), _LEADS)}
    return Counter(site for site, _ in found)


def _why(found: Finding) -> str:
    return clauses(reason.text(lang()) for reason in found.reasons)


def _details(found: Finding) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(found.name)
        if st.button(say("trace_subject"), type="primary", icon=":material/account_tree:"):
            go("trace", seed=found.entity)
        judge_entity(found.entity, "")
    numbered(((reason.text(lang()), ()) for reason in found.reasons), found.name)
