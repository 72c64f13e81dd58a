"""The sources of the investigation: what each gave, its issues, and taking one out or back in."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graphkit.store.rows import LIVE, WITHDRAWN, SourceInfo
from graphkit.ui.pending import unused
from graphkit.ui.rejected import issues_of
from graphkit.ui.reports import kind_name, rejects_button, show_issues
from graphkit.ui.session import ask, listed, say
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
    left = {sha256: found.headers for sha256, found in unused().items()}
    heads = [say("file"), say("kind"), say("state"), say("unused"), *(say(n) for n in _NAMES), say("loaded_at")]
    rows = [[s.name, kind_name(s.kind), say(f"state_{s.state}"), listed(left.get(s.sha256, ())),
             *(getattr(s, n) for n in _NAMES), moment(s.loaded_at)] for s in files]
    st.caption(say("sources_how"))
    chosen = table(heads, rows, key="sources", shown=12,
                   widths=[280, 170, 60, 170, 70, 70, 70, 70, "medium"])
    if chosen is not None:
        with st.container(border=True):
            _details(files[chosen], left.get(files[chosen].sha256, ()))


def _details(source: SourceInfo, left: Sequence[str]) -> None:
    st.text(source.name)
    if left:
        st.text(say("unused_are", columns=listed(left)))
    st.code(f"SHA-256  {source.sha256}", language=None)
    if len(source.names) > 1:
        st.text(say("also_named", names=listed(source.names[1:])))
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
