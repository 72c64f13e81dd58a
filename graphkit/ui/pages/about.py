"""Help: the first task, how to read the chart, what indications are; and, with the sample, its story."""

from __future__ import annotations

import streamlit as st

from graphkit.ui.frame import title
from graphkit.ui.session import demo, say


def page() -> None:
    """The help in tabs; the sample's story comes last while it is shown."""
    title("about")
    names = ["first", "chart", "indications", "own_store"]
    if demo():
        names.append("sample")
    for name, tab in zip(names, st.tabs([say(f"help_{name}") for name in names]), strict=True):
        with tab:
            st.markdown(say(f"help_{name}_text"), width=900)
