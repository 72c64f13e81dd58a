"""How far the chains reach: stage by stage, who stands there by the most direct records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from graphkit.analysis.answers import Reached
from graphkit.analysis.chains import Way
from graphkit.analysis.moves import PARTIES
from graphkit.analysis.near import HANDLES, Near
from graphkit.analysis.walk import Ground
from graphkit.model.schema import STAGES


def coverage(
    found: Sequence[Way], scores: Mapping[tuple[str, str], float], ground: Ground, near: Near
) -> dict[str, Reached]:
    """Stage → its subjects, best first.

    Those count to whom the fewest payments or parcels lead: where records about the certificate or its site name
    somebody, others may serve other certificates, and are left to the chains.
    """
    at: dict[str, dict[str, list[Way]]] = defaultdict(lambda: defaultdict(list))
    for way in found:
        at[way.end.place][way.end.entity].append(way)
    reached = {}
    for stage in STAGES:
        subjects = at.get(stage, {})
        fewest = {s: min(w.detours for w in ways) for s, ways in subjects.items()}
        nearest = {s: ways for s, ways in subjects.items() if fewest[s] == min(fewest.values())}
        chosen = _without_names_beside(nearest, near)
        by = sorted(chosen, key=lambda s: (-scores.get((stage, s), max(w.score for w in chosen[s])), s))
        reached[stage] = Reached(tuple(by), providers(ground, near) if stage == "enabler" else ())
    return reached


def _without_names_beside(subjects: Mapping[str, list[Way]], near: Near) -> dict[str, list[Way]]:
    """Without the handles that a holder named beside somebody who is known: two names of one seller."""
    settled = {w.start for s, ways in subjects.items() if near.types[s] in PARTIES for w in ways
               if w.entered_by.type == "sold"}
    return {s: ways for s, ways in subjects.items() if not (
        near.types[s] in HANDLES and all(w.entered_by.type == "sold" and w.start in settled for w in ways))}


def providers(ground: Ground, near: Near) -> tuple[str, ...]:
    """Who supplies the site in the ordinary course, and through whom its domain is registered."""
    knowing = {s.entity for s in ground.hops if s.place == "enabler"}
    sites = [s.entity for s in ground.hops if s.place == "site"]
    near.load((s for s in sites if near.types[s] == "Domain"), ("registered_through",))
    supply = {k.source for s in sites for k in near.into(s, "provided")}
    supply |= {k.target for s in sites for k in near.out(s, "registered_through")}
    return tuple(sorted(supply - knowing))
