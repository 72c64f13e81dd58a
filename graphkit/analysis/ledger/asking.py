"""The question: with whom an account dealt, and where its money went or came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from graphkit.analysis.errors import NotAnAccount
from graphkit.analysis.findings import Reason, distinct_refs
from graphkit.analysis.ledger.answers import Counterparty, End, Money, Station, Step
from graphkit.analysis.ledger.entries import Entry
from graphkit.analysis.ledger.following import follow
from graphkit.analysis.ledger.ordering import Event, held_before, in_order
from graphkit.analysis.ledger.pools import Method
from graphkit.analysis.ledger.reading import PAID, Direction, Reading, read
from graphkit.analysis.seeds import one_entity
from graphkit.analysis.settings import limit, share
from graphkit.model.records import Transfer
from graphkit.store.view import View
from graphkit.words import yuan


def money(
    view: View, account: str, *, direction: Direction = "out", hops: int = 3, method: Method = "fifo", most: int = 1000
) -> Money:
    """The counterparties of an account, and its money followed over `hops` transfers; at most `most` steps are listed,
    those that carry most. SeedError when the seed names no account."""
    start = one_entity(view, account)
    if view.types([start]).get(start) != "Account":
        raise NotAnAccount(account)
    reading = read(view, start, direction, hops)
    parties = _counterparties(view, reading)
    events, undated = in_order(reading)
    before, known = held_before(view, reading, events)
    carried = follow([e.move for e in events], start, reading.through, before, method)
    steps = _steps(view, reading, events, carried, most)
    ends = [End(e.said, fen) for e, fen in zip(events, carried, strict=True) if isinstance(e.said, Entry) and fen]
    stations = _stations(reading, events, carried, before, known)
    named = {start} | {p.account for p in parties} | {s.account for s in stations}
    named |= {i for s in steps[0] for i in (s.source, s.target)} | {e.entry.account for e in ends}
    why = _assumptions(stations, undated, method, reading)
    return Money(start, direction, method, hops, parties, view.get(named), steps[0], tuple(ends), stations, why,
                 reading.truncated or steps[1])


def _counterparties(view: View, reading: Reading) -> tuple[Counterparty, ...]:
    """By what moved in all, then id; every transfer once, those of all times and without one too."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    start = reading.start
    moved = [(t.source, t.target, t.amount or 0, 1) for t in reading.transfers.values()]
    if start in reading.ended:  # too many to be read one by one
        moved = [(f.source, f.target, f.amount, f.count) for f in view.flows_at([start], PAID) if f.count]
    for source, target, fen, count in moved:
        if start in (source, target):
            sums = found[target if source == start else source]
            sums[0] += fen if target == start else 0
            sums[1] += fen if source == start else 0
            sums[2] += count
    listed = [Counterparty(a, *sums) for a, sums in found.items()]
    return tuple(sorted(listed, key=lambda c: (-c.in_fen - c.out_fen, c.account)))


def _steps(
    view: View, reading: Reading, events: Iterable[Event], carried: Iterable[int], most: int
) -> tuple[tuple[Step, ...], bool]:
    """The transfers that carry something, in the order of time, with the rows that state them."""
    said = [(e.said, fen) for e, fen in zip(events, carried, strict=True) if fen and isinstance(e.said, Transfer)]
    kept = set(sorted(range(len(said)), key=lambda n: (-said[n][1], n))[:most])
    chosen = [pair for n, pair in enumerate(said) if n in kept]
    rows = view.claims((i for t, _ in chosen for i in t.reports), limit("limits", "evidence"))
    return tuple(
        Step(t.source, t.target, t.time, t.amount or 0, fen, reading.distance[reading.ends(t)[0]] + 1, t.reports,
             distinct_refs(c.ref for i in t.reports for c in rows[i]))
        for t, fen in chosen
    ), len(chosen) < len(said)


def _stations(
    reading: Reading, events: Iterable[Event], carried: Iterable[int], before: Mapping[str, int], known: set[str]
) -> tuple[Station, ...]:
    """What became of the money in every account that it reached, nearest first, then most first."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for event, fen in zip(events, carried, strict=True):
        if fen and event.move.payee:
            sums[event.move.payee][0] += fen
        if fen and event.move.payer != reading.start:
            sums[event.move.payer][1 if event.move.payee else 2] += fen
    found = []
    for account, (reached, passed, ended) in sums.items():
        if account != reading.start:
            through = passed >= reached * share("money", "passed_on") and passed > 0
            found.append(Station(account, reading.distance[account], reached, passed, ended, reached - passed - ended,
                                 through, before.get(account, 0), account in known, reading.ended.get(account)))
    return tuple(sorted(found, key=lambda s: (s.hop, -s.reached_fen, s.account)))


def _assumptions(
    stations: Iterable[Station], undated: list[Transfer], method: Method, reading: Reading
) -> tuple[Reason, ...]:
    """What the answer takes for granted."""
    why = [Reason(f"followed_{method}")]
    if too_many := reading.ended.get(reading.start):
        why.append(too_many)
    held = [s for s in stations if s.before_fen and not s.before_known]
    if held:
        why.append(Reason("assumed_before", {"count": len(held), "yuan": yuan(sum(s.before_fen for s in held))}))
    if undated:
        why.append(Reason("undated", {"count": len(undated), "yuan": yuan(sum(t.amount or 0 for t in undated))}))
    return tuple(why)
