"""What follows from a parcel: its sender sends certificates only if he is known for it, or sends to several of them.

A shop, a pick-up point or a friend sends to holders too. Source: contract (roles: agent and maker send cards).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet

from graphkit.analysis.findings import Reason
from graphkit.analysis.moves import Move
from graphkit.analysis.near import Near
from graphkit.analysis.rulings import PASS, Damp, Ruling, Walk
from graphkit.analysis.settings import limit, mentions, share, words
from graphkit.analysis.signs import Signs


class Parcels:
    """Rules on `sent` and `delivered_to`."""

    def __init__(self, near: Near, signs: Signs, standing: Callable[[str], AbstractSet[str]]) -> None:
        self.near = near
        self.signs = signs
        self.standing = standing
        self._counted: dict[str, tuple[int, dict[str, str]]] = {}

    def prepare(self, moves: Iterable[Move]) -> None:
        """Read the parcels' goods, the senders' signs and to whom else they send."""
        near, moves = self.near, list(moves)
        self._counted.clear()  # the walk knows more by now of those who received
        near.describe(m.end for m in moves if m.link.type == "delivered_to")
        senders = {m.end for m in moves if m.link.type == "sent"}
        self.signs.prepare(senders)
        near.load(senders, ("sent",))
        parcels = {k.target for s in senders for k in near.out(s, "sent")}
        near.load(parcels, ("delivered_to",))
        near.load((m.start.entity for m in moves if m.link.type == "sent"), ("sent",))
        recipients = {k.target for p in parcels for k in near.out(p, "delivered_to")}
        self.signs.prepare(recipients)
        people = {f for r in recipients for f in self.signs.faces(r) if near.types[f] == "Person"}
        near.load(people, ("holds",))
        held = {k.target for p in people for k in near.out(p, "holds")}
        near.judge(held)
        near.load(held, ("sold", "requested"))
        near.describe(i for m in moves if m.link.type == "sent" for i in (m.start.entity, m.end))

    def rule(self, move: Move) -> Ruling:
        """Whether a parcel may hold a certificate, and whether its sender takes the stage."""
        if move.link.type == "delivered_to":
            goods = self.near.entity(move.end).properties.get("goods", ())
            likely = not goods or any(mentions(g, words("infrastructure", "parcels")) for g in goods)
            return PASS if likely else None
        if self._known_by_phone(move) or self._for_everybody(move.start.entity):
            return None
        found = self.signs.of(move.end)
        if found.keys() - {"named"}:  # his own records say what he is
            seller = move.place == "maker" and "agent" in found and move.start.place == "holder"
            return Walk(1.0, (Reason("sent_named"),)) if move.place in found and not seller else None
        if (move.end, "sent") in self.near.wide:
            return Damp(move.end, Reason("many_parcels"))
        ring = self.ring_of(move.end)
        if not ring:
            return None
        stages = {"maker" if move.start.place == "agent" or "other" in ring.values() else "agent"}
        if found and move.start.place == "holder":
            stages.add("agent")  # whom a lead names sells too: he may send what another had made
        return Walk(0.8, (Reason("sent_to_several", {"count": len(ring)}),)) if move.place in stages else None

    def ring_of(self, sender: str) -> dict[str, str]:
        """The recipients of the ring, see `_recipients`, when a prepared sender has several and enough of all."""
        if sender not in self._counted:
            self._counted[sender] = self._recipients(sender)
        ends, ring = self._counted[sender]
        enough = len(ring) >= max(limit("parcels", "recipients"), share("parcels", "recipient_share") * ends)
        return ring if enough else {}

    def _recipients(self, sender: str) -> tuple[int, dict[str, str]]:
        """How many recipients a sender has, and those of the ring, each subject once: "other" when he is an agent, or
        a holder who named another as the seller; else "buyer"."""
        mine = self.signs.faces(sender)
        seen: set[frozenset[str]] = set()
        ring: dict[str, str] = {}
        ends = 0
        for parcel in sorted(k.target for k in self.near.out(sender, "sent")):
            for link in self.near.out(parcel, "delivered_to"):
                faces = self.signs.faces(link.target)
                if faces & mine or any(faces & other for other in seen):
                    continue
                seen.add(faces)
                ends += 1
                if kind := self._kind(faces, link.target, mine):
                    ring[link.target] = kind
        return ends, ring

    def _kind(self, faces: frozenset[str], recipient: str, sender: frozenset[str]) -> str:
        places = {p for f in faces for p in self.standing(f)} | self.signs.of(recipient).keys()
        if "agent" in places:
            return "other"
        held = [c for f in faces for k in self.near.out(f, "holds") if self.near.questioned(c := k.target)]
        sellers = {k.source for c in held for k in self.near.into(c, "sold", "requested")}
        return "other" if sellers - sender else "buyer" if held else ""

    def _for_everybody(self, waybill: str) -> bool:
        """Whether the sender's name on a waybill is a shop's, a courier's or a pick-up point's."""
        names = self.near.entity(waybill).properties.get("sender_name", ())
        lists = [words("infrastructure", name) for name in ("senders", "couriers", "organisations")]
        return any(mentions(n, vocabulary) for n in names for vocabulary in lists)

    def _known_by_phone(self, move: Move) -> bool:
        """Whether a sender known by name and phone only stands beside his phone, which leads to whose it really is."""
        near = self.near
        if near.types[move.end] != "Person" or near.entity(move.end).first("resident_id"):
            return False
        return any(near.types[k.source] == "Phone" for k in near.into(move.start.entity, "sent"))
