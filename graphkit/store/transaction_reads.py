"""Reading transactions: the single ones, what two entities moved in all, and what counts where reports differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import cached_property

import orjson

from graphkit.model.records import Flow, Transaction, Transfer
from graphkit.model.statements import Report, report
from graphkit.store.entity_reads import EntityReads
from graphkit.store.pairing import flow_of, transfers_of
from graphkit.store.rows import TotalRow, TransactionRow
from graphkit.store.writing import totals


class TransactionReads(EntityReads):
    """What moved."""

    def transactions(self, source: str, target: str, limit: int | None = None) -> list[Transaction]:
        """Reported transactions from one entity to another, by (time, id); both reports of a transfer are there."""
        return self.transactions_of([(source, target)], limit)[source, target]

    def transactions_of(
        self, pairs: Iterable[tuple[str, str]], limit: int | None = None
    ) -> dict[tuple[str, str], list[Transaction]]:
        """The same for many ordered pairs of entities in one reading."""
        found: dict[tuple[str, str], list[Transaction]] = {pair: [] for pair in pairs}
        stated = {pair: {(a, b) for a in self._resolver.members(pair[:1]) for b in self._resolver.members(pair[1:])}
                  for pair in found}
        wanted, asked = set(found), limit
        while wanted:
            rows = self._reader.transactions_of({ends for pair in wanted for ends in stated[pair]}, asked)
            read, told = Counter((t.source, t.target) for t in rows), defaultdict(list)
            for t in self._told(rows):
                told[t.source, t.target].append(t)
            for pair in wanted:
                found[pair] = sorted(told[self._means(pair)], key=lambda t: (t.time, t.id))[:limit]
            if asked is None or limit is None:
                break
            wanted = {pair for pair in wanted if len(found[pair]) < limit
                      and any(read[ends] >= asked for ends in stated[pair])}
            asked *= 4  # those withdrawn, left out or rejected do not use up the limit
        return found

    def _means(self, pair: tuple[str, str]) -> tuple[str, str]:
        of = self._resolver.scope(pair).of
        return of(pair[0]), of(pair[1])

    def transactions_among(self, sources: Iterable[str], targets: Iterable[str]) -> list[Transaction]:
        """Reported transactions from any of these entities to any of those, by (time, id), in one reading."""
        rows = self._reader.transactions_between(self._resolver.members(sources), self._resolver.members(targets))
        return sorted(self._told(rows), key=lambda t: (t.time, t.id))

    def disputed(self) -> list[Transaction]:
        """Every transaction whose live reports disagree about amount or outcome, by (time, id)."""
        pairs = {(t.source, t.target) for t in self._live_totals(self._reader.all_totals()) if t.conflicts}
        told = self._told(self._reader.transactions_of(pairs)) if pairs else []
        return sorted((t for t in told if t.conflict), key=lambda t: (t.time, t.id))

    def flow(self, source: str, target: str) -> Flow:
        """What moved from one entity to another, every transfer counted once, to the 分."""
        sources = self._resolver.members((source,))
        targets = set(self._resolver.members((target,)))
        rows = self._live_totals(
            t for t in self._reader.totals_at(sources) if t.source in sources and t.target in targets
        )
        found = self._flows(rows)
        return replace(found[0], source=source, target=target) if found else Flow(source, target, 0, 0, "", "")

    def flows_at(self, ids: Iterable[str], types: Collection[str]) -> list[Flow]:
        """The exact flow of every ordered pair of entities with an end among these, by (source, target)."""
        return self._flows(self._live_totals(self._reader.totals_at(self._resolver.members(ids), types)))

    def transfers_at(self, ids: Iterable[str], types: Collection[str]) -> list[Transfer]:
        """Every transfer with an end among these entities once, by (time, reports); failed ones are left out."""
        rows = [t for t in self._reader.totals_at(self._resolver.members(ids), types)
                if t.support not in self._resolver.dead]
        found = [t for group in self._by_pair(rows).values() for t in transfers_of(group)]
        return sorted(found, key=lambda t: (t.time, t.reports))

    def _flows(self, rows: Iterable[TotalRow]) -> list[Flow]:
        """One flow per ordered pair; only pairs that could be told of twice are read transaction by transaction."""
        pairs = self._paired(rows)
        stated = {pair: {(t.source, t.target) for t in group} for pair, group in pairs.items()}
        open_ = {pair for pair, group in pairs.items() if len({t.side for t in group}) > 1 or len(stated[pair]) > 1
                 or any(t.conflicts or t.failed for t in group)}  # under several ids one report may stand twice
        single = self._by_pair([t for pair in open_ for t in pairs[pair]])
        found = []
        for (source, target), group in sorted(pairs.items()):
            if (source, target) in open_:
                found.append(flow_of(source, target, single.get((source, target), [])))
                continue
            times = sorted(t for row in group for t in (row.first, row.last) if t)
            found.append(Flow(source, target, sum(t.n for t in group), sum(t.amount for t in group),
                              times[0] if times else "", times[-1] if times else "", sum(t.failed for t in group)))
        return found

    def _paired(self, rows: Iterable[TotalRow]) -> dict[tuple[str, str], list[TotalRow]]:
        """Totals by the ordered pair of entities they are between."""
        listed = list(rows)
        of = self._resolver.scope({e for t in listed for e in (t.source, t.target)}).of
        found: dict[tuple[str, str], list[TotalRow]] = defaultdict(list)
        for row in listed:
            if not self._rejects(row.type, of(row.source), of(row.target)):
                found[of(row.source), of(row.target)].append(row)
        return found

    def _by_pair(self, rows: Iterable[TotalRow]) -> dict[tuple[str, str], list[Transaction]]:
        """The transactions behind some totals by ordered pair of entities; one reading for all."""
        stated = {(t.source, t.target) for t in rows}
        found: dict[tuple[str, str], list[Transaction]] = defaultdict(list)
        for t in self._told(self._reader.transactions_of(stated)) if stated else ():
            found[t.source, t.target].append(t)
        return found

    def _told(self, rows: Iterable[TransactionRow]) -> list[Transaction]:
        """Live transactions between the entities that their ends answer to, less what was rejected."""
        live = self._live_transactions(rows)
        of = self._resolver.scope({e for r in live for e in (r.source, r.target)}).of
        return [Transaction(r.id, r.type, of(r.source), of(r.target), r.amount if r.moved else None, r.time, r.side,
                            r.reference, r.conflict, r.moved, 0 if r.moved else r.amount or 0)
                for r in live if not self._rejects(r.type, of(r.source), of(r.target))]

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
        for claim in self._claims(doubted):
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
