"""Keyed reads of an embedded store, each a handful of indexed statements whatever the number of ids."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import orjson

from graphkit.model.identity import SAME_AS
from graphkit.model.records import Judgement
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
from graphkit.store.sqlite_claims import ENTITY, LINK, TXN, claims_about, claims_of_chunk, spoken_of
from graphkit.store.sqlite_schema import TOTAL_OF_TRANSACTIONS

_AT_ONCE = 500
_COUNTED = 5_000
_PART = 20_000
_SOUGHT = 4
"""More types than this are not sought in the index one by one: `+` makes SQLite go through all links of an entity."""
_is_id = re.compile("[0-9a-f]{32}").fullmatch

_LINK = "SELECT l.no, l.id, l.type, l.src, l.dst, l.support FROM link l"
_ENTITY = "SELECT no, id, type, rank, support FROM entity"
_TXN_COLUMNS = "t.no, t.id, t.type, t.src, t.dst, t.support, t.amount, t.time, t.side, t.reference, t.moved, t.conflict"
_TXN = f"SELECT {_TXN_COLUMNS} FROM txn t"
_TXN_OF_PAIRS = (
    f"SELECT {_TXN_COLUMNS} FROM (SELECT json_extract(value, '$[0]') s, json_extract(value, '$[1]') d"
    " FROM json_each(?)) p CROSS JOIN txn t ON t.src = p.s AND t.dst = p.d"
)
_FIRST_OF_PAIRS = _TXN_OF_PAIRS.replace(
    "t.src = p.s AND t.dst = p.d",
    "t.no IN (SELECT no FROM txn x WHERE x.src = p.s AND x.dst = p.d ORDER BY x.time, x.id LIMIT ?)",
)
"""Ten times faster than a row value in a list: the pairs come first, each looked up in the index."""
SOURCE_COLUMNS = (
    "no, sha256, names, kind, size, state, loaded_at, rows, accepted, rejected, no_data, rules, reason, changed_by,"
    " changed_at, sm3"
)


class Types:
    """Type names and their numbers in this database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.names: dict[int, str] = {}
        self.numbers: dict[str, int] = {}
        self.load()

    def load(self) -> None:
        """Read the numbers that exist."""
        for no, name in self.connection.execute("SELECT no, name FROM type"):
            self.names[no], self.numbers[name] = name, no

    def number(self, name: str) -> int:
        """The number of a type; -1, which matches nothing, when the store has none of it."""
        if name not in self.numbers:
            self.load()
        return self.numbers.get(name, -1)

    def name(self, number: int) -> str:
        """The name of a type number."""
        if number not in self.names:
            self.load()
        return self.names[number]


