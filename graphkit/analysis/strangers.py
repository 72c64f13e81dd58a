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
        self._like: dict[str, frozenset[str] | None] = {}
        """What kinds of holder the texts of a payee without a link remind of; None where there are links."""
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
        if new := ends - self._like.keys():
            self._like |= dict.fromkeys(new)
            self._like |= {e: _kinds(texts) for e, texts in near.view.unlinked(new).items()}
        for links in crowds:
            self._look_at_first(links)
        self._left = {e for e in ends - self._looked_at
                      if (like := self._like[e]) is not None and "platforms" not in like and not self.standing(e)}

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
        like = self._like.get(payee)
        return like is not None and not like

    def __contains__(self, payee: str) -> bool:
        """Whether no payment of a prepared account leads on to somebody."""
        return payee in self._left


def _kinds(texts: Iterable[str]) -> frozenset[str]:
    """Which kinds of holder some search texts remind of."""
    listed = list(texts)
    return frozenset(kind for kind in ("platforms", "organisations") if any(mentions(t, _forms(kind)) for t in listed))


@cache
def _forms(kind: str) -> tuple[str, ...]:
    """Words as search texts are written."""
    return tuple(map(search_form, words("infrastructure", kind)))
