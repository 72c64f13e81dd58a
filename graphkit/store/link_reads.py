"""Reading links: neighbourhoods with totals for transactions, and single links with their values."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable

import orjson

from graphkit.model.catalog import LINK_TYPES
from graphkit.model.identity import SAME_AS
from graphkit.model.records import Entity, Link, Subgraph, Value, distinct
from graphkit.store.rows import TotalRow
from graphkit.store.snapshot import CLAIMS_READ
from graphkit.store.transaction_reads import TransactionReads

TRANSACTION_TYPES = frozenset(t.name for t in LINK_TYPES.values() if t.transactions)
PLAIN_TYPES = frozenset(LINK_TYPES) - TRANSACTION_TYPES - {SAME_AS}


class LinkReads(TransactionReads):
    """How it hangs together."""

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
        links = [
            Link(k.id, k.type, k.source, k.target)
            for k in self._reader.links_of(PLAIN_TYPES) if self._resolver.live(k)
        ]
        rows = self._live_totals(self._reader.all_totals())
        ends = {e for k in links for e in (k.source, k.target)} | {e for t in rows for e in (t.source, t.target)}
        scope = self._resolver.scope(ends | {r.id for r in self._reader.entity_ids() if self._resolver.live(r)})
        links = [Link(k.id, k.type, scope.of(k.source), scope.of(k.target)) for k in links]
        links = self._unrejected(links + _merge(rows, scope.of))
        return self._subgraph(links, {scope.of(i) for i in scope.rows}, frozenset())

    def links(self, link_ids: Iterable[str]) -> dict[str, Link]:
        """Single links by id, transactions included, with their merged values."""
        wanted = sorted(set(link_ids))
        found = {k.id: (k.type, k.source, k.target) for k in self._reader.links(wanted)
                 if self._resolver.live(k)}
        found |= {t.id: (t.type, t.source, t.target) for t in self._reader.transactions(wanted)
                  if self._resolver.live(t)}
        scope = self._resolver.scope({e for _, a, b in found.values() for e in (a, b)})
        found = {i: (t, a, b) for i, (t, a, b) in found.items() if not self._rejects(t, scope.of(a), scope.of(b))}
        values: dict[str, dict[str, list[Value]]] = {i: defaultdict(list) for i in found}
        for claim, _ in self._claims(found, CLAIMS_READ):
            for name, value in orjson.loads(claim.values).items():
                values[claim.subject][name].append(value)
        return {
            i: Link(i, found[i][0], scope.of(found[i][1]), scope.of(found[i][2]),
                    {name: distinct(v) for name, v in sorted(values[i].items())})
            for i in sorted(found)
        }

    def _plain(self, members: Collection[str], types: Collection[str] | None = None) -> list[Link]:
        wanted = PLAIN_TYPES if types is None else PLAIN_TYPES & set(types)
        if not members or not wanted:
            return []
        rows = [k for k in self._reader.links_at(members, None if types is None else wanted)
                if self._resolver.live(k) and k.type != SAME_AS]
        scope = self._resolver.scope({e for k in rows for e in (k.source, k.target)})
        return self._unrejected([Link(k.id, k.type, scope.of(k.source), scope.of(k.target)) for k in rows])

    def _totals(self, members: Collection[str], types: Collection[str] | None = None) -> list[Link]:
        wanted = TRANSACTION_TYPES if types is None else TRANSACTION_TYPES & set(types)
        if not members or not wanted:
            return []
        rows = self._live_totals(self._reader.totals_at(members, wanted))
        scope = self._resolver.scope({e for t in rows for e in (t.source, t.target)})
        return self._unrejected(_merge(rows, scope.of))

    def _unrejected(self, links: list[Link]) -> list[Link]:
        """Without the links that an investigator rejected."""
        if not self._resolver.rejected:
            return links
        return [k for k in links if not self._rejects(k.type, k.source, k.target)]

    def _subgraph(self, links: Iterable[Link], roots: set[str], hubs: frozenset[str]) -> Subgraph:
        kept = {k.id: k for k in sorted(links, key=_order)}
        ends = roots | {e for k in kept.values() for e in (k.source, k.target)}
        types = self.types(ends)
        entities = {i: Entity(i, types[i]) for i in sorted(ends) if i in types}
        return Subgraph(entities, kept, bool(hubs), hubs)


def _merge(rows: Iterable[TotalRow], of: Callable[[str], str]) -> list[Link]:
    """One link per ordered pair of entities; `of` resolves an id. Pairs where nothing moved are left out."""
    groups: dict[tuple[str, str, str], list[TotalRow]] = defaultdict(list)
    for row in rows:
        if row.n or row.conflicts:
            groups[row.type, of(row.source), of(row.target)].append(row)
    links = []
    for (type_name, source, target), group in groups.items():
        times = sorted(t for row in group for t in (row.first, row.last) if t)
        counts: Counter[str] = Counter()
        reported: Counter[str] = Counter()
        for row in group:
            counts[row.side] += row.n + row.conflicts
            reported[row.side] += row.amount
        links.append(Link(f"{type_name}:{source}:{target}", type_name, source, target, {},
                          max(counts.values()), times[0] if times else "", times[-1] if times else "",
                          max(reported.values())))
    return links


def _order(link: Link) -> tuple[str, str, str, str]:
    return (link.type, link.source, link.target, link.id)
