"""How far the records reach from every certificate that looks forged or suspect, and for which somebody is missing."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import streamlit as st

from graphkit.analysis.certificates import QUESTIONED
from graphkit.model.schema import STAGES
from graphkit.ui.session import desk, go, investigation, remembered, say
from graphkit.ui.tables import table
from graphkit.ui.tracing import stage_name
from graphkit.workbench import open_workbench

KEY_STAGES = ("agent", "maker", "site_operator")
"""The stages whose absence is worth a list of its own."""


class Survey:
    """Traces certificates one after the other in a thread of its own; `reached` grows: id → stages with a subject."""

    def __init__(self, case: str) -> None:
        self.reached: dict[str, frozenset[str]] = {}
        self.total = 0
        self._case = case
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def running(self) -> bool:
        """Whether it is at work."""
        return self._thread is not None and self._thread.is_alive()

    def start(self, ids: Sequence[str]) -> None:
        """Trace those of these certificates that were not traced yet."""
        self.total = len(ids)
        self._stopped.clear()
        self._thread = threading.Thread(target=self._run, args=(list(ids),), name="survey", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop after the present certificate; what is known so far stays."""
        self._stopped.set()

    def _run(self, ids: list[str]) -> None:
        with open_workbench(None, self._case) as wb:
            for certificate in ids:
                if self._stopped.is_set():
                    return
                if certificate not in self.reached:
                    coverage = wb.trace(certificate).coverage
                    self.reached[certificate] = frozenset(stage for stage in STAGES if coverage[stage].by)


@st.cache_resource(show_spinner=False, max_entries=4)
def _survey(case: str, state: str) -> Survey:  # noqa: ARG001 - another state of the sources is another survey
    return Survey(case)


def survey() -> Survey:
    """The survey of the session's investigation as its sources stand."""
    return _survey(investigation(), desk().state())


def progress() -> None:
    """Stage by stage, from how many certificates the records reach somebody there; starts when it is asked for."""
    found = survey()
    verdicts = remembered("certificates", lambda wb: wb.certificates()).verdicts
    ids = [v.id for v in verdicts if v.verdict in QUESTIONED]
    if not ids:
        return
    st.subheader(say("survey"), anchor=False, help=say("survey_help"))
    if found.running:
        _watch(found)
    elif len(found.reached) < len(ids):
        st.button(say("survey_start", count=len(ids) - len(found.reached)), on_click=found.start, args=(ids,),
                  icon=":material/travel_explore:")
    if found.reached and not found.running:
        _result(found)


@st.fragment(run_every=1.0)
def _watch(found: Survey) -> None:
    if not found.running:
        st.rerun()
    done = len(found.reached)
    st.progress(done / max(found.total, 1), say("survey_running", done=done, total=found.total))
    st.button(say("cancel"), on_click=found.stop, icon=":material/stop_circle:")


def _result(found: Survey) -> None:
    total = len(found.reached)
    counts = {stage: sum(stage in stages for stages in found.reached.values()) for stage in STAGES}
    table([say(n) for n in ("stage", "reached_by", "missing_by", "share")],
          [[stage_name(s), counts[s], total - counts[s], f"{counts[s] / total:.0%}"] for s in STAGES])
    with st.container(horizontal=True):
        for stage in KEY_STAGES:
            if counts[stage] < total and st.button(
                say("show_missing", stage=stage_name(stage), count=total - counts[stage]), key=f"missing {stage}"
            ):
                go("certificates", missing=stage)
