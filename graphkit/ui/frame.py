"""What surrounds every page: sidebar with investigation and language, title line, and what is said when something
can't be done."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graphkit.analysis.errors import SeedError
from graphkit.store.errors import StoreError
from graphkit.ui.desk import desk_of
from graphkit.ui.session import CASE, LANG, demo, investigation, lang, say
from graphkit.ui.shown import short
from graphkit.words import LANGUAGES, text
from graphkit.workbench.settings import load_settings

MAIN, _NEW, _POPOVER = "main", "new_case", "new_case_open"


def sidebar() -> bool:
    """Language and investigation; both stand in the page's address, so that a link opens what it shows.

    False: the address names an investigation that does not exist; what to do then is on the page, and nothing else.
    """
    settings = load_settings()
    names = desk_of(settings.investigation).ask(lambda wb: wb.store.backend.investigations())
    names = sorted({settings.investigation, *(name for name in names if name.isprintable())})
    asked = st.session_state.get(CASE) or st.query_params.get(CASE) or settings.investigation
    if asked not in names:
        _no_such_case(asked, names)
        return False
    st.session_state[CASE] = asked
    with st.sidebar:
        # A browser knows options by their labels, which change with the language: so do these widgets' keys.
        language, case = f"{LANG} {lang()}", f"{CASE} {lang()}"
        st.segmented_control(say("language"), LANGUAGES, default=lang(), key=language, required=True,
                             format_func=lambda code: say(f"language_{code}"), on_change=_choose, args=(LANG, language))
        st.session_state[case] = investigation()
        st.selectbox(say("investigation"), names, key=case, format_func=_case_name, on_change=_choose,
                     args=(CASE, case))
        with st.popover(say("new_case"), icon=":material/add:", type="tertiary", key=_POPOVER, on_change="rerun"):
            st.text_input(say("new_case_name"), key=_NEW, max_chars=60)
            st.button(say("create"), on_click=_create, type="primary")
        if demo():
            st.info(say("demo_note"), icon=":material/science:")
        st.caption(say("store"), width="content")
        with st.container(key="store"):
            st.text(desk_of(settings.investigation).ask(lambda wb: wb.store.url))
    st.query_params.update({LANG: lang(), CASE: investigation()})
    return True


def _case_name(name: str) -> str:
    return say("main_case") if name == MAIN else name


def _no_such_case(asked: str, names: Sequence[str]) -> None:
    """Nothing may go to another investigation than the one that was asked for, so the user chooses."""
    st.error(say("no_such_case"), icon=":material/folder_off:")
    st.text(short(asked))
    st.write(say("choose_case"))
    with st.container(width=480):
        found = st.selectbox(say("investigation"), names, key="other_case", format_func=_case_name)
        if st.button(say("open_case"), type="primary"):
            st.session_state[CASE] = found
            st.rerun()


def _choose(name: str, key: str) -> None:
    st.session_state[name] = st.session_state[key]


def _create() -> None:
    """Open an investigation of a new name, which makes it; no name may look like the main one's."""
    name = " ".join(str(st.session_state[_NEW]).split())
    if not name or not name.isprintable() or name in {text("ui.main_case", code) for code in LANGUAGES}:
        st.toast(say("bad_case_name"), icon=":material/error:")
        return
    desk_of(name)
    st.session_state[CASE] = name
    st.session_state[_NEW] = ""
    st.session_state[_POPOVER] = False


def title(page: str) -> None:
    """The page's heading; the sample case is marked as invented on every page."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(say(f"page_{page}"), anchor=False, width="content")
        if demo():
            st.badge(say("demo"), icon=":material/science:", color="orange")
        if investigation() != MAIN:
            st.badge(say("investigation"), icon=":material/folder_open:", color="gray")
            st.text(short(investigation()))


def failed(error: Exception) -> bool:
    """Say why a page can't go on; True: it was said. A fault of our own is in Streamlit's log and named briefly."""
    if isinstance(error, StoreError | SeedError):
        st.error(say("cannot"), icon=":material/error:")
        st.text(error.message(lang()))
    else:
        st.error(say("unexpected"), icon=":material/error:")
    return True
