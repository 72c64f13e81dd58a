"""The sources of the investigation: what each gave, its issues, and taking one out or back in."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graphkit.store.rows import LIVE, WITHDRAWN, SourceInfo
from graphkit.ui.rejected import issues_of, unused_of
from graphkit.ui.reports import kind_name, rejects_button, show_issues
from graphkit.ui.session import ask, remembered, say
from graphkit.ui.shown import moment
from graphkit.ui.tables import table

_ISSUES = 1_000
_NAMES = ("rows", "accepted", "rejected", "no_data")


def source_list() -> None:
    """A table to choose a source from, and below it what can be known and done about the chosen one."""
    files = ask(lambda wb: wb.sources()).files
    if not files:
        st.write(say("no_sources"))
        return
    unused = remembered("unused", lambda wb: {s.sha256: unused_of(wb, s) for s in files})
    heads = [say("file"), say("kind"), say("state"), say("unused"), *(say(n) for n in _NAMES), say("loaded_at")]
    rows = [[s.name, kind_name(s.kind), say(f"state_{s.state}"), "、".join(unused[s.sha256]),
             *(getattr(s, n) for n in _NAMES), moment(s.loaded_at)] for s in files]
    st.caption(say("sources_how"))
    chosen = table(heads, rows, key="sources", shown=12,
                   widths=[280, 170, 60, 170, 70, 70, 70, 70, "medium"])
    if chosen is not None:
        with st.container(border=True):
            _details(files[chosen], unused[files[chosen].sha256])


def all_rejected() -> None:
    """Every rejected row of the investigation with its reason, and all of them as a file."""
    files = [s for s in ask(lambda wb: wb.sources()).files if s.rejected]
    with st.container(border=True, key="all_rejected"):
        found = ask(lambda wb: [(s.name, i) for s in files for i in issues_of(wb, s, _ISSUES) if i.severity == "error"])
        show_issues(found[:_ISSUES], "rejected_rows")
        with st.container(horizontal=True):
            rejects_button({s.sha256 for s in files})
            st.button(say("close"), on_click=_close, icon=":material/close:")


def _close() -> None:
    del st.query_params["show"]


def _details(source: SourceInfo, unused: Sequence[str]) -> None:
    st.text(source.name)
    if unused:
        st.text(say("unused_are", columns="、".join(unused)))
    st.code(f"SHA-256  {source.sha256}", language=None)
    if len(source.names) > 1:
        st.text(say("also_named", names="、".join(source.names[1:])))
    if source.changed_at:
        st.text(say("changed", who=source.changed_by, when=moment(source.changed_at), why=source.reason))
    with st.container(horizontal=True):
        if source.state == WITHDRAWN:
            st.button(say("restore"), on_click=_set, args=(source.sha256, LIVE), icon=":material/unarchive:")
        else:
            with st.popover(say("withdraw"), icon=":material/archive:"):
                st.write(say("withdraw_how"))
                st.text_input(say("why"), key="withdraw_reason", max_chars=500)
                st.button(say("withdraw_now"), on_click=_set, args=(source.sha256, WITHDRAWN), type="primary")
        rejects_button({source.sha256}, "one")
    show_issues((source.name, issue) for issue in ask(lambda wb: issues_of(wb, source, _ISSUES)))


def _set(sha256: str, state: str) -> None:
    if state == LIVE:
        ask(lambda wb: wb.restore(sha256))
        st.toast(say("restored"), icon=":material/check:")
        return
    reason = str(st.session_state.get("withdraw_reason", "")).strip()
    if not reason:
        st.toast(say("reason_needed"), icon=":material/error:")
        return
    ask(lambda wb: wb.withdraw(sha256, reason))
    st.session_state["withdraw_reason"] = ""
    st.toast(say("withdrawn"), icon=":material/check:")
