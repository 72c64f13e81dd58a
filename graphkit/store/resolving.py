"""Reading through aliases and withdrawn sources: which entity an id means now, and what speaks for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from graphkit.model.identity import SAME_AS, resolve
from graphkit.model.judging import effective
from graphkit.model.records import Judgement
from graphkit.store.backend import Reader
from graphkit.store.rows import EntityRow, PlainLink, TransactionRow

_MANY, _SHARE = 2_000, 50
"""Who asks for more than so many at once, and at least for one in so many, asks about the whole: everything is read."""


@dataclass(slots=True)
class Scope:
    """The entities around some ids as they stand now.

    `rows`: the live entities by id; `canonical`: id → the id it answers to; `members`: canonical id → all ids of it,
    where it has several.
    """

    rows: dict[str, EntityRow] = field(default_factory=dict)
    canonical: dict[str, str] = field(default_factory=dict)
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, entity_id: str) -> str:
        """The id that `entity_id` answers to."""
        return self.canonical.get(entity_id, entity_id)

    def all_of(self, canonical_id: str) -> tuple[str, ...]:
        """All ids of the entity that answers to this one."""
        return self.members.get(canonical_id) or (canonical_id,)


class Resolver:
    """Resolves ids within one snapshot; what it has learned is kept while the snapshot lasts."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.dead = reader.dead_supports()
        self.words = effective(reader.judgements())
        self.same, self.apart = identity_words(self.words)
        self.gone: frozenset[str] = frozenset()
        """Entities and links that only rows speak of which an investigator left out."""
        self._scope = Scope()
        self._asked: set[str] = set()
        self._complete = False

    def scope(self, ids: Collection[str]) -> Scope:
        """Everything needed to read `ids`: their alias groups, closed."""
        if self._complete:
            return self._scope
        new = {i for i in ids if i not in self._asked}
        if len(new) > _MANY and len(new) * _SHARE > self._count:
            dead, gone = self.dead, self.gone
            self._scope.rows.update((r.id, r) for r in self.reader.entity_ids()
                                    if r.support not in dead and r.id not in gone)
            self._complete = True
            return self.whole()
        if new:
            self._close(new)
        return self._scope

    @cached_property
    def _count(self) -> int:
        """How many entities there are in all."""
        return self.reader.size()

    def live(self, row: EntityRow | PlainLink | TransactionRow) -> bool:
        """Whether a source that counts, and a row that counts, speaks for an entity or link."""
        return row.support not in self.dead and row.id not in self.gone

    def whole(self) -> Scope:
        """Every alias group of the investigation, from its aliases read once."""
        pairs = {(link.source, link.target) for link in self.reader.links_of((SAME_AS,)) if self.live(link)}
        group = {i for pair in (*pairs, *self.same) for i in pair}
        if not self._complete:
            self._scope.rows.update((r.id, r) for r in self.reader.entities(group) if self.live(r))
        self._join(group, pairs)
        return self._scope

    @cached_property
    def rejected(self) -> frozenset[tuple[str, str, str]]:
        """(type, from, to) of the links that an investigator rejected."""
        words = [w for w in self.words if w.verb == "reject" and len(w.subjects) == 2]
        of = self.scope({s for w in words for s in w.subjects}).of
        return frozenset((w.value, of(w.subjects[0]), of(w.subjects[1])) for w in words)

    def members(self, ids: Iterable[str]) -> list[str]:
        """All ids of the entities that `ids` mean."""
        wanted = list(ids)
        scope = self.scope(wanted)
        return sorted({m for i in wanted for m in scope.all_of(scope.of(i))})

    def _close(self, ids: set[str]) -> None:
        words = (*self.same, *self.apart)
        pairs: set[tuple[str, str]] = set()
        rows: dict[str, EntityRow] = {}
        asked: set[str] = set()
        group = set(ids)
        while group - asked:
            found, links = self.reader.alias_groups(group - asked)
            asked |= group | {r.id for r in found}
            rows |= {r.id: r for r in found if self.live(r)}
            pairs |= {(k.source, k.target) for k in links if self.live(k)}
            group = _joined(ids, (*pairs, *words)) if pairs or words else group
        within = {(a, b) for a, b in pairs if a in group}  # others were met by aliases that do not count
        self._scope.rows.update((i, rows[i]) for i in group if i in rows)
        self._join(group, within)

    def _join(self, group: set[str], pairs: set[tuple[str, str]]) -> None:
        """Learn which entities of a closed `group` are one."""
        rows = self._scope.rows
        ranks = {i: rows[i].rank for i in group if i in rows}
        same = [p for p in self.same if p[0] in group and p[1] in group]
        canonical = resolve(pairs, ranks, same, self.apart) if pairs or same else {}
        scope = self._scope
        scope.canonical.update(canonical)
        members: dict[str, list[str]] = {}
        for entity_id, root in canonical.items():
            members.setdefault(root, [root]).append(entity_id)
        scope.members.update((root, tuple(sorted(ids))) for root, ids in members.items())
        self._asked |= group


def identity_words(words: Iterable[Judgement]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What investigators said of pairs: (judged the same, judged not the same)."""
    pairs = {verb: sorted((a, b) for w in words if w.verb == verb and len(w.subjects) == 2
                          for a, b in [sorted(w.subjects)]) for verb in ("same", "not_same")}
    return pairs["same"], pairs["not_same"]


def _joined(ids: Iterable[str], pairs: Iterable[tuple[str, str]]) -> set[str]:
    """These ids with all that pairs join to them, however far."""
    beside: dict[str, list[str]] = {}
    for a, b in pairs:
        beside.setdefault(a, []).append(b)
        beside.setdefault(b, []).append(a)
    found, ahead = set(ids), list(ids)
    while ahead:
        new = {other for other in beside.get(ahead.pop(), ()) if other not in found}
        found |= new
        ahead += new
    return found
