"""Import: choose files, see what each is, load them, read what was refused; and the sources that are loaded."""

from __future__ import annotations

from functools import partial

import streamlit as st

from graphkit.ui.assigning import assigning
from graphkit.ui.frame import title
from graphkit.ui.refused import refused_list, refused_of
from graphkit.ui.reports import file_table, issue_table, rejects_button
from graphkit.ui.session import go, investigation, say
from graphkit.ui.sourcelist import all_rejected, source_list
from graphkit.ui.uploads import Load, Upload
from graphkit.ui.watching import watch, why_stopped
from graphkit.ui.word import Word

_LOAD, _ROUND = "load", "upload_round"
REJECTED, REFUSED = "rejected", "refused"
"""What the address may ask to see first, as `show`."""


def page() -> None:
    """One step at a time, above the list of what is there."""
    title("import")
    asked = st.query_params.get("show")
    if asked == REJECTED:
        all_rejected()
    load: Load | None = st.session_state.get(_LOAD)
    if load is None:
        _choose()
    elif load.running:
        watch(load)
    elif load.report is None:
        _stopped(load)
    elif load.dry_run:
        _preview(load)
    else:
        _result(load)
    refused_list(asked == REFUSED)
    st.subheader(say("sources"), anchor=False)
    source_list()


def _choose() -> None:
    st.write(say("import_how"))
    whole = st.toggle(say("import_folder"), help=say("import_folder_help"))
    files = st.file_uploader(say("import_files"), accept_multiple_files="directory" if whole else True,
                             key=f"files{st.session_state.get(_ROUND, 0)}", label_visibility="collapsed")
    if files:
        _start(Upload((file.name, file) for file in files), Word(), dry_run=True)


def _start(upload: Upload, word: Word, dry_run: bool) -> None:
    noted = partial(refused_of(investigation()).note, dry_run=dry_run, left_out=tuple(word.left_out.values()))
    st.session_state[_LOAD] = Load(upload, investigation(), dry_run, word, noted)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1  # the uploader forgets its copies
    st.rerun()


def _stopped(load: Load) -> None:
    why_stopped(load)
    st.button(say("again"), on_click=_reset, icon=":material/restart_alt:")


def _reset() -> None:
    load: Load = st.session_state.pop(_LOAD)
    load.upload.discard()


def _preview(load: Load) -> None:
    assert load.report is not None
    word, files = load.word, load.report.files
    taken = [file for file in files if word.takes(file)]
    st.write(say("preview_done", files=len(files), usable=len(taken),
                 rows=sum(f.accepted - f.unchanged for f in taken), rejected=sum(f.rejected for f in taken)))
    if open_files := [file for file in files if not word.takes(file)]:
        st.warning(say("preview_open", count=len(open_files)), icon=":material/rule:")
    st.caption(say("preview_how"))
    chosen = file_table(load.report, word.takes, key="preview")
    if chosen is not None:
        with st.container(border=True, key="assigning"):
            if assigning(load, files[chosen]):
                _start(load.upload, word, dry_run=True)
    with st.container(horizontal=True):
        if st.button(say("load_now", files=len(taken)), type="primary", disabled=not taken,
                     icon=":material/file_download_done:"):
            word.decide(files)
            _start(load.upload, word, dry_run=False)
        st.button(say("choose_others"), on_click=_reset, icon=":material/undo:")
    issue_table(load.report)


def _result(load: Load) -> None:
    assert load.report is not None
    report = load.report
    st.success(say("load_done", created=report.created, changed=report.changed, entities=report.entities,
                   links=report.links), icon=":material/check_circle:")
    file_table(report)
    with st.container(horizontal=True):
        st.button(say("import_more"), on_click=_reset, icon=":material/add:")
        if st.button(say("page_overview"), icon=":material/dashboard:"):
            go("overview")
        if st.button(say("page_trace"), icon=":material/account_tree:"):
            go("trace")
        rejects_button({f.sha256 for f in report.files if f.rejected})
    issue_table(report)
