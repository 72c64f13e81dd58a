"""One transfer, two reports: the payer's bank and the payee's bank each list it; sums must count it once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import datetime, timedelta

from graphkit.model.records import Flow, Transaction, Transfer

WINDOW = timedelta(seconds=120)
"""How far apart the two banks' times of one transfer may lie."""

TAKEN_BACK = timedelta(days=7)
"""How long after a transaction its reversal may come: a returned remittance takes days, an unclaimed one a day."""

TELLING = 6
"""Characters that a serial number needs to tell one transaction from all others of its party."""


def pair_reports(transactions: Iterable[Transaction]) -> tuple[list[tuple[str, str]], list[str]]:
    """Pairs of ids (payer's report, payee's report), and the ids that could be paired in more than one way.

    All given transactions run between the same two parties. A pair has equal amounts and either equal references or
    times within `WINDOW`, and each side has no other candidate; two reports of one side are never a pair.
    """
    left = [t for t in transactions if t.amount is not None]
    pairs: list[tuple[str, str]] = []
    doubtful: set[str] = set()
    by_reference = _groups((t for t in left if t.reference), lambda t: (t.reference, t.amount))
    taken = set()
    for group in by_reference:
        out, into = _sides(group)
        if len(out) == len(into) == 1:
            pairs.append((out[0].id, into[0].id))
            taken |= {out[0].id, into[0].id}
        elif out and into:
            doubtful |= {t.id for t in group}
    rest = [t for t in left if t.id not in taken and t.time]
    for group in _groups(rest, lambda t: t.amount):
        out, into = _sides(group)
        near = {t.id: [o for o in into if _near(t, o)] for t in out}
        back = {t.id: [o for o in out if _near(t, o)] for t in into}
        for payer in out:
            candidates = near[payer.id]
            if len(candidates) == 1 and len(back[candidates[0].id]) == 1:
                pairs.append((payer.id, candidates[0].id))
                doubtful -= {payer.id, candidates[0].id}
            elif candidates:
                doubtful |= {payer.id, *(c.id for c in candidates)}
    return sorted(pairs), sorted(doubtful)


def flow_of(source: str, target: str, transactions: Sequence[Transaction]) -> Flow:
    """The exact flow between two parties from all their transactions in that direction."""
    once, doubtful = _once(transactions)
    times = sorted(t.time for t in once if t.time)
    return Flow(
        source, target, len(once), sum(t.amount or 0 for t in once), times[0] if times else "",
        times[-1] if times else "", sum(not t.moved for t in transactions), sum(len(t.reports) > 1 for t in once),
        doubtful, tuple(sorted(t.id for t in transactions if t.conflict)),
    )


def transfers_of(transactions: Sequence[Transaction]) -> list[Transfer]:
    """Every transfer between two parties once, by (time, reports), from all their transactions in that direction."""
    return _once(transactions)[0]


def _once(transactions: Iterable[Transaction]) -> tuple[list[Transfer], tuple[str, ...]]:
    """The transfers that moved something, and the reports that may be pairs but were left to count."""
    listed = list(transactions)
    moved = _standing(_each_report_once(t for t in listed if t.moved and not t.conflict),
                      _each_report_once(t for t in listed if t.takes_back))
    pairs, doubtful = pair_reports(moved)
    payee_of = dict(pairs)
    twice, by_id = set(payee_of.values()), {t.id: t for t in moved}
    once = []
    for t in moved:
        if t.id not in twice:
            reports = (t.id, payee_of[t.id]) if t.id in payee_of else (t.id,)
            time = next((by_id[i].time for i in reports if by_id[i].time), "")
            once.append(Transfer(reports, t.source, t.target, t.amount, time))
    return sorted(once, key=lambda t: (t.time, t.reports)), tuple(doubtful)


def _each_report_once(transactions: Iterable[Transaction]) -> list[Transaction]:
    """One of several reports of one side under one number: the same party told by its login, card or user id."""
    kept: dict[Hashable, Transaction] = {}
    for t in sorted(transactions, key=lambda t: t.id):
        named = len(t.reference) >= TELLING and t.side
        kept.setdefault((t.side, t.reference, t.amount, t.takes_back) if named else t.id, t)
    return sorted(kept.values(), key=lambda t: (t.time, t.id))


def _standing(moved: list[Transaction], reversals: list[Transaction]) -> list[Transaction]:
    """Those that no reversal took back, by (time, id).

    A reversal undoes one transaction that the same party reported before it with that amount: the one of its
    reference, else the latest; which of several equal ones that is changes no sum.
    """
    left = list(moved)
    for back in reversals:
        same = [t for t in left if t.side == back.side and t.amount == back.takes_back]
        named = [t for t in same if t.reference == back.reference and len(t.reference) >= TELLING]
        before = named or [t for t in same if _followed(t, back)]
        if before:
            left.remove(before[-1])
    return left


def _followed(t: Transaction, back: Transaction) -> bool:
    """Whether a reversal came within `TAKEN_BACK` after a transaction; by days where one states only the day."""
    if not t.time or not back.time:
        return False
    length = min(len(t.time), len(back.time))
    passed = datetime.fromisoformat(back.time[:length]) - datetime.fromisoformat(t.time[:length])
    return timedelta() <= passed <= TAKEN_BACK


def _groups(
    items: Iterable[Transaction], key: Callable[[Transaction], Hashable]
) -> list[list[Transaction]]:
    found: dict[Hashable, list[Transaction]] = defaultdict(list)
    for item in items:
        found[key(item)].append(item)
    return list(found.values())


def _sides(group: Iterable[Transaction]) -> tuple[list[Transaction], list[Transaction]]:
    out, into = [], []
    for item in group:
        if item.side == "out":
            out.append(item)
        elif item.side == "in":
            into.append(item)
    return out, into


def _near(a: Transaction, b: Transaction) -> bool:
    if len(a.time) <= len("2026-01-01") or len(b.time) <= len("2026-01-01"):
        return False
    return abs(datetime.fromisoformat(a.time) - datetime.fromisoformat(b.time)) <= WINDOW
