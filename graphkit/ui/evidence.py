"""Source rows: where something is stated, and the row itself as it stands in its file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from graphkit.model.records import SourceRef
from graphkit.ui.judging import judge_row
from graphkit.ui.session import ask, say
from graphkit.ui.tables import table

_SHOWN = 200


def proofs(refs: Sequence[SourceRef], key: str) -> None:
    """The one row that something rests on in full, or all of them to choose from."""
    if len(refs) == 1:
        raw_row(refs[0])
    elif refs:
        evidence_table(refs, key)


def numbered(reasons: Iterable[tuple[str, Sequence[SourceRef]]], key: str) -> None:
    """Reasons in words, one under another, each with the rows that it rests on."""
    for number, (words, refs) in enumerate(reasons, 1):
        st.text(f"{number}. {words}")
        if refs:
            evidence_table(refs, f"{key} {number}")


def evidence_table(refs: Sequence[SourceRef], key: str) -> None:
    """The rows that something rests on; a chosen one is shown in full."""
    chosen = table([say("file"), say("sheet"), say("row")], [[r.file, r.sheet, str(r.row)] for r in refs[:_SHOWN]],
                   key=key, shown=5, widths=["large", "small", "small"])
    if len(refs) > _SHOWN:
        st.caption(say("first_shown", shown=_SHOWN, count=len(refs)))
    if chosen is not None:
        raw_row(refs[chosen])


def raw_row(ref: SourceRef) -> None:
    """A source row, header by header, with the check value of its file."""
    row = ask(lambda wb: wb.raw_row(ref))
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(say("raw_row", file=ref.file, sheet=ref.sheet, row=ref.row))
            judge_row(ref)
        table([say("column"), say("cell")], [[name, cell] for name, cell in row.items() if cell.strip()], shown=14,
              widths=["medium", "large"])
        st.caption(f"SHA-256 {ref.sha256}")
