"""One open investigation for every browser session.

Streamlit runs each click in a thread of its own, and a store keeps a connection for each thread that asks it. So a few
threads that stay do the asking; the pages wait for their answers.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import streamlit as st

from graphkit.workbench import Workbench, open_workbench

T = TypeVar("T")
_THREADS = 4


class Desk:
    """Asks a Workbench questions from threads that stay. Raises whatever the question raises."""

    def __init__(self, investigation: str) -> None:
        self._workbench = open_workbench(None, investigation)
        self._threads = ThreadPoolExecutor(_THREADS, "desk")

    def ask(self, work: Callable[[Workbench], T]) -> T:
        """The answer to one question; several sessions may ask at once."""
        return self._threads.submit(work, self._workbench).result()

    def state(self) -> str:
        """Another text whenever sources or judgements have changed: what an answer may be remembered by."""

        def work(wb: Workbench) -> str:
            judged = wb.store.read(lambda view: len(view.judgements()))
            files = [(s.sha256, s.names, s.state, s.loaded_at, s.changed_at) for s in wb.sources().files]
            return repr((files, judged))

        return self.ask(work)


@st.cache_resource(show_spinner=False)
def desk_of(investigation: str) -> Desk:
    """The desk of an investigation, made when it is first asked for."""
    return Desk(investigation)
