"""Who stands above sellers: an account that several of the ring pay again and again, or to which most of what came in
goes on. Source: contract (roles: maker, collector), published cases (batches)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet

from graphkit.analysis.findings import Reason
from graphkit.analysis.moves import Move
from graphkit.analysis.near import Near
from graphkit.analysis.purposes import Purposes
from graphkit.analysis.rulings import Walk
from graphkit.analysis.settings import limit, share
from graphkit.analysis.signs import Signs
from graphkit.analysis.strangers import CANDIDATES
from graphkit.model.records import Link


class Principals:
    """Rules on payments by members of the ring. `standing`: the places that the walk has found for an entity;
    `organisation`: whether an account is one's."""

    def __init__(
        self, near: Near, signs: Signs, standing: Callable[[str], AbstractSet[str]], purposes: Purposes,
        organisation: Callable[[str], bool],
    ) -> None:
        self.near = near
        self.signs = signs
        self.standing = standing
        self.purposes = purposes
        self.organisation = organisation
        self._members: dict[str, dict[str, Link]] = {}
        self._outgoing: dict[str, int] = {}

    def prepare(self, moves: Iterable[Move]) -> None:
        """Find who of the ring pays these payees, of whom no record says what they are."""
        self._outgoing.clear()
        habit = limit("money", "batch_payments")
        batches = sorted((m for m in moves if m.link.count >= habit), key=lambda m: (-m.link.amount, m.end))
        self.near.load({m.start.entity for m in batches}, ("paid",))
        top: dict[str, list[str]] = {}
        for m in batches:
            kept = top.setdefault(m.start.entity, [])
            if m.end not in kept and len(kept) < CANDIDATES:
                kept.append(m.end)
        paid = {end for ends in top.values() for end in ends}
        self.near.glance(paid, ("paid",), limit("money", "counterparties"))
        self._find_members(paid)
        self.purposes.expect((a, m.end) for m in batches if self._members.get(m.end)
                             for a in (m.start.entity, *self._members[m.end]))

    def paid_by_ring(self, payee: str) -> bool:
        """Whether members of the ring pay a prepared payee again and again."""
        return bool(self._members.get(payee))

    def rule(self, move: Move) -> Walk | None:
        """Several of the ring pay the same account again and again: its maker, or one who passes the money on."""
        batches = self.batches(move.link)
        members = self._members.get(move.end, {}) | ({move.start.entity: move.link} if batches else {})
        if limit("money", "batch_payers") <= len(members) < limit("money", "rhythm_payers"):
            members = {a: k for a, k in members.items() if self.purposes.of(a, move.end) != "rhythm"}
        if len(members) < limit("money", "batch_payers"):
            passes = move.start.place == move.place == "collector" and self._passed_on(move.link)
            return Walk(0.8, (Reason("passed_on"),)) if passes else None
        if not batches or move.start.entity not in members or self.everyday(move.start.entity, move.end):
            return None
        taken = sum(k.amount for k in members.values())
        onward = any(k.amount >= taken * share("money", "passed_on") and not self.organisation(k.target)
                     and not self.purposes.innocent(move.end, k.target) for k in self.near.out(move.end, "paid"))
        if move.place != ("collector" if onward else "maker"):
            return None
        code = "collects_batches" if onward else "paid_in_batches"
        return Walk(min(0.9, 0.5 + 0.1 * len(members)), (Reason(code, {"count": len(members)}),))

    def _find_members(self, payees: Iterable[str]) -> None:
        """For each payee the accounts of different ring members that pay it repeatedly and for no innocent purpose;
        a few payers at a time, until there are enough."""
        found, enough = {p: self._habitual(p) for p in sorted(payees)}, limit("money", "enough")
        habitual = {p: links for p, links in found.items() if len(links) >= limit("money", "batch_payers")}
        self._members |= {p: {} for p in habitual}
        for start in range(0, limit("money", "habits_looked_at"), enough):
            ahead = {p: links[start:start + enough] for p, links in habitual.items() if len(self._members[p]) < enough}
            self.signs.prepare(k.source for links in ahead.values() for k in links)
            ring = [k for links in ahead.values() for k in links if self._in_ring(k.source)]
            self.purposes.expect((k.source, k.target) for k in ring)
            for link in ring:
                if self._is_member(link):
                    self._members[link.target][link.source] = link

    def _in_ring(self, account: str) -> bool:
        """Whether an account is a seller's or a collector's."""
        places = {p for f in self.signs.faces(account) for p in self.standing(f)} | self.signs.of(account).keys()
        return bool(places & {"agent", "collector"})

    def _is_member(self, link: Link) -> bool:
        """Whether one of the ring is another than those found, and what he pays for is not innocent."""
        faces = self.signs.faces(link.source)
        known = any(faces & self.signs.faces(other) for other in self._members[link.target])
        return not known and not self.everyday(link.source, link.target)

    def everyday(self, payer: str, payee: str) -> bool:
        """Whether payments say that they are for something innocent; a rhythm alone may be a coincidence."""
        return self.purposes.of(payer, payee) in ("everyday", "shop")

    def _habitual(self, payee: str) -> list[Link]:
        """Who pays an account in batches, who paid most first."""
        links = filter(self.batches, self.near.into(payee, "paid"))
        return sorted(links, key=lambda k: (-k.amount, k.id))[:limit("money", "habits_looked_at")]

    def batches(self, link: Link) -> bool:
        """Repeated payments, of more than small change, of which little comes back as it does among people who
        play, lend or share."""
        if link.count < limit("money", "batch_payments") or link.amount < limit("money", "batch_fen"):
            return False
        back = sum(k.amount for k in self.near.out(link.target, "paid") if k.target == link.source)
        return back <= link.amount * share("money", "given_back")

    def _passed_on(self, link: Link) -> bool:
        """Most of what an account pays out goes to one other account, again and again."""
        if link.count < limit("money", "batch_payments"):
            return False
        if link.source not in self._outgoing:
            self._outgoing[link.source] = sum(k.amount for k in self.near.out(link.source, "paid"))
        most = link.amount >= self._outgoing[link.source] * share("money", "passed_on") > 0
        return most and not self.purposes.innocent(link.source, link.target)
