"""Reading a server ahead: what a question will ask next comes with what it asks now, for every query is a round trip.

Whoever asks about an entity soon asks about the other names of the same somebody, and about what is beside it. So a
query for a few entities brings all plain links of those that are small, of their small neighbours and of whoever
shares a number with them; and of everything at the far ends what it is, how many links it has, and its aliases.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import Any

from graphkit.model.identity import SAME_AS
from graphkit.model.records import Judgement
from graphkit.store.cypher import of_pairs
from graphkit.store.cypher_ahead import TOLD, around, said
from graphkit.store.neo4j_reader import DEAD, JUDGEMENTS, SOURCES, Neo4jReader, Run
from graphkit.store.rows import ClaimRow, EntityRow, Placement, PlainLink, SourceInfo, TransactionRow

_FEW = 500
"""Who asks for more at once asks about the whole case, and reads just that."""
_SMALL, _TINY = 100, 20
"""Links of an entity that is read whole; of a neighbour that is read with it."""
_STATED = ("uses", "holds", "entered", "requested", "lists", "resolves_to", "registered")
"""Links whose claims are asked for: since when, until when, which row."""
_CLAIMS = 30
"""Claims of an entity or link that are read before somebody asks for them."""


class ReadingAhead(Neo4jReader):
    """A reader of one snapshot that remembers; nothing may be written while it lasts."""

    def __init__(self, run: Run, inv: int) -> None:
        super().__init__(run, inv)
        self._asked: set[str] = set()
        self._rows: dict[str, EntityRow] = {}
        self._sizes: dict[str, int] = {}
        self._links_at: dict[str, list[PlainLink]] = {}
        """All plain links of an entity."""
        self._aliases: dict[str, list[PlainLink]] = {}
        """Its aliases; nothing more is known of its links."""
        self._said: dict[str, tuple[list[ClaimRow], bool]] = {}
        """The first claims about an entity or link, and whether they are all."""
        self._ahead: set[str] = set()
        """What will be asked for its claims."""
        self._places: dict[int, list[Placement]] = {}

    def entities(self, ids: Collection[str]) -> list[EntityRow]:
        """The entities that exist among `ids`."""
        if len(ids) > _FEW:
            return super().entities(ids)
        self._read({i for i in ids if i not in self._rows})
        return [row for i in ids if (row := self._rows.get(i)) is not None]

    def degree(self, ids: Collection[str]) -> dict[str, int]:
        """How many links and totals touch each entity."""
        if len(ids) > _FEW:
            return super().degree(ids)
        self._read({i for i in ids if i not in self._sizes})
        return {i: self._sizes[i] for i in ids if i in self._sizes}

    def links_at(self, ids: Collection[str], types: Collection[str] | None = None) -> list[PlainLink]:
        """Plain links with an end in `ids`."""
        if len(ids) > _FEW:
            return super().links_at(ids, types)
        known = [self._links_at] if types is None or set(types) != {SAME_AS} else [self._links_at, self._aliases]
        self._read({i for i in ids if not any(i in links for links in known)})
        found = {k.id: k for i in ids for links in known for k in links.get(i, ()) if types is None or k.type in types}
        large = [i for i in ids if i in self._rows and not any(i in links for links in known)]
        rest = super().links_at(large, types) if large else []
        return [*found.values(), *(k for k in rest if k.id not in found)]

    def claims(self, subjects: Collection[str], limit: int | None = None) -> list[ClaimRow]:
        """Claims about entities or links, at most `limit` per subject."""
        if limit is None or len(subjects) > _FEW:
            return super().claims(subjects, limit)
        missing = {s for s in subjects if not self._told(s, limit)}
        if missing:
            self._listen(missing, limit)
        return [claim for s in subjects for claim in self._said[s][0][:limit]]

    def transactions_of(self, pairs: Collection[tuple[str, str]], limit: int | None = None) -> list[TransactionRow]:
        """Transactions from the first to the second entity of each pair, with the claims about them."""
        if limit is None or len(pairs) > _FEW:
            return super().transactions_of(pairs, limit)
        rows, claims, places = self._listed(
            f"{of_pairs(limit)} {TOLD}", pairs=self._pairs(pairs), limit=limit, few=_CLAIMS)
        found = list(self._transactions(rows))
        told = {t.id: [self._claim(row) for row in rows] for t, rows in zip(found, claims, strict=True)}
        self._keep(told, places, {})
        return found

    def placements(self, chunks: Collection[int]) -> list[Placement]:
        """Where these chunks stand."""
        if missing := [no for no in chunks if no not in self._places]:
            self._place(missing, super().placements(missing))
        return [place for no in chunks for place in self._places[no]]

    def dead_supports(self) -> frozenset[int]:
        """Supports whose sources are all withdrawn."""
        return frozenset(self._opening[0])

    def sources(self) -> list[SourceInfo]:
        """Every source, in the order of registration."""
        return [self._source(kept) for kept in self._opening[1]]

    def judgements(self) -> list[Judgement]:
        """Every judgement."""
        return [self._judgement(kept) for kept in self._opening[2]]

    @cached_property
    def _opening(self) -> list[list[Any]]:
        """What every question begins with."""
        return self._listed(f"RETURN [COLLECT {{ {DEAD} RETURN s.no }}, COLLECT {{ {SOURCES} }},"
                            f" COLLECT {{ {JUDGEMENTS} }}]", **self._range)

    def _told(self, subject: str, limit: int) -> bool:
        """Whether so many claims have been read, or all there are."""
        claims, complete = self._said.get(subject, ((), False))
        return complete or len(claims) >= limit

    def _listen(self, subjects: set[str], limit: int) -> None:
        """Read the claims about these, and about what will be asked next, with where they stand."""
        ahead = self._ahead - subjects - self._said.keys()
        self._ahead.clear()
        claims, places = self._listed(
            said(), uids=self._uids(subjects), limit=limit, ahead=self._uids(ahead), few=_CLAIMS)
        found: dict[str, list[ClaimRow]] = {s: [] for s in (*subjects, *ahead)}
        for row in claims:
            claim = self._claim(row)
            found[claim.subject].append(claim)
        self._keep(found, places, dict.fromkeys(subjects, limit))

    def _keep(self, told: Mapping[str, list[ClaimRow]], places: Iterable[Any], asked: Mapping[str, int]) -> None:
        """Remember claims, of each as many as asked for or as are read ahead, and where their chunks stand."""
        self._said |= {s: (claims, len(claims) < asked.get(s, _CLAIMS)) for s, claims in told.items()}
        self._place({c.chunk for claims in told.values() for c in claims}, (Placement(*p) for p in places))

    def _place(self, chunks: Iterable[int], places: Iterable[Placement]) -> None:
        self._places |= {no: [] for no in chunks}
        for place in places:
            self._places[place.chunk].append(place)

    def _read(self, ids: set[str]) -> None:
        """Read around these entities, each once."""
        new = ids - self._asked
        if not new:
            return
        self._asked |= new
        rows = self._listed(around(), uids=self._uids(new), small=_SMALL, tiny=_TINY)
        for uid, type_name, rank, support, size, whole, links in rows:
            i = uid[self._cut :]
            self._rows[i], self._sizes[i] = EntityRow(i, type_name, rank, support), size
            if whole:
                self._links_at[i] = list(self._links(links))
                self._asked.add(i)
                self._ahead |= {i, *(k.id for k in self._links_at[i] if k.type in _STATED)}
            else:
                self._aliases[i] = list(self._links(links))
