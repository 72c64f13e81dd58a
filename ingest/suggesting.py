"""Which kind an unknown table may be, and which of its columns holds what: a draft for a person to correct.

Two signs count: a header that resembles one a column is known by, and cells that are values of the column's kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import islice
from pathlib import Path

from graphkit.model.kinds import clean
from ingest.headers import normal
from ingest.reading import LIMITS, Limits, file_name
from ingest.source import Column, ColumnMapping, Source, sources
from ingest.unpacking import open_all

GUESSES = 5
"""How many kinds are suggested, the likeliest first."""

SAMPLE_ROWS = 50
"""How many rows of a table are looked at."""

_TELLING = (
    ("resident_id", frozenset({"resident_id", "document_number"})), ("uscc", frozenset({"uscc", "document_number"})),
    ("ip", frozenset({"ip"})), ("email", frozenset({"email", "handle"})), ("url", frozenset({"url", "host", "text"})),
    ("domain", frozenset({"domain", "host", "url"})), ("phone", frozenset({"phone", "handle", "wechat"})),
    ("permit", frozenset({"cert_number"})), ("time", frozenset({"time", "date"})),
)  # fmt: skip
"""What few other texts pass for, the surest first, and the value kinds of columns that may hold it."""
_PERMIT = re.compile("T[0-9]{17}[0-9X]", re.IGNORECASE).fullmatch
_LEAST = 0.45
_HEADER, _CELLS = 0.65, 0.35
_MOSTLY = 0.8


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A kind that a table may be: its score (0..1), the columns found, and by their first header those that a row
    cannot do without and that nothing was found for."""

    mapping: ColumnMapping
    score: float
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnknownTable:
    """A table that no kind and no mapping knows, with its first rows and what it may be."""

    file: str
    sheet: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    suggestions: tuple[Suggestion, ...]


def unknown_tables(
    path: Path, kind: str | None = None, limits: Limits = LIMITS, mappings: Iterable[ColumnMapping] = ()
) -> Iterator[UnknownTable]:
    """The tables of a file, or of an archive's files, that are not recognised, or whose `kind` lacks a column."""
    for part in open_all(path, file_name(Path(path.name)), kind, limits, mappings):
        for table in part.opened.tables:
            rows = [cells for _, cells in islice(table.rows, SAMPLE_ROWS)]
            if (not table.kind or table.missing) and any(map(normal, table.headers)):
                name = f"{Path(part.name.rpartition('!')[2]).stem} {table.sheet}".strip()
                guesses = suggest_mapping(table.headers, rows, name, kind)
                yield UnknownTable(part.name, table.sheet, table.headers, tuple(map(tuple, rows)), tuple(guesses))


@dataclass(frozen=True, slots=True)
class SeenTable:
    """A table with headers and first rows, the kind it is read as ("": none), and header → column name as it is."""

    sheet: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: str
    columns: tuple[tuple[str, str], ...]
    constants: tuple[tuple[str, str], ...]


def seen_tables(
    path: Path, name: str, wanted: str, limits: Limits = LIMITS, mappings: Iterable[ColumnMapping] = ()
) -> Iterator[SeenTable]:
    """The tables of one file, or of the member `wanted` of an archive; documents are no tables."""
    for part in open_all(path, name, None, limits, mappings):
        for table in part.opened.tables if part.name == wanted else ():
            rows = tuple(tuple(cells) for _, cells in islice(table.rows, SAMPLE_ROWS))
            document = table.kind in sources() and sources()[table.kind].document is not None and not table.header_row
            if any(map(normal, table.headers)) and not document:
                columns = tuple((table.headers[index], column.name) for index, column in table.columns)
                yield SeenTable(table.sheet, table.headers, rows, table.kind, columns,
                                table.assigned.constants if table.assigned else ())


def suggest_mapping(
    headers: Sequence[str], rows: Sequence[Sequence[str]], name: str = "", kind: str | None = None
) -> list[Suggestion]:
    """The likeliest kinds for a table with these headers and sample rows, each with a mapping called `name`.

    Best first, `GUESSES` at most; empty when nothing fits. `kind` leaves no choice of kind.
    """
    told = [_told([row[i].strip() for row in rows if i < len(row) and row[i].strip()]) for i in range(len(headers))]
    kinds = [s for s in sources().values() if s.facts and s.columns and kind in (None, s.kind)]
    found = [guess for source in kinds if (guess := _suggest(source, headers, told, name))]
    return sorted(found, key=lambda guess: (-guess.score, guess.mapping.kind))[:GUESSES]


def _suggest(
    source: Source, headers: Sequence[str], told: Sequence[frozenset[str] | None], name: str
) -> Suggestion | None:
    scores = sorted(
        ((_fit(header, kinds, column), index, place)
         for index, (header, kinds) in enumerate(zip(headers, told, strict=True)) if normal(header)
         for place, column in enumerate(source.columns)),
        key=lambda found: (-found[0], found[1], found[2]),
    )  # fmt: skip
    taken: dict[int, tuple[Column, float]] = {}
    used: set[str] = set()
    for score, index, place in scores:
        column = source.columns[place]
        if score >= _LEAST and index not in taken and column.name not in used:
            taken[index] = column, score
            used.add(column.name)
    if not taken:
        return None
    wanted = [c for c in source.columns if c.required or c.name in source.recognised_by]
    stated = sum(1 for header in headers if normal(header))
    share = sum(score for _, score in taken.values()) / stated
    untold = source.lacking(used, [c.name for c in wanted])
    complete = 1 - len(untold) / len(wanted) if wanted else 1.0
    columns = tuple((headers[index], column.name) for index, (column, _) in sorted(taken.items()))
    missing = tuple(c.headers[0] for c in source.lacking(used))
    return Suggestion(ColumnMapping(name, source.kind, columns), round(share * (0.5 + complete / 2), 3), missing)


def _fit(header: str, told: frozenset[str] | None, column: Column) -> float:
    """How likely a header, over cells of some value kinds (None: of any), is this column, 0..1."""
    named = max((_alike(normal(header), normal(known)) for known in column.headers), default=0.0)
    if told is None or column.kind in ("text", "caption"):
        return named if named == 1.0 else named * 0.8
    return named * _HEADER + _CELLS if column.kind in told else named * 0.3


def _told(cells: Sequence[str]) -> frozenset[str] | None:
    """The value kinds of columns that most of these cells may stand in, None when they could stand in any."""
    for kind, columns in _TELLING:
        if cells and sum(_is(kind, cell) for cell in cells) >= _MOSTLY * len(cells):
            return columns
    return None


def _is(kind: str, cell: str) -> bool:
    if kind == "permit":
        return _PERMIT(cell) is not None
    if kind == "url" and "://" not in cell:
        return False
    return isinstance(clean(kind, cell), str)


@cache
def _alike(one: str, other: str) -> float:
    """How much two headers resemble each other: equal 1, one within the other by their lengths, else by their parts."""
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if len(short) > 1 and short in long:
        return 0.6 + 0.3 * len(short) / len(long)
    return 0.9 * SequenceMatcher(None, one, other).ratio()
