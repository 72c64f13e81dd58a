"""What Streamlit has no option for: room for the content, and its own English words in the user's language."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import streamlit as st

from graphkit.ui.session import lang, say

_STYLE = """<style>
.stMainBlockContainer {{ padding: 1.4rem 2.2rem 3rem; }}
.stAppHeader {{ height: 1.4rem; min-height: 0; background: none; }}
[data-testid="stSidebarHeader"] {{ height: 2.2rem; margin: 0; }}
[data-testid="stFileUploaderDropzone"] {{ min-height: 7rem; align-items: center; border-style: dashed; }}
[data-testid="stFileUploaderDropzone"] button p {{ font-size: 0; }}
[data-testid="stFileUploaderDropzone"] button p::after {{ content: {choose}; font-size: 0.93rem; }}
[data-testid="stFileUploaderDropzoneInstructions"] span {{ font-size: 0; }}
[data-testid="stFileUploaderDropzoneInstructions"] span::after {{ content: {drop}; font-size: 0.93rem; }}
.st-key-mapping_file [data-testid="stFileUploaderDropzone"] {{ min-height: 4rem; }}
.st-key-mapping_file [data-testid="stFileUploaderDropzoneInstructions"] span::after {{ content: {drop_mapping}; }}
[data-testid="InputInstructions"] {{ display: none; }}
[class*="st-key-stage_"] {{ padding: 0.45rem 0.6rem 0.5rem; line-height: 1.3; }}
[class*="st-key-stage_"] p, [class*="st-key-stage_"] [data-testid="stText"] {{ font-size: 0.88rem; }}
.st-key-tools button, .st-key-entity button {{ min-height: 1.9rem; padding: 0.1rem 0.6rem; }}
.st-key-seed [data-testid="stText"], .st-key-entity [data-testid="stText"] {{ font-size: 1.05rem; font-weight: 600; }}
:has(> .st-key-language) {{ position: absolute; }}
.st-key-store [data-testid="stText"] {{ font-size: 0.8rem; color: #5f6f7f; }}
[class*="st-key-chart-"], [class*="st-key-chart-"] .stBidiComponent {{
  flex: 0 0 auto !important; height: clamp(420px, calc(100vh - 25rem), 900px) !important; }}
.st-key-details {{ padding: 0.6rem 0.9rem; gap: 0.6rem; }}
[data-testid="stText"] {{ overflow-wrap: anywhere; }}
</style>"""


@cache
def _language() -> Any:
    return st.components.v2.component("graphkit.language", js="language.js")


def style() -> None:
    """Put the style into the page, and say what language it is in. Only texts of words/ui.toml go in."""
    st.html(_STYLE.format(choose=json.dumps(say("choose"), ensure_ascii=False),
                          drop=json.dumps(say("drop"), ensure_ascii=False),
                          drop_mapping=json.dumps(say("drop_mapping"), ensure_ascii=False)))
    with st.container(key="language"):
        _language()(key=f"language {lang()}", data=lang(), height=1)
