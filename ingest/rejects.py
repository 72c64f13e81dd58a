"""The rejects file: every rejected row as it stands in its file, with the reason and where it came from.

A workbook (.xlsx, text cells only, one sheet per kind of table) or a CSV file (UTF-8 with mark, all headers side by
side). No cell is ever a formula.
"""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

from graphkit.words import text

PLACE = ("file", "sheet", "row", "sha256", "reason")
"""The leading columns, named by words/issues.toml `reject_…`."""


class Rejects:
    """Collects rejected rows and writes them to `path` when closed; rows wait on disk, not in memory."""

    def __init__(self, path: Path, lang: str = "zh") -> None:
        self._path = path
        self.lang = lang
        self._spool: IO[str] = tempfile.TemporaryFile(  # noqa: SIM115 - lives as long as the load
            "w+", encoding="utf-8", errors="surrogatepass"
        )
        self.count = 0

    def add(self, place: Sequence[object], kind: str, headers: Sequence[str], cells: Sequence[str]) -> None:
        """One row; `place` fills the leading columns."""
        self._spool.write(json.dumps([[str(p) for p in place], kind, list(headers), list(cells)]) + "\n")
        self.count += 1

    def close(self) -> None:
        """Write the file; none when nothing was rejected."""
        if self.count:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            (self._workbook if self._path.suffix.lower() == ".xlsx" else self._table)()
        self._spool.close()

    def _leading(self) -> Sequence[str]:
        return [text(f"issues.reject_{name}", self.lang) for name in PLACE]

    def _workbook(self) -> None:
        import xlsxwriter

        self._spool.seek(0)
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                   "strings_to_numbers": False}
        with xlsxwriter.Workbook(str(self._path), options) as book:
            sheets: dict[tuple[str, ...], tuple[Worksheet, int]] = {}
            for line in self._spool:
                place, kind, headers, cells = json.loads(line)
                key = (kind, *headers)
                if key not in sheets:
                    sheets[key] = (book.add_worksheet(f"{len(sheets) + 1} {kind}"[:31]), 1)
                    for column, header in enumerate([*self._leading(), *headers]):
                        sheets[key][0].write_string(0, column, _plain(header))
                sheet, row = sheets[key]
                for column, cell in enumerate([*place, *cells]):
                    sheet.write_string(row, column, _plain(cell))
                sheets[key] = (sheet, row + 1)

    def _table(self) -> None:
        headers: dict[str, int] = {}
        self._spool.seek(0)
        for line in self._spool:
            for header in json.loads(line)[2]:
                headers.setdefault(header, len(headers))
        self._spool.seek(0)
        with self._path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*self._leading(), *map(_guarded, headers)])
            for line in self._spool:
                place, _, names, cells = json.loads(line)
                row = [""] * len(headers)
                for name, cell in zip(names, cells, strict=False):
                    row[headers[name]] = cell
                writer.writerow([_guarded(cell) for cell in [*place, *row, *cells[len(names):]]])


def _plain(cell: str) -> str:
    return "".join(c for c in cell if c >= " " or c in "\t\n")[:32_000].encode("utf-8", "replace").decode()


def _guarded(cell: str) -> str:
    """A spreadsheet must not run what a cell of evidence says."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
