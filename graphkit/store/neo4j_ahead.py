"""Reading a server ahead: what a question will ask next comes with what it asks now, for every query is a round trip.

Whoever asks about an entity soon asks about the other names of the same somebody, and about what is beside it. So a
query for a few entities brings all plain links of those that are small, of their small neighbours and of whoever
shares a number with them; and of everything at the far ends what it is, how many links it has, and its aliases.
"""

from __future__ import annotations

from collections.abc import Collection

from graphkit.model.identity import SAME_AS
from graphkit.store import cypher
from graphkit.store.neo4j_reader import Neo4jReader, Run
from graphkit.store.rows import EntityRow, PlainLink

_FEW = 500
"""Who asks for more at once asks about the whole case, and reads just that."""
_FACES = ("owns", "uses", "bound_to", SAME_AS)
"""Links to another name of the same somebody."""
_SMALL, _TINY = 100, 20
"""Links of an entity that is read whole; of a neighbour that is read with it."""


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

    def _read(self, ids: set[str]) -> None:
        """Read around these entities, each once."""
        new = ids - self._asked
        if not new:
            return
        self._asked |= new
        rows = self._listed(_AROUND, uids=self._uids(new), small=_SMALL, tiny=_TINY)
        for uid, type_name, rank, support, size, whole, links in rows:
            i = uid[self._cut :]
            self._rows[i], self._sizes[i] = EntityRow(i, type_name, rank, support), size
            if whole:
                self._links_at[i] = list(self._links(links))
                self._asked.add(i)
            else:
                self._aliases[i] = list(self._links(links))


def _around() -> str:
    """Everything about the entities in $uids, those beside them, and those whose number they share."""
    plain, faces = f"[k:{cypher.any_of(cypher.PLAIN)}]", f"[k:{cypher.any_of(_FACES)}]"
    e, m = cypher.size("e"), cypher.size("m")
    first = (f"OPTIONAL MATCH (e)-{plain}-(m) WHERE {e} <= $small"
             f" AND {m} <= CASE WHEN type(k) IN {list(_FACES)} THEN $small ELSE $tiny END")
    more = f"OPTIONAL MATCH (e)-{faces}-(m) WHERE {e} <= $small AND {m} <= $small"
    grown = "UNWIND [e, m] AS x WITH collect(DISTINCT x) AS near UNWIND near AS e"
    beside = (f"OPTIONAL MATCH (e)-{plain}-(m) WHERE {e} <= $small UNWIND [[e, 1], [m, 0]] AS p"
              " WITH p[0] AS e, max(p[1]) AS whole WHERE e IS NOT NULL")
    aliased = ("OPTIONAL MATCH (e)-[:same_as]-(m) UNWIND [[e, whole], [m, 0]] AS p"
               " WITH p[0] AS e, max(p[1]) AS whole WHERE e IS NOT NULL")
    links = (f"CASE WHEN whole THEN COLLECT {{ MATCH (e)-{plain}-() RETURN [{cypher.LINK}] }}"
             f" ELSE COLLECT {{ MATCH (e)-[k:same_as]-() RETURN [{cypher.LINK}] }} END")
    return (f"MATCH (e:Entity) WHERE e.uid IN $uids {first} {grown} {more} {grown} {more} {grown} {beside} {aliased}"
            f" WITH e, {e} AS size, whole WITH e, size, whole = 1 AND size <= $small AS whole"
            f" {cypher.listed(f'e.uid, {cypher.ENTITY_TYPE}, e.rank, e.support, size, whole, {links}')}")


_AROUND = _around()
