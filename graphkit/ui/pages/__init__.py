"""The pages: name → how Streamlit makes it, in the language of the session."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from graphkit.ui.pages import (
    about,
    certificates,
    elements,
    groups,
    importing,
    money,
    overview,
    roles,
    sites,
    tip,
    todo,
    trace,
)
from graphkit.ui.session import say

if TYPE_CHECKING:
    from streamlit.navigation.page import Page


def _page(run: Callable[[], None], name: str, icon: str) -> Page:
    return st.Page(run, title=say(f"page_{name}"), icon=f":material/{icon}:", url_path=name, default=name == "overview")


PAGES: dict[str, Callable[[], Page]] = {
    "overview": partial(_page, overview.page, "overview", "dashboard"),
    "import": partial(_page, importing.page, "import", "upload_file"),
    "tip": partial(_page, tip.page, "tip", "call"),
    "todo": partial(_page, todo.page, "todo", "assignment_late"),
    "trace": partial(_page, trace.page, "trace", "account_tree"),
    "money": partial(_page, money.page, "money", "payments"),
    "certificates": partial(_page, certificates.page, "certificates", "badge"),
    "roles": partial(_page, roles.page, "roles", "groups"),
    "sites": partial(_page, sites.page, "sites", "language"),
    "groups": partial(_page, groups.page, "groups", "hub"),
    "elements": partial(_page, elements.page, "elements", "gavel"),
    "about": partial(_page, about.page, "about", "help"),
}
