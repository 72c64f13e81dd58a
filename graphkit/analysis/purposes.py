"""What payments between two accounts were for, as far as their memos and their rhythm say."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from graphkit.analysis.printed import day
from graphkit.analysis.settings import mentions, words
from graphkit.store.view import View

_LOOKED_AT = 30
_REGULAR = 3
_MONTH = range(26, 36)


class Purposes:
    """Remembers its answers, one reading per pair of accounts."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._known: dict[tuple[str, str], bool] = {}

    def innocent(self, payer: str, payee: str) -> bool:
        """Whether most of these payments name an everyday purpose (wages, rent, a meal), or run like rent and wages:
        the same sum, month after month, and no word of business."""
        if (payer, payee) not in self._known:
            self._known[payer, payee] = self._read(payer, payee)
        return self._known[payer, payee]

    def _read(self, payer: str, payee: str) -> bool:
        reports = self._view.transactions(payer, payee, _LOOKED_AT)
        moved = [t for t in reports if t.amount]
        if not moved:
            return True
        stated = self._view.links(t.id for t in moved)
        business, everyday = (words("infrastructure", "memos", kind) for kind in ("business", "innocent"))
        memos = [stated[t.id].properties.get("memo", ()) for t in moved]
        if sum(any(mentions(v, business) for v in said) for said in memos) * 2 >= len(moved):
            return False
        said = sum(any(mentions(v, everyday) for v in memo) or "merchant" in stated[t.id].properties
                   for t, memo in zip(moved, memos, strict=True))
        return said * 2 > len(moved) or _monthly([(t.amount or 0, d) for t in moved if (d := day(t.time))])


def _monthly(payments: list[tuple[int, date]]) -> bool:
    days = sorted({d for _, d in payments})
    same = len({amount for amount, _ in payments}) == 1
    return same and len(days) >= _REGULAR and all((b - a).days in _MONTH for a, b in pairwise(days))
