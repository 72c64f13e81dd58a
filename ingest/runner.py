"""Files → chunks → statements → store: streaming, one transaction per chunk, every row accounted for.

A load that is killed has every committed chunk; loading again finds those by content and goes on.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from graphkit.model.catalog import RULES
from graphkit.model.report import FileReport, ImportReport, Issue
from graphkit.store.base import GraphStore
from graphkit.store.rows import LIVE, WITHDRAWN, ChunkRow, Placement, SourceInfo
from ingest.chunking import RawChunk, chunks, decoded
from ingest.mapping import Mapper, Outcome, located
from ingest.reading import LIMITS, Limits, Opened, Table, file_name, walk
from ingest.rejects import Rejects
from ingest.source import ColumnMapping
from ingest.target import DryRun, StoreTarget, Target
from ingest.unpacking import Part, open_all

OWN_FOLDER = "graphkit-data"
"""Where stores and trial servers are kept unless the user says otherwise."""

ISSUE_LIMIT = 1_000
"""Issues listed per file in a report; all are counted, and every rejected row is in the rejects file."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a load is: file `index` of `files` (both from 1), the fraction of it read, and all rows so far.

    `report` is there once a file is done; of an archive each member is a file.
    """

    path: str
    index: int
    files: int
    fraction: float
    rows: int
    report: FileReport | None = None


Listener = Callable[[Progress], None]


def ingest(
    store: GraphStore, paths: Iterable[Path], *, kind: str | None = None, dry_run: bool = False,
    rejects: Rejects | None = None, listener: Listener | None = None, limits: Limits = LIMITS,
    mappings: Iterable[ColumnMapping] = (),
) -> ImportReport:
    """Load files, folders and archives. Nothing in them makes this raise; StoreError when the store fails.

    A folder's files are named relative to it; those of the store itself are passed over. `kind` forces one kind on
    every table; `mappings` say how tables are read that no kind knows. A dry run reads and counts everything and
    writes nothing.
    """
    found = [(path, file_name(path.relative_to(root) if path != root else Path(path.name)))
             for root in map(Path, paths) for path in walk([root]) if path == root or not _ours(path, root, store.url)]
    report = ImportReport(dry_run=dry_run)
    known = tuple(mappings)
    target: Target = DryRun(store) if dry_run else StoreTarget(store)
    rows = 0
    for index, (path, name) in enumerate(found, 1):
        for part in open_all(path, name, kind, limits, known):
            told = partial(_tell, listener or _nobody, part, index, len(found), rows)
            told(0.0, 0)
            loaded = _FileLoad(target, part.opened, part.name, rejects, told).run()
            rows += loaded.rows
            report.files.append(loaded)
            told(1.0, loaded.rows, loaded)
    entities, links = store.read(lambda view: view.stats())
    report.entities, report.links = sum(entities.values()), sum(links.values())
    return report


def _ours(path: Path, root: Path, url: str) -> bool:
    """Whether a file below `root` is the product's own: of the open store, or in the folder where data is kept."""
    if OWN_FOLDER in path.relative_to(root).parts:
        return True
    store = Path(url.removeprefix("sqlite:///"))
    return path.name.startswith(store.name) and path.parent.resolve() == store.parent.resolve()


def _tell(
    listener: Listener, part: Part, index: int, files: int, before: int, fraction: float, rows: int,
    done: FileReport | None = None,
) -> None:
    share = part.start + (part.end - part.start) * fraction
    listener(Progress(part.name, index, files, share, before + rows, done))


def _nobody(progress: Progress) -> None:
    """Hears how far a load is when nobody asked."""


