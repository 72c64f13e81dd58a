"""Money that the walk follows: what buyers and members of the ring paid whom, each transfer once, in 分.

Failed and reversed transfers move nothing; one that names an everyday purpose (wages, a loan repaid) is not counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graphkit.analysis.elements.counting import Counted, each, summed
from graphkit.analysis.elements.scene import Scene, Subject
from graphkit.store.pairing import flow_of

_EARNING = ("site_operator", "maker", "agent", "advertiser")


def gain(scene: Scene) -> list[Counted]:
    """What those who run sites, make, sell and advertise received in the steps of the walk."""
    pairs = _pairs(scene)
    collected = {(a, b) for a, b, _, to in pairs if to == "collector"}
    return _received(scene, {(a, b) for a, b, _, to in pairs if to in _EARNING} - collected)


def settlement(scene: Scene) -> list[Counted]:
    """What came in on the accounts of those who collect."""
    return _received(scene, [(a, b) for a, b, _, to in _pairs(scene) if to == "collector"])


def own_accounts(scene: Scene) -> list[Counted]:
    """The accounts of his own on which a collector takes money in."""
    found, pairs = defaultdict[str, set[str]](set), defaultdict[str, set[tuple[str, str]]](set)
    for payer, account, _, to in _pairs(scene):
        if to == "collector":
            found[scene.subject_of(account)].add(account)
            pairs[scene.subject_of(account)].add((payer, account))
    return each(found, {s: _sum(scene, some)[1] for s, some in pairs.items()}, whole=False)


def buyers_paid(scene: Scene) -> list[Counted]:
    """What holders of questioned certificates paid for them, by who received it."""
    return _received(scene, [(a, b) for a, b, start, _ in _pairs(scene) if start == "holder"])


def others_inflow(scene: Scene) -> list[Counted]:
    """What came in on another's account that was named together with a seller's own handle."""
    near, paid, found = scene.near, _pairs(scene), defaultdict[str, set[tuple[str, str]]](set)
    handles = {s.id: {m for m in s.members if near.types[m] in ("Phone", "OnlineAccount")} for s in scene.at("agent")}
    near.load((h for some in handles.values() for h in some), ("sold",))
    cards = {s: {k.target for h in some for k in near.out(h, "sold")} for s, some in handles.items()}
    near.load({c for some in cards.values() for c in some}, ("sold",))
    for subject, some in cards.items():
        named = {k.source for c in some for k in near.into(c, "sold") if near.types[k.source] == "Account"}
        others = {a for a in named if scene.walker.owners.of(a).link and scene.subject_of(a) != subject}
        found[subject] |= {(a, b) for a, b, _, _ in paid if b in others}
    return summed({s: _sum(scene, pairs) for s, pairs in found.items()})


def advert_funding(scene: Scene) -> list[Counted]:
    """What others of the ring paid to the accounts of those who advertise."""
    found: dict[str, tuple[int, list[str]]] = {}
    for s in scene.at("advertiser"):
        mine = _accounts(scene, s)
        scene.near.load(mine, ("paid",))
        links = [k for a in sorted(mine) for k in scene.near.into(a, "paid")]
        scene.walker.owners.prepare(k.source for k in links)
        payers = {k.source: scene.subject_of(scene.owner(k.source)) for k in links}
        ring = {x.id for x in scene.at(*_EARNING, "collector")} - {s.id}
        found[s.id] = _sum(scene, {(k.source, k.target) for k in links if payers[k.source] in ring})
    return summed(found)


def phones(scene: Scene) -> list[Counted]:
    """The phone numbers of each who stands at a suspect's stage."""
    return each({s.id: [m for m in s.members if scene.near.types[m] == "Phone"]
                 for s in scene.at(*_EARNING, "collector")}, whole=False)


def _pairs(scene: Scene) -> list[tuple[str, str, str, str]]:
    """(payer, payee, the payer's stage, the payee's) of every payment that the walk follows to somebody else."""
    return sorted({(k.source, k.target, step.start.place, step.to.place) for step in scene.paid for k in step.links
                   if scene.subject_of(k.source) != scene.subject_of(k.target)})


def _received(scene: Scene, pairs: Iterable[tuple[str, str]]) -> list[Counted]:
    found = defaultdict[str, set[tuple[str, str]]](set)
    for source, target in pairs:
        found[scene.subject_of(target)].add((source, target))
    return summed({of: _sum(scene, some) for of, some in found.items()})


def _sum(scene: Scene, pairs: Iterable[tuple[str, str]]) -> tuple[int, list[str]]:
    """The exact sum between these accounts, and the ids of the reports behind it."""
    amount, items = 0, list[str]()
    for (source, target), counted in scene.payments(sorted(set(pairs))).items():
        amount += flow_of(source, target, counted).amount
        items += [t.id for t in counted if t.amount]
    return amount, items


def _accounts(scene: Scene, subject: Subject) -> set[str]:
    parties = [m for m in subject.members if scene.near.types[m] in ("Person", "Organization")]
    scene.near.load(parties, ("owns",))
    owned = {k.target for p in parties for k in scene.near.out(p, "owns")}
    return owned | {m for m in subject.members if scene.near.types[m] == "Account"}
