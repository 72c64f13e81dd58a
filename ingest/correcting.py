"""A rejects file that comes back: its rows, put right, become sources of their own that say what they correct.

Each row names the file (by content), sheet and row that it corrects; it is read as the kind that row was read as. One
file may correct rows of several: then there is a source for each of them, called `corrections!corrected file`, so that
what was corrected in one file can go when that file goes. Its SHA-256 is that of the text "SHA-256 of the corrections,
line break, SHA-256 of the corrected file". A record (judgement "correct") says who corrected which source, and when.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from graphkit.model.records import Judgement, SourceRef
from graphkit.model.report import Issue
from graphkit.store.base import GraphStore, now
from graphkit.store.rows import WITHDRAWN, ChunkRow, SourceInfo
from graphkit.store.view import View
from ingest.chunking import RawChunk, decoded
from ingest.columns import columns_of
from ingest.corrections import VERB, Place, kept_corrections, leading_names, part_of, place_of
from ingest.headers import PLACE, leading, numbered
from ingest.mapping import Outcome
from ingest.reading import Table
from ingest.source import Assigned, sources

_MOST = 4096  # rows of a chunk
_WHY = 500
_GUARDED = re.compile("^'(?=[=+\\-@\t\r\n＝＋－＠])")
_WRITTEN_OUT = re.compile("‹U\\+([0-9A-F]{4,6})›")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a corrections file: where it stands, which row it corrects, and its cells by numbered header."""

    sheet: str
    row: int
    of: SourceRef
    stated: tuple[str, ...]
    cells: Mapping[tuple[str, int], str]
    excess: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that corrects nothing that it could: the issue, and the row as it stands in its file."""

    issue: Issue
    headers: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The rows that correct one source, as chunks with the sheet each stands on."""

    original: SourceInfo
    chunks: list[tuple[str, RawChunk]]
    why: str

    def record(self, sha256: str, name: str, who: str, why: str) -> Judgement:
        """Who corrected what, when, and `why` where a row gives no reason."""
        keys = name, self.original.name
        return Judgement(VERB, (sha256, self.original.sha256), keys, why[:_WHY], who, now(), self.why or why[:_WHY])


def read_rows(table: Table, most: int) -> Iterator[Row]:
    """The rows of a corrections table, `most` at the most."""
    places = leading(table.headers)
    taken = set(places)
    own = numbered(tuple("" if i in taken else header for i, header in enumerate(table.headers)))
    csv = not table.sheet
    for count, (number, raw) in enumerate(table.rows, 1):
        if count > most:
            return
        cells = [_as_it_was(cell, csv) for cell in raw] + [""] * (len(table.headers) - len(raw))
        if not "".join(cells).strip():
            continue
        stated = tuple(cells[i].strip() if i >= 0 else "" for i in places)
        file, sheet, row, sha256, *_ = stated
        of = SourceRef(file, sheet, int(row) if row.isdecimal() and len(row) < 10 else 0, sha256.lower())
        found = {column: cells[i] for i, column in enumerate(own) if i not in taken}
        yield Row(table.sheet, number, of, stated, found, tuple(cells[len(table.headers) :]))


def _as_it_was(cell: str, csv: bool) -> str:
    """A cell before it was written harmless: without the apostrophe, with its control characters."""
    if csv:
        cell = _GUARDED.sub("", cell)
    return _WRITTEN_OUT.sub(lambda found: chr(min(int(found[1], 16), 0x10FFFF)), cell)


def grouped(store: GraphStore, rows: list[Row], sha256: str) -> tuple[list[Group], list[Refused]]:
    """The rows of a corrections file by the source they correct, and those that correct none that they could."""
    before = {place_of(one.of): f"{one.ref.file} {one.ref.sheet} {one.ref.row}" for one in kept_corrections(store)
              if one.accepted and one.state != WITHDRAWN
              and one.ref.sha256 not in (sha256, part_of(sha256, one.of.sha256).sha256)}
    return store.read(lambda view: _grouped(view, rows, before))


def _grouped(view: View, rows: list[Row], before: Mapping[Place, str]) -> tuple[list[Group], list[Refused]]:
    infos = {info.sha256: info for info in view.sources()}
    near = view.chunks_of({row.of for row in rows if row.of.sha256 in infos})
    known = lru_cache(4)(_decoded)
    found: dict[str, list[tuple[Row, RawChunk]]] = defaultdict(list)
    refused = []
    for row in rows:
        code = "correction_unknown"
        if row.of in near:
            place, kept = near[row.of]
            chunk, outcome = known(kept)
            offset = row.of.row - place.base
            if infos[row.of.sha256].state == WITHDRAWN:
                code = "correction_withdrawn"
            elif offset in outcome.rejected:
                found[row.of.sha256].append((row, chunk))
                continue
            elif any(offset == there for there, _ in chunk.rows):
                code = "correction_accepted"
        at = f"{row.of.file} {row.of.sheet} {row.stated[2]}"
        refused.append(Refused(Issue(row.row, row.sheet, "", code, "error", at), *_as_stated(row)))
    groups = [Group(infos[sha256], list(_chunks(pairs, before)), _why(row for row, _ in pairs))
              for sha256, pairs in found.items()]
    return groups, refused


def _decoded(kept: ChunkRow) -> tuple[RawChunk, Outcome]:
    return decoded(kept.kind, kept.raw), Outcome.decoded(kept.outcome)


def _as_stated(row: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (tuple(header for header, _ in row.cells) + leading_names(), (*row.cells.values(), *row.stated, *row.excess))


def _why(rows: Iterable[Row]) -> str:
    return "；".join(dict.fromkeys(row.stated[-1] for row in rows if row.stated[-1]))[:_WHY]


def _chunks(pairs: list[tuple[Row, RawChunk]], before: Mapping[Place, str]) -> Iterator[tuple[str, RawChunk]]:
    """Rows that stand one after the other and are of the same form make a chunk: the cells of the original's columns,
    then the leading ones."""
    chunk, sheet = None, ""
    for row, original in pairs:
        headers = (*original.headers, *leading_names())
        assigned = _assigned(original)
        if chunk is None or (sheet, chunk.kind, chunk.headers, chunk.assigned) != (
            row.sheet, original.kind, headers, assigned
        ) or len(chunk.rows) >= _MOST:
            if chunk is not None:
                yield sheet, chunk
            chunk, sheet = RawChunk(original.kind, headers, row.row, assigned=assigned), row.sheet
        offset = row.row - chunk.base
        cells = [row.cells.get(column, "") for column in numbered(original.headers)]
        chunk.rows.append((offset, [*cells, *row.stated, *row.excess]))
        if earlier := before.get(place_of(row.of)):
            chunk.flags.append(Issue(offset, "", "", "corrected_before", "warning", earlier))
    if chunk is not None:
        yield sheet, chunk


def _assigned(original: RawChunk) -> Assigned:
    """The original's columns; the row that is corrected is what tells its correction apart."""
    width = len(original.headers)
    identity = tuple(width + PLACE.index(name) for name in ("sha256", "sheet", "row"))
    if original.assigned:
        return Assigned(original.assigned.columns, original.assigned.constants, identity)
    columns = columns_of(sources()[original.kind], original.headers)
    return Assigned(tuple((index, column.name) for index, column in columns), (), identity)
