"""What may be shared infrastructure: the entities with more links of a kind than its threshold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from graphkit.analysis.moves import Move, State
from graphkit.analysis.near import Near
from graphkit.analysis.settings import limit
from graphkit.model.records import Projection


class Kind(NamedTuple):
    """Entities at one end of a link type with more than `limit` of them; a trace comes to them at `place`."""

    link: str
    hub_is_target: bool
    limit: tuple[str, str]
    place: str = ""


KINDS = (
    Kind("resolves_to", True, ("hubs", "host_sites")), Kind("serves", True, ("hubs", "host_sites")),
    Kind("on_domain", True, ("hubs", "domain_hosts"), "site"),
    Kind("registered", False, ("hubs", "registrant_domains"), "site_operator"),
    Kind("ordered", False, ("hubs", "customer_services"), "site_operator"),
    Kind("contact", False, ("hubs", "advert_contacts"), "site"),
    Kind("uses", True, ("hubs", "phone_users")), Kind("owns", True, ("hubs", "account_owners")),
    Kind("bound_to", True, ("hubs", "bound_accounts")), Kind("sent", False, ("hubs", "sender_parcels")),
    Kind("paid", True, ("hubs", "account_payers")), Kind("paid", False, ("hubs", "account_payers")),
)


def largest(projection: Projection, kind: Kind) -> list[tuple[int, int]]:
    """(hub, one of its neighbours), by position, of what has more links of a kind than its limit, the largest."""
    import numpy

    if kind.link not in projection.names:
        return []
    of_type = projection.link_types == projection.names.index(kind.link)
    ends = projection.sources[of_type], projection.targets[of_type]
    here, there = ends[::-1] if kind.hub_is_target else ends
    counted = numpy.bincount(here, minlength=len(projection.ids))
    many = counted > limit(*kind.limit)
    first = numpy.full(len(projection.ids), len(projection.ids))
    numpy.minimum.at(first, here[many[here]], there[many[here]])
    most = numpy.lexsort((numpy.arange(len(counted)), -counted))[:limit("groups", "candidates")]
    return [(int(n), int(first[n])) for n in most if many[n]]


def approaches(near: Near, projection: Projection, large: Mapping[Kind, list[tuple[int, int]]]) -> Iterator[Move]:
    """How a trace would come to each of them, from a neighbour; an advert's contacts it would leave."""
    for kind, pairs in large.items():
        if not kind.place:
            continue
        near.load((projection.ids[n] for _, n in pairs), (kind.link,))
        for hub, neighbour in ((projection.ids[a], projection.ids[b]) for a, b in pairs):
            links = near.out(neighbour, kind.link) if kind.hub_is_target else near.into(neighbour, kind.link)
            link = next((k for k in links if k.other(neighbour) == hub), None)
            if link is not None and kind.link == "contact":
                yield Move(State(hub, kind.place), link, True, neighbour, "agent")
            elif link is not None:
                yield Move(State(neighbour, "site"), link, kind.hub_is_target, hub, kind.place)
