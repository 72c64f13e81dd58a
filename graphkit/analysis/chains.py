"""Chains: the best ways from the seeds to the subject of each stage, by the strength of their links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from graphkit.analysis.moves import IDENTITY, PARTIES, State
from graphkit.analysis.near import Near
from graphkit.analysis.settings import limit, share
from graphkit.analysis.walk import Ground, Step
from graphkit.model.schema import STAGES

RANK = {"Person": 0, "Organization": 1, "OnlineAccount": 2, "Phone": 3, "Account": 4}
"""The strongest subject known stands for a role."""


@dataclass(frozen=True, slots=True)
class Way:
    """A simple walk from a start to the subject of a stage; `score` is the product of its links' strengths."""

    score: float
    start: State
    steps: tuple[Step, ...]

    @property
    def end(self) -> State:
        """The subject's state."""
        return self.steps[-1].to

    @property
    def entered_by(self) -> Step:
        """The step by which the walk came to the stage that it ends at."""
        at = len(self.steps) - 1
        while at > 0 and self.steps[at].start.place == self.end.place:
            at -= 1
        return self.steps[at]

    def story(self, near: Near, seeds: Collection[str]) -> tuple[object, ...]:
        """What it tells: ways by other parcels, orders or accounts between the same parties tell the same, and so do
        ways from other certificates when it was not a certificate that was asked about."""
        parties = (s.to.entity for s in self.steps if near.types[s.to.entity] in PARTIES)
        start = self.start if self.start.entity in seeds else None
        return (start, self.end, tuple(s.type for s in self.steps), tuple(parties))

    @property
    def detours(self) -> int:
        """How many payments, parcels and adverts lie between the certificate and the stage; 0: records name it."""
        upto = self.steps.index(self.entered_by)
        return sum(step.type in ("paid", "sent", "advertises") for step in self.steps[:upto + 1])


def subjects(ground: Ground, near: Near) -> dict[State, State]:
    """The states where a subject of a stage stands, each with the state of the stage that it stands for."""
    return {subject: anchor for anchor in anchors(ground) for subject in behind(ground, near, anchor)}


def behind(ground: Ground, near: Near, anchor: State) -> list[State]:
    """Whom somebody at a stage stands for.

    The subject is sought upwards among what is the same somebody's: the party if one is known, else the strongest
    name for it.
    """
    reached, stack = {anchor}, [anchor]
    while stack:
        for step in ground.steps.get(stack.pop(), ()):
            if step.to not in reached and _climbs(step, near):
                reached.add(step.to)
                stack.append(step.to)
    known = [s for s in reached if near.types[s.entity] in RANK]
    parties = [s for s in known if near.types[s.entity] in PARTIES]
    return parties or sorted(known, key=lambda s: (RANK[near.types[s.entity]], s.entity, s))[:1]


def _climbs(step: Step, near: Near) -> bool:
    """Whether a step leads from a number or account to the party behind it, or to another name of the same."""
    upward = step.type in IDENTITY and not step.start.down and near.types[step.start.entity] not in PARTIES
    return upward and (near.types[step.to.entity] in PARTIES or not step.to.down)


def anchors(ground: Ground) -> list[State]:
    """The states at which a stage begins: entered otherwise than from another face of the same subject."""
    return sorted({step.to for steps in ground.steps.values() for step in steps
                   if step.type not in IDENTITY and step.to.place in STAGES})


def ways(
    ground: Ground, near: Near, starts: dict[State, float], seeds: Collection[str], max_hops: int
) -> tuple[list[Way], bool]:
    """The best ways of at most `max_hops` steps to every subject, best first, each story once. The flag: more were left
    unconsidered.

    Strengths are at most 1, so the search meets the ways in the order of their scores.
    """
    ends = subjects(ground, near)
    tie = count()
    heap: list[tuple[float, int, tuple[str, ...], State, int, tuple[Step, ...]]] = []
    for state, belief in sorted(starts.items()):
        heappush(heap, (-belief, 0, (state.entity,), state, next(tie), ()))
    visits: dict[State, int] = defaultdict(int)
    found: dict[tuple[object, ...], Way] = {}
    considered = 0
    while heap and considered < limit("limits", "steps"):
        negative, hops, path, state, _, steps = heappop(heap)
        visits[state] += 1
        if visits[state] > limit("limits", "alternatives"):
            continue
        considered += 1
        if steps and state in ends:
            way = Way(-negative, State(path[0], steps[0].start.place), steps)
            found.setdefault(way.story(near, seeds), way)
        for step in ground.steps.get(state, ()):
            if hops < max_hops and step.to.entity not in path:
                heappush(heap, (negative * strength(step), hops + 1, (*path, step.to.entity), step.to, next(tie),
                                (*steps, step)))
    return list(found.values()), bool(heap)


def strength(step: Step) -> float:
    """How much one source's word for a step is worth: the link's own strength, what the rules made of it, its marks."""
    if step.ruling.confirmed:
        return share("strength", "confirmed")
    base = share("strength", step.type) * step.ruling.strength
    return base * share("score", "marked") if step.ruling.marks else base
