"""CSV, TSV and their kin: comma, tab, semicolon or bar, quoted or not, however the quotes are broken."""

from __future__ import annotations

import csv
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import dropwhile, islice

from ingest.reading.encoding import fraction_read, lines_of
from ingest.reading.table import Limits, Opened, Rows, Table, table_from
from ingest.recognise import HEAD_ROWS, Match, Wanted, find_header

_DELIMITERS = (",", "\t", ";", "|")
_FIELD_LIMIT = 1 << 22  # characters; csv's own limit is global and too small for a page of evidence in one cell
_REPAIRS_LIMIT = 100  # after so many broken quotes no cell of the file is believed to span lines
_HEAD_LINES = 400
_HEAD_CHARACTERS = 1 << 20
_EXCERPT = 200

Repaired = Callable[[int, str], None]
"""Told of a line whose quotes were broken: its row, its text."""


def _unwrapped(cells: list[str], delimiter: str) -> list[str]:
    """The cells of a row that was quoted as a whole and so stands in one cell."""
    if len(cells) == 1 and delimiter in cells[0]:
        return next(csv.reader([cells[0].replace("\r", " ").replace("\n", " ")], delimiter=delimiter), cells)
    return cells


class _UnclosedError(Exception):
    """A quoted cell goes on for longer than any cell does."""


def read_records(lines: Iterator[str], delimiter: str, width: int, record_lines: int, repaired: Repaired) -> Rows:
    """Records with the 1-based line where each starts; a quote that is never closed spoils its own line only.

    `width` 0: not known yet, so that only the number of lines tells a quote left open.
    """
    csv.field_size_limit(_FIELD_LIMIT)
    waiting: deque[str] = deque()  # lines that an open quote swallowed, to be read again
    held: list[str] = []  # the lines of the record being read
    row, repairs = 1, 0
    at_end = False

    def feed() -> Iterator[str]:
        nonlocal at_end
        while True:
            line = waiting.popleft() if waiting else next(lines, None)
            if line is None:
                at_end = True
                return
            held.append(line)
            if len(held) > record_lines:
                raise _UnclosedError
            yield line

    def broken(cells: list[str]) -> bool:
        if at_end:  # csv asks for more lines only within quotes
            return True
        return width > 1 and (len(cells) != width or all(line.count(delimiter) == width - 1 for line in held))

    while True:
        at_end = False
        try:
            for cells in csv.reader(feed(), delimiter=delimiter):
                if (at_end or len(held) > 1) and broken(cells):
                    break
                yield row, cells if len(cells) > 1 else _unwrapped(cells, delimiter)
                row += len(held)
                held.clear()
        except (_UnclosedError, csv.Error):
            pass
        if not held:
            return
        line = held[0]
        waiting.extendleft(held[:0:-1])
        held.clear()
        repairs += 1
        record_lines = record_lines if repairs < _REPAIRS_LIMIT else 1
        repaired(row, line)
        yield row, _split(line, delimiter)
        row += 1


def _split(line: str, delimiter: str) -> list[str]:
    """The cells of a line whose quotes are broken: a quote counts only when it encloses a whole cell."""
    cells = line.rstrip("\r\n").split(delimiter)
    return [cell[1:-1] if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell for cell in cells]


def _head(lines: Iterator[str]) -> list[str]:
    found, size = [], 0
    for line in islice(lines, _HEAD_LINES):
        found.append(line)
        size += len(line)
        if size > _HEAD_CHARACTERS:
            break
    return found


@dataclass(frozen=True, slots=True)
class Delimited:
    """Text that looks like a table: what parts its cells, its first records, and the header found among them."""

    delimiter: str
    head: list[tuple[int, list[str]]]
    match: Match

    def table(self, opened: Opened, limits: Limits) -> Table:
        """The table, streamed from the file; what keeps it from being loaded is reported."""
        header_row, cells = header = self.head[self.match.row]
        rows = _rows_after(opened, self.delimiter, limits, header_row, len(cells))
        return table_from(opened, "", header, self.match, rows)


def sniff(opened: Opened, wanted: Wanted, limits: Limits) -> Delimited | None:
    """A text file as a table by the delimiter that shows the most; None when no delimiter does. Raises OSError."""
    with lines_of(opened.path, opened.encoding) as file:
        lines = _head(file)
    best, best_rank = None, (0, 0)
    for delimiter in _DELIMITERS:
        head = list(islice(read_records(iter(lines), delimiter, 0, limits.record_lines, _unheard), HEAD_ROWS))
        match = find_header([cells for _, cells in head], wanted)
        rank = (match.fitting, _regular_width([cells for _, cells in head]))
        if rank > best_rank:
            best, best_rank = Delimited(delimiter, head, match), rank
    return best


def _regular_width(rows: list[list[str]]) -> int:
    """How many cells most rows have, 0 when they are no table; cells padded with a tab are not parted by tabs."""
    widths = Counter(len(cells) for cells in rows if cells)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    if width < 2 or count * 2 < len(rows):
        return 0
    sample = next(cells for cells in rows if len(cells) == width)
    return width if sum(cell[:1] in _DELIMITERS for cell in sample) * 2 < width else 0


def _unheard(row: int, line: str) -> None:
    """The head is read again with the rest; broken quotes are reported then."""


def _rows_after(opened: Opened, delimiter: str, limits: Limits, header_row: int, width: int) -> Rows:
    def repaired(row: int, line: str) -> None:
        if row > header_row:
            opened.report("unbalanced_quote", line.strip()[:_EXCERPT], row=row, severity="warning")

    with lines_of(opened.path, opened.encoding) as file:
        opened.progress = partial(fraction_read, file, opened.size)
        records = read_records(file, delimiter, width, limits.record_lines, repaired)
        try:
            yield from dropwhile(lambda record: record[0] <= header_row, records)
        except OSError as error:
            opened.report("unreadable", str(error.strerror))
