"""Tables on a page, and tables to take away. Every cell is text, so that nothing in evidence is ever a formula, a link
or markup, and a long number keeps its digits."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import streamlit as st

from graphkit.export.chart_view import plain
from graphkit.export.tables import guarded, write_workbook
from graphkit.ui.session import say

Rows = Sequence[Sequence[object]]
_ROW_HEIGHT = 33
_LONGEST = 2_000


def table(heads: Sequence[str], rows: Rows, key: str = "", shown: int = 10, widths: Sequence[Any] = ()) -> int | None:
    """A table of at most `shown` rows' height; with a `key` a row can be chosen: its index, else None.

    `widths` are Streamlit's column widths by column, None where it may decide. Counts stay numbers and sort as such.
    """
    chosen = _shown(heads, rows, key, shown, widths, "single-row")
    return int(chosen[0]) if chosen and chosen[0] < len(rows) else None


def ticked(heads: Sequence[str], rows: Rows, key: str, shown: int = 10) -> list[int]:
    """A table of which several rows can be ticked: their indexes."""
    return sorted(place for place in _shown(heads, rows, key, shown, (), "multi-row") if place < len(rows))


def _shown(
    heads: Sequence[str], rows: Rows, key: str, shown: int, widths: Sequence[Any],
    mode: Literal["single-row", "multi-row"],
) -> Sequence[int]:
    """Draws the table; the rows that are chosen."""
    import pandas

    frame = pandas.DataFrame([[_cell(cell) for cell in row] for row in rows], columns=list(heads))
    config: dict[str, Any] = {head: st.column_config.NumberColumn(format="localized")
                              for place, head in enumerate(heads) if rows and isinstance(rows[0][place], int)}
    for head, width in zip(heads, widths, strict=False):
        config.setdefault(head, st.column_config.Column())["width"] = width
    height: Any = "content" if len(rows) <= shown else _ROW_HEIGHT * (shown + 1) + 2
    choosing: dict[str, Any] = {"key": key, "on_select": "rerun", "selection_mode": mode} if key else {}
    state = st.dataframe(frame, hide_index=True, height=height, column_config=config, **choosing)
    if len(rows) > shown:
        st.caption(say("table_more", count=len(rows), shown=shown))
    return state["selection"]["rows"] if key else ()


def _cell(cell: object) -> object:
    return plain(cell, _LONGEST) if isinstance(cell, str) else cell


def as_csv(heads: Sequence[str], rows: Rows) -> bytes:
    """A CSV file that spreadsheets read as it is: UTF-8 with mark, no cell a formula."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([guarded(str(cell)) for cell in row] for row in (heads, *rows))
    return out.getvalue().encode("utf-8-sig", "replace")


def as_xlsx(heads: Sequence[str], rows: Rows) -> bytes:
    """A workbook of one sheet, every cell text."""
    with TemporaryDirectory(prefix="graphkit-") as folder:
        target = Path(folder, "table.xlsx")
        write_workbook(target, {"1": [list(heads), *([str(cell) for cell in row] for row in rows)]})
        return target.read_bytes()


def downloads(name: str, heads: Sequence[str], rows: Rows) -> None:
    """Buttons that give the table as XLSX and CSV; the file is made when it is asked for."""
    forms: dict[str, Callable[[Sequence[str], Rows], bytes]] = {"xlsx": as_xlsx, "csv": as_csv}
    with st.container(horizontal=True):
        for form, make in forms.items():
            st.download_button(say("download", form=form.upper()), partial(make, heads, rows), f"{name}.{form}",
                               key=f"{name}-{form}", icon=":material/download:", on_click="ignore")
