"""XLSX workbooks: every sheet a table, every cell a text. Old XLS workbooks: see `ingest.reading.xls`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING

from ingest.reading.table import Limits, Opened, Rows, Table, table_from
from ingest.reading.workbook_scan import COLUMNS, SheetScan, TooLargeError, scan
from ingest.recognise import HEAD_ROWS, find_header

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

Cell = int | float | str | bool | time | date | datetime | timedelta

_EXACT = 1e15  # a spreadsheet keeps 15 digits; the rest of a longer number is gone


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
    if abs(value) >= _EXACT or value != value:
        text = repr(value)
        return text if "e" in text or "n" in text else f"{value:.15e}"
    if value.is_integer():
        return str(int(value))
    text = f"{value:.15g}"
    return text if "e" not in text else f"{value:.20f}".rstrip("0")


def workbook_tables(opened: Opened, kind: str | None, limits: Limits) -> Iterator[Table]:
    """The sheets of an XLSX workbook that hold anything, hidden ones too. Raises OSError."""
    from python_calamine import CalamineError, SheetTypeEnum, load_workbook

    scans = _scanned(opened, limits)
    if scans is None:
        return
    found = 0
    try:
        with load_workbook(opened.path) as workbook:
            names = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
            for done, name in enumerate(names):
                sheet = workbook.get_sheet_by_name(name)
                opened.progress = partial(float, done / len(names))
                if sheet.start is not None:
                    found += 1
                    yield sheet_table(opened, name, sheet_rows(sheet), kind, sheet.start[1], scans[name])
    except (CalamineError, KeyError) as error:
        opened.report("corrupt_workbook", str(error))
    if not found and not opened.issues:
        opened.report("empty_file")
    opened.progress = partial(float, 1)


def _scanned(opened: Opened, limits: Limits) -> dict[str, SheetScan] | None:
    from zipfile import ZipFile

    try:
        with ZipFile(opened.path) as archive:
            return scan(archive, limits)
    except TooLargeError as error:
        opened.report("too_large", str(error))
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 - a damaged archive makes zipfile, zlib and expat raise a dozen types
        opened.report("corrupt_workbook", str(error))
    return None


def sheet_rows(sheet: CalamineSheet) -> Rows:
    """The rows of a sheet as text; what a cell says that is merged over several rows stands in each of them."""
    merged: dict[int, list[tuple[int, int]]] = {}
    left = sheet.start[1] if sheet.start else 0
    for (top, column), (bottom, _) in sheet.merged_cell_ranges or ():
        if bottom > top and left <= column < left + sheet.width:
            merged.setdefault(top, []).append((column - left, bottom))
    filled: dict[int, tuple[int, str]] = {}
    for index, values in enumerate(sheet.iter_rows()):
        cells = [value if value.__class__ is str else cell_text(value) for value in values]
        for column, (bottom, text) in tuple(filled.items()):
            if index > bottom:
                del filled[column]
            else:
                cells[column] = cells[column] or text
        for column, bottom in merged.get(index, ()):
            filled[column] = bottom, cells[column]
        yield index + 1, cells


def sheet_table(
    opened: Opened, name: str, rows: Rows, kind: str | None, left: int = 0, scanned: SheetScan | None = None
) -> Table:
    """The table of a sheet whose first column has the 0-based number `left`."""
    head = list(islice(rows, HEAD_ROWS))
    match = find_header([cells for _, cells in head], kind)
    header = head[match.row]
    below: Rows = chain(head[match.row + 1 :], rows)
    if scanned and scanned.formulas:
        mapped = {left + index: header[1][index] for index, _ in match.columns}
        below = _flagged(opened, name, below, mapped, left, scanned.formulas)
    return table_from(opened, name, header, match, below)


def _flagged(
    opened: Opened, sheet: str, rows: Rows, mapped: dict[int, str], left: int, formulas: Iterable[int]
) -> Rows:
    """The rows, with a warning for each mapped cell that holds a formula and not what somebody wrote."""
    waiting = iter(formulas)
    cell = next(waiting, None)
    for row, cells in rows:
        while cell is not None and cell < row * COLUMNS:
            column = cell % COLUMNS
            if cell >= (row - 1) * COLUMNS and column in mapped:
                text = cells[column - left] if column - left < len(cells) else ""
                code = "formula" if text.strip() else "formula_empty"
                opened.report(code, text, row=row, sheet=sheet, column=mapped[column], severity="warning")
            cell = next(waiting, None)
        yield row, cells
