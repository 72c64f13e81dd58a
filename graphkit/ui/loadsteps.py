"""One load, step by step: files are chosen, previewed, confirmed and loaded, and then it is said what came of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from graphkit.model.report import FileReport
from graphkit.ui.assigning import assigning
from graphkit.ui.reports import file_table, issue_table, rejects_button
from graphkit.ui.session import go, investigation, say
from graphkit.ui.uploads import Load, Upload
from graphkit.ui.watching import watch, why_stopped
from graphkit.ui.word import Word
from graphkit.workbench.settings import user_name

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

_ROUND = "upload_round"


def under_way(name: str) -> bool:
    """Whether files of the load of this name were given, and its result not left behind."""
    return _slot(name) in st.session_state


def _slot(name: str) -> str:
    return f"{name} {investigation()}"  # what was previewed for one investigation never goes into another


def load_steps(name: str, choose: Callable[[str], Sequence[UploadedFile]]) -> None:
    """The present step of the session's load of this name; at first `choose` draws an uploader with the key it is
    given and gives its files."""
    slot = _slot(name)
    load: Load | None = st.session_state.get(slot)
    if load is None:
        files = choose(f"{slot} {st.session_state.get(_ROUND, 0)}")
        if files:
            _start(slot, Upload((file.name, file) for file in files), Word(), dry_run=True)
    elif load.running:
        watch(load)
    elif load.report is None:
        why_stopped(load)
        st.button(say("again"), on_click=_reset, args=(slot,), icon=":material/restart_alt:")
    elif load.dry_run:
        _preview(slot, load)
    else:
        _result(slot, load)


def _start(slot: str, upload: Upload, word: Word, dry_run: bool) -> None:
    st.session_state[slot] = Load(upload, investigation(), dry_run, word)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1  # the uploader forgets its copies
    st.rerun()


def _reset(slot: str) -> None:
    load: Load = st.session_state.pop(slot)
    load.upload.discard()


def _preview(slot: str, load: Load) -> None:
    assert load.report is not None
    word, files = load.word, sorted(load.report.files, key=Word.is_sure)  # what waits for a word comes first
    taken = [file for file in files if word.takes(file)]
    st.write(say("preview_done", files=len(files), usable=len(taken),
                 rows=sum(f.accepted - f.unchanged for f in taken), rejected=sum(f.rejected for f in taken)))
    if open_files := [file for file in files if not word.takes(file)]:
        st.warning(say("preview_open", count=len(open_files)), icon=":material/rule:")
    st.caption(say("preview_how"))
    chosen = file_table(files, True, word.takes, key=f"preview {slot}")
    if chosen is not None:
        with st.container(border=True, key="assigning"):
            if assigning(load, files[chosen]):
                _start(slot, load.upload, word, dry_run=True)
    if any(file.corrects for file in taken):
        _ask_who_corrects(word)
    with st.container(horizontal=True):
        wanted = st.button(say("load_now", files=len(taken)), type="primary", disabled=not taken,
                           icon=":material/file_download_done:")
        st.button(say("choose_others"), on_click=_reset, args=(slot,), icon=":material/undo:")
    if wanted and _answered(word, taken):
        word.decide(files)
        _start(slot, load.upload, word, dry_run=False)
    issue_table(load.report)


def _ask_who_corrects(word: Word) -> None:
    """A correction is a source of its own that says by whom and why."""
    with st.container(border=True):
        st.write(say("correction_how"))
        with st.container(horizontal=True):
            word.who = st.text_input(say("correction_who"), word.who or user_name(), max_chars=60, width=240).strip()
            word.why = st.text_input(say("why"), word.why, max_chars=500).strip()


def _answered(word: Word, taken: Sequence[FileReport]) -> bool:
    if not any(file.corrects for file in taken) or (word.who and word.why):
        return True
    st.error(say("correction_needs"), icon=":material/error:")
    return False


def _result(slot: str, load: Load) -> None:
    assert load.report is not None
    report = load.report
    st.success(say("load_done", created=report.created, changed=report.changed, entities=report.entities,
                   links=report.links), icon=":material/check_circle:")
    file_table(sorted(report.files, key=lambda file: not file.failed), False)
    with st.container(horizontal=True):
        st.button(say("import_more"), on_click=_reset, args=(slot,), icon=":material/add:")
        for page, icon in (("overview", "dashboard"), ("trace", "account_tree"), ("todo", "assignment_late")):
            if st.button(say(f"page_{page}"), icon=f":material/{icon}:"):
                go(page)
        rejects_button({f.sha256 for f in report.files if f.rejected})
    issue_table(report)
