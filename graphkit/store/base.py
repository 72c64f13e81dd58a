"""GraphStore, the one small interface to the evidence graph, and `open_store`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Self, TypeVar
from urllib.parse import urlsplit

from graphkit.model.catalog import RULES
from graphkit.model.records import Judgement
from graphkit.model.statements import Batch, LinkRow
from graphkit.store.backend import Backend, Reader, Writer
from graphkit.store.errors import StoreError
from graphkit.store.rows import LIVE, LOADING, WITHDRAWN, ChunkRow, Placement, SourceInfo, unpack
from graphkit.store.view import View
from graphkit.store.writing import New, Spoken, Supports, Written, write_chunks

T = TypeVar("T")

SERVERS = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
"""The schemes of a Neo4j server's address."""

SUPERSEDED = "~"
"""Follows the SHA-256 in the name of an earlier reading of a file, with its number."""


def now() -> str:
    """The present moment, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class GraphStore:
    """One investigation in one database.

    Reads go through `read`, which gives a consistent `View`; every write is one transaction that leaves nothing
    behind when it fails. Raises StoreError when the database cannot be used.
    """

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self._supports = Supports()
        self._spoken = Spoken()

    @property
    def url(self) -> str:
        """Where the store is, without user or password."""
        return self.backend.url

    @property
    def investigation(self) -> str:
        """The name of the investigation (专案) in scope."""
        return self.backend.investigation

    def read(self, work: Callable[[View], T]) -> T:
        """Run `work` on one consistent snapshot and give its result."""
        return self.backend.read(lambda reader: work(View(reader)))

    def begin_source(self, sha256: str, name: str, kind: str, size: int, sm3: str = "") -> SourceInfo:
        """Register a file before its rows; one already known by content learns the name and keeps its state."""

        def work(tx: Writer) -> SourceInfo:
            known = next((s for s in tx.sources() if s.sha256 == sha256), None)
            if known is None:
                info = SourceInfo(0, sha256, (name,), kind, size, LOADING, now(), rules=RULES, sm3=sm3)
                return replace(info, no=tx.add_source(info))
            if name not in known.names:
                known = replace(known, names=tuple(sorted({*known.names, name})))
                tx.update_source(known)
            return known

        return self.backend.write(work)

    def chunk(self, hash_: str) -> ChunkRow | None:
        """The chunk of rows with this content, when the investigation has it."""
        return self.backend.read(lambda reader: reader.find_chunk(hash_))

    def write(self, batch: Batch, chunk: ChunkRow, place: Placement) -> Written:
        """Write one new chunk with everything its rows say."""
        return self.write_all([New.of(batch, chunk, place)])

    def share(self, chunk: ChunkRow, place: Placement) -> Written:
        """Let another source, or another place, speak for a chunk that is there already."""
        return self.write_all([New.of(None, chunk, place)])

    def write_all(self, new: Sequence[New]) -> Written:
        """Write chunks of one source, new ones and shared ones, in one transaction and in this order."""
        spoken = self._spoken.by(new[0].place.source)

        def attempt(tx: Writer) -> tuple[Written, Supports]:
            supports = self._supports.copy()  # what it learns counts once committed: this may be undone, or run again
            return write_chunks(tx, supports, spoken, new), supports

        try:
            written, self._supports = self.backend.write(attempt)
        except StoreError:
            self._supports, self._spoken = Supports(), Spoken()  # the investigation may have been replaced
            raise
        for batch in (n.batch for n in new if n.batch is not None):
            spoken.add(batch)
        return written

    def finish_source(self, info: SourceInfo) -> None:
        """Record that a source is loaded to its end, with its counts; withdrawn meanwhile, it stays so."""

        def work(tx: Writer) -> None:
            tx.recount()
            kept = next(s for s in tx.sources() if s.no == info.no)
            done = replace(info, names=tuple(sorted({*kept.names, *info.names})), state=LIVE, loaded_at=now())
            if kept.state == WITHDRAWN:
                done = replace(done, state=WITHDRAWN, reason=kept.reason, changed_by=kept.changed_by,
                               changed_at=kept.changed_at)
            _settle(tx, done)

        self.backend.write(work)

    def adopt_source(self, info: SourceInfo) -> None:
        """Record a source as it stands elsewhere: state, names, counts and times; `no` is its number here."""

        def work(tx: Writer) -> None:
            tx.recount()
            _settle(tx, info)

        self.backend.write(work)

    def set_source_state(self, sha256: str, state: str, reason: str, who: str) -> SourceInfo:
        """Withdraw a source or restore it; every view and sum follows at once. StoreError when it is not known."""
        if state not in (LIVE, WITHDRAWN):
            raise ValueError(state)

        def work(tx: Writer) -> SourceInfo:
            found = [s for s in tx.sources() if s.sha256.startswith(sha256.lower()) and SUPERSEDED not in s.sha256]
            if len(found) != 1:
                raise StoreError("unknown_source" if not found else "ambiguous_source", sha256=sha256)
            info = replace(found[0], state=state, reason=reason, changed_by=who, changed_at=now())
            _settle(tx, info)
            return info

        return self.backend.write(work)

    def supersede(self, sha256: str, reason: str, who: str) -> None:
        """Withdraw for good what was read from a file, which can then be loaded anew and read in another way.

        The earlier reading stays on record as a source of its own, named after the file.
        """

        def work(tx: Writer) -> None:
            sources = tx.sources()
            known = next(s for s in sources if s.sha256 == sha256)
            readings = 1 + sum(s.sha256.startswith(sha256 + SUPERSEDED) for s in sources)
            _settle(tx, replace(known, sha256=f"{sha256}{SUPERSEDED}{readings}", state=WITHDRAWN, reason=reason,
                                changed_by=who, changed_at=now()))

        self.backend.write(work)

    def judge(self, judgement: Judgement) -> None:
        """Record an investigator's word; the very same word is there once."""

        def work(tx: Writer) -> None:
            if judgement not in tx.judgements():
                tx.add_judgement(judgement)

        self.backend.write(work)

    def known(self, ids: Collection[str]) -> set[str]:
        """Which of these ids of entities and links the investigation has."""

        def work(reader: Reader) -> set[str]:
            found = {row.id for row in reader.entities(ids)}
            found |= {row.id for row in reader.links(ids)}
            return found | {row.id for row in reader.transactions(ids)}

        return self.backend.read(work)

    def chunks(self, source_no: int | None = None) -> Iterator[tuple[SourceInfo, Placement, ChunkRow]]:
        """Every chunk in every place it stands, source by source in the order they were read; or of one source."""
        for source in self.backend.read(lambda r: r.sources()):
            if source_no not in (None, source.no):
                continue
            for place in self.backend.read(partial(_placements, no=source.no)):
                chunk = self.backend.read(partial(_chunk, no=place.chunk))
                if chunk is not None:
                    yield source, place, chunk

    def statements_of(self, chunk: int) -> Batch:
        """What a stored chunk says, in the form in which it was written."""
        entities, links, transactions, claims, terms = self.backend.read(lambda r: r.chunk_statements(chunk))
        batch = Batch({e.id: (e.type, e.rank) for e in entities}, terms=set(terms))
        batch.links = {k.id: LinkRow(k.type, k.source, k.target) for k in links}
        for t in transactions:
            batch.links[t.id] = LinkRow(t.type, t.source, t.target, *t[5:])
        batch.claims = {(c.subject, c.values): list(unpack(c.rows)) for c in claims}
        return batch

    def replace(self, investigation: str) -> None:
        """Give this investigation the content of the other one, atomically; the other is gone."""
        self.backend.replace(investigation)
        self._supports, self._spoken = Supports(), Spoken()

    def close(self) -> None:
        """Give the database back."""
        self.backend.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(
    url: str, investigation: str = "main", *, user: str = "", password: str = "", new: bool = True
) -> GraphStore:
    """Open the store at `url`; what does not exist of store and investigation is made, unless `new` is False.

    `sqlite:///relative.db`, `sqlite:////absolute.db`, or `neo4j://`, `neo4j+s://`, `bolt://`, `bolt+s://` with user
    and password. StoreError: a URL of another form, a store of another version, a server that is down or refuses, one
    that is not there and not to be made.
    """
    scheme = _scheme(url)
    if scheme == "sqlite":
        from graphkit.store.sqlite import SqliteBackend

        return GraphStore(SqliteBackend(Path(url.removeprefix("sqlite:///")), investigation, new))
    if scheme:
        from graphkit.store.neo4j import Neo4jBackend

        return GraphStore(Neo4jBackend(url, investigation, user, password, new))
    raise StoreError("bad_url", url=url.rsplit("@", maxsplit=1)[-1])


def _scheme(url: str) -> str:
    """"sqlite" for the address of a file, the scheme for that of a server, "" for anything else."""
    if url.startswith("sqlite:///") and "\0" not in url and url != "sqlite:///":
        return "sqlite"
    try:
        parts = urlsplit(url)
        server = parts.scheme in SERVERS and bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets or a port that are none
        return ""
    return parts.scheme if server else ""


def _settle(tx: Writer, info: SourceInfo) -> None:
    """Record a source's state; what it speaks for is live while any of those who speak for it is."""
    tx.update_source(info)
    silent = {s.no for s in tx.sources() if s.state == WITHDRAWN}
    tx.set_live({no: not group <= silent for no, group in tx.supports().items() if info.no in group})


def _placements(reader: Reader, no: int) -> list[Placement]:
    return reader.source_placements(no)


def _chunk(reader: Reader, no: int) -> ChunkRow | None:
    return reader.chunk(no)
