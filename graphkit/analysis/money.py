"""What follows from a payment. Being paid by one holder is no sign: everybody pays grocers, landlords and friends.

A payee takes a stage only when he has a direct sign of it, or when several who have nothing else in common pay him as
one pays a seller, a collector or a maker, and no innocent reason explains it. Sources: contract (roles), published
cases (prices, deposits and balances, batches); thresholds in data/thresholds.toml.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet

from graphkit.analysis.buyers import Buyers, Found
from graphkit.analysis.employers import Employers
from graphkit.analysis.findings import Reason
from graphkit.analysis.moves import BUYING, Move
from graphkit.analysis.near import Near
from graphkit.analysis.platforms import platform
from graphkit.analysis.principals import Principals
from graphkit.analysis.purposes import Purposes
from graphkit.analysis.rulings import Damp, Ruling, Walk
from graphkit.analysis.settings import limit, mentions, words
from graphkit.analysis.signs import Signs
from graphkit.analysis.strangers import Strangers
from graphkit.analysis.times import Times
from graphkit.model.catalog import LINK_TYPES
from graphkit.model.records import Link

_PLAIN = ("holder", "agent", "advertiser", "maker")
"""Whose payment says nothing by itself: no employer's for training, no collector's of all that came in."""
_TAKEN = frozenset(c.stage for c in LINK_TYPES["paid"].carries)


class Money:
    """Rules on `paid`. `standing` gives the places that the walk has already found for an entity."""

    def __init__(self, near: Near, signs: Signs, standing: Callable[[str], AbstractSet[str]], times: Times) -> None:
        self.near = near
        self.times = times
        self.signs = signs
        self.standing = standing
        self.strangers = Strangers(near, standing)
        self.purposes = Purposes(near.view, self.organisation)
        self.buyers = Buyers(near, signs.owners, self.purposes)
        self.employers = Employers(near, self.purposes, signs.owners.party)
        self.principals = Principals(near, signs, standing, self.purposes, self.organisation)
        self._organisations: dict[str, bool] = {}
        self._platforms: dict[str, Reason | None] = {}
        self._idle: set[str] = set()
        self._own: dict[str, list[Link]] = {}
        """What holders paid to a payee at a time at which it can have been for a certificate."""
        self._faces: dict[str, frozenset[str]] = {}
        """Payees of whom a payment says nothing, each with his faces, until one of these takes a stage."""

    def prepare(self, moves: Iterable[Move]) -> None:
        """Read what ruling on these moves needs."""
        moves = list(moves)
        self.near.describe(p for p in {m.end for m in moves} if not self.strangers.nobody(p))
        moves = self._sort_out(moves)
        payees = {m.end for m in moves}
        self.signs.prepare(payees)
        free = {p for p in payees if self.signs.of(p).keys() <= {"named"} and not self.organisation(p)}
        bought = {p for p in free if any(map(self.buyers.like_a_sale, self._own.get(p, ())))}
        self.near.glance(bought, ("paid",), limit("money", "counterparties"))
        self.buyers.prepare(bought)
        self.employers.prepare(m for m in moves if m.start.place == "employer" and self.in_time(m))
        self.principals.prepare(m for m in moves if m.start.place not in BUYING and m.end in free)
        self._faces = {p: self.signs.faces(p) for p in payees if self._nobody(p)}
        self.purposes.expect((m.start.entity, m.end) for m in moves
                             if m.end not in self._faces and (self._by_sign(m) or self._bought(m)))

    def _sort_out(self, moves: list[Move]) -> list[Move]:
        """Those that can be about a certificate; a holder's payments at other times are not."""
        by_holder = {m.link.id: m for m in moves if m.start.place == "holder"}
        self._idle = {i for i, m in by_holder.items() if not self.in_time(m)}
        self._own.clear()
        for i, m in by_holder.items():
            if i not in self._idle:
                self._own.setdefault(m.end, []).append(m.link)
        return [m for m in moves if m.start.place != "holder" or m.link.id not in self._idle]

    def _nobody(self, payee: str) -> bool:
        """Whether a payment to a prepared payee says nothing: he has no sign, no stage, neither several buyers nor any
        of the ring who pays him again and again, and is no platform, which would be told."""
        return not (self.signs.of(payee) or self.buyers.of(payee) or self.principals.paid_by_ring(payee)
                    or self.near.words.is_hub(payee) or self._platform(payee)
                    or any(self.standing(face) & _TAKEN for face in self.signs.faces(payee)))

    def says_nothing(self, move: Move, fresh: AbstractSet[str]) -> bool:
        """Whether nothing can follow from a prepared move; `fresh`: who has taken a stage since."""
        faces = self._faces.get(move.end) if move.start.place in _PLAIN else None
        return faces is not None and faces.isdisjoint(fresh)

    def _platform(self, payee: str) -> Reason | None:
        if payee not in self._platforms:
            known = not self.strangers.nobody(payee)
            self._platforms[payee] = platform(self.near.entity(payee)) if known else None
        return self._platforms[payee]

    def rule(self, move: Move) -> Ruling:
        """Whether the payee of a prepared move takes this stage."""
        if damped := self._platform(move.end):
            return Damp(move.end, damped)
        idle = move.start.place == "holder" and move.link.id in self._idle
        if idle or self.same_party(move.start.entity, move.end):
            return None
        if found := self._by_sign(move):
            return found if not self.purposes.innocent(move.start.entity, move.end) else None
        if self.organisation(move.end):
            return None
        if move.start.place == "employer" and move.place == "agent" and (bought := self.employers.buys(move.link)):
            return Walk(0.6, (Reason("paid_by_employer", {"count": bought}),))
        if self.signs.of(move.end).keys() - {"named"}:
            return None  # his own records say what he is
        return self._as_seller(move) if move.start.place in BUYING else self.principals.rule(move)

    def in_time(self, move: Move) -> bool:
        """Whether payments can have been for the certificates that lead to the payer."""
        return self.times.sold(move.start.entity).overlaps(move.link)

    def _by_sign(self, move: Move) -> Walk | None:
        """The payee has a direct sign of the stage, or stands at it already.

        An employer pays many people; only a payment to somebody whom the certificate leads to otherwise is about it.
        """
        signs, place = self.signs.of(move.end), move.place
        for face in self.signs.faces(move.end):
            if place in self.standing(face):
                return Walk(1.0, (Reason("paid_known"),))
        if not signs or move.start.place == "employer":
            return None
        if signs.keys() == {"named"} and place == "agent" and move.start.place in BUYING:
            return Walk(0.6, (Reason("paid_lead"),))
        if place not in signs or (place == "collector" and "agent" in signs):
            return None
        if place == "maker" and "agent" in signs and move.start.place in BUYING:
            return None  # to a buyer he is the seller, whatever else he does
        return Walk(1.0, (Reason("paid_named"),))

    def _as_seller(self, move: Move) -> Walk | None:
        """Several holders of questioned certificates pay the same unexplained account as one pays a seller."""
        found = self._bought(move)
        if not found or self.purposes.innocent(move.start.entity, move.end):
            return None
        return Walk(min(0.9, 0.5 + 0.1 * len(found.payers)), (Reason("paid_by_buyers", {"count": len(found.payers)}),))

    def _bought(self, move: Move) -> Found | None:
        """The buyers of a payee when this move is like their payments."""
        found = self.buyers.of(move.end) if move.start.place in BUYING else None
        return found if found and move.place == found.stage and self.buyers.like_a_sale(move.link) else None

    def same_party(self, a: str, b: str) -> bool:
        """Whether two accounts belong to the same known party."""
        party = self.signs.owners.party
        return a in self.signs.faces(b) or party(a) == party(b) != ""

    def organisation(self, account: str) -> bool:
        """Whether an account belongs to an organisation, by its owner or its name."""
        known = self._organisations.get(account, False if self.strangers.nobody(account) else None)
        if known is None:
            owner = self.signs.owners.party(account)
            names = self.near.entity(account).properties.get("holder_name", ())
            known = ((owner != "" and self.near.types[owner] == "Organization")
                     or any(mentions(n, words("infrastructure", "organisations")) for n in names))
            if self.signs.owners.prepared(account):
                self._organisations[account] = known
        return known
