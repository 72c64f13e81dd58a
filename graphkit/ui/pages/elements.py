"""Elements: what the records count beside what the law counts, for the case and for each subject, to the source row."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from graphkit.analysis.elements.answers import Element, Elements
from graphkit.ui.evidence import evidence_table
from graphkit.ui.frame import title
from graphkit.ui.session import chosen, go, lang, remembered, say
from graphkit.ui.shown import label
from graphkit.ui.tables import downloads, table
from graphkit.words import text

_SHOWN = ("counted", "reached", "every")


def page() -> None:
    """The provisions with the count of the whole case, and the chosen one's counts by subject."""
    title("elements")
    found = remembered("elements", lambda wb: wb.elements())
    st.caption(text("elements.notice", lang()))
    chosen("elements", _SHOWN, "counted")
    wanted = st.segmented_control(say("elements_show"), _SHOWN, key="elements", required=True,
                                  label_visibility="collapsed", format_func=lambda s: say(f"elements_{s}"))
    every = [list(counts) for _, counts in groupby(found.counts, key=lambda e: e.rule)]
    rows = [counts for counts in every if _is(counts, wanted or "counted")]
    if not rows:
        st.write(say("elements_none"))
        return
    heads = [say("element"), say("provision"), say("in_force"), say("count"), say("threshold"), say("standing")]
    cells = [[text(f"elements.{c[0].rule.element}", lang()), c[0].rule.provision, c[0].rule.force(lang()),
              c[0].rule.amount(c[0].count, lang()), c[0].rule.least(lang()), c[0].standing(lang())] for c in rows]
    picked = table(heads, cells, key=f"elements {wanted}", shown=14,
                   widths=["large", "medium", "small", "small", "medium", "small"])
    downloads(say("page_elements"), heads, cells)
    if picked is None:
        st.caption(say("elements_how"))
        return
    with st.container(border=True):
        st.text(cells[picked][0])
        _subjects(found, rows[picked])


def _is(counts: list[Element], wanted: str) -> bool:
    return wanted == "every" or any(e.reached if wanted == "reached" else e.count for e in counts)


def _subjects(found: Elements, counts: list[Element]) -> None:
    """The counts of one element, the whole case first; the chosen one's rows."""
    whole = text("elements.whole_case", lang())
    names = [label(found.entities[e.of], lang()) if e.of else whole for e in counts]
    picked = table([text(f"elements.head_{h}", lang()) for h in ("of", "count", "reached", "evidence")],
                   [[name, e.rule.amount(e.count, lang()), e.standing(lang()), len(e.evidence)]
                    for name, e in zip(names, counts, strict=True)], key=f"element {counts[0].rule.element}")
    one = counts[picked or 0]
    if one.of and st.button(say("trace_subject"), icon=":material/account_tree:"):
        go("trace", seed=one.of)
    evidence_table(one.evidence, key=f"element rows {one.rule.element} {one.of}")
