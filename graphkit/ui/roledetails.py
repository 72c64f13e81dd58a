"""One role of one subject: why, each reason with its rows, and the way on."""

from __future__ import annotations

import streamlit as st

from graphkit.analysis.roles import Role
from graphkit.ui.evidence import numbered
from graphkit.ui.session import go, lang, say
from graphkit.words import text


def role_name(role: str) -> str:
    """A role in words."""
    return text(f"analysis.stage_{role}", lang())


def role_reasons(role: Role) -> list[str]:
    """The notes, then the reasons."""
    noted = [f"{text(f'analysis.note_{n}', lang())}：{x.text(lang())}" for n, said in role.notes.items() for x in said]
    return [*noted, *(x.text(lang()) for x in role.reasons)]


def role_details(role: Role) -> None:
    """Who it is, and every reason with the rows it rests on."""
    st.text(f"{role_name(role.role)}　{role.caption}　{'、'.join(value for _, value in role.identifiers)}")
    if st.button(say("trace_subject"), type="primary", icon=":material/account_tree:"):
        go("trace", seed=role.id)
    rows = [x.evidence for said in (*role.notes.values(), role.reasons) for x in said]
    numbered(zip(role_reasons(role), rows, strict=True), f"role {role.id} {role.role}")
