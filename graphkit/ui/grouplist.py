"""Groups of an investigation and habits of its sites, as lists to choose from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import streamlit as st

from graphkit.analysis.communities.answers import Communities, Group
from graphkit.model.schema import SUSPECT
from graphkit.ui.evidence import evidence_table, numbered
from graphkit.ui.roledetails import role_name
from graphkit.ui.session import ask, go, lang, listed, remembered, say
from graphkit.ui.shown import label, type_name
from graphkit.ui.tables import downloads, table

_NAMED = 5
_PLAYED = (*SUSPECT, "employer", "holder", "provider")


def group_list() -> None:
    """The groups, those with most people in a suspect's role first; of a chosen one what binds it and who is in it."""
    found = remembered("communities", lambda wb: wb.communities())
    if not found.groups:
        st.write(say("list_none"))
        return
    roles = _roles()
    groups = sorted(found.groups, key=lambda g: -sum(1 for i, _ in g.members if {*roles.get(i, ())} & {*SUSPECT}))
    heads = [say(n) for n in ("group_size", "roles_in", "foremost", "bound", "cut_points")]
    cells = [[len(g.members), _played(g, roles), _names(found, [i for i, _ in g.members]), _bound(g),
              _names(found, g.cut_points)] for g in groups]
    if found.truncated:
        st.caption(say("groups_more", shown=len(groups), count=found.count))
    picked = table(heads, cells, key="groups", widths=["small", "medium", "large", "medium", "medium"])
    downloads(say("list_groups"), heads, cells)
    if picked is not None:
        with st.container(border=True):
            _members(groups[picked], roles)


def _roles() -> Mapping[str, list[str]]:
    """Who plays which roles."""
    found: dict[str, list[str]] = {}
    for role in remembered("roles", lambda wb: wb.roles()).roles:
        found.setdefault(role.id, []).append(role.role)
    return found


def _names(found: Communities, ids: list[str] | tuple[str, ...]) -> str:
    return listed(label(found.entities[i], lang()) for i in ids[:_NAMED] if i in found.entities)


def _played(group: Group, roles: Mapping[str, list[str]]) -> str:
    counts = Counter(role for i, _ in group.members for role in roles.get(i, ()))
    return listed(f"{role_name(role)} {counts[role]}" for role in _PLAYED if counts[role])


def _bound(group: Group) -> str:
    return listed(r.text(lang()) for r in group.foremost if r.code == "bound_by")


def _members(group: Group, roles: Mapping[str, list[str]]) -> None:
    """Why it is a group, then everybody in it; choosing one traces him."""
    numbered(((r.text(lang()), r.evidence) for r in group.reasons if r.code != "bound_by"), f"group {group.id}")
    ids = [i for i, _ in group.members]
    entities = ask(lambda wb: wb.store.read(lambda view: view.get(ids)))
    heads = [say(n) for n in ("type", "subject", "role", "cut_point")]
    cells = [[type_name(t, lang()), label(entities[i], lang()) if i in entities else "",
              listed(map(role_name, roles.get(i, ()))), say("yes_no_yes") if i in group.cut_points else ""]
             for i, t in group.members]
    st.caption(say("members_how"))
    picked = table(heads, cells, key=f"members {group.id}", shown=12)
    downloads(say("group_members"), heads, cells)
    if picked is not None:
        go("trace", seed=ids[picked])


def habit_list() -> None:
    """What several domains have in common, with the rows."""
    found = remembered("communities", lambda wb: wb.communities())
    if not found.habits:
        st.write(say("list_none"))
        return
    heads = [say(n) for n in ("domains", "reasons")]
    cells = [[listed(found.entities[i].caption for i in h.domains), h.reason.text(lang())] for h in found.habits]
    picked = table(heads, cells, key="habits", widths=["large", "large"])
    downloads(say("list_habits"), heads, cells)
    if picked is not None:
        evidence_table(found.habits[picked].reason.evidence, key=f"habit {picked}")
