"""What falls on employers: workers with forged permits, what went on after a decision, and permits it paid for itself;
and earlier penalties of those at a suspect's stage."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from graphkit.analysis.elements.counting import Counted, each
from graphkit.analysis.elements.scene import Scene
from graphkit.analysis.near import PARTIES
from graphkit.analysis.printed import day
from graphkit.analysis.settings import mentions, words
from graphkit.model.schema import SUSPECT

_TWO_YEARS = timedelta(days=730)


def uncertified(scene: Scene) -> list[Counted]:
    """Workers of each employer, each once, who hold a forged permit and no genuine one for the same work."""
    workers = _workers(scene)
    return each({e: set(some) for e, some in workers.items()},
                {e: {i for proof in some.values() for i in proof} for e, some in workers.items()})


def uncorrected(scene: Scene) -> list[Counted]:
    """Of these, workers whose permit was found after the employer had been penalised."""
    workers, near = _workers(scene), scene.near
    near.load(workers, ("imposed_on",))
    near.describe({k.source for w in workers for k in near.into(w, "imposed_on")})
    found, proof = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for employer, some in workers.items():
        decisions = {k.source: d for k in near.into(employer, "imposed_on")
                     for d in _days(scene, k.source, "decided_on")}
        for worker, ids in some.items():
            cards = [i for i in ids if i in scene.verdicts]
            seized = [d for c in cards for d in _days(scene, c, "seized_at")]
            if decisions and seized and max(seized) > min(decisions.values()):
                found[employer].add(worker)
                proof[employer] |= {*cards, *decisions}
    return each(found, proof, whole=False)


def paid_by_employer(scene: Scene) -> list[Counted]:
    """Forged permits of the workers of an employer whose payments the walk follows to a seller, but not of those
    workers who paid a seller themselves."""
    paid = {place: [k for s in scene.paid if s.start.place == place for k in s.links]
            for place in ("employer", "holder")}
    scene.walker.owners.prepare(k.source for links in paid.values() for k in links)
    payments = defaultdict[str, set[str]](set)
    for link in paid["employer"]:
        pair = (link.source, link.target)
        payments[scene.owner(link.source)] |= {t.id for t in scene.payments([pair])[pair]}
    themselves = {scene.owner(k.source) for k in paid["holder"]}
    cards = {e: {i for worker, ids in some.items() if worker not in themselves for i in ids if i in scene.verdicts}
             for e, some in _workers(scene).items() if e in payments}
    return each(cards, {e: some | payments[e] for e, some in cards.items()}, whole=False)


def penalties(scene: Scene) -> list[Counted]:
    """Penalties for what the provision names, in the two years before the last certificate was made or found."""
    near, subjects = scene.near, scene.at(*SUSPECT)
    parties = {m for s in subjects for m in s.members if near.types[m] in PARTIES}
    near.load(parties, ("imposed_on",))
    near.describe({k.source for p in parties for k in near.into(p, "imposed_on")})
    last = scene.last_made
    found = defaultdict[str, set[str]](set)
    for s in subjects:
        for link in (k for m in s.members & parties for k in near.into(m, "imposed_on")):
            decided = _days(scene, link.source, "decided_on")
            if last and decided and last - _TWO_YEARS <= min(decided) <= last and _of_this_kind(scene, link.source):
                found[s.id].add(link.source)
    return each(found, whole=False)


def _of_this_kind(scene: Scene, penalty: str) -> bool:
    known = scene.near.entity(penalty).properties
    named = words("elements", "earlier_penalties")
    return any(mentions(v, named) for n in ("facts", "basis") for v in known.get(n, ()))


def _workers(scene: Scene) -> dict[str, dict[str, set[str]]]:
    """Employer → worker → his forged permits, with the link that says where he works.

    A permit counts for which he holds no genuine one of the same work.
    """
    near, verdicts = scene.near, scene.verdicts
    cards = defaultdict[str, set[str]](set)
    for c in scene.forged:
        if verdicts[c].holder_id:
            cards[verdicts[c].holder_id].add(c)
    good = {(v.holder_id, v.operation_item) for v in verdicts.values() if v.verdict == "genuine"}
    near.types |= scene.view.types(cards)
    near.load(cards, ("employed_by",))
    found = defaultdict[str, dict[str, set[str]]](dict)
    for worker, some in cards.items():
        forged = {c for c in some if (worker, verdicts[c].operation_item) not in good}
        for link in near.out(worker, "employed_by") if forged else ():
            found[link.target][worker] = {*forged, link.id}
    return found



def _days(scene: Scene, entity: str, name: str) -> list[date]:
    return [d for v in scene.near.entity(entity).properties.get(name, ()) if (d := day(v))]
