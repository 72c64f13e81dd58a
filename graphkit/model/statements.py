"""What the rows of one chunk of a file say, collected: entities, links, claims and search terms without repetition.

A source calls `entity` and `link` once per row with canonical values; rows that say the same share one entry. This
is the hot path of every load, so whatever a row repeats is looked up, not built again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar
from unicodedata import normalize

import orjson

from graphkit.model.catalog import ENTITY_TYPES, LINK_TYPES
from graphkit.model.identity import SAME_AS, key_id, link_id
from graphkit.model.records import Value

T = TypeVar("T")
P = ParamSpec("P")
Claimed = tuple[str, bytes]
"""A subject's id, and canonical values as JSON."""
Together = tuple[Claimed, ...]
"""Claims that the same rows make: all that one utterance says of an entity, its keys and their links."""

_MEMO_LIMIT = 20_000  # utterances of single entities: what repeats does so soon, and a long one takes kilobytes
_TOLD_LIMIT = 60_000  # of what is said once: some 90 MB of the accounts of a whole bank
_NOTHING = orjson.dumps({})


class Report(NamedTuple):
    """What one row reports of a transaction; it is the same transaction whatever the row says here."""

    amount: int | None
    time: str
    reference: str
    moved: bool


class LinkRow(NamedTuple):
    """A link as stated: ids of both ends; the rest is filled for transaction types only.

    `conflict`: rows of the chunk report it differently; what they say is then in their claims alone.
    """

    type: str
    source: str
    target: str
    amount: int | None = None
    time: str = ""
    side: str = ""
    reference: str = ""
    moved: bool = True
    conflict: bool = False

    @property
    def report(self) -> Report:
        """What is reported, to compare with another report of the same transaction."""
        return Report(self.amount, self.time, self.reference, self.moved)

    def doubted(self) -> LinkRow:
        """The same transaction where reports differ: no report's values, so that none depends on the order."""
        return LinkRow(self.type, self.source, self.target, side=self.side, conflict=True)


