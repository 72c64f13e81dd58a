"""Reading links: neighbourhoods with totals for transactions, and single links with their values."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import orjson

from graphkit.model.catalog import LINK_TYPES
from graphkit.model.identity import SAME_AS
from graphkit.model.records import Entity, Link, Projection, Subgraph, Transaction, Value, distinct
from graphkit.store.rows import TotalRow
from graphkit.store.snapshot import CLAIMS_READ
from graphkit.store.transaction_reads import TransactionReads

if TYPE_CHECKING:
    from graphkit.model.records import Numbers

TRANSACTION_TYPES = frozenset(t.name for t in LINK_TYPES.values() if t.transactions)
PLAIN_TYPES = frozenset(LINK_TYPES) - TRANSACTION_TYPES - {SAME_AS}


_NO_VALUES: Mapping[str, tuple[Value, ...]] = {}
"""Of links that are read without their values: one for all of them."""


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
        owner = {m: root for root in roots for m in scope.all_of(root)}
        weight = self.degrees(roots) if cap is not None else {}
        hubs = {root for root, degree in weight.items() if cap is not None and degree > cap}
        near = [m for m, root in owner.items() if root not in hubs]
        return self._subgraph(self._at(near, types), roots, frozenset(hubs))

    def degrees(self, ids: Iterable[str]) -> dict[str, int]:
        """At least how many links are at each of these entities, transactions between two counted once."""
        roots = set(self.canonical(ids).values())
        scope = self._resolver.scope(roots)
        owner = {m: root for root in roots for m in scope.all_of(root)}
        found = dict.fromkeys(roots, 0)
        for member, degree in self._reader.degree(owner).items():
            found[owner[member]] += degree
        return found

    def unlinked(self, ids: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Of these entities (by the ids they answer to) those that have nothing but transactions, whatever source is
        withdrawn: the texts by which each is found (see `search_form`), those of withdrawn sources among them."""
        return self._reader.unlinked(ids)

    def links_at(self, ids: Iterable[str], types: Collection[str] | None = None) -> list[Link]:
        """The links of `neighbourhood` alone, in no order, for questions that read much and answer little."""
        return self._at(self._resolver.members(self.canonical(ids).values()), types)

    def between(self, ids: Iterable[str]) -> Subgraph:
        """The entities and every link (totals for transactions) with both ends among them."""
        roots = set(self.canonical(ids).values())
        members = self._resolver.members(roots)
        links = [k for k in self._at(members) if {k.source, k.target} <= roots]
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

    def projection(self) -> Projection:
        """The whole investigation by columns, for questions on all of it."""
        import numpy

        read, dead = self._reader.columns(), list(self._resolver.dead)
        totals = self._live_totals(self._reader.all_totals())
        names = sorted({*read.names, *(t.type for t in totals)})
        same = read.link_types == (read.names.index(SAME_AS) if SAME_AS in read.names else -1)
        of = self._resolver.whole().of
        gone = self._resolver.gone
        standing = [of(i) == i and live and i not in gone
                    for i, live in zip(read.ids, ~numpy.isin(read.supports, dead), strict=True)]
        order = sorted((n for n, stands in enumerate(standing) if stands), key=read.ids.__getitem__)
        ids = [read.ids[n] for n in order]
        at = {i: n for n, i in enumerate(ids)}
        place = numpy.array([at.get(of(i), -1) for i in read.ids], numpy.int64)
        paid = self._unrejected(_merge(totals, of))
        live = ~same & ~numpy.isin(read.link_supports, dead)
        named = numpy.array([names.index(name) for name in read.names], numpy.int64)
        left_out = {(k.type, of(k.source), of(k.target)) for k in self._reader.links(gone)} if gone else set()
        for name, source, target in left_out | self._resolver.rejected:
            if name in read.names:
                live &= ~((read.link_types == read.names.index(name)) & (place[read.sources] == at.get(source, -2))
                          & (place[read.targets] == at.get(target, -2)))
        live &= (place[read.sources] >= 0) & (place[read.targets] >= 0)

        def column(plain: Numbers, moved: list[int]) -> Numbers:
            return numpy.concatenate((plain, numpy.array(moved, numpy.int64)))

        return Projection(
            names, ids, named[read.types[order]],
            column(named[read.link_types[live]], [names.index(k.type) for k in paid]),
            column(place[read.sources[live]], [at[k.source] for k in paid]),
            column(place[read.targets[live]], [at[k.target] for k in paid]),
            column(numpy.ones(int(live.sum()), numpy.int64), [k.count for k in paid]),
        )

    def links(self, link_ids: Iterable[str]) -> dict[str, Link]:
        """Single links by id, transactions included, with their merged values."""
        wanted = sorted(set(link_ids))
        found = {k.id: (k.type, k.source, k.target) for k in self._reader.links(wanted)
                 if self._resolver.live(k)}
        found |= {t.id: (t.type, t.source, t.target) for t in self._reader.transactions(wanted)
                  if self._resolver.live(t)}
        scope = self._resolver.scope({e for _, a, b in found.values() for e in (a, b)})
        return self.stated(Link(i, t, scope.of(a), scope.of(b)) for i, (t, a, b) in found.items()
                           if not self._rejects(t, scope.of(a), scope.of(b)))

    def stated(self, links: Iterable[Link | Transaction]) -> dict[str, Link]:
        """Single links and transactions that have been read, with their merged values, by id."""
        found = {k.id: k for k in links}
        said: dict[str, list[bytes]] = {i: [] for i in found}
        for claim in self._claims(found, CLAIMS_READ):
            said[claim.subject].append(claim.values)
        return {i: Link(i, found[i].type, found[i].source, found[i].target, _merged(said[i])) for i in sorted(found)}

    def _at(self, members: Collection[str], types: Collection[str] | None = None) -> list[Link]:
        return self._plain(members, types) + self._totals(members, types)

    def _plain(self, members: Collection[str], types: Collection[str] | None = None) -> list[Link]:
        wanted = PLAIN_TYPES if types is None else PLAIN_TYPES & set(types)
        if not members or not wanted:
            return []
        dead, gone = self._resolver.dead, self._resolver.gone
        rows = [k for k in self._reader.links_at(members, None if types is None else wanted)
                if k.support not in dead and k.id not in gone and k.type != SAME_AS]
        of = self._resolver.scope({e for k in rows for e in (k.source, k.target)}).canonical.get
        return self._unrejected([Link(k.id, k.type, of(k.source, k.source), of(k.target, k.target), _NO_VALUES)
                                 for k in rows])

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