class SqliteReader:
    """See `graphkit.store.backend.Reader`."""

    def __init__(self, connection: sqlite3.Connection, inv: int, types: Types) -> None:
        self._db = connection
        self._inv = inv
        self._types = types
        self._all_types = False
        self._numbers: dict[str, int] = {}
        self._links: dict[str, int] = {}
        self._moving: dict[str, int] = {}
        self._ids: dict[int, str] = {}
        self._met: dict[str, EntityRow] = {}  # ends of links that were read, which are asked about next

    def entities(self, ids: Collection[str]) -> list[EntityRow]:
        """The entities that exist among `ids`."""
        met = self._met
        found = [met[i] for i in ids if i in met]
        missing = [i for i in ids if i not in met]
        return found + self._entities_met(self._by_ids(f"{_ENTITY} WHERE inv = ? AND id IN ({{}})", missing))

    def entity_ids(self, type_name: str | None = None) -> Iterator[EntityRow]:
        """Every entity of a type, or all."""
        sql, args = f"{_ENTITY} WHERE +inv = ?", [self._inv]
        if type_name is not None:
            sql, args = sql + " AND type = ?", [self._inv, self._types.number(type_name)]
        rows = self._db.execute(sql, args)
        while part := rows.fetchmany(_PART):
            yield from self._entities_met(part)

    def alias_groups(self, ids: Collection[str]) -> tuple[list[EntityRow], list[PlainLink]]:
        """The entities among `ids` with all that aliases join to them, and these aliases."""
        same = self._types.number(SAME_AS)
        sql = "SELECT value FROM json_each(?) WHERE " + " OR ".join(
            f"EXISTS (SELECT 1 FROM link WHERE {end} = value AND type = {same})" for end in ("src", "dst"))
        joined = {self._ids[no] for (no,) in self._db.execute(sql, (self._wanted(ids),))}
        alone = self.entities([i for i in ids if i not in joined])
        found, links = alias_groups(self, joined)
        return alone + found, links

    def links_at(self, ids: Collection[str], types: Collection[str] | None = None) -> list[PlainLink]:
        """Plain links with an end in `ids`."""
        found: dict[int, tuple[Any, ...]] = {}
        of_type = self._of_type("l", types)
        numbers = self._wanted(ids)
        for end in ("src", "dst"):
            sql = f"{_LINK} WHERE l.{end} IN (SELECT value FROM json_each(?)){of_type}"
            found |= {row[0]: row for row in self._db.execute(sql, (numbers,))}
        return self._links_met(found.values())

    def links(self, ids: Collection[str]) -> list[PlainLink]:
        """The plain links that exist among `ids`."""
        return self._links_met(self._by_ids(f"{_LINK} WHERE l.inv = ? AND l.id IN ({{}})", ids))

    def links_of(self, types: Collection[str] | None = None) -> Iterator[PlainLink]:
        """Every plain link of these types, or all."""
        rows = self._db.execute(f"{_LINK} WHERE +l.inv = ?{self._of_type('l', types)}", (self._inv,))
        while part := rows.fetchmany(_PART):
            yield from self._links_met(part)

    def columns(self) -> Columns:
        """Every entity and plain link, by columns: a row of JSON is read faster than a million rows, and `+` keeps
        SQLite from going through an index that is in the order of the ids."""
        import numpy

        entities = "SELECT {} FROM entity WHERE +inv = ?", ("no", "hex(id)", "type", "support")
        links = "SELECT {} FROM link WHERE +inv = ?", ("type", "src", "dst", "support")
        found = [
            orjson.loads(part) for sql, names in (entities, links)
            for part in self._db.execute(sql.format(", ".join(f"json_group_array({n})" for n in names)), (self._inv,))
            .fetchone()
        ]
        names = sorted({*found[2], *found[4]})
        numbers, types, supports, link_types, sources, targets, link_supports = (
            numpy.array(part, numpy.int64) for part in (found[0], *found[2:]))
        return Columns(
            [self._types.name(no) for no in names], [i.lower() for i in found[1]], numpy.searchsorted(names, types),
            supports, numpy.searchsorted(names, link_types), numpy.searchsorted(numbers, sources),
            numpy.searchsorted(numbers, targets), link_supports,
        )

    def totals_at(self, ids: Collection[str], types: Collection[str] | None = None) -> list[TotalRow]:
        """Totals with an end in `ids`; stale ones counted anew."""
        numbers, of_type = self._wanted(ids), self._of_type("t", types)
        stale = self._db.execute("SELECT 1 FROM stale LIMIT 1").fetchone() is not None
        fresh = " AND NOT EXISTS (SELECT 1 FROM stale s WHERE s.src = t.src AND s.dst = t.dst)" if stale else ""
        among = "IN (SELECT value FROM json_each(:ids))"
        rows: list[tuple[Any, ...]] = []
        for at in (f"t.src {among}", f"t.dst {among} AND t.src NOT {among}"):
            rows += self._db.execute(f"SELECT t.* FROM total t WHERE {at}{of_type}{fresh}", {"ids": numbers})
            if stale:
                rows += self._db.execute(f"{TOTAL_OF_TRANSACTIONS} WHERE {at}{of_type}"
                                         " GROUP BY t.src, t.dst, t.type, t.side, t.support", {"ids": numbers})
        return self._totals(rows)

    def all_totals(self) -> Iterator[TotalRow]:
        """Every total of the investigation."""
        numbers = [no for (no,) in self._db.execute("SELECT no FROM entity WHERE inv = ?", (self._inv,))]
        for start in range(0, len(numbers), 10_000):
            part = set(numbers[start : start + 10_000])
            sql = "SELECT t.* FROM total t WHERE t.src IN (SELECT value FROM json_each(?))"
            stale = {p for p in self._db.execute("SELECT src, dst FROM stale") if p[0] in part}
            rows = [r for r in self._db.execute(sql, (json.dumps(sorted(part)),)) if r[:2] not in stale]
            if stale:
                rows += self._db.execute(
                    f"{TOTAL_OF_TRANSACTIONS} WHERE t.src IN (SELECT value FROM json_each(?))"
                    " GROUP BY t.src, t.dst, t.type, t.side, t.support", (json.dumps(sorted(part)),)
                )
            yield from self._totals(rows)

    def transactions(self, ids: Collection[str]) -> list[TransactionRow]:
        """The transactions that exist among `ids`."""
        return self._transactions_met(self._by_ids(f"{_TXN} WHERE t.inv = ? AND t.id IN ({{}})", ids))

    def transactions_between(self, sources: Collection[str], targets: Collection[str]) -> list[TransactionRow]:
        """Transactions from any of `sources` to any of `targets`."""
        sql = f"{_TXN} WHERE t.src IN (SELECT value FROM json_each(?)) AND t.dst IN (SELECT value FROM json_each(?))"
        return self._transactions_met(self._db.execute(sql, (self._wanted(sources), self._wanted(targets))))

    def transactions_of(self, pairs: Collection[tuple[str, str]], limit: int | None = None) -> list[TransactionRow]:
        """Transactions from the first to the second entity of each pair; of each at most `limit`, by (time, id)."""
        self._wanted({end for pair in pairs for end in pair})
        known = {(self._numbers[a], self._numbers[b]) for a, b in pairs if {a, b} <= self._numbers.keys()}
        args = (json.dumps(list(known)), *(() if limit is None else (limit,)))
        return self._transactions_met(self._db.execute(_TXN_OF_PAIRS if limit is None else _FIRST_OF_PAIRS, args))

    def degree(self, ids: Collection[str]) -> dict[str, int]:
        """How many links and totals touch each entity, exact up to 5,000 for each direction."""
        counted = " + ".join(
            f"(SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {end} = j.value LIMIT {_COUNTED}))"
            for table, end in (("link", "src"), ("link", "dst"), ("total", "src"), ("total", "dst"))
        )
        by_number = dict(self._db.execute(f"SELECT j.value, {counted} FROM json_each(?) j", (self._wanted(ids),)))
        return {i: by_number[self._numbers[i]] for i in ids if i in self._numbers}

    def unlinked(self, ids: Collection[str]) -> dict[str, tuple[str, ...]]:
        """The texts of the entities among `ids` that no plain link touches."""
        sql = (
            "SELECT j.value, t.text FROM json_each(?) j LEFT JOIN term t ON t.entity = j.value"
            " WHERE NOT EXISTS (SELECT 1 FROM link WHERE src = j.value)"
            " AND NOT EXISTS (SELECT 1 FROM link WHERE dst = j.value)"
        )
        found: dict[str, tuple[str, ...]] = {}
        for number, text in self._db.execute(sql, (self._wanted(ids),)):
            key = self._ids[number]
            found[key] = found.get(key, ()) if text is None else (*found.get(key, ()), text)
        return found

    def claims(self, subjects: Collection[str], limit: int | None = None) -> list[ClaimRow]:
        """Claims about entities or links, at most `limit` per subject."""
        owner = {number: subject for subject, number in self._subjects(subjects).items()}
        return claims_about(self._db, owner, limit)

    def placements(self, chunks: Collection[int]) -> list[Placement]:
        """Where these chunks stand."""
        sql = "SELECT chunk, source, sheet, base FROM placement WHERE chunk IN (SELECT value FROM json_each(?))"
        return [Placement(*row) for row in self._db.execute(sql, (json.dumps(list(chunks)),))]

    def source_placements(self, source: int) -> list[Placement]:
        """Where the chunks of a source stand, in the order they were read."""
        sql = "SELECT chunk, source, sheet, base FROM placement WHERE source = ? ORDER BY seq"
        return [Placement(*row) for row in self._db.execute(sql, (source,))]

    def chunk(self, no: int) -> ChunkRow | None:
        """A chunk by number."""
        row = self._db.execute("SELECT no, hash, kind, raw, outcome FROM chunk WHERE no = ?", (no,)).fetchone()
        return None if row is None else ChunkRow(row[0], row[1].hex(), *row[2:])

    def find_chunk(self, hash_: str) -> ChunkRow | None:
        """The chunk with this content."""
        found = self._db.execute(
            "SELECT no FROM chunk WHERE inv = ? AND hash = ?", (self._inv, bytes.fromhex(hash_))
        ).fetchone()
        return None if found is None else self.chunk(found[0])

    def chunk_statements(
        self, no: int
    ) -> tuple[list[EntityRow], list[PlainLink], list[TransactionRow], list[ClaimRow], list[tuple[str, str]]]:
        """Everything that one chunk says."""
        chunk, spoken = {"no": no}, {family: f"({spoken_of(family)})" for family in (ENTITY, LINK, TXN)}
        entities, by_subject = [], {}
        for number, id_, type_, rank, support in self._db.execute(f"{_ENTITY} WHERE no IN {spoken[ENTITY]}", chunk):
            entities.append(EntityRow(id_.hex(), self._types.name(type_), rank, support))
            by_subject[number * 4 + ENTITY] = id_.hex()
        links = self._links_met(self._db.execute(f"{_LINK} WHERE l.no IN {spoken[LINK]}", chunk))
        moving = self._transactions_met(self._db.execute(f"{_TXN} WHERE t.no IN {spoken[TXN]}", chunk))
        for family, table in ((LINK, "link"), (TXN, "txn")):
            for number, id_ in self._db.execute(f"SELECT no, id FROM {table} WHERE no IN {spoken[family]}", chunk):
                by_subject[number * 4 + family] = id_.hex()
        claims = claims_of_chunk(self._db, no, by_subject)
        terms = [
            (by_subject[number * 4], text) for number, text in
            self._db.execute(f"SELECT entity, text FROM term WHERE entity IN {spoken[ENTITY]}", chunk)
        ]
        return entities, links, moving, claims, terms

    def search(self, needle: str, type_name: str | None, limit: int) -> list[tuple[int, str]]:
        """(quality, id) of the best matches in term texts."""
        sql = (
            "SELECT min(CASE WHEN t.text = :n THEN 0 WHEN substr(t.text, 1, length(:n)) = :n THEN 1 ELSE 2 END) q, e.id"
            " FROM term t JOIN entity e ON e.no = t.entity"
            " WHERE instr(t.text, :n) AND e.inv = :inv AND (:type IS NULL OR e.type = :type)"
            " GROUP BY e.no ORDER BY q, e.id LIMIT :limit"
        )
        args = {"n": needle, "inv": self._inv, "limit": limit,
                "type": None if type_name is None else self._types.number(type_name)}
        return [(quality, id_.hex()) for quality, id_ in self._db.execute(sql, args)]

    def size(self) -> int:
        """How many entities there are."""
        return int(self._db.execute("SELECT count(*) FROM entity WHERE inv = ?", (self._inv,)).fetchone()[0])

    def counts(self) -> tuple[dict[tuple[str, int], int], dict[tuple[str, int], int]]:
        """Entities, and links with transactions, by (type, support)."""
        grouped = "SELECT type, support, count(*) FROM {} WHERE +inv = ? GROUP BY type, support"
        found = [
            {
                (self._types.name(t), s): n
                for table in tables for t, s, n in self._db.execute(grouped.format(table), (self._inv,))
            }
            for tables in (("entity",), ("link", "txn"))
        ]
        return found[0], found[1]

    def dead_supports(self) -> frozenset[int]:
        """Supports whose sources are all withdrawn."""
        return frozenset(no for (no,) in
                         self._db.execute("SELECT no FROM support WHERE inv = ? AND NOT live", (self._inv,)))

    def supports(self) -> dict[int, frozenset[int]]:
        """Every interned set of sources."""
        rows = self._db.execute("SELECT no, members FROM support WHERE inv = ?", (self._inv,))
        return {no: frozenset(json.loads(members)) for no, members in rows}

    def sources(self) -> list[SourceInfo]:
        """Every source, in the order of registration."""
        rows = self._db.execute(f"SELECT {SOURCE_COLUMNS} FROM source WHERE inv = ? ORDER BY no", (self._inv,))
        return [SourceInfo(no, sha, tuple(json.loads(names)), *rest) for no, sha, names, *rest in rows]

    def judgements(self) -> list[Judgement]:
        """Every judgement."""
        sql = 'SELECT verb, subjects, keys, value, who, "when", why FROM judgement WHERE inv = ? ORDER BY no'
        return [Judgement(verb, tuple(json.loads(subjects)), tuple(json.loads(keys)), *rest)
                for verb, subjects, keys, *rest in self._db.execute(sql, (self._inv,))]

    def _by_ids(self, sql: str, ids: Collection[str]) -> Iterator[tuple[Any, ...]]:
        wanted = [bytes.fromhex(i) for i in ids if _is_id(i)]
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            yield from self._db.execute(sql.format(",".join("?" * len(part))), (self._inv, *part))

    def _wanted(self, ids: Collection[str]) -> str:
        """The numbers of these entities, as JSON."""
        numbers = self._numbers_of(ids)
        return json.dumps([numbers[i] for i in ids if i in numbers])

    def _numbers_of(self, ids: Iterable[str]) -> dict[str, int]:
        """The numbers of these entities as far as they exist, among others."""
        missing = [i for i in ids if i not in self._numbers]
        if missing:
            self.entities(missing)
        return self._numbers

    def _subjects(self, ids: Collection[str]) -> dict[str, int]:
        """The numbers under which claims about these stand. What was read as a link is one."""
        found = {i: no * 4 + family for family, known in ((LINK, self._links), (TXN, self._moving))
                 for i in ids if (no := known.get(i)) is not None}
        rest = [i for i in ids if i not in found] if found else ids
        numbers = self._numbers_of(rest)
        found |= {i: numbers[i] * 4 for i in rest if i in numbers}
        rest = [i for i in ids if i not in found]
        for family, table in ((LINK, "link"), (TXN, "txn")):
            for no, id_ in self._by_ids(f"SELECT no, id FROM {table} WHERE inv = ? AND id IN ({{}})", rest):
                found[id_.hex()] = no * 4 + family
        return found

    def _of_type(self, alias: str, types: Collection[str] | None) -> str:
        if types is None:
            return ""
        known = self._types.numbers
        if not self._all_types and not known.keys() >= set(types):
            self._types.load()
            self._all_types = True
        numbers = ",".join(str(known[t]) for t in sorted(types) if t in known)
        seek = "" if len(types) <= _SOUGHT else "+"
        return f" AND {seek}{alias}.type IN ({numbers})"

    def _links_met(self, rows: Iterable[Sequence[Any]]) -> list[PlainLink]:
        """Links from rows; what is known of their ends is kept."""
        rows = list(rows)
        ids, name, links = self._ids, self._types.name, self._links
        self._meet({row[3] for row in rows} | {row[4] for row in rows})
        found = []
        for no, id_, type_, a, b, support in rows:
            key = id_.hex()
            links[key] = no
            found.append(PlainLink(key, name(type_), ids[a], ids[b], support))
        return found

    def _meet(self, numbers: set[int]) -> None:
        """Read the entities of these numbers that were not met yet."""
        missing = numbers - self._ids.keys()
        if missing:
            self._entities_met(self._db.execute(f"{_ENTITY} WHERE no IN (SELECT value FROM json_each(?))",
                                                (json.dumps(list(missing)),)))

    def _entities_met(self, rows: Iterable[Sequence[Any]]) -> list[EntityRow]:
        ids, numbers, met, name, found = self._ids, self._numbers, self._met, self._types.name, []
        for no, id_, type_, rank, support in rows:
            key = ids.get(no)
            if key is None:
                key = ids[no] = id_.hex()
                numbers[key] = no
                met[key] = EntityRow(key, name(type_), rank, support)
            found.append(met[key])
        return found

    def _transactions_met(self, rows: Iterable[Sequence[Any]]) -> list[TransactionRow]:
        rows = list(rows)
        ids, name, moving = self._ids, self._types.name, self._moving
        self._meet({row[3] for row in rows} | {row[4] for row in rows})
        found = []
        for no, id_, type_, a, b, support, amount, time, side, reference, moved, conflict in rows:
            key = id_.hex()
            moving[key] = no
            found.append(TransactionRow(key, name(type_), ids[a], ids[b], support, amount, time, side, reference,
                                        bool(moved), bool(conflict)))
        return found

    def _totals(self, rows: Sequence[Sequence[Any]]) -> list[TotalRow]:
        ids, name = self._ids, self._types.name
        self._meet({row[0] for row in rows} | {row[1] for row in rows})
        return [TotalRow(name(r[2]), ids[r[0]], ids[r[1]], *r[3:]) for r in rows]