class _FileLoad:
    """One file on its way into the store."""

    def __init__(
        self, target: Target, opened: Opened, name: str, rejects: Rejects | None, told: Callable[[float, int], None]
    ) -> None:
        self._target, self._opened, self._rejects, self._told = target, opened, rejects, told
        self._report = FileReport(name, opened.sha256)
        self._kinds: Counter[str] = Counter()
        self._source: SourceInfo | None = None

    def run(self) -> FileReport:
        """Load the file; its report."""
        report, opened = self._report, self._opened
        for table in opened.tables:
            if not table.kind or table.missing:
                continue
            report.sure = min(report.sure or 1.0, table.sure)
            report.unknown += [header for header in table.unknown if header not in report.unknown]
            self._kinds[table.kind] += 1
            if self._source is None:
                self._source = self._target.begin(opened.sha256, report.path, table.kind, opened.size, opened.sm3)
                if self._source.state == WITHDRAWN or (self._source.state == LIVE and self._source.rules == RULES):
                    self._repeat(self._source)
                    break
            mapper = Mapper(table.kind, table.headers, table.assigned)
            for chunk in chunks(opened, table):
                self._load(mapper, table, chunk)
                self._told(opened.progress(), report.rows)
        self._note(opened.issues)
        report.kind = "+".join(self._kinds)
        if self._source is not None and not report.state:
            report.state = LIVE
            counts = {n: getattr(report, n) for n in ("rows", "accepted", "rejected", "no_data")}
            self._target.finish(replace(self._source, kind=report.kind, rules=RULES, **counts))
        elif self._source is None:
            report.state = "unrecognised"
            if not report.issues:
                self._note([Issue(0, "", "", "unknown_kind", "error")])
        return report

    def _load(self, mapper: Mapper, table: Table, chunk: RawChunk) -> None:
        assert self._source is not None
        encoded = chunk.encoded()
        digest = chunk.digest(encoded)
        place = Placement(0, self._source.no, table.sheet, chunk.base)
        known = self._target.chunk(digest)
        if known is not None:
            outcome = Outcome.decoded(known.outcome)
            written = self._target.share(known, place)
        else:
            batch, outcome = mapper.map(chunk)
            row = ChunkRow(0, digest, chunk.kind, zlib.compress(encoded, 1), outcome.encoded())
            written = self._target.write(batch, row, place)
        self._report.created += written.created
        self._report.changed += written.changed
        if known is not None:
            self._report.unchanged += outcome.accepted
        self._account(outcome, chunk, chunk.base, table.sheet)

    def _repeat(self, source: SourceInfo) -> None:
        """A file that is there already: report it from what is kept, and write nothing."""
        report = self._report
        report.state = source.state
        for place, kept in self._target.kept(source):
            outcome = Outcome.decoded(kept.outcome)
            self._account(outcome, decoded(kept.kind, kept.raw) if outcome.rejected else None, place.base, place.sheet)
        report.unchanged = report.accepted
        if source.state == WITHDRAWN:
            self._note([Issue(0, "", "", "withdrawn", "warning", source.reason)])

    def _account(self, outcome: Outcome, chunk: RawChunk | None, base: int, sheet: str) -> None:
        report = self._report
        report.rows += outcome.rows
        report.accepted += outcome.accepted
        report.rejected += len(outcome.rejected)
        report.no_data += outcome.no_data
        self._note(located(outcome.issues, base, sheet))
        if self._rejects is not None and chunk is not None and outcome.rejected:
            reasons: dict[int, list[Issue]] = {}
            for issue in outcome.issues:
                reasons.setdefault(issue.row, []).append(issue)
            for offset, cells in chunk.rows:
                if offset in outcome.rejected:
                    why = "；".join(i.message(self._rejects.lang) for i in reasons[offset] if i.severity == "error")
                    place = (report.path, sheet, base + offset, report.sha256, why)
                    self._rejects.add(place, chunk.kind, chunk.headers, cells)

    def _note(self, issues: Iterable[Issue]) -> None:
        for issue in issues:
            self._report.issue_count += 1
            if len(self._report.issues) < ISSUE_LIMIT:
                self._report.issues.append(issue)
