"""Groups: who works together and what binds them, what sites have in common, and what joins everybody and so nobody."""

from __future__ import annotations

import streamlit as st

from graphkit.ui.frame import title
from graphkit.ui.grouplist import group_list, habit_list
from graphkit.ui.hublist import hub_list
from graphkit.ui.session import chosen, say

_LISTS = {"groups": group_list, "habits": habit_list, "hubs": hub_list}


def page() -> None:
    """One list at a time, the one that the address asks for first."""
    title("groups")
    chosen("list", list(_LISTS), "groups")
    wanted = st.segmented_control(say("groups_show"), list(_LISTS), key="list", required=True,
                                  label_visibility="collapsed", format_func=lambda s: say(f"list_{s}"))
    st.caption(say(f"list_{wanted}_how"))
    _LISTS[wanted or "groups"]()
