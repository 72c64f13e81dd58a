"""What reading a file gives: the opened file, and its tables as streams of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graphkit.model.report import Issue
from ingest.headers import normal
from ingest.recognise import Match
from ingest.source import Assigned, Column, sources

Rows = Iterator[tuple[int, list[str]]]
"""(1-based physical line, sheet row or JSON ordinal where the record starts, its cells as text)."""

_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of one file is taken in; what goes beyond is refused, and the limit is named. Sizes in bytes."""

    line: int = 4 * _MEGABYTE
    record_lines: int = 200  # a quoted cell that spans more lines was never closed
    document: int = 16 * _MEGABYTE  # a text that is read as a whole
    json: int = 64 * _MEGABYTE  # one JSON value; lines of JSON are not limited
    workbook: int = 1024 * _MEGABYTE  # uncompressed
    sheet_cells: int = 20_000_000  # rows × columns: the process that reads a workbook keeps a sheet in memory
    memory: int = 4096 * _MEGABYTE  # of that process
    seconds: int = 600  # of processor time of that process
    corrections: int = 100_000  # rows of a corrected rejects file
    archive_members: int = 20_000  # files in an archive and all archives within it
    archive_bytes: int = 16 * 1024 * _MEGABYTE  # all that it unpacks to
    archive_ratio: int = 250  # times its packed size; the first megabytes are free
    archive_depth: int = 4  # archives within archives
    archive_seconds: int = 1800  # of unpacking, without the reading of what is unpacked


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file, sheet, JSON array or document, ready to stream.

    sheet: "" when the form has none. kind: "" when it was not recognised. headers: as in the file, without marks and
    outer blanks, one for each cell. columns: cell index and recognised column. unknown: headers that no column of the
    kind knows. missing: required columns that were not found, by their first header. header_row: its row number, 0
    when the form has none. rows: what follows the header, blank and repeated header rows included, read once.
    sure: 0..1. assigned: there when a person said which column is which.
    """

    sheet: str
    kind: str
    headers: tuple[str, ...]
    columns: tuple[tuple[int, Column], ...]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    header_row: int
    rows: Rows
    sure: float
    assigned: Assigned | None = None


@dataclass(slots=True)
class Opened:
    """One opened file. Its tables are read one after the other, and only while they are asked for.

    `issues` grows while tables are read: those of a row are there before the row is given, row 0 speaks of a whole
    sheet or file. `progress` is the fraction read, 0..1. `encoding` is "" for a workbook.
    """

    path: Path
    sha256: str = ""
    sm3: str = ""
    size: int = 0
    encoding: str = ""
    tables: Iterator[Table] = field(default_factory=lambda: iter(()))
    issues: list[Issue] = field(default_factory=list)
    progress: Callable[[], float] = lambda: 0.0

    def report(
        self, code: str, value: str = "", *, row: int = 0, sheet: str = "", column: str = "", severity: str = "error"
    ) -> None:
        """Add an issue."""
        self.issues.append(Issue(row, sheet, column, code, severity, value))


def megabytes(size: int) -> str:
    """A size as people read it."""
    return f"{size / _MEGABYTE:.1f} MB"


def cleaned_header(header: str) -> str:
    """A header as in the file, without byte-order and direction marks, line breaks and outer blanks."""
    return " ".join("".join(c for c in header if c.isprintable() or c.isspace()).split())


def table_from(opened: Opened, sheet: str, header: tuple[int, Sequence[str]], match: Match, rows: Rows) -> Table:
    """The table under a header row (its number and cells) as it was recognised; what is wrong with it is reported."""
    header_row, cells = header
    taken = {index for index, _ in match.columns}
    unknown = tuple(cleaned_header(h) for i, h in enumerate(cells) if match.kind and i not in taken and normal(h))
    headers = tuple(map(cleaned_header, cells))
    if match.rivals:
        captions = "、".join(sources()[name].zh for name in match.rivals)
        opened.report("ambiguous_kind", captions, sheet=sheet)
    for name in match.missing:
        caption = sources()[match.kind or match.nearest].zh
        opened.report("missing_column", caption, sheet=sheet, column=name)
    if not (match.kind or match.rivals or match.missing):
        opened.report("unknown_kind", sheet=sheet)
    return Table(sheet, match.kind, headers, match.columns, unknown, match.missing, header_row, rows, match.sure,
                 match.assigned)
