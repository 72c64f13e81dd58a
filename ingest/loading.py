"""One source on its way into the store, chunk by chunk, and the report of what became of its rows."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from graphkit.model.catalog import RULES
from graphkit.model.report import FileReport, Issue
from graphkit.store.rows import LIVE, WITHDRAWN, ChunkRow, Placement, SourceInfo
from graphkit.store.writing import New
from graphkit.words import text
from ingest.chunking import RawChunk, decoded
from ingest.mapping import Mapper, Outcome, located
from ingest.reading import Table
from ingest.rejects import Rejects
from ingest.source import sources
from ingest.target import Target

ISSUE_LIMIT = 1_000
"""Issues listed per file in a report; all are counted, and every rejected row is in the rejects file."""


class Ready(NamedTuple):
    """A chunk as read, what became of its rows, and how it will be kept once its source has a number."""

    chunk: RawChunk
    outcome: Outcome
    new: New


class SourceLoad:
    """A source and its `report`. `begin` it, `read` and `write` its chunks, `finish` it.

    `repeated`: it was there already, and none of its chunks is to be read.
    """

    def __init__(self, target: Target, name: str, sha256: str, rejects: Rejects | None) -> None:
        self.report = FileReport(name, sha256)
        self._target, self._rejects = target, rejects
        self.repeated = False
        self._source: SourceInfo | None = None
        self._mapper = lru_cache(8)(Mapper)
        self._written: set[str] = set()

    @property
    def begun(self) -> bool:
        """Whether the source is registered."""
        return self._source is not None

    def begin(self, kind: str, size: int, sm3: str, chosen: Table | None = None, who: str = "") -> bool:
        """Register the source; False when it is there already: then it is reported from what is kept.

        `chosen`: the first table as somebody (`who`) wants it read; another reading that is there is superseded.
        """
        source = self._target.begin(self.report.sha256, self.report.path, kind, size, sm3)
        if chosen is not None and source.state == LIVE and not self._read_as(source, chosen):
            caption = sources()[kind].zh
            source = self._target.supersede(source, text("intake.read_again", "zh", kind=caption), who)
            self.note([Issue(0, "", "", "superseded", "warning", caption)])
        self._source = source
        if self._source.state == WITHDRAWN or (self._source.state == LIVE and self._source.rules == RULES):
            self.repeated = True
            self._repeat(self._source)
            return False
        return True

    def _read_as(self, source: SourceInfo, table: Table) -> bool:
        kept = next(iter(self._target.kept(source)), None)
        if kept is None:
            return False
        first = decoded(kept[1].kind, kept[1].raw)
        return (first.kind, first.assigned) == (table.kind, table.assigned)

    def saw(self, table: Table) -> None:
        """Note how sure a table's recognition is, and which of its headers nobody knows."""
        self.report.sure = min(self.report.sure or 1.0, table.sure)
        self.report.unknown += [header for header in table.unknown if header not in self.report.unknown]

    def read(self, chunk: RawChunk, sheet: str) -> Ready:
        """A chunk of the source ready to be written; nothing else of the load is touched."""
        encoded = chunk.encoded()
        digest = chunk.digest(encoded)
        place = Placement(0, 0, sheet, chunk.base)
        known = self._target.chunk(digest)
        if known is not None:
            return Ready(chunk, Outcome.decoded(known.outcome), New.of(None, known, place))
        batch, outcome = self._mapper(chunk.kind, chunk.headers, chunk.assigned).map(chunk)
        row = ChunkRow(0, digest, chunk.kind, zlib.compress(encoded, 1), outcome.encoded())
        return Ready(chunk, outcome, New.of(batch, row, place))

    def write(self, some: Sequence[Ready]) -> None:
        """Load chunks of the source that has begun."""
        assert self._source is not None
        no = self._source.no
        written = self._target.write([r.new._replace(place=r.new.place._replace(source=no)) for r in some])
        self.report.created += written.created
        self.report.changed += written.changed
        self.report.conflicting += written.conflicting
        for ready in some:
            new = ready.new
            if new.batch is None or new.chunk.hash in self._written:
                self.report.unchanged += ready.outcome.accepted
            self._written.add(new.chunk.hash)
            self._account(ready.outcome, ready.chunk, new.place.base, new.place.sheet)

    def finish(self, kind: str) -> None:
        """Record that the source is loaded to its end."""
        report = self.report
        report.kind = kind
        if self._source is not None and not report.state:
            report.state = LIVE
            counts = {n: getattr(report, n) for n in ("rows", "accepted", "rejected", "no_data")}
            self._target.finish(replace(self._source, kind=kind, rules=RULES, **counts))
        elif self._source is None:
            report.state = "unrecognised"
            if not report.issues:
                self.note([Issue(0, "", "", "unknown_kind", "error")])

    def refuse(self, row: Issue, headers: tuple[str, ...], cells: list[str]) -> None:
        """A row that is rejected before it is read as anything."""
        self.report.rows += 1
        self.report.rejected += 1
        self.note([row])
        self._reject(row.sheet, row.row, [row], "", headers, cells)

    def note(self, issues: Iterable[Issue]) -> None:
        """Add issues to the report."""
        for issue in issues:
            self.report.issue_count += 1
            if len(self.report.issues) < ISSUE_LIMIT:
                self.report.issues.append(issue)

    def _repeat(self, source: SourceInfo) -> None:
        report = self.report
        report.state = source.state
        for place, kept in self._target.kept(source):
            outcome = Outcome.decoded(kept.outcome)
            self._account(outcome, decoded(kept.kind, kept.raw) if outcome.rejected else None, place.base, place.sheet)
        report.unchanged = report.accepted
        if source.state == WITHDRAWN:
            self.note([Issue(0, "", "", "withdrawn", "warning", source.reason)])

    def _account(self, outcome: Outcome, chunk: RawChunk | None, base: int, sheet: str) -> None:
        report = self.report
        report.rows += outcome.rows
        report.accepted += outcome.accepted
        report.rejected += len(outcome.rejected)
        report.no_data += outcome.no_data
        self.note(located(outcome.issues, base, sheet))
        if chunk is not None and outcome.rejected:
            reasons: dict[int, list[Issue]] = {}
            for issue in outcome.issues:
                reasons.setdefault(issue.row, []).append(issue)
            for offset, cells in chunk.rows:
                if offset in outcome.rejected:
                    self._reject(sheet, base + offset, reasons[offset], chunk.kind, chunk.headers, cells)

    def _reject(
        self, sheet: str, row: int, issues: Iterable[Issue], kind: str, headers: tuple[str, ...], cells: list[str]
    ) -> None:
        if self._rejects is not None:
            why = "；".join(i.message(self._rejects.lang) for i in issues if i.severity == "error")
            self._rejects.add((self.report.path, sheet, row, self.report.sha256, why), kind, headers, cells)
