"""Ways become chains: told from the seed on, each step with its rows, each score explained."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphkit.analysis.answers import Chain, ChainStep
from graphkit.analysis.chains import Way, strength
from graphkit.analysis.evidence import Proof, prove
from graphkit.analysis.findings import Reason
from graphkit.analysis.judged import said
from graphkit.analysis.moves import State
from graphkit.analysis.near import Near
from graphkit.analysis.settings import share
from graphkit.analysis.touch import Touched
from graphkit.analysis.walk import Ground
from graphkit.model.records import Link
from graphkit.model.schema import STAGES
from graphkit.store.view import View


@dataclass(frozen=True, slots=True)
class Leg:
    """One step to tell: its ends as walked, the links behind it, what the rules said."""

    source: str
    target: str
    links: tuple[Link, ...]
    reasons: tuple[Reason, ...] = ()

    def turned(self) -> Leg:
        """The same step walked the other way."""
        return Leg(self.target, self.source, self.links, self.reasons)


@dataclass(frozen=True, slots=True)
class Told:
    """The chains, best first, and the final score of every (stage, subject) among them."""

    chains: tuple[Chain, ...]
    scores: Mapping[tuple[str, str], float]
    truncated: bool


def tell(
    view: View, near: Near, ground: Ground, found: Sequence[Way], seeds: Sequence[str], touched: Touched,
    starts: Mapping[State, float], limit: int,
) -> Told:
    """The best ways as chains from the seed, every subject's best one before second ones, at most `limit`."""
    chosen, more = _choose(found, limit)
    legs = [_legs(way, seeds, touched) for way in chosen]
    told = [leg.links for chain in legs for leg in chain] + [tuple(step.links) for way in chosen for step in way.steps]
    proofs = prove(view, told)
    kinds: dict[tuple[str, str], set[str]] = defaultdict(set)
    for way in chosen:
        kinds[_goal(way)] |= proofs[tuple(k.id for k in way.entered_by.links)].kinds
    chains = [_chain(way, chain, proofs, len(kinds[_goal(way)]), starts, ground, near)
              for way, chain in zip(chosen, legs, strict=True)]
    scores: dict[tuple[str, str], float] = {}
    for way, chain in zip(chosen, chains, strict=True):
        scores[_goal(way)] = max(chain.score, scores.get(_goal(way), 0.0))
    once = {(c.entities, c.places, tuple(s.type for s in c.steps)): c for c in reversed(chains) if c.steps}
    ranked = sorted(once.values(), key=lambda c: (-c.score, len(c.steps), c.entities, c.places))
    return Told(tuple(ranked), scores, more)


def _goal(way: Way) -> tuple[str, str]:
    return way.end.place, way.end.entity


def _choose(found: Sequence[Way], limit: int) -> tuple[list[Way], bool]:
    """Every stage's best way first, then every subject's, then second ones, each by score."""
    seen: set[object] = set()
    ranked = []
    for number, way in enumerate(found):
        ranked.append((way.end.place in seen, _goal(way) in seen, number))
        seen |= {way.end.place, _goal(way)}
    chosen = [found[number] for _, _, number in sorted(ranked)[:limit]]
    return chosen, len(chosen) < len(found)


def _legs(way: Way, seeds: Sequence[str], touched: Touched) -> list[Leg]:
    """The steps from the seed: what leads from it to where the way begins, joined with the way where they meet.

    A way that ends at the seed, or at somebody on the way to it, is told towards the certificate that shows it.
    """
    steps = [Leg(s.start.entity, s.to.entity, tuple(s.links), s.ruling.reasons) for s in way.steps]
    if way.start.entity in seeds:
        return steps
    lead_in: list[Leg] = []
    here = next(iter(seeds), "")
    links = touched.way(way.start.entity)
    if links:
        here = _first(links, way.start.entity)
    for link in links:
        lead_in.append(Leg(here, link.other(here), (link,)))
        here = link.other(here)
    path = [lead_in[0].source, *(leg.target for leg in lead_in)] if lead_in else [way.start.entity]
    entities = [steps[0].source, *(s.target for s in steps)]
    meets = max((j for j, e in enumerate(entities) if e in path), default=-1)
    if meets < 0:
        return steps  # a bare number led to a permit under it
    joined = path.index(entities[meets])
    if meets == len(entities) - 1:
        return [*lead_in[:joined], *(s.turned() for s in reversed(steps))]
    return [*lead_in[:joined], *steps[meets:]]


def _first(links: Sequence[Link], last: str) -> str:
    """The seed's end of a run of links that leads to `last`."""
    for link in reversed(links):
        last = link.other(last)
    return last


def _chain(
    way: Way, legs: Sequence[Leg], proofs: Mapping[tuple[str, ...], Proof], kinds: int, starts: Mapping[State, float],
    ground: Ground, near: Near,
) -> Chain:
    steps = []
    for leg in legs:
        proof = proofs[tuple(k.id for k in leg.links)]
        first = leg.links[0]
        steps.append(ChainStep(leg.source, leg.target, first.type, first.source == leg.source, proof.links,
                               proof.evidence, proof.count, leg.reasons))
    entities = (steps[0].source, *(s.target for s in steps)) if steps else ()
    known = {s.to.entity: s.to.place for s in way.steps} | {way.start.entity: way.start.place}
    places = tuple(known.get(e) or _place(e, ground, near) for e in entities)
    score, why = _score(way, proofs, kinds, starts, _confirmed(way, near))
    return Chain(score, tuple(steps), places, why)


def _confirmed(way: Way, near: Near) -> Reason | None:
    """The word of an investigator who confirmed the role to which a way leads."""
    word = near.words.roles.get((way.end.entity, way.end.place))
    return said("judged_role", word) if word and word.verb == "confirm" else None


def _place(entity: str, ground: Ground, near: Near) -> str:
    """What an entity is that only leads to where the chain begins."""
    places = ground.places.get(entity, set())
    own = {"Lead": "lead", "Certificate": "certificate"}.get(near.types[entity], "")
    return next((p for p in ("site", *STAGES) if p in places), own)


def _score(
    way: Way, proofs: Mapping[tuple[str, ...], Proof], kinds: int, starts: Mapping[State, float],
    confirmed: Reason | None,
) -> tuple[float, tuple[Reason, ...]]:
    """The product of the steps' strengths, each better known the more kinds of source state it; better again when
    other kinds of source lead to the same subject."""
    score = starts[way.start]
    why = [Reason("score_start", {"value": f"{score:.2f}"})] if score < 1 else []
    for step in way.steps:
        doubt = 1 - strength(step)
        sources = max(1, len(proofs[tuple(k.id for k in step.links)].kinds)) if step.links else 1
        score *= 1 - doubt * share("score", "second_kind") ** (sources - 1)
    why.append(Reason("score_steps", {"count": len(way.steps), "value": f"{score:.2f}"}))
    if confirmed:
        score = 1 - (1 - score) * share("score", "other_way")
        why.append(confirmed)
    if kinds > 1:
        score = 1 - (1 - score) * share("score", "other_way") ** (kinds - 1)
        why.append(Reason("score_kinds", {"count": kinds, "value": f"{score:.2f}"}))
    return round(score, 4), (*why, *(mark for step in way.steps for mark in step.ruling.marks))
