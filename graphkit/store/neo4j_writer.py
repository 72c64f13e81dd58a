"""Writes of a Neo4j store, one transaction at a time, every query for a whole batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import count
from typing import TypeVar

from graphkit.model.identity import digest
from graphkit.model.records import Judgement
from graphkit.model.statements import Batch, LinkRow, Report, Together
from graphkit.store import cypher
from graphkit.store.neo4j_reader import MARK, Neo4jReader, Run
from graphkit.store.rows import ChunkRow, EntityRow, Placement, PlainLink, SourceInfo, TotalRow, TransactionRow
from graphkit.store.writing import totals as totals_of

T = TypeVar("T")
TERMS_INDEXED = 8_000
"""Characters of one entity's search texts that go into the text index, which refuses more than 32,766 bytes."""

_PAIRS_AT_ONCE = 1_000
_NEXT = "MATCH (i:Investigation {no: $inv}) SET i.last = i.last + $n"
_ADD_CHUNKS = f"""
    {_NEXT} WITH i.last - $n AS base UNWIND $rows AS r
    CREATE (:Chunk {{no: base + r[0], uid: r[1], kind: r[2], raw: r[3], outcome: r[4]}})
    FOREACH (at IN range(0, size(r[5]) - 1) | CREATE (:Claim {{
        subject: $scope + r[5][at], rows: r[6][at], values: r[7][at], type: r[8][at], at: at, chunk: base + r[0]}}))
    RETURN DISTINCT base
"""
_ADD_PLACES = f"""
    {_NEXT} WITH i.last - $n AS base UNWIND $rows AS r MERGE (p:Placement {{source: r[2], base: r[4], sheet: r[3]}})
    ON CREATE SET p.chunk = r[1], p.seq = base + r[0]
"""
_ADD_SUPPORT = """
    MATCH (i:Investigation {no: $inv}) MERGE (s:Support {uid: $uid})
    ON CREATE SET i.last = i.last + 1, s.no = i.last, s.members = $members, s.live = true RETURN s.no
"""
_ADD_TERMS = """
    UNWIND $rows AS r MATCH (e:Entity {uid: r[0]})
    WITH e, r, coalesce(e.terms, e.long_terms, $mark) AS old
    WITH e, old, [text IN r[1] WHERE NOT old CONTAINS $mark + text + $mark] AS new WHERE size(new) > 0
    WITH e, reduce(all = old, text IN new | all + text + $mark) AS texts
    WITH e, texts, size(texts) <= $most AS fits
    SET e.terms = CASE WHEN fits THEN texts END, e.long_terms = CASE WHEN NOT fits THEN texts END,
        e.wordy = CASE WHEN NOT fits THEN $inv END
"""


