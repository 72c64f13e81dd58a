"""Workbooks (XLSX, XLS, ET, XLSB, ODS): every sheet that holds anything a table, every cell a text.

They are read by a process of their own (`ingest.workbooks`), whose lines become rows here.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

import orjson

from ingest.reading.table import Limits, Opened, Rows, Table, table_from
from ingest.recognise import CORRECTIONS, HEAD_ROWS, Wanted, find_header

_PACKAGES = Path(__file__).parents[2]
_PROGRESS_ROWS = 500


_Line = tuple[int, list[str], list[int]]
"""Row, cells, and which of the cells hold formulas."""


def workbook_tables(opened: Opened, wanted: Wanted, limits: Limits) -> Iterator[Table]:
    """The sheets, hidden ones too; the rows of each are to be read before the next is asked for. Raises OSError."""
    limit = orjson.dumps([limits.workbook, limits.sheet_cells, limits.seconds, limits.memory]).decode()
    command = [sys.executable, "-P", "-m", "ingest.workbooks", os.fspath(opened.path.absolute()), limit]
    environment = {**os.environ, "PYTHONPATH": os.fspath(_PACKAGES)}
    sheets = 0
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=environment
    ) as process:
        try:
            lines = _lines(process)
            for line in lines:
                if isinstance(line, dict) and "sheet" in line:
                    sheets += 1
                    rows = _rows(opened, lines, line["rows"])
                    yield _table(opened, line["sheet"], rows, wanted)
                    deque(rows, maxlen=0)
                else:
                    _complain(opened, line)
            if process.wait() and not _refused(opened):
                opened.report("corrupt_workbook", f"({process.returncode})")
        finally:
            process.kill()
    if not sheets and not _refused(opened):
        opened.report("empty_file")


def _refused(opened: Opened) -> bool:
    return any(issue.severity == "error" and not issue.row for issue in opened.issues)


def _lines(process: subprocess.Popen[bytes]) -> Iterator[Any]:
    for line in process.stdout or ():
        try:
            yield orjson.loads(line)
        except orjson.JSONDecodeError:
            return  # the process ended within a line


def _rows(opened: Opened, lines: Iterator[Any], count: int) -> Iterator[_Line]:
    for done, line in enumerate(islice(lines, count), 1):
        if isinstance(line, dict):
            _complain(opened, line)
            return
        if not done % _PROGRESS_ROWS or done == count:
            opened.progress = partial(float, done / count)
        yield line


def _complain(opened: Opened, line: dict[str, str]) -> None:
    opened.report(line["code"], line["value"])


def _table(opened: Opened, sheet: str, rows: Iterator[_Line], wanted: Wanted) -> Table:
    head = list(islice(rows, HEAD_ROWS))
    match = find_header([cells for _, cells, _ in head], wanted)
    header_row, headers, _ = head[match.row]
    below = chain(head[match.row + 1 :], rows)
    used = range(len(headers)) if match.kind == CORRECTIONS else (index for index, _ in match.columns)
    mapped = {index: headers[index] for index in used}
    return table_from(opened, sheet, (header_row, headers), match, _flagged(opened, sheet, below, mapped))


def _flagged(opened: Opened, sheet: str, lines: Iterable[_Line], mapped: dict[int, str]) -> Rows:
    """The rows, with a warning for each mapped cell that holds a formula and not what somebody wrote."""
    for row, cells, formulas in lines:
        for index in formulas:
            if index in mapped and index < len(cells):
                code = "formula" if cells[index].strip() else "formula_empty"
                opened.report(code, cells[index], row=row, sheet=sheet, column=mapped[index], severity="warning")
        yield row, cells
