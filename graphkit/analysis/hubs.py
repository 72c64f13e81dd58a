"""Shared infrastructure of a whole case: what joins thousands who have nothing to do with each other, and why.

Whatever has more links of a kind than its threshold is looked at (the largest of each kind), and what the lists name;
whether it is a hub is decided by the very rules by which a trace does not walk through it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphkit.analysis.evidence import prove
from graphkit.analysis.findings import Reason, frame, ref_json
from graphkit.analysis.hosts import declared, for_anybody
from graphkit.analysis.hubkinds import KINDS, approaches, largest
from graphkit.analysis.judged import Judged, said
from graphkit.analysis.moves import Move, State
from graphkit.analysis.near import Near
from graphkit.analysis.owners import bound_to_many
from graphkit.analysis.parcels import Parcels
from graphkit.analysis.platforms import everybodys
from graphkit.analysis.rulings import Damp
from graphkit.analysis.settings import limit
from graphkit.analysis.sites import Sites
from graphkit.analysis.tenure import Tenure
from graphkit.analysis.times import Times
from graphkit.analysis.touch import public_senders
from graphkit.analysis.walk import Walker
from graphkit.model.records import Entity, Link, Projection, SourceRef
from graphkit.store.view import View

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, slots=True)
class Hub:
    """An entity that is no trace: why, how many links it has, and rows that show some of them."""

    entity: Entity
    reason: Reason
    degree: int
    evidence: tuple[SourceRef, ...]


@dataclass(frozen=True, slots=True)
class Hubs:
    """The shared infrastructure of an investigation, by degree, then id."""

    hubs: tuple[Hub, ...]

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """The contract's form."""
        return {"hubs": [
            {"id": h.entity.id, "type": h.entity.type, "caption": h.entity.caption, "code": h.reason.code,
             "reason": h.reason.text(lang), "degree": h.degree, "evidence": [ref_json(r) for r in h.evidence]}
            for h in self.hubs]}

    def to_frame(self) -> pandas.DataFrame:
        """One row per hub."""
        return frame([{"id": h.entity.id, "type": h.entity.type, "caption": h.entity.caption, "degree": h.degree,
                       "reason": h.reason.text()} for h in self.hubs])


_SHARED = frozenset(("shared_domain", "shared_domain_known", "bulk_registrant", "reseller",
                     "provider_itself", "registrar", "many_contacts", "many_users"))
"""Of a trace's reasons to go no further those that say that something is common infrastructure."""


def hubs(view: View) -> Hubs:
    """Everything that a trace would not walk through because it is shared."""
    projection = view.projection()
    found = shared(view, projection)
    near = Near(view)
    near.types |= {i: t for i, t in zip(projection.ids, _types(projection), strict=True) if i in found}
    entities = view.get(found)
    rows, degree = _evidence(view, near, found), _degrees(projection, found)
    listed = [Hub(entities[i], reason, degree[i], rows[i]) for i, reason in found.items()]
    return Hubs(tuple(sorted(listed, key=lambda h: (-h.degree, h.entity.id))))


