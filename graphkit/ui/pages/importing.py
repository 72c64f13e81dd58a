"""Import: choose files, see what each is, load them, read what was refused; and the sources that are loaded."""

from __future__ import annotations

import streamlit as st

from graphkit.ui.frame import failed, title
from graphkit.ui.reports import file_table, issue_table, rejects_button
from graphkit.ui.session import go, investigation, say
from graphkit.ui.sourcelist import source_list
from graphkit.ui.uploads import Cancelled, Load, Upload

_LOAD, _ROUND = "load", "upload_round"


def page() -> None:
    """One step at a time, above the list of what is there."""
    title("import")
    load: Load | None = st.session_state.get(_LOAD)
    if load is None:
        _choose()
    elif load.running:
        _watch()
    elif load.report is None:
        _stopped(load)
    elif load.dry_run:
        _preview(load)
    else:
        _result(load)
    st.subheader(say("sources"), anchor=False)
    source_list()


def _choose() -> None:
    st.write(say("import_how"))
    whole = st.toggle(say("import_folder"), help=say("import_folder_help"))
    files = st.file_uploader(say("import_files"), accept_multiple_files="directory" if whole else True,
                             key=f"files{st.session_state.get(_ROUND, 0)}", label_visibility="collapsed")
    if files:
        _start(Upload((file.name, file) for file in files), dry_run=True)


def _start(upload: Upload, dry_run: bool) -> None:
    st.session_state[_LOAD] = Load(upload, investigation(), dry_run)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1  # the uploader forgets its copies
    st.rerun()


@st.fragment(run_every=0.5)
def _watch() -> None:
    load: Load = st.session_state[_LOAD]
    if not load.running:
        st.rerun()
    done, rate, left = load.pace()
    clock = "…" if left is None else f"{int(left) // 60}:{int(left) % 60:02d}"
    st.progress(done, say("previewing" if load.dry_run else "loading", done=done, rate=rate, left=clock,
                          rows=load.progress.rows if load.progress else 0))
    if load.progress:
        st.text(load.progress.path)
    st.button(say("cancel"), on_click=load.cancel, icon=":material/stop_circle:")


def _stopped(load: Load) -> None:
    if isinstance(load.error, Cancelled):
        st.warning(say("cancelled_preview" if load.dry_run else "cancelled_load"), icon=":material/stop_circle:")
    elif load.error:
        failed(load.error)
    st.button(say("again"), on_click=_reset, icon=":material/restart_alt:")


def _reset() -> None:
    load: Load = st.session_state.pop(_LOAD)
    load.upload.discard()


def _preview(load: Load) -> None:
    assert load.report is not None
    usable = [file for file in load.report.files if file.kind]
    st.write(say("preview_done", files=len(load.report.files), usable=len(usable),
                 rows=sum(f.accepted - f.unchanged for f in usable), rejected=sum(f.rejected for f in usable)))
    file_table(load.report, load.sure)
    with st.container(horizontal=True):
        if st.button(say("load_now", files=len(usable)), type="primary", disabled=not usable,
                     icon=":material/file_download_done:"):
            _start(load.upload, dry_run=False)
        st.button(say("choose_others"), on_click=_reset, icon=":material/undo:")
    issue_table(load.report)


def _result(load: Load) -> None:
    assert load.report is not None
    report = load.report
    st.success(say("load_done", created=report.created, changed=report.changed, entities=report.entities,
                   links=report.links), icon=":material/check_circle:")
    file_table(report, {})
    with st.container(horizontal=True):
        st.button(say("import_more"), on_click=_reset, icon=":material/add:")
        if st.button(say("page_overview"), icon=":material/dashboard:"):
            go("overview")
        if st.button(say("page_trace"), icon=":material/account_tree:"):
            go("trace")
        rejects_button({f.sha256 for f in report.files if f.rejected})
    issue_table(report)
