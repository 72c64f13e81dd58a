"""Certificates forged, sold and bought, and who used them. Genuine, expired, suspect and unknown ones do not count."""

from __future__ import annotations

from collections import defaultdict

from graphkit.analysis.elements.counting import Counted, each
from graphkit.analysis.elements.scene import Scene
from graphkit.analysis.near import HANDLES

_PURCHASE = ("price_fen", "bought_how", "seller")


def forged(scene: Scene) -> list[Counted]:
    """Every forged certificate, and those that each maker's accounts entered."""
    return each({"": scene.forged, **_through(scene, "maker", "entered")})


def sold(scene: Scene) -> list[Counted]:
    """Forged certificates with a seller: whose handle was named at the seizure, or whose account ordered it."""
    return each(_through(scene, "agent", "sold", "requested"))


def bought(scene: Scene) -> list[Counted]:
    """Forged certificates whose record of seizure tells of a purchase: a price, a way, a seller."""
    near = scene.near
    near.describe(scene.forged)
    near.load(scene.forged, ("sold",))
    return each({"": [c for c in scene.forged if any(near.entity(c).first(n) for n in _PURCHASE)
                      or any(near.into(c, "sold"))]})


def using(scene: Scene) -> list[Counted]:
    """Persons, each once, with whom a forged certificate was found."""
    scene.near.describe(scene.forged)
    cards = [c for c in scene.forged if scene.verdicts[c].holder_id and scene.near.entity(c).first("seized_at")]
    return each({"": [scene.verdicts[c].holder_id for c in cards]}, {"": cards})


def _through(scene: Scene, place: str, *types: str) -> dict[str, set[str]]:
    """Subject at a stage → the forged certificates that its handles lead to over links of these types."""
    forged_ones, found = set(scene.forged), defaultdict[str, set[str]](set)
    handles = {s.id: [m for m in sorted(s.members) if scene.near.types[m] in HANDLES] for s in scene.at(place)}
    scene.near.load((h for some in handles.values() for h in some), types)
    for subject, some in handles.items():
        found[subject] |= {k.target for h in some for k in scene.near.out(h, *types)} & forged_ones
    return found