def report(type_name: str, values: Mapping[str, Value | None]) -> Report:
    """What the values of one row report of a transaction; a `status` says why nothing moved, and then no sum counts.

    The amount of one that did not move is what it takes back of an earlier one (a reversal), None when it failed.
    """
    declared = LINK_TYPES[type_name]
    moved = not values.get("status")
    amount = values.get(declared.amount if moved else "takes_back_fen")
    return Report(
        amount if isinstance(amount, int) else None, str(values.get(declared.time) or ""),
        str(values.get("reference") or ""), moved,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """One distinct utterance about an entity: its id, and the claims that go with every row that repeats it.

    The rest goes into a batch once: entities with type and rank, the links by which its keys mean one, search terms.
    """

    id: str
    claims: Together
    entities: dict[str, tuple[str, int]]
    links: dict[str, LinkRow]
    terms: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Batch:
    """What one chunk of rows says; written in one transaction.

    entities: id → (type, rank of its key); links: id → LinkRow; claims: (subject id, canonical values as JSON) → the
    rows that say so, as offsets from the chunk's first row; terms: (entity id, text to be found by). The same claims
    stand once in `together`, those of an utterance side by side; () when nobody knows which belong together.
    """

    entities: dict[str, tuple[str, int]] = field(default_factory=dict)
    links: dict[str, LinkRow] = field(default_factory=dict)
    claims: dict[Claimed, list[int]] = field(default_factory=dict)
    terms: set[tuple[str, str]] = field(default_factory=set)
    together: Sequence[tuple[Together, list[int]]] = ()

    def add_link(self, link: str, row: LinkRow) -> None:
        """A link as some row states it; a transaction that another row reports differently is in doubt."""
        known = self.links.setdefault(link, row)
        if known is not row and known != row and not known.conflict:
            self.links[link] = row.doubted()


def merged(batches: Sequence[Batch]) -> Batch:
    """The entities, links and terms of several chunks, each once; claims stay with their chunk."""
    if len(batches) == 1:
        return batches[0]
    whole = Batch()
    for batch in batches:
        whole.entities |= batch.entities
        whole.terms |= batch.terms
        again = whole.links.keys() & batch.links.keys()
        for link in again:
            whole.add_link(link, batch.links[link])
        whole.links |= batch.links | {link: whole.links[link] for link in again}
    return whole


def search_form(value: str) -> str:
    """A text as the search compares it: NFKC, case folded."""
    return normalize("NFKC", value).casefold()


def _say(type_name: str, stated: Mapping[str, Value | None]) -> _Said | None:
    searched = _searched(type_name)
    values = {name: value for name, value in stated.items() if value is not None and value != ""}
    known = [(key_id(type_name, key, [values[name] for name in key]), rank, key)
             for rank, key in enumerate(ENTITY_TYPES[type_name].keys) if values.keys() >= set(key)]
    if not known:
        return None
    own = known[0][0]
    claims = [(own, _json(values))]
    terms = [(own, search_form(str(values[name]))) for name in searched if name in values]
    links = {}
    for weaker, _, key in known[1:]:
        claims.append((weaker, _json({n: values[n] for n in key})))
        terms.extend((weaker, search_form(str(values[n]))) for n in key if n in searched)
        links[link_id(SAME_AS, weaker, own)] = LinkRow(SAME_AS, weaker, own)
    claims += [(link, _NOTHING) for link in links]
    return _Said(own, tuple(claims), {i: _ranked(type_name, rank) for i, rank, _ in known}, links, tuple(terms))


@cache
def _ranked(type_name: str, rank: int) -> tuple[str, int]:
    """The very same pair for every entity, of which tens of thousands are remembered."""
    return type_name, rank


@cache
def _searched(type_name: str) -> tuple[str, ...]:
    """The fields by whose texts entities of a type are found."""
    return tuple(field.name for field in ENTITY_TYPES[type_name].fields if field.search)


def _json(values: Mapping[str, Value]) -> bytes:
    """Sorted, so that equal values are equal bytes. A copy: what orjson returns keeps the 4 kB of its buffer."""
    return b"%b" % orjson.dumps(values, option=orjson.OPT_SORT_KEYS)


@dataclass(slots=True)
class _Growing(Batch):
    """A batch while rows are read. Utterances and links are heard once; `rows` of an utterance are those of its claims.

    shared: claims that several utterances make → the rows of each; alone: those that no utterance made before.
    """

    rows: dict[_Said, list[int]] = field(default_factory=dict)
    shared: dict[Claimed, list[list[int]]] = field(default_factory=dict)
    alone: list[tuple[Together, list[int]]] = field(default_factory=list)
    link_ids: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def note(self, said: _Said, row: int) -> None:
        """A row says this."""
        rows = self.rows.get(said)
        if rows is None:
            rows = self.rows[said] = [row]
            self.entities.update(said.entities)
            self.links.update(said.links)
            self.terms.update(said.terms)
            for claim in said.claims:
                known = self.claims.setdefault(claim, rows)
                if known is not rows:
                    self.shared.setdefault(claim, [known]).append(rows)
        elif rows[-1] != row:
            rows.append(row)

    def claim(self, claim: Claimed, row: int) -> None:
        """A row claims this, and perhaps no other one does."""
        known = self.claims.get(claim)
        if known is None:
            rows = self.claims[claim] = [row]
            self.alone.append(((claim,), rows))
        elif known[-1] != row:
            self.shared.setdefault(claim, [known]).append([row])

    def grown(self) -> Batch:
        """The batch, every claim with all its rows."""
        for claim, several in self.shared.items():
            self.claims[claim] = sorted(set(chain.from_iterable(several)))
        together = [*((said.claims, rows) for said, rows in self.rows.items() if said.claims), *self.alone]
        if shared := self.shared.keys():
            parted = [(tuple(c for c in claims if c not in shared), rows) if not shared.isdisjoint(claims)
                      else (claims, rows) for claims, rows in together]
            together = [*((claims, rows) for claims, rows in parted if claims),
                        *(((claim,), self.claims[claim]) for claim in shared)]
        return Batch(self.entities, self.links, self.claims, self.terms, together)


class Statements:
    """Collects what rows say. Set `row` (offset from the chunk's first row) before each row; `take` ends a chunk.

    `spoken` counts entities stated: a row after which it stands still said nothing.
    """

    def __init__(self) -> None:
        self.row = 0
        self.spoken = 0
        self._batch = _Growing()
        self._memo: dict[tuple[object, ...], _Said | None] = {}
        self._told: dict[tuple[object, ...], tuple[Any, _Said, bool]] = {}

    def entity(self, type_name: str, **values: Value | None) -> str | None:
        """State an entity; gives its id, or None when no key of the type is complete (then nothing is stated).

        Several complete keys also state that they are one (`same_as`). Values that are None or "" are left out.
        """
        key = (type_name, *values, *values.values())
        try:
            said = self._memo[key]
        except KeyError:
            if len(self._memo) >= _MEMO_LIMIT:
                self._memo.clear()
            said = self._memo[key] = _say(type_name, values)
        if said is None:
            return None
        self.spoken += 1
        self._batch.note(said, self.row)
        return said.id

    def once(self, speak: Callable[Concatenate[Statements, P], T], *args: P.args, **named: P.kwargs) -> T:
        """`speak(self, …)`, which states the same whenever it is given the same: that is noted, not said again.

        Its arguments can be hashed, and it reads nothing else. It may be told of a row that another row repeats.
        """
        key = (speak, *args, *named.items())
        told = self._told.get(key)
        if told is None:
            outer, before = (self._batch, self._memo), self.spoken
            self._batch, self._memo = _Growing(), {}
            try:
                answer = speak(self, *args, **named)
                heard = self._batch
            finally:
                self._batch, self._memo = outer
            said = _Said("", tuple(heard.claims), heard.entities, heard.links, tuple(heard.terms))
            if len(self._told) >= _TOLD_LIMIT:
                self._told.clear()
            told = self._told[key] = answer, said, self.spoken > before
        answer, said, speaks = told
        self.spoken += speaks
        self._batch.note(said, self.row)
        return answer

    def alias(self, first: str | None, second: str | None) -> None:
        """State that two ids of equal strength mean one entity (a card and its account)."""
        if first and second and first != second:
            self.link(SAME_AS, min(first, second), max(first, second))

    def link(self, type_name: str, source: str | None, target: str | None, **values: Value | None) -> str | None:
        """State a link that is one however often it is repeated; None when an end is missing."""
        if not source or not target:
            return None
        ends = (type_name, source, target)
        link = self._batch.link_ids.get(ends)
        if link is None:
            link = self._batch.link_ids[ends] = link_id(*ends)
            self._batch.links[link] = LinkRow(*ends)
        self._claim(link, values)
        return link

    def transaction(
        self, type_name: str, source: str | None, target: str | None, key: str, **values: Value | None
    ) -> str | None:
        """State one reported transaction, told apart by `key` (reporting account, side, serial or row content).

        A failed or reversed one states its `status`: it is kept, and no sum counts it.
        """
        if not source or not target:
            return None
        link = link_id(type_name, source, target, key)
        amount, time, reference, moved = report(type_name, values)
        row = LinkRow(type_name, source, target, amount, time, str(values.get("side") or ""), reference, moved)
        self._batch.add_link(link, row)
        self._claim(link, values)
        return link

    def _claim(self, subject: str, values: dict[str, Value | None]) -> None:
        stated = {name: value for name, value in values.items() if value is not None and value != ""}
        self._batch.claim((subject, _json(stated) if stated else _NOTHING), self.row)

    def take(self) -> Batch:
        """The chunk's statements; the next chunk starts empty."""
        batch, self._batch = self._batch.grown(), _Growing()
        return batch
