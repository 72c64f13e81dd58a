"""Files → chunks → statements → store: streaming, some chunks a transaction, every row accounted for.

A load that is killed has every committed chunk; loading again finds those by content and goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

from graphkit.model.report import FileReport, ImportReport
from graphkit.store.base import GraphStore
from ingest.file_load import Asked, FileLoad, Step
from ingest.reading import LIMITS, Limits, file_name, walk
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


def ingest_named(
    store: GraphStore, found: Sequence[tuple[Path, str]], *, kind: str | None = None, dry_run: bool = False,
    rejects: Rejects | None = None, listener: Listener | None = None, limits: Limits = LIMITS,
    mappings: Iterable[ColumnMapping] = (), who: str = "", why: str = "", left_out: Collection[str] = (),
) -> ImportReport:
    """Load files, each under the name that goes with it; see `ingest`."""
    report = ImportReport(dry_run=dry_run)
    target: Target = DryRun(store) if dry_run else StoreTarget(store)
    asked = Asked(rejects, who, why, limits.corrections, kind)
    assigned, tell = tuple(mappings), listener or _nobody
    sizes = [_size(path) for path, _ in found]

    def steps() -> Generator[Step, None, None]:
        known = {source.sha256 for source in store.read(lambda view: view.sources())}
        before, whole = 0, sum(sizes)
        for index, (path, name) in enumerate(found, 1):
            span = before / whole, sizes[index - 1] / whole
            before += sizes[index - 1]
            for part in open_all(path, name, kind, limits, assigned):
                if part.name not in left_out:
                    told = partial(_tell, tell, part, index, len(found), span)
                    yield from FileLoad(store, target, part, asked, told).steps(known)

    rows = 0
    with closing(steps()) as read, closing(target.ahead(read)) as ready:
        for some in ready:
            for file, of_file in groupby(some, lambda step: step.file):
                for loaded in file.take(of_file, rows):
                    rows += loaded.rows
                    report.files.append(loaded)
                    file.told(1.0, rows, loaded)
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
    listener: Listener, part: Part, index: int, files: int, span: tuple[float, float], fraction: float, rows: int,
    done: FileReport | None = None,
) -> None:
    start, length = span
    share = start + length * (part.start + (part.end - part.start) * fraction)
    listener(Progress(part.name, index, files, min(share, 1.0), rows, done))


def _size(path: Path) -> int:
    """Bytes to read; one more, for a file costs something however small, and may not be there."""
    try:
        return path.stat().st_size + 1
    except OSError:
        return 1


def _nobody(progress: Progress) -> None:
    """Hears how far a load is when nobody asked."""

