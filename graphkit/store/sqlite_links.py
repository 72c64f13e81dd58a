"""Keyed reads of links, totals and transactions in an embedded store."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import orjson

from graphkit.store.rows import Columns, PlainLink, TotalRow, TransactionRow
from graphkit.store.sqlite_entities import PART, EntityReader
from graphkit.store.sqlite_schema import TOTAL_OF_TRANSACTIONS

_SOUGHT = 4
"""More types than this are not sought in the index one by one: `+` makes SQLite go through all links of an entity."""

SELECT_LINK = "SELECT l.no, l.id, l.type, l.src, l.dst, l.support FROM link l"
_TXN_COLUMNS = "t.no, t.id, t.type, t.src, t.dst, t.support, t.amount, t.time, t.side, t.reference, t.moved, t.conflict"
SELECT_TXN = f"SELECT {_TXN_COLUMNS} FROM txn t"
_TXN_OF_PAIRS = (
    f"SELECT {_TXN_COLUMNS} FROM (SELECT json_extract(value, '$[0]') s, json_extract(value, '$[1]') d"
    " FROM json_each(?)) p CROSS JOIN txn t ON t.src = p.s AND t.dst = p.d"
)
_FIRST_OF_PAIRS = _TXN_OF_PAIRS.replace(
    "t.src = p.s AND t.dst = p.d",
    "t.no IN (SELECT no FROM txn x WHERE x.src = p.s AND x.dst = p.d ORDER BY x.time, x.id LIMIT ?)",
)
"""Ten times faster than a row value in a list: the pairs come first, each looked up in the index."""


class LinkReader(EntityReader):
    """What is between entities."""

    def links_at(self, ids: Collection[str], types: Collection[str] | None = None) -> list[PlainLink]:
        """Plain links with an end in `ids`."""
        found: dict[int, tuple[Any, ...]] = {}
        of_type = self._of_type("l", types)
        numbers = self._wanted(ids)
        for end in ("src", "dst"):
            sql = f"{SELECT_LINK} WHERE l.{end} IN (SELECT value FROM json_each(?)){of_type}"
            found |= {row[0]: row for row in self._db.execute(sql, (numbers,))}
        return self._links_met(found.values())

    def links(self, ids: Collection[str]) -> list[PlainLink]:
        """The plain links that exist among `ids`."""
        return self._links_met(self._by_ids(f"{SELECT_LINK} WHERE l.inv = ? AND l.id IN ({{}})", ids))

    def links_of(self, types: Collection[str] | None = None) -> Iterator[PlainLink]:
        """Every plain link of these types, or all."""
        rows = self._db.execute(f"{SELECT_LINK} WHERE +l.inv = ?{self._of_type('l', types)}", (self._inv,))
        while part := rows.fetchmany(PART):
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
        return self._transactions_met(self._by_ids(f"{SELECT_TXN} WHERE t.inv = ? AND t.id IN ({{}})", ids))

    def transactions_between(self, sources: Collection[str], targets: Collection[str]) -> list[TransactionRow]:
        """Transactions from any of `sources` to any of `targets`."""
        among = "IN (SELECT value FROM json_each(?))"
        sql = f"{SELECT_TXN} WHERE t.src {among} AND t.dst {among}"
        return self._transactions_met(self._db.execute(sql, (self._wanted(sources), self._wanted(targets))))

    def transactions_of(self, pairs: Collection[tuple[str, str]], limit: int | None = None) -> list[TransactionRow]:
        """Transactions from the first to the second entity of each pair; of each at most `limit`, by (time, id)."""
        self._wanted({end for pair in pairs for end in pair})
        known = {(self._numbers[a], self._numbers[b]) for a, b in pairs if {a, b} <= self._numbers.keys()}
        args = (json.dumps(list(known)), *(() if limit is None else (limit,)))
        return self._transactions_met(self._db.execute(_TXN_OF_PAIRS if limit is None else _FIRST_OF_PAIRS, args))

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
