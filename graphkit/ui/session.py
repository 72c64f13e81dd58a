"""What a browser session has chosen, language and investigation (both in the page's address), and its words."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import streamlit as st

from graphkit import words as parted
from graphkit.ui.desk import Desk, desk_of
from graphkit.words import text
from graphkit.workbench import Workbench
from graphkit.workbench.settings import load_settings

T = TypeVar("T")
LANG, CASE = "lang", "case"


def lang() -> str:
    """The session's language."""
    return str(st.session_state.get(LANG) or load_settings().lang)


def chosen(name: str, options: Sequence[str], default: str) -> None:
    """Let the widget called `name` start with what the page's address says, when that is one of the options."""
    if st.session_state.get(name) not in options:
        asked = st.query_params.get(name)
        st.session_state[name] = asked if asked in options else default


def say(key: str, /, **params: object) -> str:
    """A text of words/ui.toml. Evidence never goes in as a parameter: this may be shown as Markdown."""
    return text(f"ui.{key}", lang(), **params)


def listed(words: Iterable[str]) -> str:
    """Words one after another, parted as the session's language parts them."""
    return parted.listed(words, lang())


def clauses(words: Iterable[str]) -> str:
    """Statements one after another, parted as the session's language parts them."""
    return parted.clauses(words, lang())


def investigation() -> str:
    """The session's investigation."""
    return str(st.session_state.get(CASE) or load_settings().investigation)


def desk() -> Desk:
    """The session's investigation, open."""
    return desk_of(investigation())


def ask(work: Callable[[Workbench], T]) -> T:
    """Ask the session's investigation; see `Desk.ask`."""
    return desk().ask(work)


def demo() -> bool:
    """Whether the store is the one that holds the fictional sample case."""
    return os.environ.get("GRAPHKIT_DEMO") == "1"


def go(page: str, **params: str) -> None:
    """Open another page, with parameters in its address."""
    from graphkit.ui.pages import PAGES

    st.switch_page(PAGES[page](), query_params={LANG: lang(), CASE: investigation(), **params})


def remembered(what: str, work: Callable[[Workbench], T]) -> T:
    """The answer to a costly question, asked again only when sources or judgements have changed."""
    at = desk()
    return _remembered(investigation(), at.state(), what, work)


@st.cache_resource(show_spinner=False, max_entries=64)
def _remembered(case: str, state: str, what: str, _work: Callable[[Workbench], T]) -> T:  # noqa: ARG001 - the key
    return desk_of(case).ask(_work)
