"""Keyed reads of a Neo4j store, each a few queries whatever the number of ids."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from graphkit.model.records import Judgement
from graphkit.store import cypher
from graphkit.store.aliasing import alias_groups
from graphkit.store.rows import (
    ChunkRow,
    ClaimRow,
    Columns,
    EntityRow,
    Placement,
    PlainLink,
    SourceInfo,
    TotalRow,
    TransactionRow,
)
from graphkit.store.writing import totals

Run = Callable[..., Iterable[Any]]
"""Runs a query with the named parameters inside the transaction: rows, each a list of values."""

NUMBERS = 1 << 32
"""Numbers that one investigation gives out: those of investigation 3 start at 3 * NUMBERS, so none is given twice."""

MARK = "\x1f"
"""Stands around every search text of an entity; cleaned values hold no control characters."""

_CLAIM = cypher.listed("uid, c.chunk, c.rows, c.values")
_PLACEMENT = cypher.listed("p.chunk, p.source, p.sheet, p.base")
DEAD = "MATCH (s:Support) WHERE $low <= s.no < $high AND NOT s.live"
SOURCES = "MATCH (s:Source) WHERE $low <= s.no < $high RETURN properties(s) ORDER BY s.no"
JUDGEMENTS = "MATCH (j:Judgement) WHERE $low <= j.no < $high RETURN properties(j) ORDER BY j.no"
_IN_SCOPE = "uid STARTS WITH $scope"


class Neo4jReader:
    """See `graphkit.store.backend.Reader`."""

    def __init__(self, run: Run, inv: int) -> None:
        self._run = run
        self._inv = inv
        self._scope = f"{inv}:"
        self._cut = len(self._scope)
        self._range = {"low": inv * NUMBERS, "high": (inv + 1) * NUMBERS}

    def entities(self, ids: Collection[str]) -> list[EntityRow]:
        """The entities that exist among `ids`."""
        return list(self._entities(self._listed(cypher.entities("e.uid IN $uids", at_once=True), uids=self._uids(ids))))

    def entity_ids(self, type_name: str | None = None) -> Iterator[EntityRow]:
        """Every entity of a type, or all."""
        return self._entities(self._run(cypher.entities(f"e.{_IN_SCOPE}", type_name), scope=self._scope))

    def alias_groups(self, ids: Collection[str]) -> tuple[list[EntityRow], list[PlainLink]]:
        """The entities among `ids` with all that aliases join to them, and these aliases."""
        return alias_groups(self, ids)

    def links_at(self, ids: Collection[str], types: Collection[str] | None = None) -> list[PlainLink]:
        """Plain links with an end in `ids`."""
        wanted = [t for t in cypher.PLAIN if types is None or t in types]
        if not wanted:
            return []
        found = {row[0]: row for row in self._listed(cypher.links_at(wanted), uids=self._uids(ids))}
        return list(self._links(found.values()))

    def links(self, ids: Collection[str]) -> list[PlainLink]:
        """The plain links that exist among `ids`."""
        return [link for type_name, uids in self._by_type(ids) if type_name in cypher.PLAIN
                for link in self._links(self._listed(cypher.links(type_name), uids=uids))]

    def links_of(self, types: Collection[str] | None = None) -> Iterator[PlainLink]:
        """Every plain link of these types, or all."""
        wanted = [t for t in cypher.PLAIN if types is None or t in types]
        return self._links(self._run(cypher.links_of(wanted), scope=self._scope) if wanted else ())

    def columns(self) -> Columns:
        """Every entity and plain link, by columns."""
        import numpy

        entities, links = list(self.entity_ids()), list(self.links_of())
        at = {row.id: n for n, row in enumerate(entities)}
        names = sorted({e.type for e in entities} | {k.type for k in links})
        of = {name: n for n, name in enumerate(names)}
        return Columns(names, [e.id for e in entities], *(numpy.array(column, numpy.int64) for column in (
            [of[e.type] for e in entities], [e.support for e in entities], [of[k.type] for k in links],
            [at[k.source] for k in links], [at[k.target] for k in links], [k.support for k in links])))

    def totals_at(self, ids: Collection[str], types: Collection[str] | None = None) -> list[TotalRow]:
        """Totals with an end in `ids`; stale ones counted anew."""
        uids = self._uids(ids)
        return [row for type_name in cypher.MOVING if types is None or type_name in types
                for row in self._totals(type_name, self._listed(cypher.totals(type_name, at=True), uids=uids))]

    def all_totals(self) -> Iterator[TotalRow]:
        """Every total of the investigation."""
        for type_name in cypher.MOVING:
            yield from self._totals(type_name, self._run(cypher.totals(type_name, at=False), scope=self._scope))

    def transactions(self, ids: Collection[str]) -> list[TransactionRow]:
        """The transactions that exist among `ids`."""
        return [row for type_name, uids in self._by_type(ids) if type_name in cypher.MOVING
                for row in self._transactions(
                    self._listed(cypher.links(type_name, cypher.TRANSACTION), uids=uids))]

    def transactions_between(self, sources: Collection[str], targets: Collection[str]) -> list[TransactionRow]:
        """Transactions from any of `sources` to any of `targets`."""
        text = (
            f"MATCH (a:Entity)-[k:{cypher.any_of(cypher.MOVING)}]->(b:Entity)"
            " USING INDEX a:Entity(uid) USING INDEX b:Entity(uid)"
            f" WHERE a.uid IN $sources AND b.uid IN $targets {cypher.listed(cypher.TRANSACTION)}"
        )
        rows = self._listed(text, sources=self._uids(sources), targets=self._uids(targets))
        return list(self._transactions(rows))

    def transactions_of(self, pairs: Collection[tuple[str, str]], limit: int | None = None) -> list[TransactionRow]:
        """Transactions from the first to the second entity of each pair; of each at most `limit`, by (time, id)."""
        text = f"{cypher.of_pairs(limit)} {cypher.listed(cypher.TRANSACTION)}"
        rows = self._listed(text, pairs=self._pairs(pairs), limit=limit)
        return list(self._transactions(rows))

    def degree(self, ids: Collection[str]) -> dict[str, int]:
        """How many links and totals touch each entity."""
        columns = f"e.uid, {cypher.size('e')}"
        text = f"MATCH (e:Entity) WHERE e.uid IN $uids {cypher.listed(columns)}"
        return {uid[self._cut :]: n for uid, n in self._listed(text, uids=self._uids(ids))}

    def unlinked(self, ids: Collection[str]) -> dict[str, tuple[str, ...]]:
        """The texts of the entities among `ids` that no plain link touches."""
        text = (f"MATCH (e:Entity) WHERE e.uid IN $uids AND NOT EXISTS {{ (e)-[:{cypher.any_of(cypher.PLAIN)}]-() }}"
                f" {cypher.listed('e.uid, coalesce(e.terms, e.long_terms, $none)')}")
        rows = self._listed(text, uids=self._uids(ids), none="")
        return {uid[self._cut :]: tuple(filter(None, texts.split(MARK))) for uid, texts in rows}

    def claims(self, subjects: Collection[str], limit: int | None = None) -> list[ClaimRow]:
        """Claims about entities or links, at most `limit` per subject."""
        uids = self._uids(subjects)
        if limit is None:
            rows = self._listed(f"UNWIND $uids AS uid {cypher.AT_SUBJECT} {_CLAIM}", uids=uids)
        else:
            first = f"COLLECT {{ {cypher.AT_SUBJECT} RETURN c ORDER BY c.chunk, c.at LIMIT $limit }}"
            rows = self._listed(f"UNWIND $uids AS uid UNWIND {first} AS c {_CLAIM}", uids=uids, limit=limit)
        return [self._claim(row) for row in rows]

    def placements(self, chunks: Collection[int]) -> list[Placement]:
        """Where these chunks stand."""
        rows = self._listed(f"MATCH (p:Placement) WHERE p.chunk IN $chunks {_PLACEMENT}", chunks=list(chunks))
        return [Placement(*row) for row in rows]

    def source_placements(self, source: int) -> list[Placement]:
        """Where the chunks of a source stand, in the order they were read."""
        text = f"MATCH (p:Placement) WHERE p.source = $source AND p.base >= 0 WITH p ORDER BY p.seq {_PLACEMENT}"
        return [Placement(*row) for row in self._listed(text, source=source)]

    def chunk(self, no: int) -> ChunkRow | None:
        """A chunk by number."""
        return self._chunk("no", no)

    def find_chunk(self, hash_: str) -> ChunkRow | None:
        """The chunk with this content."""
        return self._chunk("uid", self._scope + hash_)

    def chunk_statements(
        self, no: int
    ) -> tuple[list[EntityRow], list[PlainLink], list[TransactionRow], list[ClaimRow], list[tuple[str, str]]]:
        """Everything that one chunk says."""
        claims = [self._claim(row) for row in self._listed(
            f"MATCH (c:Claim {{chunk: $no}}) WITH c, c.subject AS uid ORDER BY c.at {_CLAIM}", no=no)]
        subjects = {claim.subject for claim in claims}
        entities = self.entities(subjects)
        others = subjects - {e.id for e in entities}
        texts = self._listed(
            f"MATCH (e:Entity) WHERE e.uid IN $uids {cypher.listed('e.uid, coalesce(e.terms, e.long_terms, $none)')}",
            uids=self._uids([e.id for e in entities]), none="")
        terms = [(uid[self._cut :], text) for uid, all_ in texts for text in all_.split(MARK) if text]
        return entities, self.links(others), self.transactions(others), claims, terms

    def search(self, needle: str, type_name: str | None, limit: int) -> list[tuple[int, str]]:
        """(quality, id) of the best matches in term texts."""
        params = {"needle": needle, "exact": MARK + needle + MARK, "prefix": MARK + needle, "limit": limit,
                  "scope": self._scope, "inv": self._inv}
        found = [(quality, uid[self._cut :]) for wordy in (False, True)
                 for quality, uid in self._run(cypher.search(type_name, wordy=wordy), **params)]
        return sorted(found)[:limit]

    def size(self) -> int:
        """How many entities there are."""
        found = self._run(f"MATCH (e:Entity) WHERE e.{_IN_SCOPE} RETURN count(*)", scope=self._scope)
        return int(next(iter(found))[0])

    def counts(self) -> tuple[dict[tuple[str, int], int], dict[tuple[str, int], int]]:
        """Entities, and links with transactions, by (type, support)."""
        grouped = f"{cypher.ENTITY_TYPE} AS type, e.support AS support, count(*)"
        entities = self._run(f"MATCH (e:Entity) WHERE e.{_IN_SCOPE} RETURN {grouped}", scope=self._scope)
        every = cypher.links_of((*cypher.PLAIN, *cypher.MOVING), "type(k), k.support, count(*)")
        links = self._run(every, scope=self._scope)
        return {(t, support): n for t, support, n in entities}, {(t, support): n for t, support, n in links}

    def dead_supports(self) -> frozenset[int]:
        """Supports whose sources are all withdrawn."""
        return frozenset(no for (no,) in self._run(f"{DEAD} RETURN s.no", **self._range))

    def supports(self) -> dict[int, frozenset[int]]:
        """Every interned set of sources."""
        rows = self._run("MATCH (s:Support) WHERE $low <= s.no < $high RETURN s.no, s.members", **self._range)
        return {no: frozenset(members) for no, members in rows}

    def sources(self) -> list[SourceInfo]:
        """Every source, in the order of registration."""
        return [self._source(kept) for (kept,) in self._run(SOURCES, **self._range)]

    def judgements(self) -> list[Judgement]:
        """Every judgement."""
        return [self._judgement(kept) for (kept,) in self._run(JUDGEMENTS, **self._range)]

    @staticmethod
    def _source(kept: Mapping[str, Any]) -> SourceInfo:
        return SourceInfo(**{**kept, "names": tuple(kept["names"])})

    @staticmethod
    def _judgement(kept: Mapping[str, Any]) -> Judgement:
        return Judgement(kept["verb"], tuple(kept["subjects"]), tuple(kept["keys"]), kept["value"], kept["who"],
                         kept["when"], kept["why"])

    def _listed(self, text: str, **params: object) -> list[list[Any]]:
        """The rows of a query that gives them as one list: receiving one by one costs more than finding them."""
        ((rows,),) = self._run(text, **params)
        return rows  # type: ignore[no-any-return]

    def _uids(self, ids: Iterable[str]) -> list[str]:
        scope = self._scope
        return [scope + i for i in ids if i.isascii()]  # ours all are; the driver can't send just any str

    def _pairs(self, pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
        return [self._uids(pair) for pair in pairs]

    def _entities(self, rows: Iterable[Any]) -> Iterator[EntityRow]:
        cut = self._cut
        return (EntityRow(uid[cut:], type_name, rank, support) for uid, type_name, rank, support in rows)

    def _links(self, rows: Iterable[Any]) -> Iterator[PlainLink]:
        cut = self._cut
        return (PlainLink(uid[cut:], t, source[cut:], target[cut:], no) for uid, t, source, target, no in rows)

    def _transactions(self, rows: Iterable[Any]) -> Iterator[TransactionRow]:
        cut = self._cut
        return (TransactionRow(uid[cut:], t, source[cut:], target[cut:], *rest)
                for uid, t, source, target, *rest in rows)

    def _totals(self, type_name: str, rows: Iterable[Any]) -> list[TotalRow]:
        """Totals, each once, where the pairs that have a stale one are counted from their transactions."""
        cut, found, stale = self._cut, {}, set()
        for source, target, *rest, is_stale in rows:
            row = TotalRow(type_name, source[cut:], target[cut:], *rest)
            found[row[:5]] = row
            if is_stale:
                stale.add((row.source, row.target))
        fresh = [row for row in found.values() if (row.source, row.target) not in stale]
        return fresh + totals(self._of_pairs(type_name, stale))

    def _of_pairs(self, type_name: str, pairs: Collection[tuple[str, str]]) -> Iterable[TransactionRow]:
        if not pairs:
            return ()
        return self._transactions(self._listed(cypher.transactions_of_pairs(type_name), pairs=self._pairs(pairs)))

    def _by_type(self, ids: Collection[str]) -> list[tuple[str, list[str]]]:
        """Which types the links in `ids` have (their claims know), with their uids."""
        if not ids:
            return []
        first = f"COLLECT {{ {cypher.AT_SUBJECT} RETURN c.type LIMIT 1 }}"
        text = f"UNWIND $uids AS uid UNWIND {first} AS type RETURN type, collect(DISTINCT uid)"
        return [(type_name, uids) for type_name, uids in self._run(text, uids=self._uids(ids)) if type_name]

    def _claim(self, row: list[Any]) -> ClaimRow:
        uid, chunk, rows, values = row
        return ClaimRow(uid[self._cut :], chunk, rows, values.encode())

    def _chunk(self, key: str, value: int | str) -> ChunkRow | None:
        text = f"MATCH (k:Chunk {{{key}: $value}}) RETURN k.no, k.uid, k.kind, k.raw, k.outcome"
        rows = [ChunkRow(no, uid[self._cut :], *rest) for no, uid, *rest in self._run(text, value=value)]
        return rows[0] if rows else None
