"""What payments between two accounts were for, as far as their memos and their rhythm say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import pairwise

from graphkit.analysis.printed import day
from graphkit.analysis.settings import mentions, words
from graphkit.model.records import Link, Transaction
from graphkit.store.view import View

_LOOKED_AT = 30
_REGULAR = 3
_MONTH = range(26, 36)
_PIECES = re.compile(r"(?:\d+|[一二两三四五六七八九十]+)\s*[个本张份套](?!月|人|小时|星期|礼拜|钟头|季度|年)")
"""A number of pieces: cards are settled by the piece ("2个", "3本")."""


class Purposes:
    """Remembers its answers; pairs of accounts that were expected are read together. `organisation`: whether an account
    is one's."""

    def __init__(self, view: View, organisation: Callable[[str], bool]) -> None:
        self._view = view
        self._organisation = organisation
        self._known: dict[tuple[str, str], str] = {}
        self._expected: set[tuple[str, str]] = set()

    def expect(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Note which payers and payees will be asked about."""
        self._expected.update(pair for pair in pairs if pair not in self._known)

    def innocent(self, payer: str, payee: str) -> bool:
        """Whether most of these payments name an everyday purpose (wages, rent, a meal), or run like rent and wages:
        the same sum, month after month, and no word of business."""
        return self.of(payer, payee) in ("everyday", "rhythm")

    def of(self, payer: str, payee: str) -> str:
        """What most of the payments say of their purpose: "business", "everyday", "tuition" paid to a private person,
        who runs no school; "shop" where a merchant was paid; "rhythm" where they run like rent without saying so; ""
        where nothing tells."""
        if (payer, payee) not in self._known:
            self._read(self._expected | {(payer, payee)})
            self._expected.clear()
        return self._known[payer, payee]

    def _read(self, pairs: Iterable[tuple[str, str]]) -> None:
        reports = self._view.transactions_of(pairs, _LOOKED_AT)
        moved = {pair: [t for t in found if t.amount] for pair, found in reports.items()}
        stated = self._view.stated(t for found in moved.values() for t in found)
        self._known |= {pair: self._told(pair[1], found, stated) for pair, found in moved.items()}

    def _told(self, payee: str, moved: list[Transaction], stated: Mapping[str, Link]) -> str:
        """What these payments to a payee say."""
        if not moved:
            return "everyday"
        business, everyday, school = (words("infrastructure", "memos", k) for k in ("business", "innocent", "tuition"))
        memos = [tuple(map(str, stated[t.id].properties.get("memo", ()))) for t in moved]
        pieces = [any(_PIECES.search(v) and not mentions(v, everyday) for v in said) for said in memos]
        trade = [n or any(mentions(v, business) for v in said) for n, said in zip(pieces, memos, strict=True)]
        if sum(trade) * 2 >= len(moved):
            return "business"
        taught = sum(any(mentions(v, school) for v in said) for said in memos)
        if taught * 2 > len(moved):
            return "everyday" if self._organisation(payee) else "tuition"
        said = sum(everyday_memo(stated[t.id]) for t in moved)
        if said * 2 > len(moved):
            return "everyday"
        shop = words("infrastructure", "memos", "shop")
        if sum(any(mentions(v, shop) for v in said) for said in memos) * 2 > len(moved):
            return "shop"
        regular = not any(pieces) and _monthly([(t.amount or 0, d) for t in moved if (d := day(t.time))])
        return "rhythm" if regular else ""


def everyday(reports: Iterable[Link]) -> bool:
    """Whether one transfer, by all that is reported of it, is for an everyday purpose and names no business."""
    told = list(reports)
    business = words("infrastructure", "memos", "business")
    said = [str(v) for k in told for v in k.properties.get("memo", ())]
    return any(map(everyday_memo, told)) and not any(mentions(v, business) or _PIECES.search(v) for v in said)


def everyday_memo(payment: Link) -> bool:
    """Whether one payment, with its values, names an everyday purpose or a merchant."""
    innocent = words("infrastructure", "memos", "innocent")
    return "merchant" in payment.properties or any(mentions(v, innocent) for v in payment.properties.get("memo", ()))


def _monthly(payments: list[tuple[int, date]]) -> bool:
    days = sorted({d for _, d in payments})
    same = len({amount for amount, _ in payments}) == 1
    return same and len(days) >= _REGULAR and all((b - a).days in _MONTH for a, b in pairwise(days))
