"""Writes of an embedded store, one transaction at a time, every statement for a whole batch."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import astuple

from graphkit.model.catalog import LINK_TYPES
from graphkit.model.records import Judgement
from graphkit.model.statements import Batch, LinkRow, Report, Together
from graphkit.store.rows import (
    ChunkRow,
    EntityRow,
    Placement,
    PlainLink,
    SourceInfo,
    TotalRow,
    TransactionRow,
)
from graphkit.store.sqlite_claims import ENTITY, LINK, TXN, add_claims, spoken_of
from graphkit.store.sqlite_entities import Types
from graphkit.store.sqlite_reader import SOURCE_COLUMNS, SqliteReader
from graphkit.store.sqlite_schema import TOTAL_OF_TRANSACTIONS

_NUMBERS_LIMIT = 200_000  # remembered; some 40 MB
_CLAIMS_LIMIT = 50_000  # groups, with their texts: those of the accounts of a whole bank
_FAMILIES = (("entity", ENTITY), ("link", LINK), ("txn", TXN))
_ADD_TOTAL = """
    INSERT INTO total VALUES (?,?,?,?,?,?,?,?,?,?,?)
    ON CONFLICT DO UPDATE SET n = n + excluded.n, amount = amount + excluded.amount,
        first = CASE WHEN first = '' THEN excluded.first WHEN excluded.first = '' THEN first
                     ELSE min(first, excluded.first) END,
        last = max(last, excluded.last), failed = failed + excluded.failed, conflicts = conflicts + excluded.conflicts
