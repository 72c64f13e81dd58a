"""Files that were not loaded. The store keeps no trace of them, so they are remembered until the app is stopped."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from graphkit.model.report import FileReport, ImportReport
from graphkit.ui.reports import read_as, reason
from graphkit.ui.session import investigation, say
from graphkit.ui.tables import table


class Refused:
    """The files of an investigation that were given and not loaded, by name, with the report of each."""

    def __init__(self) -> None:
        self.files: dict[str, FileReport] = {}

    def note(self, report: ImportReport, dry_run: bool, left_out: Iterable[FileReport]) -> None:
        """Remember what a load has refused or was told to leave out, and forget what it has loaded."""
        if dry_run:
            return
        loaded = {file.sha256 for file in report.files if file.kind}
        self.files = {name: file for name, file in self.files.items() if file.sha256 not in loaded}
        self.files |= {f.path: f for f in report.files if not f.kind and _matters(f)}
        self.files |= {f.path: f for f in left_out}


def _matters(file: FileReport) -> bool:
    """Whether it is no litter of the system that made the folder."""
    return any(issue.severity == "error" for issue in file.issues)


@st.cache_resource(show_spinner=False)
def refused_of(case: str) -> Refused:  # noqa: ARG001 - the key
    """Those of an investigation."""
    return Refused()


def refused_list(opened: bool) -> None:
    """What was not loaded, each with the reason; `opened` at once, else when it is asked for."""
    at = refused_of(investigation())
    if not at.files:
        return
    box = st.expander(say("refused", count=len(at.files)), expanded=opened, icon=":material/block:",
                      key=f"refused {opened}", on_change="rerun")
    if not box.open:
        return
    with box:
        st.caption(say("refused_how"))
        table([say(name) for name in ("file", "kind", "reason")],
              [[f.path, read_as(f), _why(f)] for f in at.files.values()], shown=12,
              widths=["large", "medium", "large"])
        st.button(say("refused_clear"), on_click=at.files.clear, icon=":material/done_all:")


def _why(file: FileReport) -> str:
    return say("left_out") if file.kind else "；".join(map(reason, file.issues[:1]))
