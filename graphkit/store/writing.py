"""How chunks of statements are merged into what is already there; the same on every database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graphkit.model.catalog import LINK_TYPES
from graphkit.model.statements import Batch, merged
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


class New(NamedTuple):
    """A chunk for the store: what its rows say (None: it was there just now), how it is kept, and where it stands."""

    batch: Batch | None
    chunk: ChunkRow
    place: Placement


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


def write_chunks(tx: Writer, supports: Supports, new: Sequence[New]) -> Written:
    """Write chunks of one source with all they say, in the caller's transaction.

    For those that the investigation has by now, the source speaks as well: no row is read or written again.
    """
    source = new[0].place.source
    there = tx.known_chunks({n.chunk.hash for n in new})
    changed = sum(_share(tx, supports, number, source) for number in there.values())
    fresh = {n.chunk.hash: (n.chunk, n.batch) for n in new if n.batch is not None and n.chunk.hash not in there}
    created = 0
    if fresh:
        batch = merged([batch for _, batch in fresh.values()])
        created, lifted = _write_statements(tx, supports, batch, source)
        changed += lifted
        numbers = tx.add_chunks([(chunk, _claims(batch)) for chunk, batch in fresh.values()], batch.links)
        there |= zip(fresh, numbers, strict=True)
    tx.place([n.place._replace(chunk=there[n.chunk.hash]) for n in new])
    return Written(created, changed)


def _claims(batch: Batch) -> Iterable[tuple[str, bytes, bytes]]:
    return ((subject, pack(rows), values) for (subject, values), rows in batch.claims.items())


def _write_statements(tx: Writer, supports: Supports, batch: Batch, source: int) -> tuple[int, int]:
    """Write entities and links; how many are new, and for how many known ones the source speaks now."""
    own = supports.with_source(tx, 0, source)
    known = tx.known_entities(batch.entities)
    terms = sorted(batch.terms)
    tx.add_entities((EntityRow(i, t, r, own) for i, (t, r) in batch.entities.items() if i not in known),
                    (term for term in terms if term[0] not in known))
    tx.add_terms(term for term in terms if term[0] in known)
    lifted = _lift(tx, supports, known.items(), source)
    tx.set_entity_supports(lifted)

    known_links = tx.known_links({i: k for i, k in batch.links.items() if k.source in known and k.target in known})
    plain, moving = [], []
    for link_id, row in batch.links.items():
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
    return len(batch.entities) - len(known) + len(plain) + len(moving), len(lifted) + len(lifted_links)


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
    found: dict[tuple[str, str, str, str, int], list[TransactionRow]] = {}
    for row in rows:
        found.setdefault((row.type, row.source, row.target, row.side, row.support), []).append(row)
    return [_total(key, group) for key, group in found.items()]


def _total(key: tuple[str, str, str, str, int], group: list[TransactionRow]) -> TotalRow:
    moved = [row for row in group if row.moved and not row.conflict]
    times = sorted(row.time for row in moved if row.time)
    return TotalRow(*key, len(moved), sum(row.amount or 0 for row in moved), times[0] if times else "",
                    times[-1] if times else "", sum(not row.moved for row in group),
                    sum(row.conflict for row in group))


def _lift(tx: Writer, supports: Supports, known: Iterable[tuple[str, int]], source: int) -> dict[str, int]:
    cache: dict[int, int] = {}
    lifted = {}
    for item, support in known:
        if support not in cache:
            cache[support] = supports.with_source(tx, support, source)
        if cache[support] != support:
            lifted[item] = cache[support]
    return lifted
