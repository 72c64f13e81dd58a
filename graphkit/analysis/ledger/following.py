"""Following money through accounts, movement by movement in the order of time.

Backward is the same walk with time and payments turned round: what left a queue last was paid into it last, and of a
mixture each payment holds the same share whichever way it is read, so one rule serves both directions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from graphkit.analysis.ledger.pools import Lot, Method, Pool, pool


class Move(NamedTuple):
    """Money that moves from `payer` to `payee` as walked; "" stands for cash and for what no account is known of."""

    payer: str
    payee: str
    fen: int


def least_before(moves: Iterable[Move]) -> dict[str, int]:
    """What each account must at least have held before the first move to pay all that it paid, in 分."""
    held: dict[str, int] = defaultdict(int)
    lowest: dict[str, int] = defaultdict(int)
    for payer, payee, fen in moves:
        if payer != payee:
            held[payer] -= fen
            lowest[payer] = min(lowest[payer], held[payer])
            held[payee] += fen
    return {account: -low for account, low in lowest.items()}


def follow(
    moves: Sequence[Move], start: str, through: Collection[str], before: Mapping[str, int], method: Method
) -> list[int]:
    """How much of each move, in 分, is money of `start`.

    `moves` in the order in which they happen; `through`: the accounts that are followed; `before`: what they held
    before the first move, at least `least_before`. All that leaves `start` is its money, whatever came back to it
    before; a payment to oneself moves nothing.
    """
    pools: dict[str, Pool] = {account: pool(method) for account in through}
    for account, held in pools.items():
        if before.get(account):
            held.put([Lot(before[account], traced=False)])
    carried = []
    for payer, payee, fen in moves:
        if payer == payee or not fen:
            carried.append(0)
            continue
        if payer == start:
            lots = [Lot(fen, traced=True)]
        else:
            lots = pools[payer].take(fen) if payer in pools else [Lot(fen, traced=False)]
        if payee in pools:
            pools[payee].put(lots)
        carried.append(sum(lot.fen for lot in lots if lot.traced))
    return carried