def _merged(statements: Sequence[bytes]) -> Mapping[str, tuple[Value, ...]]:
    """All values that some claims state, by name."""
    values: dict[str, list[Value]] = defaultdict(list)
    for statement in statements:
        for name, value in orjson.loads(statement).items():
            values[name].append(value)
    return {name: distinct(values[name]) for name in sorted(values)}


def _merge(rows: Iterable[TotalRow], of: Callable[[str], str]) -> list[Link]:
    """One link per ordered pair of entities; `of` resolves an id. Pairs where nothing moved are left out."""
    groups: dict[tuple[str, str, str], list[TotalRow]] = defaultdict(list)
    for row in rows:
        if row.n or row.conflicts:
            groups[row.type, of(row.source), of(row.target)].append(row)
    links = []
    for (type_name, source, target), group in groups.items():
        pair: tuple[str, str, str, str, dict[str, Any]] = (
            f"{type_name}:{source}:{target}", type_name, source, target, {})
        if len(group) == 1:
            (row,) = group
            first, last = row.first or row.last, row.last or row.first
            links.append(Link(*pair, row.n + row.conflicts, first, last, row.amount))
            continue
        times = sorted(t for row in group for t in (row.first, row.last) if t)
        counts: Counter[str] = Counter()
        reported: Counter[str] = Counter()
        for row in group:
            counts[row.side] += row.n + row.conflicts
            reported[row.side] += row.amount
        links.append(Link(*pair, max(counts.values()), times[0] if times else "", times[-1] if times else "",
                          max(reported.values())))
    return links


def _order(link: Link) -> tuple[str, str, str, str]:
    return (link.type, link.source, link.target, link.id)