def shared(view: View, projection: Projection) -> dict[str, Reason]:
    """Entity → why it is shared infrastructure."""
    near = Near(view)
    types = _types(projection)
    walker = Walker(near, Times())
    large = {kind: largest(projection, kind) for kind in KINDS}
    for pairs in large.values():
        near.types |= {projection.ids[n]: types[n] for pair in pairs for n in pair}
    at: dict[str, list[str]] = {}
    for kind, pairs in large.items():
        at.setdefault(kind.link, []).extend(projection.ids[hub] for hub, _ in pairs)
    found = _named(view, projection, types)
    found |= everybodys(near, walker.signs, at["paid"])
    near.load(at["bound_to"], ("bound_to",))
    found |= {i: reason for i in at["bound_to"] if (reason := bound_to_many(near, i))}
    near.load(at["sent"], ("sent",))
    walker.signs.prepare(at["sent"])
    found |= {i: Reason("public_sender", {"count": sum(1 for _ in near.out(i, "sent"))})
              for i in _to_everybody(near, walker, at["sent"])}
    walker.owners.prepare((*at["uses"], *at["owns"]))
    left_out = {i: dict(walker.owners.of(i).left_out) for i in (*at["uses"], *at["owns"])}
    addresses = {i for i in (*at["resolves_to"], *at["serves"]) if near.types[i] == "IPAddress"}
    sites = Sites(near, lambda _: set(), Tenure(near, Times()))
    sites.prepare_hosting(addresses)
    found |= {i: reason for i in addresses if (reason := sites.shared_address(i))}
    moves = list(approaches(near, projection, large))
    walker.prepare(moves)
    ruled = [(r.entity, r.reason) for m in moves if isinstance(r := walker.rule(m), Damp)]
    ruled += [(i, reasons[i]) for i, reasons in left_out.items() if i in reasons]
    found |= {i: reason for i, reason in ruled if reason.code in _SHARED}
    return dict(sorted(_as_told(found, near.words, projection).items()))


def _as_told(found: Mapping[str, Reason], words: Judged, projection: Projection) -> dict[str, Reason]:
    """What the rules find, as far as nobody said otherwise."""
    told = {i: said("judged_hub", word) for i, word in words.hubs.items() if words.is_hub(i)}
    there = told.keys() & set(projection.ids) if told else set()
    return {**{i: r for i, r in found.items() if not words.is_no_hub(i)}, **{i: told[i] for i in there}}


def _to_everybody(near: Near, walker: Walker, senders: Iterable[str]) -> list[str]:
    """Public senders whom no record names, and who do not send to several of a ring."""
    public = sorted(i for i in public_senders(near, senders) if not walker.signs.of(i))
    parcels = Parcels(near, walker.signs, lambda _: set())
    links = [min(near.out(i, "sent"), key=lambda k: k.id) for i in public]
    parcels.prepare([Move(State(k.target, "holder"), k, False, k.source, "maker") for k in links])
    return [i for i in public if not parcels.ring_of(i)]


def _types(projection: Projection) -> list[str]:
    return [projection.names[t] for t in projection.types.tolist()]


def _named(view: View, projection: Projection, types: list[str]) -> dict[str, Reason]:
    """What the lists name, and the registrars: whoever domains were registered through."""
    import numpy

    found: dict[str, Reason] = {}
    for name in ("Website", "Domain"):
        listed = [i for i, t in zip(projection.ids, types, strict=True) if t == name]
        for i, entity in view.get(listed).items():
            reason = declared(entity.caption) or (for_anybody(entity.caption) if name == "Domain" else None)
            if reason:
                found[i] = reason
    if "registered_through" in projection.names:
        through = projection.link_types == projection.names.index("registered_through")
        found |= {projection.ids[n]: Reason("registrar") for n in numpy.unique(projection.targets[through]).tolist()}
    return found


def _degrees(projection: Projection, wanted: Collection[str]) -> dict[str, int]:
    """How many links each of these has; transactions between two count once."""
    import numpy

    ends = numpy.concatenate((projection.sources, projection.targets))
    counted = numpy.bincount(ends, minlength=len(projection.ids))
    return {i: int(counted[n]) for n, i in enumerate(projection.ids) if i in wanted}


def _evidence(view: View, near: Near, found: Iterable[str]) -> dict[str, tuple[SourceRef, ...]]:
    """The rows of a few links at each."""
    few = limit("groups", "rows")
    types = {"on_domain", "resolves_to", "serves", "registered", "registered_through", "ordered", "contact", "uses",
             "owns", "bound_to", "sent", "paid", "qr_points_to"}
    listed = sorted(found)
    near.load(listed, types)
    links: dict[str, tuple[Link, ...]] = {
        i: tuple(sorted((*near.out(i, *types), *near.into(i, *types)), key=lambda k: k.id)[:few]) for i in listed}
    proofs = prove(view, [k for k in links.values() if k])
    return {i: proofs[tuple(k.id for k in ks)].evidence[:few] if ks else () for i, ks in links.items()}
