"""Following money against a ledger of single 分 and of fractions, written apart from the product: random cases."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest

from graphkit.analysis.ledger import Money, money
from graphkit.model.statements import Statements
from graphkit.store.view import View
from tests.unit.analysis.case import Case, Row

GRAPHS, PER_STORE = 1_000, 50
TIME = "2025-03-{day:02d}T{hour:02d}:00:00+08:00"


class Paid(NamedTuple):
    payer: int
    payee: int
    fen: int
    hour: int
    reports: str
    moved: bool


def _number(graph: int, account: int) -> str:
    return f"6299{graph:06d}{account:06d}"


def _row(graph: int, n: int, paid: Paid, side: str, *, by_login: bool) -> Row:
    """One report; the payee may be told by its other number, which the bank says is the same account."""

    def row(say: Statements) -> None:
        source = say.entity("Account", scheme="bank", number=_number(graph, paid.payer))
        target = say.entity("Account", scheme="bank", number=_number(graph, paid.payee))
        if by_login and target:
            login = say.entity("Account", scheme="bank", number=_number(graph, 900 + paid.payee))
            if login:
                say.alias(target, login)
                target = login
        time = TIME.format(day=1 + paid.hour // 24, hour=paid.hour % 24)
        say.transaction("paid", source, target, f"{graph}|{n}|{side}", side=side, amount_fen=paid.fen, time=time,
                        reference=f"REF{graph:06d}{n:06d}", status=None if paid.moved else "失败")

    return row


def _invent(chance: random.Random) -> list[Paid]:
    accounts = chance.randint(3, 6)
    hours = chance.sample(range(500), chance.randint(4, 16))
    return [
        Paid(chance.randrange(accounts), chance.randrange(accounts), chance.choice((0, 1, 2, 3, 7, 50, 99, 100)), hour,
             chance.choice(("out", "in", "both")), chance.random() > 0.1)
        for hour in sorted(hours)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("store", range(GRAPHS // PER_STORE))
def test_money_is_followed_as_every_single_fen_goes(store: int, tmp_path: Path) -> None:
    chance = random.Random(store)
    graphs = {store * PER_STORE + n: _invent(chance) for n in range(PER_STORE)}
    case = Case(tmp_path)
    case.file("bank_transactions", *[
        _row(graph, n, paid, side, by_login=chance.random() < 0.2)
        for graph, payments in graphs.items() for n, paid in enumerate(payments)
        for side in (("out", "in") if paid.reports == "both" else (paid.reports,))
    ])
    farthest = case.ask(lambda view: [_compare(view, graph, payments, chance.randint(1, 4))
                                      for graph, payments in graphs.items()])
    assert max(farthest) > 1  # or the comparison would say little
    case.store.close()


def _compare(view: View, graph: int, payments: list[Paid], hops: int) -> int:
    """How far from the start money was followed where both say the same."""
    moved = [p for p in payments if p.moved]
    start = moved[0].payer if moved else payments[0].payer
    seed = f"Account:{_number(graph, start)}"
    out = money(view, seed, hops=hops)
    known = {e.id: int(str(n)[-6:]) % 900 for e in out.entities.values() for n in e.properties["number"]}
    sums = {known[c.account]: (c.in_fen, c.out_fen, c.count) for c in out.counterparties}
    assert sums == _counterparties(moved, start)
    assert _carried(out) == _fen_by_fen(moved, start, hops)
    assert _carried(money(view, seed, hops=hops, direction="in")) == _fen_by_fen(moved, start, hops, backward=True)
    assert _carried(money(view, seed, hops=hops, method="proportional")) == _mixed(moved, start, hops)
    back = money(view, seed, hops=hops, method="proportional", direction="in")
    exact, got = _mixed_back(moved, start, hops), _carried(back)
    assert all(abs(got.get(hour, 0) - exact[hour]) <= len(moved) for hour in exact.keys() | got.keys())
    for answer in (out, back):
        for s in answer.stations:
            assert s.reached_fen == s.passed_fen + s.left_fen + s.kept_fen
            assert min(s.passed_fen, s.kept_fen) >= 0
    return max((s.hop for s in out.flows), default=0)


def _carried(found: Money) -> dict[int, int]:
    """hour of payment → what it carries; the hours of a graph are all different."""
    assert not found.truncated
    assert all(len(s.evidence) == len(s.links) for s in found.flows)
    return {(int(s.time[8:10]) - 1) * 24 + int(s.time[11:13]): s.carried_fen for s in found.flows}


def _counterparties(moved: list[Paid], start: int) -> dict[int, tuple[int, int, int]]:
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    for p in moved:
        if start in (p.payer, p.payee):
            other = p.payee if p.payer == start else p.payer
            found[other][0] += p.fen * (p.payee == start)
            found[other][1] += p.fen * (p.payer == start)
            found[other][2] += 1
    return {other: (a, b, c) for other, (a, b, c) in found.items()}


def _within(moved: list[Paid], start: int, hops: int, backward: bool) -> set[int]:
    """The accounts fewer than `hops` payments away, over payments since the start's own money moves."""
    ways = [(p.payee, p.payer, -p.hour) if backward else (p.payer, p.payee, p.hour) for p in moved]
    first = min((t for a, _, t in ways if a == start), default=10**9)
    reached = {start}
    for _ in range(hops - 1):
        reached |= {b for a, b, t in ways if a in reached and t >= first}
    return reached - {start}


