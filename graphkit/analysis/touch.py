"""From any seed to the certificates and sites that it has to do with, where the chains begin.

This only finds where to begin, nearest first; what the seed's own part is, the walk from there must show.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from graphkit.analysis.hosts import host_class
from graphkit.analysis.near import Near
from graphkit.analysis.owners import Owners
from graphkit.analysis.seeds import permits
from graphkit.analysis.settings import limit, share
from graphkit.model.catalog import LINK_TYPES
from graphkit.model.records import Link

_WALKED = frozenset(t.name for t in LINK_TYPES.values() if t.carries and t.name not in ("paid", "mentions"))
_THROUGH = ("Person", "Account", "Phone", "OnlineAccount", "Website", "Domain", "Service", "Advert", "Waybill")
"""What a touch may pass through; an address, an organisation or a filing may belong to many."""
_SITES = ("Website", "Domain")
_MOST_HOPS = 6
_MOST_ENTITIES = 2_000


@dataclass(slots=True)
class Touched:
    """`certificates` and `sites` by distance, then id; `back`: entity → the link towards the seed; `weak`: entities
    reached over a payment or a parcel, which may mean nothing."""

    certificates: list[str] = field(default_factory=list)
    sites: list[str] = field(default_factory=list)
    back: dict[str, Link] = field(default_factory=dict)
    weak: set[str] = field(default_factory=set)
    truncated: bool = False

    def way(self, entity: str) -> list[Link]:
        """The links from the seed to an entity, in order."""
        links: list[Link] = []
        while entity in self.back:
            links.append(self.back[entity])
            entity = links[-1].other(entity)
        return links[::-1]


def touch(near: Near, owners: Owners, seeds: Iterable[str], max_hops: int) -> Touched:
    """The nearest certificates (as many as the limit says) and the sites met on the way to them."""
    found = Touched()
    seeds = sorted(seeds)
    seen = set(seeds)
    most = limit("limits", "certificates")
    frontier = [s for s in seeds if _leads_on(near, s)]
    found.sites += [s for s in frontier if near.types[s] in _SITES]
    for hop in range(min(max_hops, _MOST_HOPS)):
        _read(near, owners, frontier, first=hop == 0)
        ahead: dict[str, Link] = {}
        public = public_senders(near, frontier) - set(seeds)
        for here in frontier:
            for link in _links(near, owners, here, first=hop == 0, weak=here in found.weak):
                end = link.other(here)
                if end not in seen and not (link.type == "sent" and here in public):
                    ahead.setdefault(end, link)
        for end in sorted(ahead):
            seen.add(end)
            found.back[end] = ahead[end]
            if ahead[end].type in ("paid", "sent", "delivered_to") or ahead[end].other(end) in found.weak:
                found.weak.add(end)
        met = sorted(e for e in ahead if near.types[e] == "Certificate")
        found.truncated |= len(found.certificates) + len(met) > most
        found.certificates += [p for c in met[:most - len(found.certificates)] for p in _permits(near, c)]
        near.describe(e for e in ahead if near.types[e] in _SITES)
        frontier = sorted(e for e in ahead if near.types[e] in _THROUGH and _leads_on(near, e))
        found.sites += [e for e in frontier if near.types[e] in _SITES]
        if len(found.certificates) >= most or not frontier or len(seen) > _MOST_ENTITIES:
            break
    return found


def _permits(near: Near, certificate: str) -> list[str]:
    """A certificate; for a bare number the permits under it."""
    stated = near.entity(certificate)
    if stated.first("operation_item"):
        return [certificate]
    found = permits(near.view, str(stated.first("number"))) or [certificate]
    near.types |= dict.fromkeys(found, "Certificate")
    return found


def _leads_on(near: Near, entity: str) -> bool:
    """A government site, and a service that prints codes for anybody, have nothing to do with who is led there; nor has
    what an investigator said to be common infrastructure."""
    if near.words.is_hub(entity):
        return False
    if near.types[entity] not in _SITES:
        return True
    return host_class(near.entity(entity).caption) == "other"


def _read(near: Near, owners: Owners, frontier: list[str], *, first: bool) -> None:
    by_type: dict[str, set[str]] = {}
    for here in frontier:
        by_type.setdefault(near.types[here], set()).add(here)
    for entity_type, ids in sorted(by_type.items()):
        types = {t for t in _WALKED if _can_stand(entity_type, t)}
        types |= {"paid"} if entity_type == "Account" else {"mentions"} if first and entity_type == "Lead" else set()
        near.load(ids, types)
    faces = {k.target for h in frontier for k in near.out(h, "owns", "uses", "bound_to")}
    faces |= {k.source for h in frontier for k in near.into(h, "bound_to")}
    owners.prepare(faces | set(frontier))


def public_senders(near: Near, frontier: Iterable[str]) -> set[str]:
    """Who sends parcels to everybody, few of whom hold a questioned certificate: a courier's shop is no way from one
    recipient to the others."""
    parcels = {h: {k.target for k in near.out(h, "sent")} for h in frontier}
    parcels = {h: found for h, found in parcels.items() if len(found) >= limit("hubs", "sender_parcels")}
    near.load({p for found in parcels.values() for p in found}, ("delivered_to",))
    ends = {h: {k.target for p in found for k in near.out(p, "delivered_to")} for h, found in parcels.items()}
    everyone = {e for found in ends.values() for e in found}
    near.load((e for e in everyone if near.types[e] == "Phone"), ("uses",))
    people = {e: {e} | {k.source for k in near.into(e, "uses")} for e in everyone}
    near.load((p for found in people.values() for p in found if near.types[p] == "Person"), ("holds",))
    near.judge(k.target for found in people.values() for p in found for k in near.out(p, "holds"))
    ring = {e for e, found in people.items() if any(near.questioned(k.target) for p in found
                                                    for k in near.out(p, "holds"))}
    return {h for h, found in ends.items() if len(found & ring) < share("parcels", "recipient_share") * len(found)}


def _can_stand(entity_type: str, link_type: str) -> bool:
    declared = LINK_TYPES[link_type]
    return entity_type in (*declared.sources, *declared.targets)


def _links(near: Near, owners: Owners, here: str, *, first: bool, weak: bool) -> list[Link]:
    """Links to follow from an entity: a number only to the party whose it is, money to those who paid it in, once."""
    found: list[Link] = []
    for link in (*near.out(here, *_WALKED), *near.into(here, *_WALKED)):
        if link.type in ("owns", "uses"):
            owner = owners.of(link.target).link
            if owner is None or owner.source != link.source:
                continue
        if link.type == "bound_to" and owners.apart(link.source, link.target):
            continue
        found.append(link)
    if not weak:
        found += near.into(here, "paid")
    if first:
        found += near.out(here, "mentions")
    return sorted(found, key=lambda k: (k.type == "paid", k.type, k.id))
