"""Sites set up, in a state organ's name or not, their registered accounts, and the help that a provider gave them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graphkit.analysis.elements.counting import Counted, each, summed
from graphkit.analysis.elements.scene import Scene
from graphkit.analysis.lookalikes.loaded import lookalike_flags

_BATCH = 2_000


def sites(scene: Scene) -> list[Counted]:
    """The sites that questioned certificates lead to, in all and by who runs them; a site with and without www once."""
    return _by_operator(scene, _websites(scene))


def state_organ(scene: Scene) -> list[Counted]:
    """Of these, those whose name imitates a government's, or to which the code of a forged certificate leads."""
    near, found = scene.near, _websites(scene)
    flags = lookalike_flags(scene.view, found)
    near.load(found, ("qr_points_to",))
    forged = set(scene.forged)
    return _by_operator(scene, [
        w for w in found if flags[w].lookalike or any(k.source in forged for k in near.into(w, "qr_points_to"))])


def accounts(scene: Scene) -> list[Counted]:
    """Accounts registered with these sites: those of their back offices, in all and by who runs the site."""
    near, found = scene.near, _websites(scene)
    near.load(found, ("on_domain",))
    names = {str(near.entity(i).first("host")).removeprefix("www."): i for i in found}
    near.describe(k.target for i in found for k in near.out(i, "on_domain"))
    names |= {near.entity(k.target).caption: i for i in found for k in near.out(i, "on_domain")}
    ids, at = scene.view.ids_of("OnlineAccount"), defaultdict[str, set[str]](set)
    for start in range(0, len(ids), _BATCH):
        for account in scene.view.get(ids[start:start + _BATCH]).values():
            for platform in account.properties.get("platform", ()):
                if str(platform) in names:
                    at[names[str(platform)]].add(account.id)
    operated = {s: {a for w in some for a in at[w]} for s, some in _operated(scene).items()}
    return each({"": {a for some in at.values() for a in some}, **operated})


def warned(scene: Scene) -> list[Counted]:
    """Orders for such sites that a provider went on with after a regulator's notice."""
    return each({s.id: [o for o in _supplied(scene, s.members)
                        if "yes" in scene.near.entity(o).properties.get("continued", ())]
                 for s in scene.at("enabler")}, whole=False)


def helped(scene: Scene) -> list[Counted]:
    """Whom a provider supplied, and to whom a collector passed money on: different subjects."""
    near = scene.near
    found, proof = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for s in scene.at("enabler"):
        orders = _supplied(scene, s.members)
        near.load(orders, ("ordered",))
        customers = [k.source for o in orders for k in near.into(o, "ordered")]
        scene.walker.owners.prepare(customers)
        found[s.id] |= {_party(scene, c) for c in customers}
        proof[s.id] |= set(orders)
    for s in scene.at("collector"):
        onward = [x for x in scene.paid if x.start.entity in s.members and x.start.place == "collector"]
        found[s.id] |= {scene.subject_of(x.to.entity) for x in onward} - {s.id}
        pairs = {(k.source, k.target) for x in onward for k in x.links}
        proof[s.id] |= {t.id for reports in scene.payments(pairs).values() for t in reports}
    return each(found, proof, whole=False)


def order_amounts(scene: Scene) -> list[Counted]:
    """What a provider's orders for such sites cost, as the orders state it."""
    amounts = {}
    for s in scene.at("enabler"):
        orders = _supplied(scene, s.members)
        amounts[s.id] = sum(int(scene.near.entity(o).first("amount_fen") or 0) for o in orders), orders
    return summed(amounts)


def _websites(scene: Scene) -> list[str]:
    """One website per name: example.com and www.example.com are one."""
    found: dict[str, str] = {}
    ids = scene.standing("site", "Website")
    scene.near.describe(ids)
    for i in sorted(ids, key=lambda i: (len(str(scene.near.entity(i).first("host"))), i)):
        found.setdefault(str(scene.near.entity(i).first("host")).removeprefix("www."), i)
    return sorted(found.values())


def _by_operator(scene: Scene, found: Iterable[str]) -> list[Counted]:
    kept = set(found)
    return each({"": kept, **{s: some & kept for s, some in _operated(scene).items()}})


def _operated(scene: Scene) -> dict[str, set[str]]:
    """Subject at the operator's stage → the websites from which the walk came to it."""
    near, found = scene.near, defaultdict[str, set[str]](set)
    steps = [s for some in scene.ground.steps.values() for s in some
             if s.start.place == "site" and s.to.place == "site_operator"]
    near.load((s.start.entity for s in steps if near.types[s.start.entity] == "Service"), ("serves",))
    served = {s.start.entity: {s.start.entity, *(k.target for k in near.out(s.start.entity, "serves"))} for s in steps}
    near.load((e for ends in served.values() for e in ends if near.types[e] == "Domain"), ("on_domain",))
    for step in steps:
        ends = served[step.start.entity]
        ends = ends | {k.source for e in ends for k in near.into(e, "on_domain")}
        found[scene.subject_of(step.to.entity)] |= {e for e in ends if near.types[e] == "Website"}
    return found


def _supplied(scene: Scene, members: set[str]) -> list[str]:
    """The orders for these sites that somebody provided."""
    orders = scene.standing("site", "Service")
    scene.near.load(orders, ("provided",))
    scene.near.describe(orders)
    return [o for o in orders if any(k.source in members for k in scene.near.into(o, "provided"))]


def _party(scene: Scene, entity: str) -> str:
    owner = scene.walker.owners.of(entity).link
    return scene.subject_of(owner.source if owner else entity)
