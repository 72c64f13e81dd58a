"""The movements in the order in which they are walked, and what lay in the accounts before the first of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from graphkit.analysis.ledger.entries import Entry
from graphkit.analysis.ledger.following import Move, least_before
from graphkit.analysis.ledger.reading import Reading, moment
from graphkit.analysis.settings import limit
from graphkit.model.records import Transfer
from graphkit.store.view import View


class Event(NamedTuple):
    """A movement with what states it."""

    move: Move
    said: Transfer | Entry


def in_order(reading: Reading) -> tuple[list[Event], list[Transfer]]:
    """The movements in walking order, and the transfers whose time nobody states.

    At the same moment what comes from outside is there first, then those nearer to the start pay.
    """
    forward = reading.direction == "out"
    ranked: list[tuple[tuple[float, int, tuple[str, ...]], Event]] = []
    undated = []
    for transfer in reading.transfers.values():
        when = moment(transfer.time)
        if when is None:
            undated.append(transfer)
        elif transfer.amount:
            payer, payee = reading.ends(transfer)
            near = 1 + reading.distance[payer] if payer in reading.through or payer == reading.start else 0
            ranked.append(((when if forward else -when, near, transfer.reports),
                           Event(Move(payer, payee, transfer.amount), transfer)))
    for number, entry in enumerate(reading.entries):
        when = moment(entry.time)
        if when is not None:
            leaves = (entry.side == "out") == forward
            move = Move(entry.account, "", entry.fen) if leaves else Move("", entry.account, entry.fen)
            near = 1 + reading.distance[entry.account] if leaves else 0
            ranked.append(((when if forward else -when, near, (f"{number:09d}",)), Event(move, entry)))
    return [event for _, event in sorted(ranked, key=lambda pair: pair[0])], undated


def held_before(view: View, reading: Reading, events: Iterable[Event]) -> tuple[dict[str, int], set[str]]:
    """What each account held before the first movement as walked, 分; and the accounts whose bank states it.

    Where no balance is stated, or the stated one cannot have paid for everything: the least that can.
    """
    listed = list(events)
    least = least_before(e.move for e in listed)
    net: dict[str, int] = defaultdict(int)
    first: dict[str, list[tuple[Transfer, int]]] = defaultdict(list)
    looked_at = limit("trail", "balances")
    for event in listed if reading.direction == "out" else reversed(listed):
        payer, payee = event.move[:2] if reading.direction == "out" else event.move[1::-1]
        net[payer] -= event.move.fen
        net[payee] += event.move.fen
        for account in {payer, payee} & reading.through:
            if isinstance(event.said, Transfer) and len(first[account]) < looked_at:
                first[account].append((event.said, net[account]))
    stated = view.links(i for told in first.values() for t, _ in told for i in t.reports)
    before, known = {a: least.get(a, 0) for a in reading.through}, set()
    for account, told in first.items():
        for transfer, then in told:
            side = "out" if transfer.source == account else "in"
            balances = {v for i in transfer.reports if i in stated and side in stated[i].properties.get("side", ())
                        for v in stated[i].properties.get("balance_fen", ()) if isinstance(v, int)}
            if len(balances) == 1:
                opening = balances.pop() - then + (0 if reading.direction == "out" else net[account])
                if opening >= before[account]:
                    before[account] = opening
                    known.add(account)
                break
    return before, known
