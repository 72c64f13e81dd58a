"""How one chunk of statements is merged into what is already there; the same on every database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from graphkit.model.catalog import LINK_TYPES
from graphkit.model.statements import Batch
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


class Written(NamedTuple):
    """What a chunk changed: entities and links made, those known before that this source now speaks for too.

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


def write_chunk(
    tx: Writer, supports: Supports, spoken: Spoken, batch: Batch, chunk: ChunkRow, place: Placement
) -> Written:
    """Write a chunk with all it says, in the caller's transaction, unless the investigation has it by now.

    `spoken`: of the source that `place` names.
    """
    there = tx.find_chunk(chunk.hash)
    if there is not None:  # another load was quicker
        return share_chunk(tx, supports, there, place)
    own = supports.with_source(tx, 0, place.source)
    asked = [i for i in batch.entities if i not in spoken.ids]
    known = tx.known_entities(asked)
    new = {i for i in asked if i not in known}
    terms = sorted(batch.terms - spoken.terms)
    tx.add_entities((EntityRow(i, *batch.entities[i], own) for i in asked if i in new),
                    (term for term in terms if term[0] in new))
    tx.add_terms(term for term in terms if term[0] not in new)
    lifted = _lift(tx, supports, known.items(), place.source)
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
    lifted_links = _lift(tx, supports, ((i, s) for i, (s, _) in known_links.items()), place.source)
    tx.set_link_supports(lifted_links, {i: batch.links[i] for i in lifted_links})
    conflicts = [i for i, (_, told) in known_links.items()
                 if told is not None and (batch.links[i].conflict or batch.links[i].report != told)]
    if conflicts:
        tx.set_conflicts(conflicts)

    number = tx.add_chunk(chunk, ((s, pack(rows), values) for (s, values), rows in batch.claims.items()), batch.links)
    tx.place(place._replace(chunk=number))
    return Written(len(new) + len(plain) + len(moving), len(lifted) + len(lifted_links))


def share_chunk(tx: Writer, supports: Supports, chunk: ChunkRow, place: Placement) -> Written:
    """Let another source speak for a chunk that is there already: no row is read or written again."""
    mapping = {}
    for support in tx.chunk_supports(chunk.no):
        lifted = supports.with_source(tx, support, place.source)
        if lifted != support:
            mapping[support] = lifted
    changed = tx.lift_chunk(chunk.no, mapping) if mapping else 0
    tx.place(place._replace(chunk=chunk.no))
    return Written(0, changed)


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
