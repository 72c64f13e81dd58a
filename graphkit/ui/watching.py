"""A load on its way: how far it is, and why it ended early."""

from __future__ import annotations

import streamlit as st

from graphkit.ui.frame import failed
from graphkit.ui.reports import file_table
from graphkit.ui.session import say
from graphkit.ui.uploads import Cancelled, Load


@st.fragment(run_every=0.5)
def watch(load: Load) -> None:
    """How far it is, how fast, how long it will take, a way to stop it, and the files that are done. The page runs
    again when it ends."""
    if not load.running:
        st.rerun()
    done, rate, left = load.pace()
    clock = "…" if left is None else f"{int(left) // 60}:{int(left) % 60:02d}"
    st.progress(done, say("previewing" if load.dry_run else "loading", done=done, rate=rate, left=clock,
                          rows=load.progress.rows if load.progress else 0))
    if load.progress:
        st.text(load.progress.path)
    st.button(say("cancel"), on_click=load.cancel, icon=":material/stop_circle:")
    if load.so_far:
        file_table(load.so_far, load.dry_run)


def why_stopped(load: Load) -> None:
    """What a load without a report came to."""
    if isinstance(load.error, Cancelled):
        st.warning(say("cancelled_preview" if load.dry_run else "cancelled_load"), icon=":material/stop_circle:")
    elif load.error:
        failed(load.error)
