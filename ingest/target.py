"""Where a load goes: into the store, or nowhere (a dry run), with the same counts."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

import orjson

from graphkit.model.catalog import ENTITY_TYPES
from graphkit.model.records import Judgement
from graphkit.model.statements import Batch
from graphkit.store.base import GraphStore
from graphkit.store.rows import LOADING, ChunkRow, Placement, SourceInfo
from graphkit.store.writing import New, Written
from ingest.ahead import T, made_ahead, one_by_one


class Target(Protocol):
    """What a load asks of the place it goes to; see GraphStore for what each does."""

    def ahead(self, items: Iterator[T]) -> Generator[list[T], None, None]: ...
    def begin(self, sha256: str, name: str, kind: str, size: int, sm3: str) -> SourceInfo: ...
    def supersede(self, known: SourceInfo, reason: str, who: str) -> SourceInfo: ...
    def chunk(self, digest: str) -> ChunkRow | None: ...
    def write(self, new: Sequence[New]) -> Written: ...
    def kept(self, source: SourceInfo) -> Iterator[tuple[Placement, ChunkRow]]: ...
    def finish(self, info: SourceInfo) -> None: ...
    def judge(self, judgement: Judgement) -> None: ...


class StoreTarget:
    """A load into the store."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self.begin = store.begin_source
        self.chunk = store.chunk
        self.write = store.write_all
        self.finish = store.finish_source
        self.judge = store.judge

    def supersede(self, known: SourceInfo, reason: str, who: str) -> SourceInfo:
        """The same file as a new source, in place of what was read from it before."""
        self._store.supersede(known.sha256, reason, who)
        return self.begin(known.sha256, known.name, known.kind, known.size, known.sm3)

    def ahead(self, items: Iterator[T]) -> Generator[list[T], None, None]:
        """The same items, those together that are written at once; while a server is busy, the next are made ready."""
        return (made_ahead if self._store.backend.remote else one_by_one)(items)

    def kept(self, source: SourceInfo) -> Iterator[tuple[Placement, ChunkRow]]:
        """The chunks of a source that is there already."""
        return ((place, chunk) for _, place, chunk in self._store.chunks(source.no))


_SINGLE = {t.name: frozenset(f.name for f in t.fields if f.single) for t in ENTITY_TYPES.values()}
_STATED = 300_000  # values that a dry run remembers to find contradictions between its files


class DryRun:
    """Counts what a load would do. Ids seen so far are remembered, so that nothing counts as new twice."""

    def __init__(self, store: GraphStore) -> None:
        self._stated: dict[int, int] = {}
        self._conflicting: set[str] = set()
        self._store = store
        self._seen: set[str] = set()
        self._in_file: set[str] = set()
        self._chunks: dict[str, ChunkRow] = {}

    def supersede(self, known: SourceInfo, reason: str, who: str) -> SourceInfo:
        """The source as it would be made."""
        return replace(known, no=0, state=LOADING)

    def ahead(self, items: Iterator[T]) -> Generator[list[T], None, None]:
        """The same items, one by one."""
        return ([item] for item in items)

    def begin(self, sha256: str, name: str, kind: str, size: int, sm3: str) -> SourceInfo:
        """The source as it stands, or as it would be made."""
        self._in_file, self._conflicting = set(), set()
        known = next((s for s in self._store.read(lambda v: v.sources()) if s.sha256 == sha256), None)
        return known or SourceInfo(0, sha256, (name,), kind, size, LOADING, "", sm3=sm3)

    def chunk(self, digest: str) -> ChunkRow | None:
        """The chunk that is there, or was seen in this run."""
        return self._chunks.get(digest) or self._store.chunk(digest)

    def write(self, new: Sequence[New]) -> Written:
        """Count only; what is there already adds nothing."""
        written = [self._count(n.batch, n.chunk) for n in new if n.batch is not None]
        return Written(*map(sum, zip(*written, strict=True))) if written else Written(0, 0)

    def _count(self, batch: Batch, chunk: ChunkRow) -> Written:
        ids = {*batch.entities, *batch.links}
        known = self._store.known(ids) | (ids & self._seen)
        changed = len(known - self._in_file)
        before = len(self._conflicting)
        self._conflicting |= self._contradicted(batch, known)
        self._seen |= ids
        self._in_file |= ids
        self._chunks[chunk.hash] = chunk._replace(raw=b"")
        return Written(len(ids) - len(known), changed, len(self._conflicting) - before)

    def _contradicted(self, batch: Batch, known: set[str]) -> set[str]:
        """Entities of the store, or stated in this run before, of which a batch says something else that each has one
        of."""
        said = [(subject, name, value) for subject, values in batch.claims
                if (single := _SINGLE.get(batch.entities.get(subject, ("", 0))[0]))
                for name, value in orjson.loads(values).items() if name in single]
        asked = known & {subject for subject, _, _ in said}
        there = self._store.read(lambda view: view.get(asked)) if asked else {}
        stated = {i: entity.properties for entity in there.values() for i in entity.ids}
        found = set()
        for subject, name, value in said:
            key, content = hash((subject, name)), hash(value)
            if len(self._stated) < _STATED:
                first = self._stated.setdefault(key, content)
            else:
                first = self._stated.get(key, content)
            if first != content or value not in stated.get(subject, {}).get(name, (value,)):
                found.add(subject)
        return found

    def kept(self, source: SourceInfo) -> Iterator[tuple[Placement, ChunkRow]]:
        """The chunks of a source that is there already."""
        return ((place, chunk) for _, place, chunk in self._store.chunks(source.no))

    def finish(self, info: SourceInfo) -> None:
        """Nothing to record."""

    def judge(self, judgement: Judgement) -> None:
        """Nothing to record."""
