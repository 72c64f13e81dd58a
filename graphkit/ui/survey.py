"""How far the records reach from every certificate that looks forged or suspect, and for which somebody is missing."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import streamlit as st

from graphkit.analysis.certificates import QUESTIONED
from graphkit.model.schema import STAGES
from graphkit.ui.reports import kind_name
from graphkit.ui.session import desk, go, investigation, lang, remembered, say
from graphkit.ui.tables import downloads, table
from graphkit.ui.tracing import stage_name
from graphkit.workbench import open_workbench

if TYPE_CHECKING:
    from graphkit.analysis.case_coverage import CaseCoverage

KEY_STAGES = ("agent", "maker", "site_operator")
"""The stages whose absence is worth a list of its own."""


class Survey:
    """Traces the whole case in a thread of its own; `found` is what it told last, `reached` by certificate."""

    def __init__(self, case: str) -> None:
        self.found: CaseCoverage | None = None
        self.done = self.total = 0
        self._case = case
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def reached(self) -> dict[str, frozenset[str]]:
        """Certificate → the stages at which the records point to somebody."""
        return {t.verdict.id: t.stages for t in self.found.traced} if self.found else {}

    @property
    def running(self) -> bool:
        """Whether it is at work."""
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """Trace every certificate that looks forged or suspect."""
        self.done = 0
        self._stopped.clear()
        self._thread = threading.Thread(target=self._run, name="survey", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop after the present certificate; what is known so far is told."""
        self._stopped.set()

    def _run(self) -> None:
        with open_workbench(None, self._case) as wb:
            self.found = wb.coverage(self._heard)

    def _heard(self, done: int, total: int) -> bool:
        self.done, self.total = done, total
        return not self._stopped.is_set()


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
        st.button(say("survey_start", count=len(ids)), on_click=found.start, icon=":material/travel_explore:")
    if found.found and not found.running:
        _result(found.found)
        _wanted(found.found)


@st.fragment(run_every=1.0)
def _watch(found: Survey) -> None:
    if not found.running:
        st.rerun()
    st.progress(found.done / max(found.total, 1), say("survey_running", done=found.done, total=found.total))
    st.button(say("cancel"), on_click=found.stop, icon=":material/stop_circle:")


def _result(found: CaseCoverage) -> None:
    total = len(found.traced)
    counts = {stage: found.reached(stage) for stage in STAGES}
    table([say(n) for n in ("stage", "reached_by", "missing_by", "share")],
          [[stage_name(s), counts[s], total - counts[s], f"{counts[s] / total:.0%}"] for s in STAGES])
    with st.container(horizontal=True):
        for stage in KEY_STAGES:
            if counts[stage] < total and st.button(
                say("show_missing", stage=stage_name(stage), count=total - counts[stage]), key=f"missing {stage}"
            ):
                go("certificates", missing=stage)


def _wanted(found: CaseCoverage) -> None:
    """What to obtain next, what advances most certificates first; choosing one traces what it is about."""
    if not found.wanted:
        return
    st.subheader(say("wanted"), anchor=False, help=say("wanted_help"))
    heads = [say(n) for n in ("advances", "record", "wanted_why")]
    cells = [[len(w.certificates), " + ".join(map(kind_name, w.record.record.split("+"))), w.record.why.text(lang())]
             for w in found.wanted]
    picked = table(heads, cells, key="wanted", widths=["small", "small", "large"])
    downloads(say("wanted"), heads, cells)
    if picked is not None:
        go("trace", seed=found.wanted[picked].record.about[0])
