"""The rows that were put right: what was changed, by whom, when and why."""

from __future__ import annotations

import streamlit as st

from graphkit.ui.evidence import raw_row
from graphkit.ui.session import clauses, remembered, say
from graphkit.ui.shown import moment
from graphkit.ui.tables import table


def corrected_rows() -> None:
    """Every correction, a chosen one with its row as it stands; nothing when there are none."""
    found = remembered("corrections", lambda wb: wb.corrections()).rows
    if not found:
        return
    st.subheader(say("corrected_rows", count=len(found)), anchor=False)
    heads = [say(n) for n in ("file", "sheet", "row", "what_changed", "corrected_by", "given_at", "why_corrected",
                              "state")]
    rows = [[c.of.file, c.of.sheet, str(c.of.row), clauses(f"{head}：{old} → {new}" for head, old, new in c.changed),
             c.who, moment(c.when), c.why, say(f"state_{c.state}" if c.accepted else "severity_error")] for c in found]
    chosen = table(heads, rows, key=f"corrections {len(rows)}", shown=8,
                   widths=["medium", "small", "small", "large", "small", "medium", "medium", "small"])
    if chosen is not None:
        raw_row(found[chosen].ref)
