"""Files that were given and not loaded: each with the reason, until its content is loaded or nobody needs it."""

from __future__ import annotations

import streamlit as st

from graphkit.ui.reports import read_as, reason
from graphkit.ui.session import ask, clauses, say
from graphkit.ui.shown import moment
from graphkit.ui.tables import table
from ingest.refusals import Refusal


def refused_list() -> None:
    """What was not loaded and why, when and by whom it was given; what nobody needs leaves the list."""
    files = ask(lambda wb: wb.refused()).files
    if not files:
        st.write(say("todo_refused_none"))
        return
    heads = [say(name) for name in ("file", "kind", "given_by", "given_at", "reason")]
    rows = [[r.file.path, read_as(r.file), r.who, moment(r.when), _why(r)] for r in files]
    chosen = table(heads, rows, key=f"refused {len(rows)}", shown=12, widths=[280, 170, "small", 170, "large"])
    if chosen is not None:
        with st.container(border=True):
            st.text(files[chosen].file.path)
            st.text(rows[chosen][-1])
            if files[chosen].file.sha256:
                st.caption(f"SHA-256 {files[chosen].file.sha256}")
    with st.container(horizontal=True):
        if chosen is not None:
            st.button(say("refused_dismiss"), on_click=_dismiss, args=(files[chosen],), icon=":material/done:")
        st.button(say("refused_clear"), on_click=_dismiss, args=files, icon=":material/done_all:")


def _dismiss(*files: Refusal) -> None:
    ask(lambda wb: wb.dismiss(files))


def _why(refused: Refusal) -> str:
    errors = [issue for issue in refused.file.issues if issue.severity == "error"]
    return say("left_out") if refused.file.kind else clauses(map(reason, errors[:1]))
