"""Who pays an account as one pays the seller of a certificate: once or twice, a price, around the time of the sale."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graphkit.analysis.near import HANDLES, Near
from graphkit.analysis.owners import Owners
from graphkit.analysis.periods import sale_period
from graphkit.analysis.printed import day
from graphkit.analysis.purposes import Purposes
from graphkit.analysis.settings import limit, share
from graphkit.model.records import Link

_Buying = dict[str, tuple[str, list[str]]]
"""Person → (the account that paid, the certificates it may have paid for)."""


@dataclass(frozen=True, slots=True)
class Found:
    """The buyers' accounts that pay a payee, and the stage that makes him: the seller, or who collects for another."""

    payers: frozenset[str]
    stage: str


class Buyers:
    """Holders of questioned certificates among those who pay an account."""

    def __init__(self, near: Near, owners: Owners, purposes: Purposes) -> None:
        self.near = near
        self.owners = owners
        self.purposes = purposes
        self._known: dict[str, Found | None] = {}

    def like_a_sale(self, link: Link) -> bool:
        """Few payments that make up the price of a certificate or of a few."""
        return link.count <= limit("sale", "most_payments") and link.amount >= limit("sale", "least_fen")

    def prepare(self, payees: Iterable[str]) -> None:
        """Read who pays these accounts and what they hold, and decide; verdicts only where there are holders enough."""
        new = sorted({p for p in payees if p not in self._known})
        near = self.near
        paying = {p: self._like_buyers(p) for p in new}
        self.owners.prepare([*new, *(k.source for links in paying.values() for k in links)])
        party = self.owners.party
        near.load((o for p in new for i in (p, *(k.source for k in paying[p])) if (o := party(i))), ("holds",))
        holders = {p: {o: k for k in reversed(paying[p]) if (o := party(k.source)) and any(near.out(o, "holds"))}
                   for p in new}
        likely = {p: dict(sorted(found.items())[:limit("money", "habits_looked_at")]) for p, found in holders.items()
                  if len(found) >= self._least(p)}
        held = {k.target for found in likely.values() for person in found for k in near.out(person, "holds")}
        near.judge(held)
        near.describe(held)
        near.load(held, ("entered", "sold"))
        times = near.view.stated(k for c in held for k in near.into(c, "entered"))
        entered = {k.target: d for k in times.values() if (d := day(k.first("time")))}
        buying = {p: self._buying(p, found, entered) for p, found in likely.items()}
        self.purposes.expect((account, p) for p, found in buying.items() for account, _ in found.values())
        self._known |= {p: self._decide(p, buying[p]) if p in buying else None for p in new}

    def of(self, payee: str) -> Found | None:
        """The buyers of a prepared payee, when there are enough to mean something."""
        return self._known.get(payee)

    def _payers(self, payee: str) -> list[Link]:
        """Payments in, some of them when there are many."""
        links = sorted(self.near.into(payee, "paid"), key=lambda k: k.source)
        return links[:limit("money", "payers_looked_at")]

    def _like_buyers(self, payee: str) -> list[Link]:
        """Payments that look like a sale, from those whom the payee does not pay himself."""
        back = {k.target for k in self.near.out(payee, "paid")}
        return [k for k in self._payers(payee) if k.source not in back and self.like_a_sale(k)]

    def _least(self, payee: str) -> float:
        """How many buyers it takes: more for a payee who holds a certificate himself, and among many other payers."""
        own = self.owners.party(payee)
        least = limit("money", "buyers_if_holder" if own and any(self.near.out(own, "holds")) else "buyers")
        return max(least, share("money", "buyer_share") * len(self._payers(payee)))

    def _buying(self, payee: str, holders: dict[str, Link], entered: dict[str, date]) -> _Buying:
        """The holders who can have paid this payee for what they hold, when they are enough."""
        buying: _Buying = {}
        for person, link in holders.items():
            bought = [c for c in self._questioned(person)
                      if sale_period([self.near.entity(c)], entered.get(c)).overlaps(link)]
            if person != self.owners.party(payee) and bought and link.amount <= limit("sale", "most_fen") * len(bought):
                buying[person] = (link.source, bought)
        return buying if len(buying) >= self._least(payee) else {}

    def _decide(self, payee: str, buying: _Buying) -> Found | None:
        buying = self._unexplained(buying, payee)
        if not buying or len(buying) < min(self._least(payee), limit("money", "enough")):
            return None
        another_sells = any(self.near.types[k.source] in HANDLES for _, bought in buying.values() for c in bought
                            for k in self.near.into(c, "sold"))
        return Found(frozenset(account for account, _ in buying.values()), "collector" if another_sells else "agent")

    def _unexplained(self, buying: _Buying, payee: str) -> _Buying:
        """Those whose payments say nothing else of their purpose; enough of them."""
        found: _Buying = {}
        for person, bought in sorted(buying.items()):
            if len(found) < limit("money", "enough") and not self.purposes.innocent(bought[0], payee):
                found[person] = bought
        return found

    def _questioned(self, person: str) -> list[str]:
        return [k.target for k in self.near.out(person, "holds") if self.near.questioned(k.target)]
