"""Where a load goes: into the store, or nowhere (a dry run), with the same counts."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import Protocol, TypeVar

import orjson

from graphkit.model.catalog import ENTITY_TYPES
from graphkit.model.records import Judgement
from graphkit.model.statements import Batch
from graphkit.store.base import GraphStore
from graphkit.store.rows import LOADING, ChunkRow, Placement, SourceInfo
from graphkit.store.writing import Written

T = TypeVar("T")


class Target(Protocol):
    """What a load asks of the place it goes to; see GraphStore for what each does."""

    at_once: int
    """How many chunks are written together."""

    def ahead(self, items: Iterator[T]) -> Iterator[T]: ...
    def together(self) -> AbstractContextManager[None]: ...
    def begin(self, sha256: str, name: str, kind: str, size: int, sm3: str) -> SourceInfo: ...
    def supersede(self, known: SourceInfo, reason: str, who: str) -> SourceInfo: ...
    def chunk(self, digest: str) -> ChunkRow | None: ...
    def write(self, batch: Batch, chunk: ChunkRow, place: Placement) -> Written: ...
    def share(self, chunk: ChunkRow, place: Placement) -> Written: ...
    def kept(self, source: SourceInfo) -> Iterator[tuple[Placement, ChunkRow]]: ...
    def finish(self, info: SourceInfo) -> None: ...
    def judge(self, judgement: Judgement) -> None: ...


class StoreTarget:
    """A load into the store."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self.at_once = 1 if store.backend.remote else _AT_ONCE
        self.together = store.together
        self.begin = store.begin_source
        self.chunk = store.chunk
        self.write = store.write
        self.share = store.share
        self.finish = store.finish_source
        self.judge = store.judge

    def supersede(self, known: SourceInfo, reason: str, who: str) -> SourceInfo:
        """The same file as a new source, in place of what was read from it before."""
        self._store.supersede(known.sha256, reason, who)
        return self.begin(known.sha256, known.name, known.kind, known.size, known.sm3)

    def ahead(self, items: Iterator[T]) -> Iterator[T]:
        """The same items; while a server is busy with one, the next is made ready."""
        return one_ahead(items) if self._store.backend.remote else items

    def kept(self, source: SourceInfo) -> Iterator[tuple[Placement, ChunkRow]]:
        """The chunks of a source that is there already."""
        return ((place, chunk) for _, place, chunk in self._store.chunks(source.no))


def one_ahead(items: Iterator[T]) -> Iterator[T]:
    """The same items in order, each made in another thread while the one before is used."""
    with ThreadPoolExecutor(1) as maker:
        coming = maker.submit(next, items, _END)
        while (item := coming.result()) is not _END:
            coming = maker.submit(next, items, _END)
            yield item  # type: ignore[misc]


_END = object()
_AT_ONCE = 4  # some 5,000 rows: half a second, for which another who writes has to wait
_SINGLE = {t.name: frozenset(f.name for f in t.fields if f.single) for t in ENTITY_TYPES.values()}
_STATED = 300_000  # values that a dry run remembers to find contradictions between its files


class DryRun:
    """Counts what a load would do. Ids seen so far are remembered, so that nothing counts as new twice."""

    at_once = 1
    together = staticmethod(nullcontext)

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

    def ahead(self, items: Iterator[T]) -> Iterator[T]:
        """The same items."""
        return items

    def begin(self, sha256: str, name: str, kind: str, size: int, sm3: str) -> SourceInfo:
        """The source as it stands, or as it would be made."""
        self._in_file, self._conflicting = set(), set()
        known = next((s for s in self._store.read(lambda v: v.sources()) if s.sha256 == sha256), None)
        return known or SourceInfo(0, sha256, (name,), kind, size, LOADING, "", sm3=sm3)

    def chunk(self, digest: str) -> ChunkRow | None:
        """The chunk that is there, or was seen in this run."""
        return self._chunks.get(digest) or self._store.chunk(digest)

    def write(self, batch: Batch, chunk: ChunkRow, place: Placement) -> Written:
        """Count only."""
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

    def share(self, chunk: ChunkRow, place: Placement) -> Written:
        """Nothing new."""
        return Written(0, 0)

    def kept(self, source: SourceInfo) -> Iterator[tuple[Placement, ChunkRow]]:
        """The chunks of a source that is there already."""
        return ((place, chunk) for _, place, chunk in self._store.chunks(source.no))

    def finish(self, info: SourceInfo) -> None:
        """Nothing to record."""

    def judge(self, judgement: Judgement) -> None:
        """Nothing to record."""
