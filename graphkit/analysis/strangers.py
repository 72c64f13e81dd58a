"""Payees of whom nothing is known but payments: no owner, no phone, nobody named them, no word in their name.

What an account with a thousand counterparties costs must not be what it costs to look at each of them. No rule lets a
walk go on to such a payee unless he is among those who got most of his payer; the others need no looking at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from functools import cache

from graphkit.analysis.moves import BUYING, State
from graphkit.analysis.near import Near
from graphkit.analysis.settings import limit, mentions, words
from graphkit.model.records import Link
from graphkit.model.statements import search_form

CANDIDATES = 20
"""Payees of one ring member that are looked at, those who got most first."""


class Strangers:
    """Sorts payments that lead nowhere from the others. `standing`: the places the walk has found for an entity."""

    def __init__(self, near: Near, standing: Callable[[str], AbstractSet[str]]) -> None:
        self.near = near
        self.standing = standing
        self._texts: dict[str, tuple[str, ...] | None] = {}
        """Of a payee without a link the texts by which it is found; None where there are links."""
        self._looked_at = near.words.named()
        self._left: set[str] = set()

    def prepare(self, frontier: Iterable[State]) -> None:
        """Find whom the payments of this hop's accounts need not be followed to."""
        near = self.near
        accounts = [s for s in frontier if near.types[s.entity] == "Account"]
        paid = {s.entity: near.out(s.entity, "paid") for s in accounts}
        closely = {s.entity for s in accounts if s.place in BUYING or len(paid[s.entity]) <= CANDIDATES}
        self._looked_at |= {k.target for a in closely for k in paid[a]}
        crowds = [links for a, links in paid.items() if a not in closely]
        ends = {k.target for links in crowds for k in links} - self._looked_at
        if new := ends - self._texts.keys():
            self._texts |= dict.fromkeys(new) | near.view.unlinked(new)
        for links in crowds:
            self._look_at_first(links)
        self._left = {e for e in ends - self._looked_at if self._texts[e] is not None and not self.standing(e)
                      and not self._named_like(e, "platforms")}

    def _look_at_first(self, payments: Iterable[Link]) -> None:
        """Who got most, again and again, until there are enough of whom it is certain that they are no organisation."""
        least, persons = limit("money", "batch_payments"), 0
        for link in sorted((k for k in payments if k.count >= least), key=lambda k: (-k.amount, k.target)):
            self._looked_at.add(link.target)
            persons += self.nobody(link.target)
            if persons == CANDIDATES:
                break

    def nobody(self, payee: str) -> bool:
        """Whether it is known without looking at him that he is neither a platform nor an organisation, nor shows a
        sign of anything."""
        return self._texts.get(payee) is not None and not any(
            self._named_like(payee, kind) for kind in ("platforms", "organisations"))

    def _named_like(self, payee: str, kind: str) -> bool:
        return any(mentions(text, _forms(kind)) for text in self._texts[payee] or ())

    def __contains__(self, payee: str) -> bool:
        """Whether no payment of a prepared account leads on to somebody."""
        return payee in self._left


@cache
def _forms(kind: str) -> tuple[str, ...]:
    """Words as texts to be found by are written."""
    return tuple(map(search_form, words("infrastructure", kind)))
