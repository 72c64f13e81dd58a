"""Habits that sites have in common: the same registrant's contact, certificate, filing, address or name servers.

Whoever runs several imitating sites tends to run them alike. What many share (a hub, a provider's name servers) is no
habit; one thing in common is an indication of one operator, never more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from graphkit.analysis.evidence import prove
from graphkit.analysis.findings import Reason, distinct_refs
from graphkit.analysis.hosts import host_class
from graphkit.analysis.near import Near
from graphkit.analysis.settings import limit
from graphkit.model.records import Entity, Link, SourceRef
from graphkit.store.view import View

_OF_DOMAIN = {"registered": "same_registrant", "filed_under": "same_filing"}
_OF_SITE = {"secured_by": "same_certificate", "resolves_to": "same_address"}


@dataclass(frozen=True, slots=True)
class Habit:
    """What several domains have in common, with the rows that show it."""

    domains: tuple[str, ...]
    reason: Reason


def habits(view: View, damped: Collection[str]) -> tuple[Habit, ...]:
    """The habits of the domains of an investigation, those that most share first."""
    near = Near(view)
    known = {i: e for i, e in view.get(view.ids_of("Domain")).items() if host_class(e.caption) == "other"}
    near.types |= dict.fromkeys(known, "Domain")
    near.load(known, ("on_domain", *_OF_DOMAIN))
    near.load({k.source for i in known for k in near.into(i, "on_domain")}, tuple(_OF_SITE))
    shared: dict[tuple[str, str], dict[str, list[Link]]] = defaultdict(lambda: defaultdict(list))
    for domain in known:
        for link in (*near.into(domain, "registered"), *near.out(domain, "filed_under")):
            shared[_OF_DOMAIN[link.type], link.other(domain)][domain].append(link)
        for on in near.into(domain, "on_domain"):
            for link in near.out(on.source, *_OF_SITE):
                shared[_OF_SITE[link.type], link.target][domain].append(link)
    most = limit("groups", "habit_sites")
    told = {key: sites for key, sites in shared.items() if 1 < len(sites) <= most and key[1] not in damped}
    links = {key: tuple(sorted((k for found in sites.values() for k in found), key=lambda k: k.id))
             for key, sites in told.items()}
    proofs = prove(view, links.values())
    things = view.get({thing for _, thing in told})
    found = [
        Habit(tuple(sorted(sites)), _reason(key[0], things[key[1]].caption, len(sites),
                                            proofs[tuple(k.id for k in links[key])].evidence))
        for key, sites in told.items()
    ]
    found += _name_servers(view, known, most)
    return tuple(sorted(found, key=lambda h: (-len(h.domains), h.reason.code, h.domains, str(h.reason.params))))


def _reason(code: str, caption: str, count: int, rows: tuple[SourceRef, ...]) -> Reason:
    return Reason(code, {"caption": caption, "count": count}, rows[:limit("groups", "rows")])


def _name_servers(view: View, known: Mapping[str, Entity], most: int) -> list[Habit]:
    """Domains with a name server in common that few have."""
    shared: dict[str, set[str]] = defaultdict(set)
    for i, entity in known.items():
        for server in entity.properties.get("name_server", ()):
            shared[str(server)].add(i)
    shared = {server: sites for server, sites in shared.items() if 1 < len(sites) <= most}
    rows: dict[str, list[SourceRef]] = defaultdict(list)
    for claims in view.claims({i for sites in shared.values() for i in sites}).values():
        for claim in claims:
            if "name_server" in claim.values:
                rows[str(claim.values["name_server"])].append(claim.ref)
    return [Habit(tuple(sorted(sites)), _reason("same_name_server", server, len(sites), distinct_refs(rows[server])))
            for server, sites in shared.items()]
