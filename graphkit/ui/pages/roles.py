"""People and roles: who plays which part in the whole case and why, to filter, to look up, to trace, to take away."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from graphkit.analysis.roles import Role
from graphkit.model.catalog import ENTITY_TYPES
from graphkit.model.statements import search_form
from graphkit.ui.frame import title
from graphkit.ui.roledetails import role_details, role_name, role_reasons
from graphkit.ui.session import chosen, clauses, lang, listed, remembered, say
from graphkit.ui.tables import downloads, table

_ALL = "all"


def page() -> None:
    """The list, and the chosen subject's reasons beside what to do with it."""
    title("roles")
    given = remembered("roles", lambda wb: wb.roles()).roles
    roles = sorted(given, key=lambda r: r.role == "holder")  # the many come last, behind those who stand behind them
    if not roles:
        st.write(say("no_roles"))
        return
    counts = Counter(r.role for r in roles)
    chosen("role", [_ALL, *counts], _ALL)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wanted = st.segmented_control(say("role"), [_ALL, *counts], key="role", required=True,
                                      format_func=lambda r: f"{_role(r)} {counts[r] if r != _ALL else len(roles):,}")
        sought = st.text_input(say("search"), key="role_search", placeholder=say("role_search"),
                               icon=":material/search:", width=320)
    rows = [r for r in roles if wanted in (_ALL, r.role) and _answers(r, sought)]
    heads = [say(n) for n in ("role", "subject", "type", "known_of", "confidence", "reasons")]
    cells = [[_role(r.role), r.caption, getattr(ENTITY_TYPES[r.type], lang()), listed(v for _, v in r.identifiers),
              f"{r.confidence:.2f}", clauses(role_reasons(r))] for r in rows]
    st.caption(say("roles_how", count=len(rows)))
    picked = table(heads, cells, key=f"roles {wanted} {sought}", shown=12,
                   widths=["small", "small", "small", "medium", "small", "large"])
    downloads(say("page_roles"), heads, cells)
    if picked is not None:
        with st.container(border=True):
            role_details(rows[picked])


def _role(role: str) -> str:
    return say("verdict_all") if role == _ALL else role_name(role)


def _answers(role: Role, sought: str) -> bool:
    wanted = search_form(sought.strip())
    return any(wanted in search_form(v) for v in (role.caption, *(value for _, value in role.identifiers)))
