"""Expanding an entity by kind of link: how many there are, and the strongest of them onto the chart."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from graphkit.model.records import Link
from graphkit.ui.board import Workspace, lane_of
from graphkit.ui.facts import Known
from graphkit.ui.session import ask, lang, say
from graphkit.ui.shown import link_name
from graphkit.workbench import Workbench

MOST = 20_000
"""An entity with more links than this is not expanded at all."""
AT_ONCE = 30
"""Entities that one step adds at most, those with most transactions first."""
FEW = 12
"""A double click on an entity with no more new neighbours than this needs no further question."""


def expand_buttons(work: Workspace, known: Known) -> None:
    """A button per kind of link that is not all shown, with the count of the rest; one click adds it."""
    entity_id = known.entity.id
    if known.many:
        st.warning(say("too_many_links", most=MOST), icon=":material/hub:")
        return
    shown = Counter((k.type, k.source == entity_id) for k in work.board.links.values()
                    if entity_id in (k.source, k.target))
    left = {kind: count - shown[kind] for kind, count in known.links.items() if count > shown[kind]}
    st.caption(say("expand" if left else "no_more_links"), width="content")
    for (name, forward), count in left.items():
        caption = f"{link_name(name, lang())} {'→' if forward else '←'} {count:,}"
        if st.button(caption, key=f"expand {name} {forward}"):
            expand(work, entity_id, name, forward)
            st.rerun(scope="fragment")


def expand(work: Workspace, entity_id: str, link_type: str | None = None, forward: bool | None = None) -> None:
    """Add the neighbours over one kind of link (all kinds: None), and say so when there are more."""
    links, types, more = ask(lambda wb: _new(wb, work, entity_id, link_type, forward))
    lane = work.board.lanes[entity_id]
    lanes = {k.other(entity_id): lane_of(k, entity_id, lane, types[k.other(entity_id)]) for k in links}
    if links:
        work.grow(lanes, links)
    if more:
        st.toast(say("more_links", shown=len(links), more=more), icon=":material/filter_list:")
    elif not links:
        st.toast(say("no_more_links"), icon=":material/check:")


def _new(
    wb: Workbench, work: Workspace, entity_id: str, link_type: str | None, forward: bool | None
) -> tuple[list[Link], dict[str, str], int]:
    """Links that are not shown yet, the type of each far end, and how many were left out."""
    near = wb.neighbourhood([entity_id], None if link_type is None else [link_type], MOST)
    found = [k for k in near.links.values() if k.id not in work.board.links
             and forward in (None, k.source == entity_id)]
    found.sort(key=lambda k: (-k.count, k.id))
    return found[:AT_ONCE], {e.id: e.type for e in near.entities.values()}, max(len(found) - AT_ONCE, 0)


def is_small(work: Workspace, entity_id: str) -> bool:
    """Whether everything next to an entity can be added at once."""
    near = ask(lambda wb: wb.neighbourhood([entity_id], cap=MOST))
    new = [k for k in near.links.values() if k.id not in work.board.links]
    return not near.hubs and len(new) <= FEW
