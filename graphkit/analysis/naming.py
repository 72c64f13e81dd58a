"""What follows from being named: as the seller at a seizure, in an advert, as the superior of a back-office account."""

from __future__ import annotations

from collections.abc import Iterable

from graphkit.analysis.findings import Reason
from graphkit.analysis.moves import Move
from graphkit.analysis.near import HANDLES, Near
from graphkit.analysis.platforms import platform
from graphkit.analysis.rulings import PASS, Damp, Ruling, Walk
from graphkit.analysis.settings import limit
from graphkit.analysis.signs import Signs


class Naming:
    """Rules on `sold`, `contact`, `published`, `advertises` and `sub_account_of`."""

    def __init__(self, near: Near, signs: Signs) -> None:
        self.near = near
        self.signs = signs

    def prepare(self, moves: Iterable[Move]) -> None:
        """Read who is behind the names and what the adverts say."""
        near, moves = self.near, list(moves)
        ends = {m.end for m in moves}
        adverts = {i for m in moves for i in (m.start.entity, m.end) if near.types[i] == "Advert"}
        near.load(adverts, ("contact", "advertises"))
        self.signs.prepare(i for i in ends if near.types[i] != "Advert")
        near.describe(ends | adverts)

    def rule(self, move: Move) -> Ruling:
        """Whether the one who is named takes the stage."""
        rules = {"sold": self._seller, "contact": self._contact, "published": self._publisher,
                 "advertises": self._advert, "sub_account_of": self._superior}
        return rules[move.link.type](move)

    def _seller(self, move: Move) -> Ruling:
        """A phone or handle named is the seller's; an account beside it collects, unless it is the seller's own."""
        if not self.near.questioned(move.start.entity) and not self.signs.of(move.end).keys() - {"named"}:
            return None  # a school that prepared for the exam may be named on a card that nobody has checked
        if self.near.types[move.end] in HANDLES:
            return PASS if move.place == "agent" else None
        if damped := platform(self.near.entity(move.end)):
            return Damp(move.end, damped)
        named = [k.source for k in self.near.into(move.start.entity, "sold") if self.near.types[k.source] in HANDLES]
        faces = self.signs.faces(move.end)
        own = not named or "agent" in self.signs.of(move.end) or any(faces & self.signs.faces(n) for n in named)
        return PASS if move.place == ("agent" if own else "collector") else None

    def _contact(self, move: Move) -> Ruling:
        """An advert for certificates without an exam, or for the imitating site, ties together the contacts it names,
        when they are a few."""
        advert = move.start.entity if move.forward else move.end
        if self._offers_nothing(move, advert):
            return None
        named = {k.target for k in self.near.out(advert, "contact")}
        if len(named) > limit("hubs", "advert_contacts"):
            return Damp(advert, Reason("many_contacts", {"count": len(named)}))
        if move.forward and (move.place == "collector") != (self.near.types[move.end] == "Account"):
            return None
        return PASS

    def _offers_nothing(self, move: Move, advert: str) -> bool:
        """Whether an advert neither sells nor leads to the site that the walk comes from, but to warn of it."""
        return self.signs.warns(advert) if move.start.place == "site" else not self.signs.sells(advert)

    def _publisher(self, move: Move) -> Ruling:
        """Who publishes such adverts and shows no sign of selling himself advertises for another."""
        if self._offers_nothing(move, move.start.entity):
            return None
        return None if "agent" in self.signs.of(move.end) else PASS

    def _advert(self, move: Move) -> Ruling:
        """An advert that leads to the imitating site belongs to it."""
        return PASS

    def _superior(self, move: Move) -> Ruling:
        """A superior takes the stage that the back office gives him, or that his own records show; else an agent's."""
        found = self.signs.of(move.end).keys() & {"agent", "maker", "site_operator"}
        stages = found or {"agent"}
        return Walk(1.0, (Reason("superior"),)) if move.place in stages else None
