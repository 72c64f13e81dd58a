"""Keyed reads of an embedded store: what its sources say, and what they are; below it links and entities."""

from __future__ import annotations

import json
from collections.abc import Collection

from graphkit.model.identity import SAME_AS
from graphkit.model.records import Judgement
from graphkit.store.aliasing import alias_groups
from graphkit.store.rows import ChunkRow, ClaimRow, EntityRow, Placement, PlainLink, SourceInfo, TransactionRow
from graphkit.store.sqlite_links import SELECT_LINK, SELECT_TXN, LinkReader

ENTITY, LINK, TXN = 0, 1, 2
SOURCE_COLUMNS = (
    "no, sha256, names, kind, size, state, loaded_at, rows, accepted, rejected, no_data, rules, reason, changed_by,"
    " changed_at, sm3"
)


class SqliteReader(LinkReader):
    """See `graphkit.store.backend.Reader`."""

    def alias_groups(self, ids: Collection[str]) -> tuple[list[EntityRow], list[PlainLink]]:
        """The entities among `ids` with all that aliases join to them, and these aliases."""
        same = self._types.number(SAME_AS)
        sql = "SELECT value FROM json_each(?) WHERE " + " OR ".join(
            f"EXISTS (SELECT 1 FROM link WHERE {end} = value AND type = {same})" for end in ("src", "dst"))
        joined = {self._ids[no] for (no,) in self._db.execute(sql, (self._wanted(ids),))}
        alone = self.entities([i for i in ids if i not in joined])
        found, links = alias_groups(self, joined)
        return alone + found, links

    def claims(self, subjects: Collection[str], limit: int | None = None) -> list[ClaimRow]:
        """Claims about entities or links, at most `limit` per subject."""
        owner = {number: subject for subject, number in self._subjects(subjects).items()}
        sql = (
            'SELECT j.value, c.chunk, c.rows, c."values" FROM json_each(?) j CROSS JOIN claim c'
            " ON c.no IN (SELECT no FROM claim WHERE subject = j.value LIMIT ?)"
        )
        rows = self._db.execute(sql, (json.dumps(list(owner)), -1 if limit is None else limit))
        return [ClaimRow(owner[number], *row) for number, *row in rows]

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
        between = (
            "(SELECT c.subject >> 2 FROM chunk k JOIN claim c ON c.no BETWEEN k.first_claim AND k.last_claim"
            " WHERE k.no = ? AND c.subject & 3 = {})"
        )
        entities, by_subject = [], {}
        sql = f"SELECT no, id, type, rank, support FROM entity WHERE no IN {between.format(ENTITY)}"
        for number, id_, type_, rank, support in self._db.execute(sql, (no,)):
            entities.append(EntityRow(id_.hex(), self._types.name(type_), rank, support))
            by_subject[number * 4 + ENTITY] = id_.hex()
        links = self._links_met(self._db.execute(f"{SELECT_LINK} WHERE l.no IN {between.format(LINK)}", (no,)))
        moving = self._transactions_met(self._db.execute(f"{SELECT_TXN} WHERE t.no IN {between.format(TXN)}", (no,)))
        for family, table in ((LINK, "link"), (TXN, "txn")):
            sql = f"SELECT no, id FROM {table} WHERE no IN {between.format(family)}"
            for number, id_ in self._db.execute(sql, (no,)):
                by_subject[number * 4 + family] = id_.hex()
        sql = (
            'SELECT c.subject, c.chunk, c.rows, c."values" FROM chunk k JOIN claim c'
            " ON c.no BETWEEN k.first_claim AND k.last_claim WHERE k.no = ? ORDER BY c.no"
        )
        claims = [ClaimRow(by_subject[s], *rest) for s, *rest in self._db.execute(sql, (no,))]
        terms = [
            (by_subject[number * 4], text) for number, text in
            self._db.execute(f"SELECT entity, text FROM term WHERE entity IN {between.format(ENTITY)}", (no,))
        ]
        return entities, links, moving, claims, terms

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

    def _subjects(self, ids: Collection[str]) -> dict[str, int]:
        """The numbers under which claims about these stand. What was read as a link is one."""
        found = {i: no * 4 + family for family, known in ((LINK, self._links), (TXN, self._moving))
                 for i in ids if (no := known.get(i)) is not None}
        rest = [i for i in ids if i not in found] if found else ids
        self._wanted(rest)
        found |= {i: self._numbers[i] * 4 for i in rest if i in self._numbers}
        rest = [i for i in ids if i not in found]
        for family, table in ((LINK, "link"), (TXN, "txn")):
            for no, id_ in self._by_ids(f"SELECT no, id FROM {table} WHERE inv = ? AND id IN ({{}})", rest):
                found[id_.hex()] = no * 4 + family
        return found
