"""The cells of a sheet as text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

Cell = int | float | str | bool | time | date | datetime | timedelta

_EXACT = 1e15  # a spreadsheet keeps 15 digits; the rest of a longer number is gone


def sheet_rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    """Sheet row and cells from the first filled column on; what is merged over rows stands in each of them."""
    left = sheet.start[1] if sheet.start else 0
    merged: dict[int, list[tuple[int, int]]] = {}
    for (top, column), (bottom, _) in sheet.merged_cell_ranges or ():
        if bottom > top and left <= column < left + sheet.width:
            merged.setdefault(top, []).append((column - left, bottom))
    filled: dict[int, tuple[int, str]] = {}
    for index, values in enumerate(sheet.iter_rows()):
        cells = [value if isinstance(value, str) else cell_text(value) for value in values]
        for column, (bottom, text) in tuple(filled.items()):
            if index > bottom:
                del filled[column]
            else:
                cells[column] = cells[column] or text
        for column, bottom in merged.get(index, ()):
            filled[column] = bottom, cells[column]
        yield index + 1, cells


def cell_text(value: Cell) -> str:
    """A cell as text: whole numbers as digits, dates and times in ISO form, a ruined long number as 6.22…e+18."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return number_text(float(value))
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return value.isoformat()


def number_text(value: float) -> str:
    """The digits a spreadsheet shows (15 of them); from 1e15 on with an exponent, which says that digits are lost."""
    text = repr(value)
    if abs(value) >= _EXACT or value != value:
        return text if "e" in text or "n" in text else f"{value:.15e}"
    if value.is_integer():
        return str(int(value))
    short = f"{value:.15g}"
    return short if "e" not in short else f"{value:.20f}".rstrip("0")
