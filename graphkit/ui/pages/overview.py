"""Overview: what is loaded, what the certificates look like, what needs attention, what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import streamlit as st

from graphkit.analysis.certificates import VERDICTS
from graphkit.store.rows import WITHDRAWN
from graphkit.ui.attention import needs
from graphkit.ui.frame import title
from graphkit.ui.pending import CONFLICTS, comparing, pending
from graphkit.ui.reports import kind_name
from graphkit.ui.session import ask, go, lang, remembered, say
from graphkit.ui.shown import link_name, type_name
from graphkit.ui.survey import progress
from graphkit.ui.tables import table


def page() -> None:
    """The case at a glance, or how to begin when there is nothing yet."""
    title("overview")
    files = ask(lambda wb: wb.sources()).files
    if not files:
        _begin()
        return
    stats = remembered("stats", lambda wb: wb.stats())
    certificates = remembered("certificates", lambda wb: wb.certificates()).verdicts
    verdicts = Counter(v.verdict for v in certificates)
    live = [f for f in files if f.state != WITHDRAWN]
    figures = {"files": len(live), "rows_read": sum(f.accepted for f in live), "entities": sum(stats.entities.values()),
               "links": sum(stats.links.values()), "certificates": sum(verdicts.values()),
               "questioned": verdicts["forged"] + verdicts["suspect"]}
    for column, (name, figure) in zip(st.columns(len(figures)), figures.items(), strict=True):
        column.metric(say(f"figure_{name}"), f"{figure:,}", border=True)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        st.subheader(say("attention"), anchor=False)
        waiting = pending()
        for item in needs(files, certificates, waiting):
            with st.container(horizontal=True, border=True, vertical_alignment="center"):
                st.badge(f"{item.count:,}", icon=f":material/{item.icon}:", color=item.colour)
                st.markdown(say(f"need_{item.key}"), width="stretch")
                if st.button(say(f"need_{item.key}_do"), key=item.key):
                    go(item.page, **dict(item.params))
        if CONFLICTS not in waiting:
            comparing()
        _next()
        progress()
    with right:
        st.subheader(say("verdicts"), anchor=False, help=say("verdicts_help"))
        total = sum(verdicts.values())
        table([say("verdict"), say("count"), say("share")],
              [[say(f"verdict_{v}"), verdicts[v], f"{verdicts[v] / total:.0%}"] for v in VERDICTS if verdicts[v]])
        st.subheader(say("contents"), anchor=False)
        entities, links = st.tabs([say("figure_entities"), say("figure_links")])
        with entities:
            _counts(stats.entities, {name: type_name(name, lang()) for name in stats.entities})
        with links:
            _counts(stats.links, {name: link_name(name, lang()) for name in stats.links})
    st.subheader(say("by_kind"), anchor=False)
    kinds: dict[str, list[int]] = {}
    for f in live:
        sums = kinds.setdefault(f.kind, [0, 0, 0, 0, 0])
        for place, number in enumerate((1, f.rows, f.accepted, f.rejected, f.no_data)):
            sums[place] += number
    table([say(n) for n in ("kind", "figure_files", "rows", "accepted", "rejected", "no_data")],
          [[kind_name(kind), *sums] for kind, sums in sorted(kinds.items(), key=lambda p: -p[1][1])], shown=20)


def _counts(counts: Mapping[str, int], captions: Mapping[str, str]) -> None:
    rows = sorted(counts.items(), key=lambda p: -p[1])
    table([say("type"), say("count")], [[captions[name], count] for name, count in rows], shown=6)


def _begin() -> None:
    with st.container(border=True):
        st.markdown(say("begin"))
        if st.button(say("page_import"), type="primary", icon=":material/upload_file:"):
            go("import")


def _next() -> None:
    st.subheader(say("next_steps"), anchor=False)
    with st.container(horizontal=True):
        for name, icon in (("trace", "account_tree"), ("certificates", "badge"), ("import", "upload_file")):
            if st.button(say(f"do_{name}"), icon=f":material/{icon}:", key=f"do_{name}"):
                go(name)
