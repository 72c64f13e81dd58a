"""Reading transactions: the single ones, what two entities moved in all, and what counts where reports differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property

import orjson

from graphkit.model.records import Flow, Transaction
from graphkit.model.statements import Report, report
from graphkit.store.entity_reads import EntityReads
from graphkit.store.pairing import flow_of
from graphkit.store.rows import TotalRow, TransactionRow
from graphkit.store.writing import totals


class TransactionReads(EntityReads):
    """What moved."""

    def transactions(self, source: str, target: str, limit: int | None = None) -> list[Transaction]:
        """Reported transactions from one entity to another, by (time, id); both reports of a transfer are there."""
        sources, targets = self._resolver.members((source,)), self._resolver.members((target,))
        asked = limit
        while True:
            rows = self._reader.transactions_between(sources, targets, asked)
            live = self._live_transactions(rows)
            if asked is None or len(rows) < asked or len(live) >= (limit or 0):
                break
            asked *= 4  # withdrawn ones do not use up the limit
        return self._told(live, limit)

    def _told(self, live: list[TransactionRow], limit: int | None = None) -> list[Transaction]:
        """The first of these as transactions between the entities that their ends mean, less what was rejected."""
        of = self._resolver.scope({e for r in live for e in (r.source, r.target)}).of
        live = [r for r in live if not self._rejects(r.type, of(r.source), of(r.target))]
        found = [Transaction(r.id, r.type, of(r.source), of(r.target), r.amount, r.time, r.side, r.reference,
                             r.conflict, r.moved) for r in live[:limit]]
        return sorted(found, key=lambda t: (t.time, t.id))

    def transactions_among(self, sources: Iterable[str], targets: Iterable[str]) -> list[Transaction]:
        """Reported transactions from any of these entities to any of those, by (time, id), in one reading."""
        rows = self._reader.transactions_between(self._resolver.members(sources), self._resolver.members(targets))
        return self._told(self._live_transactions(rows))

    def flow(self, source: str, target: str) -> Flow:
        """What moved from one entity to another, every transfer counted once, to the 分."""
        sources = self._resolver.members((source,))
        targets = set(self._resolver.members((target,)))
        of = self._resolver.scope({source, target}).of
        rows = self._live_totals(
            t for t in self._reader.totals_at(sources) if t.source in sources and t.target in targets
            and not self._rejects(t.type, of(source), of(target))
        )
        stated_ends = {(t.source, t.target) for t in rows}  # under several ids one report may stand twice
        if len({t.side for t in rows}) > 1 or len(stated_ends) > 1 or any(t.conflicts for t in rows):
            return flow_of(source, target, self.transactions(source, target))
        times = sorted(t for row in rows for t in (row.first, row.last) if t)
        return Flow(source, target, sum(t.n for t in rows), sum(t.amount for t in rows), times[0] if times else "",
                    times[-1] if times else "", sum(t.failed for t in rows))

    def _live_totals(self, rows: Iterable[TotalRow]) -> list[TotalRow]:
        """Live totals, exact: pairs with differing reports are counted from what the live ones say."""
        live = [row for row in rows if row.support not in self._resolver.dead]
        doubted = {(row.type, row.source, row.target) for row in live if row.conflicts}
        doubted |= self._shortened & {(row.type, row.source, row.target) for row in live}
        exact = [row for row in live if (row.type, row.source, row.target) not in doubted]
        for type_name, source, target in sorted(doubted):
            found = self._live_transactions(self._reader.transactions_between((source,), (target,)))
            exact += totals(row for row in found if row.type == type_name)
        return exact

    @cached_property
    def _shortened(self) -> frozenset[tuple[str, str, str]]:
        """Pairs some of whose transactions an investigator left out."""
        gone = self._resolver.gone
        return frozenset((t.type, t.source, t.target) for t in self._reader.transactions(gone)) if gone else frozenset()

    def _live_transactions(self, rows: Iterable[TransactionRow]) -> list[TransactionRow]:
        """Live transactions; where reports differ, by what the live ones say."""
        live = [row for row in rows if self._resolver.live(row)]
        doubted = {row.id: row.type for row in live if row.conflict}
        reports: dict[str, set[Report]] = defaultdict(set)
        for claim, _ in self._claims(doubted):
            reports[claim.subject].add(report(doubted[claim.subject], orjson.loads(claim.values)))
        return [_agreed(row, reports[row.id]) if row.conflict else row for row in live]


def _agreed(row: TransactionRow, reports: Collection[Report]) -> TransactionRow:
    """A transaction by all its reports: the most precise time; still in conflict when amount or outcome differ."""
    times = sorted((r.time for r in reports if r.time), key=lambda time: (-len(time), time))
    references = sorted(r.reference for r in reports if r.reference)
    row = row._replace(time=times[0] if times else "", reference=references[0] if references else "")
    outcomes = {(r.amount, r.moved) for r in reports}
    if len(outcomes) != 1:
        return row
    amount, moved = outcomes.pop()
    return row._replace(amount=amount, moved=moved, conflict=False)
