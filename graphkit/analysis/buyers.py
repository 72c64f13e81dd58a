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
        """Read who pays these accounts, which certificates they hold, and decide."""
        new = sorted({p for p in payees if p not in self._known})
        near = self.near
        payers = {p: self._looked_at(p) for p in new}
        self.owners.prepare([*new, *(k.source for links in payers.values() for k in links)])
        people = {o for p in new for k in payers[p] if (o := self._owner(k.source))} | {self._owner(p) for p in new}
        near.load((p for p in people if p), ("holds",))
        held = {k.target for p in people for k in near.out(p, "holds")}
        near.judge(held)
        near.describe(held)
        near.load(held, ("entered", "sold"))
        times = near.view.links(k.id for c in held for k in near.into(c, "entered"))
        entered = {k.target: d for k in times.values() if (d := day(k.first("time")))}
        self._known |= {p: self._decide(p, payers[p], entered) for p in new}

    def of(self, payee: str) -> Found | None:
        """The buyers of a prepared payee, when there are enough to mean something."""
        return self._known.get(payee)

    def _looked_at(self, payee: str) -> list[Link]:
        links = sorted(self.near.into(payee, "paid"), key=lambda k: k.source)
        return links[:limit("money", "payers_looked_at")]

    def _decide(self, payee: str, payers: list[Link], entered: dict[str, date]) -> Found | None:
        buying: dict[str, tuple[str, list[str]]] = {}  # person → (account, certificates)
        back = {k.target for k in self.near.out(payee, "paid")}
        own = self._owner(payee)
        for link in payers:
            person = self._owner(link.source)
            if not person or person == own or link.source in back or not self.like_a_sale(link):
                continue
            bought = [c for c in self._questioned(person)
                      if sale_period([self.near.entity(c)], entered.get(c)).overlaps(link)]
            if bought and link.amount <= limit("sale", "most_fen") * len(bought):
                buying.setdefault(person, (link.source, bought))
        least = limit("money", "buyers_if_holder" if own and any(self.near.out(own, "holds")) else "buyers")
        if len(buying) < max(least, share("money", "buyer_share") * len(payers)):
            return None
        buying = self._unexplained(buying, payee)
        if len(buying) < least:
            return None
        another_sells = any(self.near.types[k.source] in HANDLES for _, bought in buying.values() for c in bought
                            for k in self.near.into(c, "sold"))
        return Found(frozenset(account for account, _ in buying.values()), "collector" if another_sells else "agent")

    def _unexplained(self, buying: dict[str, tuple[str, list[str]]], payee: str) -> dict[str, tuple[str, list[str]]]:
        """Those whose payments say nothing else of their purpose; enough of them."""
        found: dict[str, tuple[str, list[str]]] = {}
        for person, bought in sorted(buying.items()):
            if len(found) < limit("money", "enough") and not self.purposes.innocent(bought[0], payee):
                found[person] = bought
        return found

    def _questioned(self, person: str) -> list[str]:
        return [k.target for k in self.near.out(person, "holds") if self.near.questioned(k.target)]

    def _owner(self, account: str) -> str:
        link = self.owners.of(account).link
        return link.source if link else ""
