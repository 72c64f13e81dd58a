"""The process that reads one workbook; see the package."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from zipfile import ZipFile, is_zipfile

import orjson
from python_calamine import CalamineError, CalamineSheet, PasswordError, SheetTypeEnum, load_workbook

from ingest.workbooks.cells import sheet_rows
from ingest.workbooks.scan import COLUMNS, SheetScan, TooLargeError, scan


def read(path: str, unpacked: int, cells: int) -> Iterator[object]:
    """What is to be written, line by line."""
    try:
        scans: dict[str, SheetScan] = {}
        if is_zipfile(path):
            with ZipFile(path) as archive:
                scans = scan(archive, unpacked, cells)
        with load_workbook(path) as workbook:
            for about in workbook.sheets_metadata:
                if about.typ is SheetTypeEnum.WorkSheet:
                    yield from _sheet(workbook.get_sheet_by_name(about.name), scans.get(about.name, SheetScan()), cells)
    except TooLargeError as error:
        yield {"code": "too_large", "value": str(error)}
    except PasswordError:
        yield {"code": "encrypted", "value": ""}
    except (CalamineError, Exception) as error:  # noqa: BLE001 - a damaged archive raises any of a dozen types
        code = "too_large" if "limit exceeded" in str(error) else "corrupt_workbook"  # the library has one of its own
        yield {"code": code, "value": f"{type(error).__name__}: {error}"}


def _sheet(sheet: CalamineSheet, scanned: SheetScan, cells_limit: int) -> Iterator[object]:
    if sheet.start is None or sheet.end is None:
        return
    if (sheet.end[0] + 1) * sheet.width > cells_limit:  # of forms that the scan does not know
        raise TooLargeError(f"sheet_cells: {sheet.end[0] + 1} × {sheet.width} > {cells_limit}")
    yield {"sheet": sheet.name, "rows": sheet.end[0] + 1}
    left = sheet.start[1]
    waiting = iter(scanned.formulas)
    cell = next(waiting, None)
    for row, cells in sheet_rows(sheet):
        formulas = []
        while cell is not None and cell < row * COLUMNS:
            formulas.append(cell % COLUMNS - left)
            cell = next(waiting, None)
        yield [row, cells, formulas]


def confine(seconds: int, memory: int) -> None:
    """Take no more than so many seconds of processor time and bytes of memory, where the system can enforce it."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def main(path: str, limits: str) -> None:
    """Write the rows of a workbook to stdout. `limits`: unpacked bytes, cells, seconds, memory in bytes, as JSON."""
    unpacked, cells, seconds, memory = orjson.loads(limits)
    confine(seconds, memory)
    for line in read(path, unpacked, cells):
        sys.stdout.buffer.write(orjson.dumps(line) + b"\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