def _opening(moved: list[Paid], account: int) -> int:
    held = low = 0
    for p in moved:
        if p.payer != p.payee:
            held += p.fen * (p.payee == account) - p.fen * (p.payer == account)
            low = min(low, held)
    return -low


def _fen_by_fen(moved: list[Paid], start: int, hops: int, *, backward: bool = False) -> dict[int, int]:
    """Every 分 is a thing of its own that queues in its account and remembers the payments it went through."""
    through = _within(moved, start, hops, backward)
    queues: dict[int, list[tuple[bool, tuple[int, ...]]]] = {a: [(False, ())] * _opening(moved, a) for a in through}
    carried: Counter[int] = Counter()
    for p in moved:
        if p.payer == p.payee:
            continue
        queue = queues.get(p.payer, [(p.payer == start, ())] * p.fen)
        fens = [queue.pop(0) for _ in range(p.fen)]
        if not backward:
            carried[p.hour] += sum(traced for traced, _ in fens)
        fens = [(traced, (*trail, p.hour)) for traced, trail in fens]
        if p.payee in queues:
            queues[p.payee] += fens
        elif backward and p.payee == start:
            carried.update(hour for _, trail in fens for hour in trail)
    return {hour: fen for hour, fen in carried.items() if fen}


def _mixed(moved: list[Paid], start: int, hops: int) -> dict[int, int]:
    """Two heaps in each account; each payment takes the same share of both, rounded to the nearest 分."""
    heaps = {a: [0, _opening(moved, a)] for a in _within(moved, start, hops, backward=False)}
    carried: Counter[int] = Counter()
    for p in moved:
        if p.payer == p.payee or not p.fen:
            continue
        mine = p.fen if p.payer == start else 0
        if p.payer in heaps:
            heap = heaps[p.payer]
            share = Fraction(p.fen * heap[0], sum(heap))
            mine = int(share) + (share - int(share) >= Fraction(1, 2))
            heap[0] -= mine
            heap[1] -= p.fen - mine
            assert min(heap) >= 0
        if p.payee in heaps:
            heaps[p.payee][0] += mine
            heaps[p.payee][1] += p.fen - mine
        carried[p.hour] += mine
    return {hour: fen for hour, fen in carried.items() if fen}


def _mixed_back(moved: list[Paid], start: int, hops: int) -> dict[int, Fraction]:
    """Forward in exact fractions: how much of every payment later comes to the start."""
    through = _within(moved, start, hops, backward=True)
    held = {a: Fraction(_opening(moved, a)) for a in through}
    went: dict[int, dict[int, Fraction]] = {a: defaultdict(Fraction) for a in through}
    arrived: dict[int, Fraction] = defaultdict(Fraction)
    for p in moved:
        if p.payer == p.payee or not p.fen:
            continue
        trail: dict[int, Fraction] = {p.hour: Fraction(p.fen)}
        if p.payer in held:
            part = Fraction(p.fen) / held[p.payer]
            for hour, fen in went[p.payer].items():
                trail[hour] = fen * part
                went[p.payer][hour] -= fen * part
            held[p.payer] -= p.fen
        target = went[p.payee] if p.payee in held else arrived if p.payee == start else {}
        for hour, fen in trail.items():
            target[hour] = target.get(hour, Fraction(0)) + fen
        if p.payee in held:
            held[p.payee] += p.fen
    return arrived
