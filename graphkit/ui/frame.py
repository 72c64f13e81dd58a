"""What surrounds every page: sidebar with investigation and language, title line, and what is said when something
can't be done."""

from __future__ import annotations

import logging

import streamlit as st

from graphkit.analysis.errors import SeedError
from graphkit.store.errors import StoreError
from graphkit.ui.desk import desk_of
from graphkit.ui.session import CASE, LANG, chosen, demo, investigation, lang, say
from graphkit.words import LANGUAGES
from graphkit.workbench.settings import load_settings

_NEW = "new_case"


def sidebar() -> None:
    """Language and investigation; both stand in the page's address, so that a link opens what it shows."""
    settings = load_settings()
    with st.sidebar:
        chosen(LANG, LANGUAGES, settings.lang)
        st.segmented_control(say("language"), LANGUAGES, key=LANG, required=True,
                             format_func=lambda code: say(f"language_{code}"))
        names = desk_of(settings.investigation).ask(lambda wb: wb.store.backend.investigations())
        names = sorted({settings.investigation, *(name for name in names if name.isprintable())})
        chosen(CASE, names, settings.investigation)
        st.selectbox(say("investigation"), names, key=CASE,
                     format_func=lambda name: say("main_case") if name == "main" else name)
        with st.popover(say("new_case"), icon=":material/add:", type="tertiary"):
            st.text_input(say("new_case_name"), key=_NEW, max_chars=60)
            st.button(say("create"), on_click=_create, type="primary")
        if demo():
            st.info(say("demo_note"), icon=":material/science:")
    st.query_params.update({LANG: lang(), CASE: investigation()})


def _create() -> None:
    """Open an investigation of a new name, which makes it."""
    name = " ".join(str(st.session_state[_NEW]).split())
    if name and name.isprintable():
        desk_of(name)
        st.session_state[CASE] = name
        st.session_state[_NEW] = ""


def title(page: str) -> None:
    """The page's heading; the sample case is marked as invented on every page."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(say(f"page_{page}"), anchor=False, width="content")
        if demo():
            st.badge(say("demo"), icon=":material/science:", color="orange")
        if investigation() != "main":
            st.badge(say("investigation"), icon=":material/folder_open:", color="gray")
            st.text(investigation())


def failed(error: Exception) -> bool:
    """Say why a page can't go on; True: it was said. Faults of our own are logged in full and named briefly."""
    if isinstance(error, StoreError | SeedError):
        st.error(say("cannot"), icon=":material/error:")
        st.text(error.message(lang()))
    else:
        logging.getLogger("graphkit").error("page failed", exc_info=error)
        st.error(say("unexpected"), icon=":material/error:")
    return True
