"""One walk over a whole case: from every questioned certificate and from what records say by themselves, by the rules
of a trace. Each rule reads once per hop for everybody together, so the number of reads does not grow with the case."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from graphkit.analysis.lookalikes.judging import judge
from graphkit.analysis.moves import State
from graphkit.analysis.near import Near
from graphkit.analysis.settings import limit
from graphkit.analysis.times import case_times
from graphkit.analysis.walk import HOPS, Ground, Walker
from graphkit.model.records import Link
from graphkit.store.view import View

_BATCH = 2_000
_OFFICE = ("agent", "maker", "site_operator")


@dataclass(frozen=True, slots=True)
class Whole:
    """What a walk over the case found. `office`: stages that back-office accounts have by their own record;
    `adverts`: the publishing of adverts for certificates without an examination."""

    near: Near
    walker: Walker
    ground: Ground
    office: tuple[State, ...]
    adverts: tuple[Link, ...]


@contextmanager
def kept() -> Iterator[None]:
    """Millions of records are made by a walk and kept to its answer, none in a circle: to look for garbage among them,
    again and again, is time lost."""
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()


def walk_case(view: View) -> Whole:
    """Walk from all that is questioned; within `kept`."""
    near = Near(view)
    certificates = _questioned(near)
    walker = Walker(near, case_times(near, certificates))
    office = tuple(_office(near, walker, _sites(near, certificates)))
    adverts = tuple(_adverts(near, walker))
    starts = {State(c, "certificate") for c in certificates} | set(office)
    starts |= {State(d, "site") for d in _imitating(near)}
    starts |= {State(k.source, "advertiser") for k in adverts if "agent" not in walker.signs.of(k.source)}
    return Whole(near, walker, walker.explore(starts, HOPS), office, adverts)


def _questioned(near: Near) -> list[str]:
    """The certificates that look forged or suspect."""
    ids = near.view.ids_of("Certificate")
    near.types |= dict.fromkeys(ids, "Certificate")
    found: list[str] = []
    for start in range(0, len(ids), _BATCH):
        near.judge(ids[start:start + _BATCH])
        found += [c for c in ids[start:start + _BATCH] if near.questioned(c)]
    return found


def _sites(near: Near, certificates: Collection[str]) -> set[str]:
    """Hosts and domains of the sites that questioned certificates lead to or that list them."""
    near.load(certificates, ("qr_points_to", "lists"))
    sites = {k.target for c in certificates for k in near.out(c, "qr_points_to")}
    sites |= {k.source for c in certificates for k in near.into(c, "lists")}
    near.load(sites, ("on_domain",))
    domains = {k.target for s in sites for k in near.out(s, "on_domain")}
    near.load(domains, ("on_domain",))
    crowded = limit("hubs", "domain_hosts")
    own = {d for d in domains if sum(1 for _ in near.into(d, "on_domain")) <= crowded}
    near.describe(sites | own)
    return {near.entity(i).caption.removeprefix("www.") for i in sites | own}


def _imitating(near: Near) -> Iterator[str]:
    """Domains whose names imitate a government's, of those that somebody registered, filed or had served."""
    ids = near.view.ids_of("Domain")
    near.types |= dict.fromkeys(ids, "Domain")
    near.load(ids, ("registered", "filed_under", "serves"))
    answered = [i for i in ids if any(near.into(i, "registered", "serves")) or any(near.out(i, "filed_under"))]
    near.describe(answered)
    yield from (i for i in answered if judge(near.entity(i).caption).lookalike)


def _office(near: Near, walker: Walker, sites: Collection[str]) -> Iterable[State]:
    """The accounts of the back offices of these sites, at the stages that their own records show."""
    ids = near.view.ids_of("OnlineAccount")
    near.types |= dict.fromkeys(ids, "OnlineAccount")
    near.describe(ids)
    office = [i for i in ids if _under(str(near.entity(i).first("platform") or ""), sites)]
    walker.signs.prepare(office)
    for account in office:
        for stage in walker.signs.in_office(account):
            if stage in _OFFICE:
                yield State(account, stage)


def _under(host: str, sites: Collection[str]) -> bool:
    """Whether a host is one of the sites, or lies under one of their domains."""
    labels = host.split(".")
    return len(labels) > 1 and any(".".join(labels[at:]) in sites for at in range(len(labels) - 1))


def _adverts(near: Near, walker: Walker) -> Iterable[Link]:
    """Who published adverts for certificates without an examination."""
    ids = near.view.ids_of("Advert")
    near.types |= dict.fromkeys(ids, "Advert")
    near.load(ids, ("published", "contact"))
    near.describe(ids)
    found = [k for a in ids if walker.signs.sells(a) for k in near.into(a, "published")]
    walker.signs.prepare({k.source for k in found})
    return found
