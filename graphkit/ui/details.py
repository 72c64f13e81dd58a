"""Below the chart: what is stated about the card or line that was clicked, row by row, and what can be done with it."""

from __future__ import annotations

import streamlit as st

from graphkit.model.catalog import LINK_TYPES
from graphkit.model.records import Link, SourceRef
from graphkit.ui.board import Workspace
from graphkit.ui.evidence import proofs, raw_row
from graphkit.ui.expanding import MOST, expand_buttons
from graphkit.ui.facts import Stated, known_of, stated_by, transfers_of
from graphkit.ui.judging import judge_entity, judge_link
from graphkit.ui.session import ask, go, lang, say
from graphkit.ui.shown import field_name, label, link_name, moment, money, type_name, value
from graphkit.ui.tables import table

_TRANSFER = ("time", "amount_fen", "memo", "status", "reference", "side")


def details(work: Workspace) -> None:
    """What is known of the selection, or how to make one."""
    if work.selected is None:
        st.caption(say("nothing_selected"))
        return
    kind, chosen = work.selected
    with st.container(border=True, key="details"):
        if kind == "node":
            _entity(work, chosen)
        elif chosen in work.board.links:
            _link(work.board.links[chosen])


def _entity(work: Workspace, entity_id: str) -> None:
    language = lang()
    known = ask(lambda wb: known_of(wb, entity_id, language, MOST))
    if known is None:
        st.write(say("gone"))
        return
    with st.container(horizontal=True, vertical_alignment="center", key="entity"):
        st.badge(type_name(known.entity.type, language))
        st.text(label(known.entity, language))
        if st.button(say("trace_from"), key="trace_from", icon=":material/account_tree:", type="tertiary"):
            go("trace", seed=entity_id)
        st.button(say("hide"), key="hide", icon=":material/visibility_off:", type="tertiary", on_click=work.hide,
                  args=(entity_id,))
        judge_entity(entity_id, work.board.lanes.get(entity_id, ""))
        expand_buttons(work, known)
    if entity_id in work.damped:
        st.info(say("damped"), icon=":material/hub:")
        st.text(work.damped[entity_id].text(language))
    if known.imitates:
        st.warning(say("imitates"), icon=":material/warning:")
        st.text(known.imitates)
    _values(known.stated, f"facts {entity_id}")


def _values(stated: tuple[Stated, ...], key: str) -> None:
    """A value per line with the first row that states it; the chosen line's rows are all listed, and shown in full."""
    heads = [say(name) for name in ("property", "value", "file", "sheet", "row", "sources_count")]
    lines = [[s.caption or say("stated"), s.value, s.refs[0].file, s.refs[0].sheet, str(s.refs[0].row),
              len(s.refs)] for s in stated]
    chosen = table(heads, lines, key=key, shown=8, widths=["small", "large", "medium", "small", "small", "small"])
    if chosen is None:
        st.caption(say("facts_how"))
        return
    proofs(stated[chosen].refs, f"{key} {chosen}")


def _link(link: Link) -> None:
    language = lang()
    ends = ask(lambda wb: wb.store.read(lambda view: view.get([link.source, link.target])))
    with st.container(horizontal=True, vertical_alignment="center"):
        if link.source in ends:
            st.text(label(ends[link.source], language))
        st.badge(f"{link_name(link.type, language)} →")
        if link.target in ends:
            st.text(label(ends[link.target], language))
        judge_link(link.source, link.type, link.target)
    if LINK_TYPES[link.type].transactions:
        _transfers(link)
    else:
        _values(stated_by(ask(lambda wb: wb.claims([link.id]))[link.id], link.type, language), f"facts {link.id}")


def _transfers(link: Link) -> None:
    language = lang()
    found = ask(lambda wb: transfers_of(wb, link))
    flow = found.flow
    st.text(say("flow_sum", count=flow.count, amount=money(flow.amount, language), first=moment(flow.first),
                last=moment(flow.last), failed=flow.failed, paired=flow.paired))
    fields = {f.name: f.kind for f in LINK_TYPES[link.type].fields}
    shown = [name for name in _TRANSFER if name in fields]
    heads = [*(field_name(link.type, name, language) for name in shown), *(say(n) for n in ("file", "sheet", "row"))]
    refs: list[SourceRef] = [ref for _, ref in found.reports]
    lines = [[*(value(fields[n], said[n], language) if n in said else "" for n in shown), ref.file, ref.sheet,
              str(ref.row)] for said, ref in found.reports]
    chosen = table(heads, lines, key=f"transfers {link.id}", shown=8)
    if chosen is not None:
        raw_row(refs[chosen])
