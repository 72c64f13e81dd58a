"""The walk: frontier by frontier from the seeds, along links that the catalogue lets carry and the rules let pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from graphkit.analysis.findings import Reason
from graphkit.analysis.heeding import Heeded
from graphkit.analysis.money import Money
from graphkit.analysis.moves import IDENTITY, PARTIES, Move, State, carried, identity_step, stands
from graphkit.analysis.naming import Naming
from graphkit.analysis.near import Near
from graphkit.analysis.owners import Owners, bound_to_many
from graphkit.analysis.parcels import Parcels
from graphkit.analysis.rulings import Damp, Rule, Ruling, Walk
from graphkit.analysis.signs import Signs
from graphkit.analysis.sites import LINKS as SITE_LINKS
from graphkit.analysis.sites import Sites
from graphkit.analysis.tenure import Tenure
from graphkit.analysis.times import Times
from graphkit.model.records import Link
from graphkit.model.schema import STAGES

HOPS = 8
"""Links walked from where chains begin, unless somebody asks for more or fewer."""

_UNSEEN = ("genuine", "expired")
_NOWHERE: frozenset[str] = frozenset()


@dataclass(slots=True)
class Step:
    """An accepted move between two states, with every parallel link of it and what the rules said."""

    start: State
    to: State
    type: str
    forward: bool
    links: list[Link]
    ruling: Walk


@dataclass(slots=True)
class Ground:
    """All states reached, the steps that lead on from each, and what was met and not walked through. `fresh`: who was
    reached within the present hop."""

    starts: tuple[State, ...]
    steps: dict[State, list[Step]] = field(default_factory=lambda: defaultdict(list))
    hops: dict[State, int] = field(default_factory=dict)
    damped: dict[str, Reason] = field(default_factory=dict)
    places: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    fresh: set[str] = field(default_factory=set)

    def reach(self, state: State, hop: int) -> None:
        """Note a new state."""
        self.hops[state] = hop
        self.places[state.entity].add(state.place)
        self.fresh.add(state.entity)


class Walker:
    """Explores from start states; every rule reads what it needs once per hop, for all moves of the hop together."""

    def __init__(self, near: Near, times: Times) -> None:
        self.near = near
        self.times = times
        self.owners = Owners(near, times)
        self.signs = Signs(near, self.owners)
        self.heeded = Heeded(near, self.owners, self.signs)
        self.ground = Ground(())
        standing = self._standing
        self._quiet: set[State] = set()
        """Holders of genuine certificates: their employer is shown, their payments are nobody's business."""
        self._loud: set[State] = set()
        self.money = Money(near, self.signs, standing, times)
        self.rules: dict[str, Rule] = {
            **dict.fromkeys(SITE_LINKS, Sites(near, standing, Tenure(near, times))),
            **dict.fromkeys(("sent", "delivered_to"), Parcels(near, self.signs, standing)),
            **dict.fromkeys(("sold", "contact", "published", "advertises", "sub_account_of"), Naming(near, self.signs)),
            "paid": self.money,
        }

    def _standing(self, entity: str) -> AbstractSet[str]:
        return self.ground.places.get(entity, _NOWHERE)

    def explore(self, starts: Iterable[State], max_hops: int) -> Ground:
        """Everything within `max_hops` of the starts."""
        self.ground = Ground(tuple(sorted(set(starts))))
        self.heeded.prepare()
        frontier = list(self.ground.starts)
        for state in frontier:
            self.ground.reach(state, 0)
        for hop in range(1, max_hops + 1):
            frontier = self._hop(frontier, hop)
            if not frontier:
                break
        return self.ground

    def _hop(self, frontier: list[State], hop: int) -> list[State]:
        self._read(frontier)
        self.money.strangers.prepare(s for s in frontier if s not in self._quiet)
        moves = [m for state in frontier for m in self._moves(state)]
        self.prepare(moves)
        ground, fresh = self.ground, self.ground.fresh
        fresh.clear()
        new: list[State] = []
        for move in moves:
            if move.link.type == "paid" and self.money.says_nothing(move, fresh):
                continue
            down = self._down(move) if move.link.type in IDENTITY else False
            ruling = None if down is None else self.heeded.ruling(move, self.rule)
            if isinstance(ruling, Damp):
                ground.damped.setdefault(ruling.entity, ruling.reason)
            elif ruling is not None and down is not None:
                to = State(move.end, move.place, down)
                self._accept(move, to, ruling)
                if to not in ground.hops:
                    ground.reach(to, hop)
                    new.append(to)
        return sorted(new)

    def _read(self, frontier: list[State]) -> None:
        """Read the links that may carry on from here; states that want the same kinds share a call."""
        frontier = [s for s in frontier if s not in self._quiet]
        groups: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for state in frontier:
            types = tuple(sorted({t for t, _, _ in carried(self.near.types[state.entity], state.place)}))
            if types:
                groups[types].add(state.entity)
        for types, ids in sorted(groups.items()):
            self.near.load(ids, types)
        self.near.load((s.entity for s in self._quiet), ("employed_by",))
        self.owners.prepare(s.entity for s in frontier if not s.down)

    def _moves(self, state: State) -> list[Move]:
        """The ways on from a state; its days spread to where they lead."""
        found: list[Move] = []
        near, here, ends = self.near, state.entity, set[str]()
        types, quiet, strangers = near.types, state in self._quiet, self.money.strangers
        for link_type, forward, place in carried(types[here], state.place):
            if quiet and place != "employer":
                continue
            for link in near.out(here, link_type) if forward else near.into(here, link_type):
                end = link.target if forward else link.source
                if end != here and (place in STAGES or stands(types[end], place)):
                    ends.add(end)
                    if link_type != "paid" or end not in strangers:
                        found.append(Move(state, link, forward, end, place))
        for end in ends:
            self.times.spread(here, end)
        return found

    def prepare(self, moves: list[Move]) -> None:
        """Read what ruling on these moves needs, rule by rule."""
        by_type: dict[str, list[Move]] = defaultdict(list)
        for move in moves:
            by_type[move.link.type].append(move)
        for rule in dict.fromkeys(self.rules.values()):
            if mine := [m for t in by_type if self.rules.get(t) is rule for m in by_type[t]]:
                rule.prepare(mine)
        self.near.judge(m.start.entity for m in moves if m.start.place == "certificate")
        faces = [m for t in IDENTITY for m in by_type.get(t, ())]
        self.owners.prepare(i for m in faces for i in (m.start.entity, m.end) if self.near.types[i] not in PARTIES)

    def rule(self, move: Move) -> Ruling:
        """What follows from a prepared move."""
        if move.start.place == "certificate" and not self._from_certificate(move):
            return None
        if move.link.type in IDENTITY:
            return self._identity(move)
        rule = self.rules.get(move.link.type)
        return rule.rule(move) if rule else Walk()

    def _from_certificate(self, move: Move) -> bool:
        """From a certificate that is not questioned a chain leads to its holder and employer only; the holder is the
        one whom the card or the back office names, not a namesake of an official answer."""
        verdict = self.near.verdict(move.start.entity)
        if move.link.type == "holds":
            return move.end == (verdict.holder_id or move.end)
        return verdict.verdict not in _UNSEEN

    def _identity(self, move: Move) -> Ruling:
        """Up to the one party whose it is, if that is settled; down to all that a party has."""
        if self.near.types[move.end] not in PARTIES:
            return self._downward(move)
        owner = self.owners.of(move.start.entity)
        for entity, reason in owner.left_out:
            self.ground.damped.setdefault(entity, reason)
        return Walk() if owner.link is not None and owner.link.source == move.end else None

    def _downward(self, move: Move) -> Ruling:
        """What a party has, unless it is another's; the accounts that a number is bound to, when they are a few.

        From account to phone and back only where the party itself does not lead: one way to each is enough.
        """
        here, types = move.start.entity, {self.near.types[move.start.entity], self.near.types[move.end]}
        if "Account" in types and self._same_known(here, move.end, move.place):
            return None
        if self.owners.apart(here, move.end):
            return None  # the phone on an account's form was, or is now, somebody else's
        if self.near.types[here] in PARTIES:
            owner = self.owners.of(move.end)
            return Walk() if owner.link is not None and owner.link.source == here else None
        reason = bound_to_many(self.near, here)
        return Damp(here, reason) if reason else Walk()

    def _same_known(self, here: str, end: str, place: str) -> bool:
        """Whether both belong to a party that stands at this place already."""
        mine, other = self.owners.of(here).link, self.owners.of(end).link
        return bool(mine and other and mine.source == other.source and place in self._standing(mine.source))

    def _down(self, move: Move) -> bool | None:
        """For a step to another face of the same subject, whether the party behind it has been met; None where such a
        step is not allowed."""
        here = move.start.entity
        down = identity_step(self.near.types[here], move.start, move.link, self.near.types[move.end])
        if down is None:
            return None
        contact = self.near.types[here] == "Account" and move.link.type == "bound_to"
        if contact and self.owners.of(here).link is not None:
            down = True  # whose the account is, is known; the phone on its form need not be the owner's
        if move.end in self.owners.of(here).through:
            down = False  # the phone runs in another name; its user is who owns the account
        return down

    def _accept(self, move: Move, to: State, ruling: Walk) -> None:
        """Take a move as a step, with the parallel links of it, which come one after another."""
        if move.start.place == "certificate":
            if self.near.verdict(move.start.entity).verdict not in _UNSEEN:
                self._loud.add(to)
                self._quiet.discard(to)
            elif to not in self._loud:
                self._quiet.add(to)
        steps, link = self.ground.steps[move.start], move.link
        last = steps[-1] if steps else None
        if last is None or last.to != to or last.type != link.type or last.forward != move.forward:
            last = Step(move.start, to, link.type, move.forward, [], ruling)
            steps.append(last)
        last.links.append(link)