"""


class Numbers:
    """The numbers of the entities and plain links that transactions of one connection have met, and those under which
    claims made together stand: they never change."""

    def __init__(self, inv: int) -> None:
        self.inv = inv
        self.entities: dict[str, int] = {}
        self.links: dict[str, int] = {}
        self.claims: dict[Together, int] = {}

    def of(self, inv: int) -> Numbers:
        """This, when it is of that investigation and not too long to keep; else an empty one."""
        if len(self.claims) > _CLAIMS_LIMIT:
            self.claims.clear()
        return self if inv == self.inv and len(self.entities) + len(self.links) < _NUMBERS_LIMIT else Numbers(inv)


class SqliteWriter(SqliteReader):
    """See `graphkit.store.backend.Writer`."""

    def __init__(self, connection: sqlite3.Connection, numbers: Numbers, types: Types) -> None:
        super().__init__(connection, numbers.inv, types)
        self._numbers, self._links, self._claims = numbers.entities, numbers.links, numbers.claims
        self._moving: dict[str, int] = {}

    def known_entities(self, ids: Collection[str]) -> dict[str, int]:
        """Support of each of these entities that exist."""
        found = {}
        for no, id_, support in self._by_ids("SELECT no, id, support FROM entity WHERE inv = ? AND id IN ({})", ids):
            key = id_.hex()
            self._numbers[key] = no
            found[key] = support
        return found

    def known_links(self, ids: Mapping[str, LinkRow]) -> dict[str, tuple[int, Report | None]]:
        """(support, what is reported) of each of these links that exist."""
        plain = [i for i, row in ids.items() if not LINK_TYPES[row.type].transactions]
        moving = [i for i, row in ids.items() if LINK_TYPES[row.type].transactions]
        found: dict[str, tuple[int, Report | None]] = {}
        for no, id_, support in self._by_ids("SELECT no, id, support FROM link WHERE inv = ? AND id IN ({})", plain):
            self._links[id_.hex()] = no
            found[id_.hex()] = (support, None)
        sql = "SELECT no, id, support, conflict, amount, time, reference, moved FROM txn WHERE inv = ? AND id IN ({})"
        for no, id_, support, conflict, amount, time, reference, moved in self._by_ids(sql, moving):
            self._moving[id_.hex()] = no
            found[id_.hex()] = (support, None if conflict else Report(amount, time, reference, bool(moved)))
        return found

    def add_entities(self, rows: Iterable[EntityRow], terms: Iterable[tuple[str, str]]) -> None:
        """New entities, with the texts to find them by."""
        made = []
        for no, row in enumerate(rows, self._last("entity") + 1):
            self._numbers[row.id] = no
            made.append((no, self._inv, bytes.fromhex(row.id), self._number(row.type), row.rank, row.support))
        self._db.executemany("INSERT INTO entity VALUES (?,?,?,?,?,?)", made)
        self.add_terms(terms)

    def add_links(self, rows: Iterable[PlainLink]) -> None:
        """New plain links."""
        made = []
        for no, row in enumerate(rows, self._last("link") + 1):
            self._links[row.id] = no
            made.append((no, self._inv, bytes.fromhex(row.id), self._number(row.type), self._entity(row.source),
                         self._entity(row.target), row.support))
        self._db.executemany("INSERT INTO link VALUES (?,?,?,?,?,?,?)", made)

    def add_transactions(self, rows: Sequence[TransactionRow], totals: Iterable[TotalRow]) -> None:
        """New transactions, and what they add to the totals."""
        inv, of_type = self._inv, {t: self._number(t) for t in {row.type for row in rows}}
        of = self._numbers_of({end for row in rows for end in (row.source, row.target)})
        new = range(first := self._last("txn") + 1, first + len(rows))
        made = [(no, inv, bytes.fromhex(id_), of_type[type_], of[source], of[target], *rest)
                for no, (id_, type_, source, target, *rest) in zip(new, rows, strict=True)]
        self._moving.update(zip((row.id for row in rows), new, strict=True))
        self._db.executemany("INSERT INTO txn VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", made)
        self._db.executemany(_ADD_TOTAL, [(of[t.source], of[t.target], of_type[t.type], *t[3:]) for t in totals])

    def add_terms(self, terms: Iterable[tuple[str, str]]) -> None:
        """More texts to find known entities by."""
        self._db.executemany("INSERT OR IGNORE INTO term VALUES (?,?)", [(self._entity(i), text) for i, text in terms])

    def known_chunks(self, hashes: Collection[str]) -> dict[str, int]:
        """The number of each chunk with one of these contents that exists."""
        sql = "SELECT no, hash FROM chunk WHERE inv = ? AND hash = ?"
        return {hash_.hex(): no for wanted in hashes
                for no, hash_ in self._db.execute(sql, (self._inv, bytes.fromhex(wanted)))}

    def add_chunks(self, new: Sequence[tuple[ChunkRow, Sequence[tuple[Together, bytes]]]], said: Batch) -> list[int]:
        """New chunks with their claims; what was said of an entity before is only said again."""
        return [self._add_chunk(chunk, claims) for chunk, claims in new]

    def _add_chunk(self, chunk: ChunkRow, claims: Sequence[tuple[Together, bytes]]) -> int:
        number, first = self._last("chunk") + 1, self._last("claim") + 1
        after = add_claims(self._db, number, claims, first, self._subjects, self._claims)
        self._db.execute(
            "INSERT INTO chunk VALUES (?,?,?,?,?,?,?,?)",
            (number, self._inv, bytes.fromhex(chunk.hash), chunk.kind, chunk.raw, chunk.outcome, first,
             after - 1),
        )
        return number

    def place(self, placements: Sequence[Placement]) -> None:
        """Record where chunks stand."""
        for chunk, source, sheet, base in placements:
            (seq,) = self._db.execute("SELECT count(*) FROM placement WHERE source = ?", (source,)).fetchone()
            self._db.execute("INSERT OR IGNORE INTO placement VALUES (?,?,?,?,?)", (source, sheet, base, seq, chunk))

    def set_entity_supports(self, supports: Mapping[str, int]) -> None:
        """New supports of known entities."""
        self._db.executemany("UPDATE entity SET support = ? WHERE no = ?",
                             [(support, self._entity(i)) for i, support in supports.items()])

    def set_link_supports(self, supports: Mapping[str, int], links: Mapping[str, LinkRow]) -> None:
        """New supports of known links; pairs of transactions among them become stale."""
        for table, numbers in (("link", self._links), ("txn", self._moving)):
            self._db.executemany(f"UPDATE {table} SET support = ? WHERE no = ?",
                                 [(s, numbers[i]) for i, s in supports.items() if i in numbers])
        self._stale({links[i][1:3] for i in supports if i in self._moving})

    def set_conflicts(self, ids: Collection[str]) -> None:
        """Transactions whose reports differ lose what was reported; their pairs become stale."""
        numbers = [(self._moving[i],) for i in ids]
        blank = "amount = NULL, time = '', reference = '', moved = 1"
        self._db.executemany(f"UPDATE txn SET conflict = 1, {blank} WHERE no = ?", numbers)
        self._db.executemany("INSERT OR IGNORE INTO stale SELECT src, dst FROM txn WHERE no = ?", numbers)

    def chunk_supports(self, no: int) -> set[int]:
        """The supports of everything one chunk speaks of."""
        return {s for table, family in _FAMILIES for (s,) in self._db.execute(
            f"SELECT DISTINCT support FROM {table} WHERE no IN ({spoken_of(family)})", {"no": no})}

    def lift_chunk(self, no: int, mapping: Mapping[int, int]) -> int:
        """Replace supports of everything one chunk speaks of; pairs of transactions become stale."""
        chunk, changed = {"no": no}, 0
        case = "CASE support " + " ".join(f"WHEN {old} THEN {new}" for old, new in mapping.items()) + " END"
        olds = ",".join(map(str, mapping))
        self._db.execute(
            f"INSERT OR IGNORE INTO stale SELECT DISTINCT src, dst FROM txn WHERE no IN ({spoken_of(TXN)})"
            f" AND support IN ({olds})", chunk)
        for table, family in _FAMILIES:
            changed += self._db.execute(
                f"UPDATE {table} SET support = {case} WHERE no IN ({spoken_of(family)})"
                f" AND support IN ({olds})", chunk).rowcount
        return changed

    def recount(self) -> None:
        """Count the totals of stale pairs anew from their transactions."""
        of_stale = "(src, dst) IN (SELECT src, dst FROM stale)"
        self._db.execute(f"DELETE FROM total WHERE {of_stale}")
        self._db.execute(f"INSERT INTO total {TOTAL_OF_TRANSACTIONS} GROUP BY t.src, t.dst, t.type, t.side, t.support")
        self._db.execute("DELETE FROM stale")

    def add_support(self, members: frozenset[int]) -> int:
        """The number of a set of sources, made when it is new."""
        text = json.dumps(sorted(members))
        self._db.execute("INSERT OR IGNORE INTO support (inv, members) VALUES (?,?)", (self._inv, text))
        sql = "SELECT no FROM support WHERE inv = ? AND members = ?"
        return int(self._db.execute(sql, (self._inv, text)).fetchone()[0])

    def set_live(self, supports: Mapping[int, bool]) -> None:
        """Whether each of these supports has a source that is not withdrawn."""
        self._db.executemany("UPDATE support SET live = ? WHERE no = ?", [(live, no) for no, live in supports.items()])

    def add_source(self, info: SourceInfo) -> int:
        """A new source; its number."""
        no = self._last("source") + 1
        self._db.execute(f"INSERT INTO source (inv, {SOURCE_COLUMNS}) VALUES (?{',?' * 16})",
                         (self._inv, no, info.sha256, json.dumps(info.names, ensure_ascii=False), *astuple(info)[3:]))
        return no

    def update_source(self, info: SourceInfo) -> None:
        """A source's new names, state and counts."""
        columns = ", ".join(f"{name} = ?" for name in SOURCE_COLUMNS.split(", ")[1:])
        self._db.execute(f"UPDATE source SET {columns} WHERE no = ?",
                         (info.sha256, json.dumps(info.names, ensure_ascii=False), *astuple(info)[3:], info.no))

    def add_judgement(self, judgement: Judgement) -> None:
        """An investigator's word."""
        verb, subjects, keys, *rest = astuple(judgement)
        self._db.execute(
            'INSERT INTO judgement (inv, verb, subjects, keys, value, who, "when", why) VALUES (?,?,?,?,?,?,?,?)',
            (self._inv, verb, json.dumps(subjects), json.dumps(keys, ensure_ascii=False), *rest))

    def _number(self, type_name: str) -> int:
        number = self._types.number(type_name)
        if number < 0:
            self._db.execute("INSERT INTO type (name) VALUES (?)", (type_name,))
            number = self._types.number(type_name)
        return number

    def _entity(self, entity_id: str) -> int:
        return self._numbers_of((entity_id,))[entity_id]

    def _last(self, table: str) -> int:
        return int(self._db.execute(f"SELECT coalesce(max(no), 0) FROM {table}").fetchone()[0])

    def _stale(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._db.executemany("INSERT OR IGNORE INTO stale VALUES (?,?)",
                             [(self._entity(a), self._entity(b)) for a, b in pairs])
