"""Files → chunks → statements → store: streaming, one transaction per chunk, every row accounted for.

A load that is killed has every committed chunk; loading again finds those by content and goes on.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from graphkit.model.report import FileReport, ImportReport, Issue
from graphkit.store.base import GraphStore
from ingest.chunking import chunks
from ingest.correcting import Group, Row, grouped, read_rows
from ingest.corrections import part_of
from ingest.loading import SourceLoad
from ingest.memory import collected_seldom
from ingest.reading import LIMITS, Limits, file_name, walk
from ingest.recognise import CORRECTIONS
from ingest.rejects import Rejects
from ingest.source import ColumnMapping
from ingest.target import DryRun, StoreTarget, Target
from ingest.unpacking import Part, open_all

OWN_FOLDER = "graphkit-data"
"""Where stores and trial servers are kept unless the user says otherwise."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a load is: file `index` of `files` (both from 1), the share of all bytes read (0..1), all rows so far.

    `report` is there once a file is done; of an archive each member is a file.
    """

    path: str
    index: int
    files: int
    done: float
    rows: int
    report: FileReport | None = None


Listener = Callable[[Progress], None]


def ingest(
    store: GraphStore, paths: Iterable[Path], *, kind: str | None = None, dry_run: bool = False,
    rejects: Rejects | None = None, listener: Listener | None = None, limits: Limits = LIMITS,
    mappings: Iterable[ColumnMapping] = (), who: str = "", why: str = "", left_out: Collection[str] = (),
) -> ImportReport:
    """Load files, folders and archives. Nothing in them makes this raise; StoreError when the store fails.

    A folder's files are named relative to it; those of the store itself are passed over. `kind` forces one kind on
    every table; `mappings` say how tables are read that no kind knows; `who`, and `why` where a row gives no reason,
    are on record for corrections; files and members whose names are `left_out` are passed over. A dry run reads and
    counts everything and writes nothing.
    """
    found = [(path, file_name(path.relative_to(root) if path != root else Path(path.name)))
             for root in map(Path, paths) for path in walk([root]) if path == root or not _ours(path, root, store.url)]
    return ingest_named(store, found, kind=kind, dry_run=dry_run, rejects=rejects, listener=listener, limits=limits,
                        mappings=mappings, who=who, why=why, left_out=left_out)


@collected_seldom()
def ingest_named(
    store: GraphStore, found: Sequence[tuple[Path, str]], *, kind: str | None = None, dry_run: bool = False,
    rejects: Rejects | None = None, listener: Listener | None = None, limits: Limits = LIMITS,
    mappings: Iterable[ColumnMapping] = (), who: str = "", why: str = "", left_out: Collection[str] = (),
) -> ImportReport:
    """Load files, each under the name that goes with it; see `ingest`."""
    report = ImportReport(dry_run=dry_run)
    known = tuple(mappings)
    target: Target = DryRun(store) if dry_run else StoreTarget(store)
    rows = 0
    sizes = [_size(path) for path, _ in found]
    before, whole = 0, sum(sizes)
    for index, (path, name) in enumerate(found, 1):
        span = before / whole, sizes[index - 1] / whole
        before += sizes[index - 1]
        for part in open_all(path, name, kind, limits, known):
            if part.name in left_out:
                continue
            told = partial(_tell, listener or _nobody, part, index, len(found), span, rows)
            told(0.0, 0)
            for loaded in _FileLoad(store, target, part, rejects, (who, why), limits.corrections, kind).run(told):
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
    listener: Listener, part: Part, index: int, files: int, span: tuple[float, float], before: int, fraction: float,
    rows: int, done: FileReport | None = None,
) -> None:
    start, length = span
    share = start + length * (part.start + (part.end - part.start) * fraction)
    listener(Progress(part.name, index, files, min(share, 1.0), before + rows, done))


def _size(path: Path) -> int:
    """Bytes to read; one more, for a file costs something however small, and may not be there."""
    try:
        return path.stat().st_size + 1
    except OSError:
        return 1


def _nobody(progress: Progress) -> None:
    """Hears how far a load is when nobody asked."""


class _FileLoad:
    """One file on its way into the store, and the files it corrects, if that is what it does."""

    def __init__(
        self, store: GraphStore, target: Target, part: Part, rejects: Rejects | None, said: tuple[str, str],
        most: int, kind: str | None,
    ) -> None:
        self._store, self._target, self._rejects, self._most = store, target, rejects, most
        self._who, self._why = said
        self._kind = kind
        self._opened, self._name = part.opened, part.name
        self._corrections: list[Row] = []

    def run(self, told: Callable[[float, int], None]) -> list[FileReport]:
        """Load the file; its report, or one for each source that it corrects."""
        opened = self._opened
        load = SourceLoad(self._target, self._name, opened.sha256, self._rejects)
        kinds: Counter[str] = Counter()
        for table in opened.tables:
            if table.kind == CORRECTIONS:
                self._corrections += read_rows(table, self._most - len(self._corrections))
                continue
            if not table.kind or table.missing:
                continue
            load.saw(table)
            kinds[table.kind] += 1
            chosen = table if self._kind or table.assigned else None
            if not load.begun and not load.begin(table.kind, opened.size, opened.sm3, chosen, self._who):
                break
            for _ in load.load(chunks(opened, table), table.sheet):
                told(opened.progress(), load.report.rows)
        load.note(opened.issues)
        if self._corrections:
            return self._correct(load, kinds)
        load.finish("+".join(kinds))
        return [load.report]

    def _correct(self, load: SourceLoad, kinds: Counter[str]) -> list[FileReport]:
        opened = self._opened
        load.report.sure = 1.0
        groups, refused = grouped(self._store, self._corrections, opened.sha256)
        if len(self._corrections) >= self._most:
            load.note([Issue(0, "", "", "too_large", "error", f"corrections: > {self._most}")])
        for row in refused:
            load.refuse(row.issue, row.headers, list(row.cells))
        whole = len(groups) == 1 and not load.begun
        reports = [self._correct_one(group, load if whole else None) for group in groups]
        if not groups or (not whole and (load.begun or load.report.rows or load.report.issues)):
            load.finish("+".join(kinds) or CORRECTIONS)
            reports.append(load.report)
        return reports

    def _correct_one(self, group: Group, load: SourceLoad | None) -> FileReport:
        """Load what corrects one source: as the file itself when that is all the file does."""
        opened = self._opened
        values, name = part_of(opened.sha256, group.original.sha256), f"{self._name}!{group.original.name}"
        sha256, sm3 = (opened.sha256, opened.sm3) if load else (values.sha256, values.sm3)
        load = load or SourceLoad(self._target, name, sha256, self._rejects)
        load.report.corrects, load.report.sure = group.original.name, 1.0
        kind = "+".join(dict.fromkeys(chunk.kind for _, chunk in group.chunks))
        if load.begin(kind, opened.size, sm3):
            self._target.judge(group.record(sha256, load.report.path, self._who, self._why))
            for sheet, chunk in group.chunks:
                deque(load.load([chunk], sheet), maxlen=0)
        load.finish(kind)
        return load.report
