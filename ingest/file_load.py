"""One file on its way into the store: what is read of it, step by step, and what is done with each step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, Protocol

from graphkit.model.report import FileReport, Issue
from graphkit.store.base import GraphStore
from ingest.chunking import chunks
from ingest.correcting import Group, Row, grouped, read_rows
from ingest.corrections import part_of
from ingest.loading import Ready, SourceLoad
from ingest.reading import Table
from ingest.recognise import CORRECTIONS
from ingest.rejects import Rejects
from ingest.target import Target
from ingest.unpacking import Part


class Told(Protocol):
    """Hears how far a file is: the fraction of it read, all rows so far, its report once it is done."""

    def __call__(self, fraction: float, rows: int, done: FileReport | None = None) -> None: ...


class Step(NamedTuple):
    """What was read of a file: that it is there, a `table`, some rows of it (`ready`), or that it has `ended`.

    `pause`: what is read next depends on what is done with this step.
    """

    file: FileLoad
    table: Table | None = None
    ready: Ready | None = None
    fraction: float = 0.0
    ended: bool = False
    pause: bool = False


class Asked(NamedTuple):
    """How files are loaded: see `ingest.runner.ingest`; of one file so many `corrections` of others are read."""

    rejects: Rejects | None
    who: str
    why: str
    corrections: int
    kind: str | None


class FileLoad:
    """One file, and the files it corrects, if that is what it does. `steps` may run ahead of `take`, elsewhere."""

    def __init__(self, store: GraphStore, target: Target, part: Part, asked: Asked, told: Told) -> None:
        self.told = told
        self._store, self._target, self._asked = store, target, asked
        self._opened, self._name = part.opened, part.name
        self._load = SourceLoad(target, part.name, part.opened.sha256, asked.rejects)
        self._kinds: Counter[str] = Counter()
        self._corrections: list[Row] = []

    def steps(self, known: set[str]) -> Iterator[Step]:
        """Read the file. `known`: the sources that are there or were read before, by SHA-256."""
        opened, load = self._opened, self._load
        yield Step(self)
        for table in opened.tables:
            if table.kind == CORRECTIONS:
                self._corrections += read_rows(table, self._asked.corrections - len(self._corrections))
                continue
            if not table.kind or table.missing:
                continue
            yield Step(self, table, fraction=opened.progress(), pause=opened.sha256 in known)
            if load.repeated:
                break
            for chunk in chunks(opened, table):
                yield Step(self, ready=load.read(chunk, table.sheet), fraction=opened.progress())
        known.add(opened.sha256)
        yield Step(self, ended=True)

    def take(self, steps: Iterable[Step], rows: int) -> list[FileReport]:
        """Do what these steps ask for, `rows` having been read of other files; at its end the file's report.

        There is one report for each source that the file corrects.
        """
        for _, some in groupby(steps, lambda step: step.ready is None):
            same = list(some)
            self._write([step.ready for step in same if step.ready is not None])
            for step in same:
                self._begin(step.table)
            if same[-1].ended:
                return self._end()
            self.told(same[-1].fraction, rows + self._load.report.rows)
        return []

    def _begin(self, table: Table | None) -> None:
        load, opened = self._load, self._opened
        if table is None or load.repeated:
            return
        load.saw(table)
        self._kinds[table.kind] += 1
        if not load.begun:
            chosen = table if self._asked.kind or table.assigned else None
            load.begin(table.kind, opened.size, opened.sm3, chosen, self._asked.who)

    def _write(self, ready: Sequence[Ready]) -> None:
        if ready and not self._load.repeated:
            self._load.write(ready)

    def _end(self) -> list[FileReport]:
        load = self._load
        load.note(self._opened.issues)
        if self._corrections:
            return self._correct()
        load.finish("+".join(self._kinds))
        return [load.report]

    def _correct(self) -> list[FileReport]:
        load, most = self._load, self._asked.corrections
        load.report.sure = 1.0
        groups, refused = grouped(self._store, self._corrections, self._opened.sha256)
        if len(self._corrections) >= most:
            load.note([Issue(0, "", "", "too_large", "error", f"corrections: > {most}")])
        for row in refused:
            load.refuse(row.issue, row.headers, list(row.cells))
        whole = len(groups) == 1 and not load.begun
        reports = [self._correct_one(group, load if whole else None) for group in groups]
        if not groups or (not whole and (load.begun or load.report.rows or load.report.issues)):
            load.finish("+".join(self._kinds) or CORRECTIONS)
            reports.append(load.report)
        return reports

    def _correct_one(self, group: Group, load: SourceLoad | None) -> FileReport:
        """Load what corrects one source: as the file itself when that is all the file does."""
        opened, asked = self._opened, self._asked
        values, name = part_of(opened.sha256, group.original.sha256), f"{self._name}!{group.original.name}"
        sha256, sm3 = (opened.sha256, opened.sm3) if load else (values.sha256, values.sm3)
        load = load or SourceLoad(self._target, name, sha256, asked.rejects)
        load.report.corrects, load.report.sure = group.original.name, 1.0
        kind = "+".join(dict.fromkeys(chunk.kind for _, chunk in group.chunks))
        if load.begin(kind, opened.size, sm3):
            self._target.judge(group.record(sha256, load.report.path, asked.who, asked.why))
            for sheet, chunk in group.chunks:
                load.write([load.read(chunk, sheet)])
        load.finish(kind)
        return load.report
