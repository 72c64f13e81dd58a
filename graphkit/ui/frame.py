"""What surrounds every page: sidebar with investigation and language, title line, and what is said when something
can't be done."""

from __future__ import annotations

import streamlit as st

from graphkit.analysis.errors import SeedError
from graphkit.store.errors import StoreError
from graphkit.ui.desk import desk_of
from graphkit.ui.session import CASE, LANG, chosen, demo, investigation, lang, say
from graphkit.words import LANGUAGES, text
from graphkit.workbench.settings import load_settings

MAIN, _NEW = "main", "new_case"


def sidebar() -> None:
    """Language and investigation; both stand in the page's address, so that a link opens what it shows."""
    settings = load_settings()
    names = desk_of(settings.investigation).ask(lambda wb: wb.store.backend.investigations())
    names = sorted({settings.investigation, *(name for name in names if name.isprintable())})
    chosen(LANG, LANGUAGES, settings.lang)
    chosen(CASE, names, settings.investigation)
    with st.sidebar:
        # A browser knows options by their labels, which change with the language: so do these widgets' keys.
        language, case = f"{LANG} {lang()}", f"{CASE} {lang()}"
        st.segmented_control(say("language"), LANGUAGES, default=lang(), key=language, required=True,
                             format_func=lambda code: say(f"language_{code}"), on_change=_choose, args=(LANG, language))
        st.selectbox(say("investigation"), names, names.index(investigation()), key=case,
                     format_func=lambda name: say("main_case") if name == MAIN else name, on_change=_choose,
                     args=(CASE, case))
        with st.popover(say("new_case"), icon=":material/add:", type="tertiary"):
            st.text_input(say("new_case_name"), key=_NEW, max_chars=60)
            st.button(say("create"), on_click=_create, type="primary")
        if demo():
            st.info(say("demo_note"), icon=":material/science:")
        st.caption(say("store"), width="content")
        with st.container(key="store"):
            st.text(desk_of(settings.investigation).ask(lambda wb: wb.store.url))
    st.query_params.update({LANG: lang(), CASE: investigation()})


def _choose(name: str, key: str) -> None:
    st.session_state[name] = st.session_state[key]


def _create() -> None:
    """Open an investigation of a new name, which makes it; no name may look like the main one's."""
    name = " ".join(str(st.session_state[_NEW]).split())
    if name and name.isprintable() and name not in {text("ui.main_case", code) for code in LANGUAGES}:
        desk_of(name)
        st.session_state[CASE] = name
        st.session_state[f"{CASE} {lang()}"] = name
        st.session_state[_NEW] = ""


def title(page: str) -> None:
    """The page's heading; the sample case is marked as invented on every page."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(say(f"page_{page}"), anchor=False, width="content")
        if demo():
            st.badge(say("demo"), icon=":material/science:", color="orange")
        if investigation() != MAIN:
            st.badge(say("investigation"), icon=":material/folder_open:", color="gray")
            st.text(investigation())


def failed(error: Exception) -> bool:
    """Say why a page can't go on; True: it was said. A fault of our own is in Streamlit's log and named briefly."""
    if isinstance(error, StoreError | SeedError):
        st.error(say("cannot"), icon=":material/error:")
        st.text(error.message(lang()))
    else:
        st.error(say("unexpected"), icon=":material/error:")
    return True
