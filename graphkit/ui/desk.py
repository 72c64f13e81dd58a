"""One open investigation for every browser session.

Streamlit runs each click in a thread of its own, and a store keeps a connection for each thread that asks it. So a few
threads that stay do the asking; the pages wait for their answers.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import Any, TypeVar

import streamlit as st

from graphkit.workbench import Workbench, open_workbench

T = TypeVar("T")
_THREADS = 4
_PATIENCE = 1.0
"""Seconds for which a page stands still; what takes longer is awaited beside it."""


class Desk:
    """Asks a Workbench questions from threads that stay. Raises whatever the question raises."""

    def __init__(self, investigation: str) -> None:
        self._workbench = open_workbench(None, investigation)
        self._threads = ThreadPoolExecutor(_THREADS, "desk")
        self._soon: dict[str, tuple[str, Future[Any]]] = {}
        self._lock = Lock()

    def ask(self, work: Callable[[Workbench], T]) -> T:
        """The answer to one question; several sessions may ask at once."""
        return self._threads.submit(work, self._workbench).result()

    def soon(self, what: str, work: Callable[[Workbench], T]) -> T | None:
        """The answer to a question that may take long, None while it is worked on; asked anew when `state` changes.

        One question of a name is worked on at a time, for all sessions.
        """
        state = self.state()
        with self._lock:
            asked, answer = self._soon.get(what, ("", None))
            if asked != state and (answer is None or answer.done()):
                asked, answer = self._soon[what] = state, self._threads.submit(work, self._workbench)
        if asked != state or answer is None:
            return None
        try:
            found: T = answer.result(_PATIENCE)
            return found
        except TimeoutError:
            return None

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
