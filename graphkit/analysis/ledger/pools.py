"""What lies in an account while money is followed: which part of each payment is the money in question.

Two published ways of telling (tracing of mixed funds): first in, first out (Clayton's case, forensic accounting's
FIFO), and proportional, also called pari passu or pro rata (every payment takes the same share of everything there).
All sums are whole 分 and none is lost: what a payment does not carry stays in the account.
"""

from __future__ import annotations

from collections import deque
from typing import Literal, NamedTuple, Protocol

Method = Literal["fifo", "proportional"]
METHODS: tuple[Method, ...] = ("fifo", "proportional")


class Lot(NamedTuple):
    """A sum in 分 that is, or is not, the money in question."""

    fen: int
    traced: bool


class Pool(Protocol):
    """The money in one account."""

    def put(self, lots: list[Lot]) -> None:
        """Pay in, the first lot first."""

    def take(self, fen: int) -> list[Lot]:
        """Pay out; the account must hold as much."""


class Fifo:
    """What came first goes first."""

    def __init__(self) -> None:
        self._lots: deque[Lot] = deque()

    def put(self, lots: list[Lot]) -> None:
        """Queue up behind what is there."""
        for lot in lots:
            same = self._lots.pop().fen if self._lots and self._lots[-1].traced == lot.traced else 0
            self._lots.append(Lot(lot.fen + same, lot.traced))

    def take(self, fen: int) -> list[Lot]:
        """From the front of the queue."""
        taken: list[Lot] = []
        while fen:
            first = self._lots.popleft()
            part = min(fen, first.fen)
            taken.append(Lot(part, first.traced))
            if part < first.fen:
                self._lots.appendleft(Lot(first.fen - part, first.traced))
            fen -= part
        return taken


class Proportional:
    """Every payment takes the same share of everything there, to the nearest 分 (halves up)."""

    def __init__(self) -> None:
        self._traced = self._all = 0

    def put(self, lots: list[Lot]) -> None:
        """Mix with what is there."""
        self._traced += sum(lot.fen for lot in lots if lot.traced)
        self._all += sum(lot.fen for lot in lots)

    def take(self, fen: int) -> list[Lot]:
        """A share of both kinds; the last payment takes exactly what is left."""
        traced = (2 * fen * self._traced + self._all) // (2 * self._all) if self._all else 0
        self._traced -= traced
        self._all -= fen
        return [lot for lot in (Lot(traced, traced=True), Lot(fen - traced, traced=False)) if lot.fen]


def pool(method: Method) -> Pool:
    """An empty account."""
    return Fifo() if method == "fifo" else Proportional()
