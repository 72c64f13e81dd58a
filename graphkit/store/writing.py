"""How chunks of statements are merged into what is already there; the same on every database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from graphkit.model.catalog import LINK_TYPES
from graphkit.model.statements import Batch, Together, merged
from graphkit.store.backend import Writer
from graphkit.store.rows import (
    ChunkRow,
    EntityRow,
    Placement,
    PlainLink,
    TotalRow,
    TransactionRow,
    pack,
)

_SPOKEN_LIMIT = 200_000
"""Ids and terms remembered; some 40 MB."""


class New(NamedTuple):
    """A chunk for the store: what its rows say (None: it was there just now), how it is kept, and where it stands.

    `claims`: of the batch, as they are kept; packing them is work that need not wait for its turn to write.
    """

    batch: Batch | None
    chunk: ChunkRow
    place: Placement
    claims: Sequence[tuple[Together, bytes]] = ()

    @classmethod
    def of(cls, batch: Batch | None, chunk: ChunkRow, place: Placement) -> New:
        """A chunk with its claims packed."""
        if batch is None:
            return cls(None, chunk, place)
        together = batch.together or (((claim,), rows) for claim, rows in batch.claims.items())
        return cls(batch, chunk, place, [(claims, pack(rows)) for claims, rows in together])


class Written(NamedTuple):
    """What chunks changed: entities and links made, those known before that this source now speaks for too.

    `conflicting`, counted by a preview only: entities of which it says something else that each has only one of.
    """

    created: int
    changed: int
    conflicting: int = 0


class Supports:
    """The interned sets of sources, as one writing store knows them; sets are never removed, so this never ages."""

    def __init__(self) -> None:
        self._members: dict[int, frozenset[int]] = {}
        self._numbers: dict[frozenset[int], int] = {}

    def with_source(self, tx: Writer, support: int, source: int) -> int:
        """The support that adds `source` to the sources of `support` (0: to none)."""
        if support and support not in self._members:
            self._members.update(tx.supports())
        members = self._members.get(support, frozenset()) | {source}
        number = self._numbers.get(members)
        if number is None:
            number = self._numbers[members] = tx.add_support(members)
            self._members[number] = members
        return number

    def copy(self) -> Supports:
        """What is known so far, for a transaction to add to."""
        copy = Supports()
        copy._members, copy._numbers = dict(self._members), dict(self._numbers)
        return copy


class Spoken:
    """For what a source is known to speak: entities, plain links and search terms that its earlier chunks have stated.

    Nothing takes that back, so a later chunk need not ask the database. Of the source that writes now alone.
    """

    def __init__(self) -> None:
        self._source = 0
        self.ids: set[str] = set()
        self.terms: set[tuple[str, str]] = set()

    def by(self, source: int) -> Spoken:
        """This, of that source; what was known of another one is forgotten, and all when it has grown long."""
        if source != self._source or len(self.ids) + len(self.terms) > _SPOKEN_LIMIT:
            self._source = source
            self.ids.clear()
            self.terms.clear()
        return self

    def add(self, batch: Batch) -> None:
        """The statements of a chunk that is committed."""
        self.ids.update(batch.entities)
        self.ids.update(i for i, row in batch.links.items() if not LINK_TYPES[row.type].transactions)
        self.terms |= batch.terms


def write_chunks(tx: Writer, supports: Supports, spoken: Spoken, new: Sequence[New]) -> Written:
    """Write chunks of one source with all they say, in the caller's transaction.

    For those that the investigation has by now, the source speaks as well: no row is read or written again.
    `spoken`: of that source.
    """
    source = new[0].place.source
    there = tx.known_chunks({n.chunk.hash for n in new})
    changed = sum(_share(tx, supports, number, source) for number in there.values())
    fresh = {n.chunk.hash: n for n in new if n.batch is not None and n.chunk.hash not in there}
    created = 0
    if fresh:
        batch = merged([n.batch for n in fresh.values() if n.batch is not None])
        created, lifted = _write_statements(tx, supports, spoken, batch, source)
        changed += lifted
        numbers = tx.add_chunks([(n.chunk, n.claims) for n in fresh.values()], batch)
        there |= zip(fresh, numbers, strict=True)
    tx.place([n.place._replace(chunk=there[n.chunk.hash]) for n in new])
    return Written(created, changed)


def _write_statements(tx: Writer, supports: Supports, spoken: Spoken, batch: Batch, source: int) -> tuple[int, int]:
    """Write entities and links; how many are new, and for how many known ones the source speaks now."""
    own = supports.with_source(tx, 0, source)
    asked = [i for i in batch.entities if i not in spoken.ids]
    known = tx.known_entities(asked)
    new = {i for i in asked if i not in known}
    terms = sorted(batch.terms - spoken.terms)
    tx.add_entities((EntityRow(i, *batch.entities[i], own) for i in asked if i in new),
                    (term for term in terms if term[0] in new))
    tx.add_terms(term for term in terms if term[0] not in new)
    lifted = _lift(tx, supports, known.items(), source)
    tx.set_entity_supports(lifted)

    links = {i: k for i, k in batch.links.items() if i not in spoken.ids}
    known_links = tx.known_links({i: k for i, k in links.items() if k.source not in new and k.target not in new})
    plain, moving = [], []
    for link_id, row in links.items():
        if link_id in known_links:
            continue
        if LINK_TYPES[row.type].transactions:
            moving.append(TransactionRow(link_id, row.type, row.source, row.target, own, *row[3:]))
        else:
            plain.append(PlainLink(link_id, row.type, row.source, row.target, own))
    tx.add_links(plain)
    tx.add_transactions(moving, totals(moving))
    lifted_links = _lift(tx, supports, ((i, s) for i, (s, _) in known_links.items()), source)
    tx.set_link_supports(lifted_links, {i: batch.links[i] for i in lifted_links})
    conflicts = [i for i, (_, told) in known_links.items()
                 if told is not None and (batch.links[i].conflict or batch.links[i].report != told)]
    if conflicts:
        tx.set_conflicts(conflicts)
    return len(new) + len(plain) + len(moving), len(lifted) + len(lifted_links)


def _share(tx: Writer, supports: Supports, chunk: int, source: int) -> int:
    """Let another source speak for what a chunk speaks of; how much changed."""
    mapping = {}
    for support in tx.chunk_supports(chunk):
        lifted = supports.with_source(tx, support, source)
        if lifted != support:
            mapping[support] = lifted
    return tx.lift_chunk(chunk, mapping) if mapping else 0


def totals(rows: Iterable[TransactionRow]) -> list[TotalRow]:
    """The totals that these transactions add up to."""
    found: dict[tuple[str, str, str, str, int], list[Any]] = {}
    for _, type_, source, target, support, amount, time, side, _, moved, conflict in rows:
        key = type_, source, target, side, support
        total = found.get(key)
        if total is None:
            total = found[key] = [0, 0, "", "", 0, 0]
        total[4] += not moved
        total[5] += conflict
        if moved and not conflict:
            total[0] += 1
            total[1] += amount or 0
            if time:
                total[2] = min(total[2] or time, time)
                total[3] = max(total[3], time)
    return [TotalRow(*key, *total) for key, total in found.items()]


def _lift(tx: Writer, supports: Supports, known: Iterable[tuple[str, int]], source: int) -> dict[str, int]:
    cache: dict[int, int] = {}
    lifted = {}
    for item, support in known:
        if support not in cache:
            cache[support] = supports.with_source(tx, support, source)
        if cache[support] != support:
            lifted[item] = cache[support]
    return lifted
