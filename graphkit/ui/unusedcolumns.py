"""Columns of loaded files that nothing was read from."""

from __future__ import annotations

import streamlit as st

from graphkit.ui.pending import unused
from graphkit.ui.reports import kind_name
from graphkit.ui.session import ask, go, listed, say
from graphkit.ui.tables import downloads, table


def unused_list() -> None:
    """File by file, and how to say what a column holds."""
    left = {sha256: found.headers for sha256, found in unused().items() if not found.decided}
    files = [source for source in ask(lambda wb: wb.sources()).files if source.sha256 in left]
    if not files:
        st.write(say("todo_unused_none"))
        return
    heads = [say(name) for name in ("file", "kind", "unused")]
    rows = [[s.name, kind_name(s.kind), listed(left[s.sha256])] for s in files]
    table(heads, rows, shown=12, widths=["medium", "small", "large"])
    with st.container(horizontal=True):
        if st.button(say("unused_do"), icon=":material/upload_file:"):
            go("import")
        downloads(say("todo_unused"), heads, rows)
