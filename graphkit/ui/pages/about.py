"""Help: the first task, how to read the chart, what indications are; and, with the sample, its story and its truth."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from graphkit.ui.frame import title
from graphkit.ui.session import demo, lang, say

_SAMPLE = Path(__file__).parents[3] / "sample_data" / "README.md"


def page() -> None:
    """The help in tabs; the sample's own page comes first while it is shown."""
    title("about")
    names = ["first", "chart", "indications", "own_store"]
    if demo() and _SAMPLE.is_file():
        names.insert(0, "sample")
    for name, tab in zip(names, st.tabs([say(f"help_{name}") for name in names]), strict=True):
        with tab:
            st.markdown(_sample() if name == "sample" else say(f"help_{name}_text"), width=900)


def _sample() -> str:
    """The page that comes with the sample case, in the session's language; our own words, not evidence."""
    chinese, _, english = _SAMPLE.read_text(encoding="utf-8").partition("\n---\n")
    return english if lang() == "en" and english else chinese