class Neo4jWriter(Neo4jReader):
    """See `graphkit.store.backend.Writer`."""

    def __init__(self, run: Run, inv: int) -> None:
        super().__init__(run, inv)
        self._link_types: dict[str, str] = {}

    def known_entities(self, ids: Collection[str]) -> dict[str, int]:
        """Support of each of these entities that exist."""
        text = f"MATCH (e:Entity) WHERE e.uid IN $uids {cypher.listed('e.uid, e.support')}"
        return {uid[self._cut :]: support for uid, support in self._listed(text, uids=self._uids(ids))}

    def known_links(self, ids: Mapping[str, LinkRow]) -> dict[str, tuple[int, Report | None]]:
        """(support, what is reported) of each of these links that exist."""
        found: dict[str, tuple[int, Report | None]] = {}
        for type_name, named in _grouped((row.type, i) for i, row in ids.items()).items():
            moving = type_name in cypher.MOVING
            text = cypher.links(type_name, cypher.TRANSACTION if moving else "k.uid, k.support")
            rows = self._listed(text, uids=self._uids(named))
            if moving:
                for t in self._transactions(rows):
                    found[t.id] = (t.support, None if t.conflict else Report(t.amount, t.time, t.reference, t.moved))
                    self._link_types[t.id] = type_name
            else:
                found |= {uid[self._cut :]: (support, None) for uid, support in rows}
        return found

    def add_entities(self, rows: Iterable[EntityRow], terms: Iterable[tuple[str, str]]) -> None:
        """New entities, with the texts to find them by."""
        texts = _grouped(terms)
        made = ((row.type, [self._scope + row.id, row.rank, row.support, *self._texts(texts.get(row.id))])
                for row in rows)
        self._run(cypher.add_entities(), rows=_grouped(made))

    def add_links(self, rows: Iterable[PlainLink]) -> None:
        """New plain links."""
        scope, ends = self._scope, defaultdict[str, int](count().__next__)
        made = _grouped((row.type, [scope + row.id, ends[row.source], ends[row.target], row.support]) for row in rows)
        if made:
            self._run(cypher.add_links(), rows=made, ends=[scope + end for end in ends])

    def add_transactions(self, rows: Sequence[TransactionRow], totals: Iterable[TotalRow]) -> None:
        """New transactions, and what they add to the totals."""
        counted: dict[tuple[object, ...], list[TransactionRow]] = defaultdict(list)
        for row in rows:
            counted[row.type, row.source, row.target, row.side, row.support].append(row)
        for type_name, more in _grouped((total.type, total) for total in totals).items():
            self._add_totals(type_name, ((total, counted[total[:5]]) for total in more))

    def add_terms(self, terms: Iterable[tuple[str, str]]) -> None:
        """More texts to find known entities by."""
        rows = [[self._scope + entity, texts] for entity, texts in _grouped(terms).items()]
        self._run(_ADD_TERMS, rows=rows, mark=MARK, most=TERMS_INDEXED, inv=self._inv)

    def known_chunks(self, hashes: Collection[str]) -> dict[str, int]:
        """The number of each chunk with one of these contents that exists."""
        text = "MATCH (k:Chunk) WHERE k.uid IN $uids RETURN k.uid, k.no"
        return {uid[self._cut :]: no for uid, no in self._run(text, uids=self._uids(hashes))}

    def add_chunks(self, new: Sequence[tuple[ChunkRow, Sequence[tuple[Together, bytes]]]], said: Batch) -> list[int]:
        """New chunks with their claims."""
        links, rows = said.links, []
        for at, (chunk, claims) in enumerate(new, 1):
            subjects = [subject for together, _ in claims for subject, _ in together]
            offsets = [packed for together, packed in claims for _ in together]
            values = [text.decode() for together, _ in claims for _, text in together]
            types = [links[subject].type if subject in links else "" for subject in subjects]
            rows.append([at, self._scope + chunk.hash, chunk.kind, chunk.raw, chunk.outcome, subjects, offsets,
                         values, types])
        ((base,),) = self._run(_ADD_CHUNKS, rows=rows, scope=self._scope, inv=self._inv, n=len(new))
        return [base + at for at, *_ in rows]

    def place(self, placements: Sequence[Placement]) -> None:
        """Record where chunks stand."""
        rows = [[at, *place] for at, place in enumerate(placements, 1)]
        self._run(_ADD_PLACES, rows=rows, inv=self._inv, n=len(rows))

    def set_entity_supports(self, supports: Mapping[str, int]) -> None:
        """New supports of known entities."""
        self._set_supports("", supports)

    def set_link_supports(self, supports: Mapping[str, int], links: Mapping[str, LinkRow]) -> None:
        """New supports of known links; pairs of transactions among them become stale."""
        for type_name, ids in _grouped((links[i].type, i) for i in supports).items():
            self._set_supports(type_name, {i: supports[i] for i in ids})
            if type_name in cypher.MOVING:
                pairs = sorted({(links[i].source, links[i].target) for i in ids})
                self._run(cypher.set_stale(type_name), pairs=[self._uids(pair) for pair in pairs], inv=self._inv)

    def set_conflicts(self, ids: Collection[str]) -> None:
        """Transactions whose reports differ lose what was reported; their pairs become stale."""
        for type_name, named in _grouped((self._link_types[i], i) for i in ids).items():
            self._run(cypher.set_conflicts(type_name), uids=self._uids(named), inv=self._inv)

    def chunk_supports(self, no: int) -> set[int]:
        """The supports of everything one chunk speaks of."""
        return {support for type_name in self._spoken_of(no)
                for (support,) in self._run(cypher.chunk_supports(type_name), no=no)}

    def lift_chunk(self, no: int, mapping: Mapping[int, int]) -> int:
        """Replace supports of everything one chunk speaks of; pairs of transactions become stale."""
        lift = {str(old): new for old, new in mapping.items()}
        changed = 0
        for type_name in self._spoken_of(no):
            if type_name in cypher.MOVING:
                self._run(cypher.stale_of_chunk(type_name), no=no, lift=lift, inv=self._inv)
            changed += sum(n for (n,) in self._run(cypher.lift_chunk(type_name), no=no, lift=lift))
        return changed

    def recount(self) -> None:
        """Count the totals of stale pairs anew from their transactions."""
        for type_name in cypher.MOVING:
            stale = self._run(cypher.stale_pairs(type_name), inv=self._inv)
            pairs = [(a[self._cut :], b[self._cut :]) for a, b in stale]
            for start in range(0, len(pairs), _PAIRS_AT_ONCE):
                some = pairs[start : start + _PAIRS_AT_ONCE]
                counted = totals_of(self._of_pairs(type_name, some))
                self._run(cypher.delete_totals(type_name), pairs=[self._uids(pair) for pair in some])
                self._add_totals(type_name, ((total, []) for total in counted))

    def add_support(self, members: frozenset[int]) -> int:
        """The number of a set of sources, made when it is new."""
        uid = self._scope + digest(*map(str, sorted(members)))
        ((no,),) = self._run(_ADD_SUPPORT, uid=uid, members=sorted(members), inv=self._inv)
        return int(no)

    def set_live(self, supports: Mapping[int, bool]) -> None:
        """Whether each of these supports has a source that is not withdrawn."""
        rows = [[no, live] for no, live in supports.items()]
        self._run("UNWIND $rows AS r MATCH (s:Support {no: r[0]}) SET s.live = r[1]", rows=rows)

    def add_source(self, info: SourceInfo) -> int:
        """A new source; its number."""
        return self._made("(x:Source) SET x = $source, x.no = i.last", source=_source(info))

    def update_source(self, info: SourceInfo) -> None:
        """A source's new names, state and counts."""
        self._run("MATCH (s:Source {no: $source.no}) SET s = $source", source=_source(info))

    def add_judgement(self, judgement: Judgement) -> None:
        """An investigator's word."""
        kept = asdict(judgement) | {"subjects": list(judgement.subjects), "keys": list(judgement.keys)}
        self._made("(x:Judgement) SET x = $judgement, x.no = i.last", judgement=kept)

    def _made(self, node: str, **params: object) -> int:
        """The number of a new node `x`, the investigation's next."""
        ((no,),) = self._run(f"{_NEXT} CREATE {node} RETURN x.no", inv=self._inv, n=1, **params)
        return int(no)

    def _set_supports(self, type_name: str, supports: Mapping[str, int]) -> None:
        if supports:
            self._run(cypher.set_supports(type_name), rows=[[self._scope + i, no] for i, no in supports.items()])

    def _add_totals(self, type_name: str, totals: Iterable[tuple[TotalRow, list[TransactionRow]]]) -> None:
        """Add to totals, each with the new transactions that it counts."""
        scope = self._scope
        rows = [
            [scope + total.source, scope + total.target, *total[3:],
             [[scope + t.id, t.support, t.amount, t.time or None, t.side or None, t.reference or None,
               None if t.moved else False, t.conflict or None] for t in transactions]]
            for total, transactions in totals
        ]
        self._run(cypher.add_totals(type_name), rows=rows)

    def _texts(self, texts: list[str] | None) -> tuple[str | None, str | None, int | None]:
        """Search texts as an entity keeps them: (terms, long_terms, wordy)."""
        if not texts:
            return None, None, None
        joined = f"{MARK}{MARK.join(texts)}{MARK}"
        return (joined, None, None) if len(joined) <= TERMS_INDEXED else (None, joined, self._inv)

    def _spoken_of(self, no: int) -> list[str]:
        """The types of links that one chunk speaks of, and "" for its entities."""
        return [name for (name,) in self._run("MATCH (c:Claim {chunk: $no}) RETURN DISTINCT c.type", no=no)]


def _source(info: SourceInfo) -> dict[str, object]:
    return asdict(info) | {"names": list(info.names)}


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
