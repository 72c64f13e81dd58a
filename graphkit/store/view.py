"""Reading the graph as it stands, in a fixed order: entities, links, and what proves them."""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from functools import partial
from operator import attrgetter

import orjson

from graphkit.model.catalog import ENTITY_TYPES, LINK_TYPES
from graphkit.model.identity import SAME_AS, contradictions
from graphkit.model.judging import row_id
from graphkit.model.records import Claim, Judgement, SourceRef
from graphkit.store.excluding import rarest
from graphkit.store.link_reads import LinkReads
from graphkit.store.rows import ChunkRow, Placement, PlainLink, SourceInfo, TransactionRow, offsets, stated, unpack


class View(LinkReads):
    """Everything that can be read of an investigation, from one snapshot. Every id given may be any id of an entity;
    answers use the one it resolves to."""

    def claims(self, ids: Iterable[str], limit: int = 200, links: Iterable[str] = ()) -> dict[str, list[Claim]]:
        """What each live source row says about these entities or links, by source row; at most `limit` of each.

        `links`: more ids, of what is known to be a link; they are not looked up among the entities.
        """
        wanted, plain = sorted(set(ids)), set(links)
        members = {i: i for i in plain}
        known = self.canonical(wanted)
        for i in wanted:
            if i in known:
                members |= dict.fromkeys(self._resolver.members((i,)), i)
            else:
                members[i] = i
        found: dict[str, list[Claim]] = {i: [] for i in (*wanted, *plain)}
        refs, places, claim = self._refs, self._places, partial(tuple.__new__, Claim)
        for subject, chunk, rows, values in self._claims(members, limit):
            told, said = stated(values), found[members[subject]]
            for place in places[chunk]:
                for offset in offsets(rows)[:limit]:
                    where = place.source, place.sheet, place.base + offset
                    if where not in refs:
                        source = self._sources[place.source]
                        refs[where] = SourceRef(source.name, place.sheet, where[2], source.sha256)
                    said.append(claim((subject, refs[where], told)))
        return {i: _by_row(claims)[:limit] if len(claims) > 1 else claims for i, claims in found.items()}

    def raw_row(self, ref: SourceRef) -> dict[str, str]:
        """The row as it stands in the file, header → text; {} when it is not kept."""
        for place, chunk in self.chunks_of([ref]).values():
            raw = orjson.loads(zlib.decompress(chunk.raw))
            for offset, *cells in raw["rows"]:
                if place.base + offset == ref.row:
                    return dict(zip(raw["headers"], cells, strict=False))
        return {}

    def chunks_of(self, refs: Iterable[SourceRef]) -> dict[SourceRef, tuple[Placement, ChunkRow]]:
        """The chunk in which each source row stands if it stands anywhere; none where nothing is loaded so far up."""
        numbers = {s.sha256: s.no for s in self._sources.values()}
        places: dict[tuple[str, str], list[Placement]] = {}
        chunks: dict[int, ChunkRow | None] = {}
        found = {}
        for ref in refs:
            sheet = ref.sha256, ref.sheet
            if sheet not in places:
                all_places = self._reader.source_placements(numbers[ref.sha256]) if ref.sha256 in numbers else []
                places[sheet] = sorted((p for p in all_places if p.sheet == ref.sheet), key=lambda p: p.base)
            above = bisect_right(places[sheet], ref.row, key=lambda p: p.base)
            if above:
                place = places[sheet][above - 1]
                if place.chunk not in chunks:
                    chunks[place.chunk] = self._reader.chunk(place.chunk)
                chunk = chunks[place.chunk]
                if chunk is not None:
                    found[ref] = place, chunk
        return found

    def sources(self) -> list[SourceInfo]:
        """The loaded files, withdrawn ones too, by name and content."""
        return sorted(self._sources.values(), key=lambda s: (s.name, s.sha256))

    def judgements(self) -> list[Judgement]:
        """Every recorded word, oldest first."""
        return sorted(self._reader.judgements(), key=lambda j: (j.when, j.who, j.verb, j.subjects))

    def words(self) -> list[Judgement]:
        """The investigators' words that count: the newest on each matter that nobody took back, oldest first."""
        return self._resolver.words

    def contradictions(self) -> list[tuple[str, str]]:
        """Pairs judged not the same that rows or other words join all the same, for the investigator to settle."""
        apart = self._resolver.apart
        scope = self._resolver.scope({i for pair in apart for i in pair})
        return contradictions(apart, scope.canonical)

    def row_subjects(self, ref: SourceRef) -> tuple[str, tuple[str, ...]]:
        """A source row by its content (an id), and what it speaks of, the rarest first; ("", ()) where no such row is,
        or it says nothing."""
        for place, chunk in self.chunks_of([ref]).values():
            raw, offset = orjson.loads(zlib.decompress(chunk.raw)), ref.row - place.base
            said = {c.subject for c in self._reader.chunk_statements(chunk.no)[3] if offset in set(unpack(c.rows))}
            for number, *cells in raw["rows"]:
                if number == offset and said:
                    return row_id(raw["headers"], cells), tuple(rarest(self._reader, said))
        return "", ()

    def _rejected_links(self) -> list[PlainLink | TransactionRow]:
        """Every live link that an investigator rejected."""
        found: list[PlainLink | TransactionRow] = []
        for type_name, source, target in self._resolver.rejected:
            sources, targets = self._resolver.members((source,)), set(self._resolver.members((target,)))
            found += [k for k in self._reader.links_at(sources, (type_name,))
                      if k.source in sources and k.target in targets]
            found += [t for t in self._reader.transactions_between(sources, targets) if t.type == type_name]
        return [k for k in found if self._resolver.live(k)]

    def stats(self) -> tuple[dict[str, int], dict[str, int]]:
        """How many entities and how many links (each reported transaction is one) there are, by type."""
        dead = self._resolver.dead
        entity_counts, link_counts = self._reader.counts()
        entities: Counter[str] = Counter()
        links: Counter[str] = Counter()
        for (type_name, support), n in entity_counts.items():
            entities[type_name] += 0 if support in dead else n
        for (type_name, support), n in link_counts.items():
            links[type_name] += 0 if support in dead or type_name == SAME_AS else n
        for row in self._reader.entities(self._resolver.gone):
            entities[row.type] -= row.support not in dead
        gone: list[PlainLink | TransactionRow] = [*self._reader.links(self._resolver.gone)]
        gone += self._reader.transactions(self._resolver.gone)
        links -= Counter(k.type for k in gone if k.support not in dead and k.type != SAME_AS)
        links -= Counter(k.type for k in self._rejected_links())
        scope = self._resolver.whole()
        for entity_id in scope.canonical:
            if entity_id in scope.rows:
                entities[scope.rows[entity_id].type] -= 1
        return ({t: entities[t] for t in ENTITY_TYPES if entities[t]}, {t: links[t] for t in LINK_TYPES if links[t]})


def _by_row(claims: list[Claim]) -> list[Claim]:
    """Claims in the order of the rows; what one row says twice of one thing, by what it states."""
    place = attrgetter("ref", "subject")
    if len(set(map(place, claims))) < len(claims):
        claims = sorted(claims, key=lambda claim: sorted(claim.values))
    return sorted(claims, key=place)
