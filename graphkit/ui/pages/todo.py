"""To do: everything that needs a person — rejected rows and their corrections, contradictions, unused columns, files
that were not loaded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from graphkit.ui.contradictions import contradiction_list
from graphkit.ui.corrected import corrected_rows
from graphkit.ui.frame import title
from graphkit.ui.loadsteps import load_steps, under_way
from graphkit.ui.pending import CONFLICTS, MATTERS, REFUSED, REJECTED, UNUSED, comparing, contradictions, pending
from graphkit.ui.refused import refused_list
from graphkit.ui.rejected import open_issues, open_rejects
from graphkit.ui.reports import rejects_button, show_issues
from graphkit.ui.session import chosen, remembered, say
from graphkit.ui.unusedcolumns import unused_list

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

_ISSUES = 1_000
_SLOT = "corrected"


def page() -> None:
    """One matter at a time, each with its count; first the one that the address asks for, or that waits."""
    title("todo")
    counts = pending()
    if not any(counts.values()):
        st.success(say("todo_none" if CONFLICTS in counts else "todo_none_yet"), icon=":material/task_alt:")
    chosen("show", MATTERS, next((matter for matter in MATTERS if counts.get(matter)), REJECTED))
    matter = st.segmented_control(say("todo_matter"), MATTERS, key="show", required=True, label_visibility="collapsed",
                                  format_func=lambda m: f"{say(f'todo_{m}')} {counts.get(m, '…')}")
    st.caption(say(f"todo_{matter}_how"))
    {REJECTED: _rejected, CONFLICTS: _conflicts, UNUSED: unused_list, REFUSED: refused_list}[matter or REJECTED]()


def _rejected() -> None:
    """The rows with their reasons, the file to put them right in, that file's way back, and what was put right."""
    found = remembered("open issues", lambda wb: open_issues(wb, _ISSUES))
    if found:
        show_issues(found, "rejected_rows")
        rejects_button(remembered(REJECTED, open_rejects))
    else:
        st.write(say("todo_rejected_none"))
    if found or under_way(_SLOT):
        st.subheader(say("corrected_back"), anchor=False)
        load_steps(_SLOT, _choose)
    corrected_rows()


def _choose(key: str) -> Sequence[UploadedFile]:
    st.write(say("corrected_how"))
    return st.file_uploader(say("corrected_file"), ["xlsx", "csv"], accept_multiple_files=True, key=key,
                            label_visibility="collapsed")


def _conflicts() -> None:
    found = contradictions()
    if found is None:
        comparing()
    else:
        contradiction_list(found)
