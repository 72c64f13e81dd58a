"""Keyed reads of an embedded store: what its sources say, and what they are; below it links and entities."""

from __future__ import annotations

import json
from collections.abc import Collection

from graphkit.model.identity import SAME_AS
from graphkit.model.records import Judgement
from graphkit.store.aliasing import alias_groups
from graphkit.store.rows import ChunkRow, ClaimRow, EntityRow, Placement, PlainLink, SourceInfo, TransactionRow
from graphkit.store.sqlite_claims import ENTITY, LINK, TXN, claims_about, claims_of_chunk, spoken_of
from graphkit.store.sqlite_entities import SELECT_ENTITY
from graphkit.store.sqlite_links import SELECT_LINK, SELECT_TXN, LinkReader

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
        sql = f"{SELECT_ENTITY} WHERE no IN {spoken[ENTITY]}"
        for number, id_, type_, rank, support in self._db.execute(sql, chunk):
            entities.append(EntityRow(id_.hex(), self._types.name(type_), rank, support))
            by_subject[number * 4 + ENTITY] = id_.hex()
        links = self._links_met(self._db.execute(f"{SELECT_LINK} WHERE l.no IN {spoken[LINK]}", chunk))
        moving = self._transactions_met(self._db.execute(f"{SELECT_TXN} WHERE t.no IN {spoken[TXN]}", chunk))
        for family, table in ((LINK, "link"), (TXN, "txn")):
            for number, id_ in self._db.execute(f"SELECT no, id FROM {table} WHERE no IN {spoken[family]}", chunk):
                by_subject[number * 4 + family] = id_.hex()
        claims = claims_of_chunk(self._db, no, by_subject)
        terms = [
            (by_subject[number * 4], text) for number, text in
            self._db.execute(f"SELECT entity, text FROM term WHERE entity IN {spoken[ENTITY]}", chunk)
        ]
        return entities, links, moving, claims, terms

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

    def _subjects(self, ids: Collection[str]) -> dict[str, int]:
        """The numbers under which claims about these stand. What was read as a link is one."""
        numbers, links, moving, found = self._numbers, self._links, self._moving, {}
        rest = []
        for i in ids:
            if (no := numbers.get(i)) is not None:
                found[i] = no * 4
            elif (no := links.get(i)) is not None:
                found[i] = no * 4 + LINK
            elif (no := moving.get(i)) is not None:
                found[i] = no * 4 + TXN
            else:
                rest.append(i)
        numbers = self._numbers_of(rest)
        found |= {i: numbers[i] * 4 for i in rest if i in numbers}
        rest = [i for i in rest if i not in found]
        for family, table in ((LINK, "link"), (TXN, "txn")):
            for no, id_ in self._by_ids(f"SELECT no, id FROM {table} WHERE inv = ? AND id IN ({{}})", rest):
                found[id_.hex()] = no * 4 + family
        return found
