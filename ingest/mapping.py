"""From a chunk of raw rows to what they say, and what became of each row. Pure: no store, no file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b

import orjson

from graphkit.model.report import Issue
from graphkit.model.statements import Batch, Statements
from ingest.chunking import RawChunk
from ingest.cleaning import answers_nothing, clean_constants, clean_row, is_no_data
from ingest.columns import columns_of
from ingest.reading import Table
from ingest.recognise import assigned_columns
from ingest.source import Assigned, NoData, Row, Source, sources

VALUE_SHOWN = 200


@dataclass(slots=True)
class Outcome:
    """What became of a chunk's rows: each is accepted, rejected or no_data. Issues carry offsets for row numbers."""

    rows: int = 0
    accepted: int = 0
    no_data: int = 0
    issues: list[Issue] = field(default_factory=list)
    rejected: set[int] = field(default_factory=set)

    def encoded(self) -> bytes:
        """For keeping beside the chunk."""
        return orjson.dumps({
            "rows": self.rows, "accepted": self.accepted, "no_data": self.no_data, "rejected": sorted(self.rejected),
            "issues": [[i.row, i.column, i.code, i.severity, i.value] for i in self.issues],
        })

    @staticmethod
    def decoded(data: bytes) -> Outcome:
        """What `encoded` kept."""
        found = orjson.loads(data)
        issues = [Issue(row, "", column, code, severity, value)
                  for row, column, code, severity, value in found["issues"]]
        return Outcome(found["rows"], found["accepted"], found["no_data"], issues, set(found["rejected"]))


class Mapper:
    """Maps the chunks of one table, or of a stored source, by today's rules."""

    def __init__(self, kind: str, headers: Sequence[str], assigned: Assigned | None = None) -> None:
        self._source: Source = sources()[kind]
        columns = assigned_columns(self._source, assigned) if assigned else columns_of(self._source, headers)
        self._table = Table("", kind, tuple(headers), columns, (), (), 0, iter(()), 1.0)
        self._clean = clean_row(self._table)
        self._identity = assigned.identity if assigned else ()
        self._constants = dict(assigned.constants) if assigned else {}
        self._stated = clean_constants(self._source, self._constants)
        self._names = [(index, column.name) for index, column in columns]
        self._say = Statements()

    def map(self, chunk: RawChunk) -> tuple[Batch, Outcome]:
        """What the chunk's rows say, and their outcome. A row that fails says nothing at all."""
        failed: set[int] = set()
        while True:
            outcome, stumbled = self._attempt(chunk, failed)
            batch = self._say.take()
            if stumbled is None:
                return batch, outcome
            failed.add(stumbled)

    def _attempt(self, chunk: RawChunk, failed: set[int]) -> tuple[Outcome, int | None]:
        outcome, say, speak = Outcome(rows=len(chunk.rows)), self._say, self._source.say
        clean, table, facts, stated = self._clean, self._table, self._source.facts, self._stated
        flags: dict[int, list[Issue]] = {}
        for flag in chunk.flags:
            flags.setdefault(flag.row, []).append(flag)
        for offset, cells in chunk.rows:
            if not facts or is_no_data(cells, table):
                outcome.no_data += 1
                continue
            values, problems = clean(cells)
            if stated:
                values = {**stated, **values}
            bad = offset in failed
            if problems or flags or bad:
                issues = flags.get(offset, []) + [Issue(offset, "", column, code, severity, value[:VALUE_SHOWN])
                                                for column, code, severity, value in problems]
                if bad:
                    issues.append(Issue(offset, "", "", "row_failed", "error"))
                errors = {(issue.code, issue.value) for issue in issues if issue.severity == "error"}
                if errors == {("required", "")} and answers_nothing(cells):
                    outcome.no_data += 1
                    continue
                outcome.issues += issues
                if errors:
                    outcome.rejected.add(offset)
                    continue
            say.row = offset
            before = say.spoken
            raw = partial(self._raw, cells)
            try:
                speak(Row(values, raw, partial(self._content, cells, chunk.ordinals.get(offset, 0))), say)
            except NoData:
                outcome.no_data += 1
                continue
            except Exception:  # noqa: BLE001 - one hostile row must not cost the others; it is reported and kept
                return outcome, offset
            if say.spoken == before:
                outcome.issues.append(Issue(offset, "", "", "says_nothing", "error"))
                outcome.rejected.add(offset)
                continue
            outcome.accepted += 1
        return outcome, None

    def _content(self, cells: Sequence[str], ordinal: int) -> str:
        """What a row says as a whole, whatever the order of its columns, with its place among equal rows; or what it
        was told apart by."""
        told = [f"{h}={c.strip()}" for h, c in zip(self._table.headers, cells, strict=False) if c.strip()]
        parts = [cells[i] for i in self._identity] if self._identity else [*sorted(told), str(ordinal)]
        return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def _raw(self, cells: Sequence[str]) -> Mapping[str, str]:
        return self._constants | {name: cells[index] for index, name in self._names if index < len(cells)}


def located(issues: Sequence[Issue], base: int, sheet: str) -> Iterator[Issue]:
    """Issues with the row numbers of the file."""
    return (Issue(base + i.row, sheet, i.column, i.code, i.severity, i.value) for i in issues)

