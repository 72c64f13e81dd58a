"""Reading the graph as it stands: one snapshot, aliases resolved, withdrawn sources left out, in a fixed order."""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

import orjson

from graphkit.model.catalog import ENTITY_TYPES, LINK_TYPES
from graphkit.model.identity import SAME_AS
from graphkit.model.records import (
    Claim, Entity, Flow, Judgement, Link, SourceRef, Subgraph, Transaction, Value, distinct,
)
from graphkit.model.statements import search_form
from graphkit.store.backend import Reader
from graphkit.store.pairing import flow_of
from graphkit.store.resolving import Resolver
from graphkit.store.rows import WITHDRAWN, ClaimRow, Placement, SourceInfo, TotalRow, TransactionRow, unpack

CLAIMS_READ = 2_000
"""Claims read per entity for its merged properties; a hub with more is described by these."""

TRANSACTION_TYPES = frozenset(t.name for t in LINK_TYPES.values() if t.transactions)
PLAIN_TYPES = frozenset(LINK_TYPES) - TRANSACTION_TYPES - {SAME_AS}


class View:
    """One consistent snapshot of an investigation. Every id given may be any id of an entity; answers use the one
    it resolves to."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._resolver = Resolver(reader)
        self._sources = {s.no: s for s in reader.sources()}
        self._places: dict[int, list[Placement]] = {}

    # -- entities ------------------------------------------------------------------------------------------

    def canonical(self, ids: Iterable[str]) -> dict[str, str]:
        """id → the id it answers to, for those ids that live claims support."""
        wanted = list(ids)
        scope = self._resolver.scope(wanted)
        return {i: scope.of(i) for i in wanted if scope.of(i) in scope.rows}

    def types(self, ids: Iterable[str]) -> dict[str, str]:
        """id → entity type, for those that exist."""
        wanted = list(ids)
        scope = self._resolver.scope(wanted)
        return {i: scope.rows[scope.of(i)].type for i in wanted if scope.of(i) in scope.rows}

    def get(self, ids: Iterable[str]) -> dict[str, Entity]:
        """The entities that these ids mean, by the id they answer to, in id order."""
        roots = sorted(set(self.canonical(ids).values()))
        scope = self._resolver.scope(roots)
        owner = {m: root for root in roots for m in scope.members[root] if m in scope.rows}
        values: dict[str, dict[str, list[Value]]] = {root: defaultdict(list) for root in roots}
        for claim, live in self._live(self._reader.claims(owner, CLAIMS_READ)):
            if live:
                said = values[owner[claim.subject]]
                weight = sum(1 for _ in unpack(claim.rows))
                for name, value in orjson.loads(claim.values).items():
                    said[name].extend([value] * weight)
        return {root: self._entity(root, values[root], owner, scope.members[root]) for root in roots}

    def _entity(
        self, root: str, said: Mapping[str, list[Value]], owner: Mapping[str, str], members: Iterable[str]
    ) -> Entity:
        declared = ENTITY_TYPES[self._resolver.scope((root,)).rows[root].type]
        merged = {f.name: distinct(said[f.name]) for f in declared.fields if f.name in said}
        caption = next((str(merged[name][0]) for name in declared.caption if name in merged), root[:8])
        return Entity(root, declared.name, caption, merged, tuple(m for m in members if m in owner))

    def ids_of(self, type_name: str | None = None) -> list[str]:
        """Every entity of a type (or all), each by the id it answers to, in id order."""
        ids = [r.id for r in self._reader.entity_ids(type_name) if r.support not in self._resolver.dead]
        return sorted(set(self.canonical(ids).values()))

    def find(self, text: str, type_name: str | None = None, limit: int = 20) -> tuple[list[Entity], bool]:
        """Entities with a property that contains `text` (NFKC, case folded, two characters or more): exact matches
        first, then prefixes, then the rest, then by id. The flag says whether there are more than `limit`."""
        needle = search_form(text.strip())
        if len(needle) < 2:  # noqa: PLR2004 - one character matches nearly everything
            return [], False
        wanted = limit + 1
        while True:
            hits = self._reader.search(needle, type_name, wanted * 4)
            roots = self.canonical(i for _, i in hits)
            best: dict[str, int] = {}
            for quality, entity_id in hits:
                root = roots.get(entity_id)
                if root is not None:
                    best[root] = min(quality, best.get(root, quality))
            entities = self.get(best)
            ranked = [(q, e) for i, e in entities.items() if (q := _match(e, needle)) is not None]
            if len(ranked) >= wanted or len(hits) < wanted * 4:
                break
            wanted *= 4
        ranked.sort(key=lambda pair: (pair[0], pair[1].id))
        return [entity for _, entity in ranked[:limit]], len(ranked) > limit

    # -- links ---------------------------------------------------------------------------------------------

    def neighbourhood(
        self, ids: Iterable[str], types: Collection[str] | None = None, cap: int | None = None
    ) -> Subgraph:
        """The links at these entities with their far ends (types only; `get` describes them).

        Transactions come as one link per ordered pair with its count. Entities with more than `cap` links are not
        expanded but named in `hubs`.
        """
        roots = set(self.canonical(ids).values())
        scope = self._resolver.scope(roots)
        owner = {m: root for root in roots for m in scope.members[root]}
        hubs: set[str] = set()
        if cap is not None:
            weight: Counter[str] = Counter()
            for member, degree in self._reader.degree(owner).items():
                weight[owner[member]] += degree
            hubs = {root for root in roots if weight[root] > cap}
        near = [m for m, root in owner.items() if root not in hubs]
        links = self._plain(near, types) + self._totals(near, types)
        return self._subgraph(links, roots, frozenset(hubs))

    def between(self, ids: Iterable[str]) -> Subgraph:
        """The entities and every link (totals for transactions) with both ends among them."""
        roots = set(self.canonical(ids).values())
        members = self._resolver.members(roots)
        links = [k for k in self._plain(members) + self._totals(members) if {k.source, k.target} <= roots]
        entities = self.get(roots)
        return Subgraph(entities, {k.id: k for k in sorted(links, key=_order)})

    def whole(self) -> Subgraph:
        """The whole investigation, transactions as totals, entities by type only; for whole-graph questions."""
        dead = self._resolver.dead
        links = [
            Link(k.id, k.type, k.source, k.target)
            for k in self._reader.links_of(PLAIN_TYPES) if k.support not in dead
        ]
        rows = [t for t in self._reader.all_totals() if t.support not in dead]
        ends = {e for k in links for e in (k.source, k.target)} | {e for t in rows for e in (t.source, t.target)}
        scope = self._resolver.scope(ends | {r.id for r in self._reader.entity_ids() if r.support not in dead})
        links = [Link(k.id, k.type, scope.of(k.source), scope.of(k.target)) for k in links]
        return self._subgraph(links + _merge(rows, scope.of), {scope.of(i) for i in scope.rows}, frozenset())

    def links(self, link_ids: Iterable[str]) -> dict[str, Link]:
        """Single links by id, transactions included, with their merged values."""
        wanted = sorted(set(link_ids))
        found = {k.id: (k.type, k.source, k.target) for k in self._reader.links(wanted)
                 if k.support not in self._resolver.dead}
        found |= {t.id: (t.type, t.source, t.target) for t in self._reader.transactions(wanted)
                  if t.support not in self._resolver.dead}
        scope = self._resolver.scope({e for _, a, b in found.values() for e in (a, b)})
        values: dict[str, dict[str, list[Value]]] = {i: defaultdict(list) for i in found}
        for claim, live in self._live(self._reader.claims(found, CLAIMS_READ)):
            if live:
                for name, value in orjson.loads(claim.values).items():
                    values[claim.subject][name].append(value)
        return {
            i: Link(i, found[i][0], scope.of(found[i][1]), scope.of(found[i][2]),
                    {name: distinct(v) for name, v in sorted(values[i].items())})
            for i in sorted(found)
        }

    def transactions(self, source: str, target: str, limit: int | None = None) -> list[Transaction]:
        """Reported transactions from one entity to another, by (time, id); both reports of a transfer are there."""
        sources, targets = self._resolver.members((source,)), self._resolver.members((target,))
        rows = self._reader.transactions_between(sources, targets, limit)
        live = [r for r in rows if r.support not in self._resolver.dead]
        return self._settle(live)

    def flow(self, source: str, target: str) -> Flow:
        """What moved from one entity to another, every transfer counted once, to the 分."""
        sources = self._resolver.members((source,))
        targets = set(self._resolver.members((target,)))
        rows = [t for t in self._reader.totals_at(sources) if t.source in sources and t.target in targets
                and t.support not in self._resolver.dead]
        if len({t.side for t in rows}) > 1 or any(t.conflicts for t in rows):
            return flow_of(source, target, self.transactions(source, target))
        times = sorted(t for row in rows for t in (row.first, row.last) if t)
        return Flow(source, target, sum(t.n for t in rows), sum(t.amount for t in rows), times[0] if times else "",
                    times[-1] if times else "", sum(t.failed for t in rows))

    def _plain(self, members: Collection[str], types: Collection[str] | None = None) -> list[Link]:
        wanted = PLAIN_TYPES if types is None else PLAIN_TYPES & set(types)
        if not members or not wanted:
            return []
        rows = [k for k in self._reader.links_at(members, None if types is None else wanted)
                if k.support not in self._resolver.dead and k.type != SAME_AS]
        scope = self._resolver.scope({e for k in rows for e in (k.source, k.target)})
        return [Link(k.id, k.type, scope.of(k.source), scope.of(k.target)) for k in rows]

    def _totals(self, members: Collection[str], types: Collection[str] | None = None) -> list[Link]:
        wanted = TRANSACTION_TYPES if types is None else TRANSACTION_TYPES & set(types)
        if not members or not wanted:
            return []
        rows = [t for t in self._reader.totals_at(members, wanted) if t.support not in self._resolver.dead]
        scope = self._resolver.scope({e for t in rows for e in (t.source, t.target)})
        return _merge(rows, scope.of)

    def _subgraph(self, links: Iterable[Link], roots: set[str], hubs: frozenset[str]) -> Subgraph:
        kept = {k.id: k for k in sorted(links, key=_order)}
        ends = roots | {e for k in kept.values() for e in (k.source, k.target)}
        types = self.types(ends)
        entities = {i: Entity(i, types[i]) for i in sorted(ends) if i in types}
        return Subgraph(entities, kept, bool(hubs), hubs)

    def _settle(self, rows: list[TransactionRow]) -> list[Transaction]:
        resolve = self._resolver.scope({e for r in rows for e in (r.source, r.target)}).of
        doubted = [r.id for r in rows if r.conflict]
        amounts: dict[str, set[int | None]] = defaultdict(set)
        if doubted:
            for claim, live in self._live(self._reader.claims(doubted)):
                if live:
                    amount = orjson.loads(claim.values).get(LINK_TYPES["paid"].amount)
                    amounts[claim.subject].add(amount)
        found = []
        for r in rows:
            agreed = len(amounts[r.id]) == 1 if r.conflict else True
            amount = next(iter(amounts[r.id])) if r.conflict and agreed else r.amount if r.moved else None
            found.append(Transaction(r.id, r.type, resolve(r.source), resolve(r.target), amount, r.time, r.side,
                                     r.reference, not agreed))
        return sorted(found, key=lambda t: (t.time, t.id))

    # -- provenance ----------------------------------------------------------------------------------------

    def claims(self, ids: Iterable[str], limit: int = 200) -> dict[str, list[Claim]]:
        """What each live source row says about these entities or links, by source row; at most `limit` of each."""
        wanted = sorted(set(ids))
        members: dict[str, str] = {}
        known = self.canonical(wanted)
        for i in wanted:
            if i in known:
                members |= dict.fromkeys(self._resolver.members((i,)), i)
            else:
                members[i] = i
        found: dict[str, list[Claim]] = {i: [] for i in wanted}
        for row, places in self._live(self._reader.claims(members, limit)):
            values = orjson.loads(row.values)
            for place in places:
                source = self._sources[place.source]
                for offset in unpack(row.rows):
                    ref = SourceRef(source.name, place.sheet, place.base + offset, source.sha256)
                    found[members[row.subject]].append(Claim(row.subject, ref, values))
        return {i: sorted(claims, key=lambda c: (c.ref, c.subject, sorted(c.values)))[:limit]
                for i, claims in found.items()}

    def raw_row(self, ref: SourceRef) -> dict[str, str]:
        """The row as it stands in the file, header → text; {} when it is not kept."""
        source = next((s for s in self._sources.values() if s.sha256 == ref.sha256), None)
        if source is None:
            return {}
        below = [p for p in self._reader.source_placements(source.no) if p.sheet == ref.sheet and p.base <= ref.row]
        for place in sorted(below, key=lambda p: -p.base):
            chunk = self._reader.chunk(place.chunk)
            if chunk is not None:
                raw = orjson.loads(zlib.decompress(chunk.raw))
                for offset, *cells in raw["rows"]:
                    if place.base + offset == ref.row:
                        return dict(zip(raw["headers"], cells, strict=False))
        return {}

    def sources(self) -> list[SourceInfo]:
        """The loaded files, withdrawn ones too, by name and content."""
        return sorted(self._sources.values(), key=lambda s: (s.name, s.sha256))

    def judgements(self) -> list[Judgement]:
        """Every recorded word, oldest first."""
        return sorted(self._reader.judgements(), key=lambda j: (j.when, j.who, j.verb, j.subjects))

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
        aliased = {e for k in self._reader.links_of((SAME_AS,)) if k.support not in dead for e in (k.source, k.target)}
        scope = self._resolver.scope(aliased | {i for pair in self._resolver.same for i in pair})
        for entity_id in scope.canonical:
            if entity_id in scope.rows:
                entities[scope.rows[entity_id].type] -= 1
        return ({t: entities[t] for t in ENTITY_TYPES if entities[t]}, {t: links[t] for t in LINK_TYPES if links[t]})

    def _live(self, rows: Iterable[ClaimRow]) -> Iterator[tuple[ClaimRow, list[Placement]]]:
        kept = list(rows)
        missing = {r.chunk for r in kept} - self._places.keys()
        if missing:
            self._places |= {no: [] for no in missing}
            for place in self._reader.placements(missing):
                if self._sources[place.source].state != WITHDRAWN:
                    self._places[place.chunk].append(place)
        return ((row, self._places[row.chunk]) for row in kept)


def _match(entity: Entity, needle: str) -> int | None:
    """How well a live entity answers a search: 0 exact, 1 prefix, 2 substring, None not (any more)."""
    best: int | None = None
    for field in ENTITY_TYPES[entity.type].fields:
        if field.search:
            for value in entity.properties.get(field.name, ()):
                form = search_form(str(value))
                if needle in form:
                    quality = 0 if form == needle else 1 if form.startswith(needle) else 2
                    best = quality if best is None else min(best, quality)
    return best


def _merge(rows: Iterable[TotalRow], of: Callable[[str], str]) -> list[Link]:
    """One link per ordered pair of entities; `of` resolves an id. Pairs where nothing moved are left out."""
    groups: dict[tuple[str, str, str], list[TotalRow]] = defaultdict(list)
    for row in rows:
        if row.n or row.conflicts:
            groups[row.type, of(row.source), of(row.target)].append(row)
    links = []
    for (type_name, source, target), group in groups.items():
        times = sorted(t for row in group for t in (row.first, row.last) if t)
        reported: Counter[str] = Counter()
        for row in group:
            reported[row.side] += row.amount
        links.append(Link(f"{type_name}:{source}:{target}", type_name, source, target, {},
                          sum(r.n + r.conflicts for r in group), times[0] if times else "", times[-1] if times else "",
                          max(reported.values())))
    return links


def _order(link: Link) -> tuple[str, str, str, str]:
    return (link.type, link.source, link.target, link.id)
