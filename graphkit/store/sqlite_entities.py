"""Keyed reads of entities in an embedded store, each a few indexed statements whatever the number of ids."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from graphkit.store.rows import EntityRow

_AT_ONCE = 500
_COUNTED = 5_000
PART = 20_000
"""Rows taken at once of those that may be too many to hold."""
_is_id = re.compile("[0-9a-f]{32}").fullmatch

SELECT_ENTITY = "SELECT no, id, type, rank, support FROM entity"


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


class EntityReader:
    """Entities, and what was met of them: the numbers under which everything else knows them."""

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
        return found + self._entities_met(self._by_ids(f"{SELECT_ENTITY} WHERE inv = ? AND id IN ({{}})", missing))

    def entity_ids(self, type_name: str | None = None) -> Iterator[EntityRow]:
        """Every entity of a type, or all."""
        sql, args = f"{SELECT_ENTITY} WHERE +inv = ?", [self._inv]
        if type_name is not None:
            sql, args = sql + " AND type = ?", [self._inv, self._types.number(type_name)]
        rows = self._db.execute(sql, args)
        while part := rows.fetchmany(PART):
            yield from self._entities_met(part)

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

    def _meet(self, numbers: set[int]) -> None:
        """Read the entities of these numbers that were not met yet."""
        missing = numbers - self._ids.keys()
        if missing:
            self._entities_met(self._db.execute(f"{SELECT_ENTITY} WHERE no IN (SELECT value FROM json_each(?))",
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
