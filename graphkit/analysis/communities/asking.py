"""The question: which groups work together, what binds each, and who holds it together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from graphkit.analysis.communities.answers import Communities, Group
from graphkit.analysis.communities.binding import Bonds, bind, partition
from graphkit.analysis.communities.cutting import cuts
from graphkit.analysis.evidence import prove
from graphkit.analysis.findings import Reason, Word
from graphkit.analysis.hubs import shared
from graphkit.analysis.near import PARTIES
from graphkit.analysis.settings import limit, table
from graphkit.model.records import Entity, Link, Projection
from graphkit.store.view import View

if TYPE_CHECKING:
    from graphkit.model.records import Numbers


class _Found(NamedTuple):
    """A group by positions: its members, most tied first, and the bonds between them (positions in Bonds)."""

    members: list[int]
    bonds: Numbers


def communities(view: View, *, most: int = 50) -> Communities:
    """The groups of an investigation, the `most` largest listed."""
    projection = view.projection()
    damped = shared(view, projection)
    bonds = bind(projection, damped)
    groups = _largest(bonds, partition(len(projection.ids), bonds))
    listed, few = groups[:most], limit("groups", "described")
    shown = {projection.ids[n] for group in listed for n in group.members[:few]}
    reasons = _reasons(view, projection, bonds, listed, view.get(shown))
    told = [_told(projection, bonds, group, why) for group, why in zip(listed, reasons, strict=True)]
    shown |= {i for g in told for i in (*g.cut_points, *(end for b in g.bridges for end in b))}
    return Communities(tuple(told), view.get(shown), damped, len(groups))


def _largest(bonds: Bonds, label: Numbers) -> list[_Found]:
    """Groups with enough members, the largest first, then by their first member."""
    import numpy

    inside = numpy.flatnonzero(label[bonds.low] == label[bonds.high])
    ties = numpy.bincount(numpy.concatenate((bonds.low[inside], bonds.high[inside])), minlength=len(label))
    kept = numpy.flatnonzero(ties)
    order = kept[numpy.lexsort((kept, -ties[kept], label[kept]))]
    starts = numpy.flatnonzero(numpy.diff(label[order], prepend=-1))
    by_label = inside[numpy.argsort(label[bonds.low[inside]], kind="stable")]
    bond_labels = label[bonds.low[by_label]]
    found = []
    for start, end in zip(starts, [*starts[1:], len(order)], strict=True):
        if end - start >= limit("groups", "members"):
            here = label[order[start]]
            first, last = numpy.searchsorted(bond_labels, [here, here + 1])
            found.append(_Found(order[start:end].tolist(), by_label[first:last]))
    return sorted(found, key=lambda g: (-len(g.members), min(g.members)))


def _told(projection: Projection, bonds: Bonds, group: _Found, why: Sequence[Reason]) -> Group:
    ids, few = projection.ids, limit("groups", "drawn")
    members = tuple((ids[n], projection.names[projection.types[n]]) for n in group.members)
    name = min(i for i, _ in members)
    if len(members) > few:
        return Group(name, members, (*why, Reason("too_large_for_cuts", {"most": few})), (), (), ())
    bound = tuple((ids[a], ids[b], w) for a, b, w in zip(
        *(column[group.bonds].tolist() for column in (bonds.low, bonds.high, bonds.weight)), strict=True))
    return Group(name, members, tuple(why), *cuts(bound), bound)


def _reasons(
    view: View, projection: Projection, bonds: Bonds, groups: Sequence[_Found], entities: Mapping[str, Entity]
) -> list[list[Reason]]:
    """For each group how many links of which type it has inside, and the things that tie most of it, with rows."""
    import numpy

    number = numpy.full(len(projection.ids), -1)
    for n, group in enumerate(groups):
        number[group.members] = n
    links = bonds.links[number[projection.sources[bonds.links]] == number[projection.targets[bonds.links]]]
    links = links[number[projection.sources[links]] >= 0]
    kinds = len(projection.names)
    counted = numpy.bincount(number[projection.sources[links]] * kinds + projection.link_types[links],
                             minlength=len(groups) * kinds).reshape(len(groups), kinds)
    ties = [[projection.ids[n] for n in group.members[:limit("groups", "described")]
             if projection.names[projection.types[n]] not in PARTIES][:limit("groups", "ties")] for group in groups]
    place = {projection.ids[n]: number[n] for group in groups for n in group.members}
    tying = _tying(view, ties, place)
    proofs = prove(view, [found for found in tying.values() if found])
    few = limit("groups", "rows")
    told = []
    for row, things in zip(counted.tolist(), ties, strict=True):
        why = [Reason("bound_by", {"link": Word(projection.names[t]), "count": row[t]})
               for t in sorted(range(kinds), key=lambda t: (-row[t], t)) if row[t]]
        for i in things:
            found = tying[i]
            if found:
                far = len({k.other(i) for k in found})
                rows = proofs[tuple(k.id for k in found)].evidence[:few]
                why.append(Reason("tied_by", {"type": Word(entities[i].type), "caption": entities[i].caption,
                                              "count": far}, rows))
        told.append(why)
    return told


def _tying(view: View, ties: Sequence[Sequence[str]], place: Mapping[str, int]) -> dict[str, tuple[Link, ...]]:
    """The links of each of these things that stay inside its group."""
    wanted = {i for things in ties for i in things}
    binds = table("thresholds", "binds")
    near = view.neighbourhood(wanted, set(binds), limit("limits", "links"))
    found: dict[str, list[Link]] = {i: [] for i in wanted}
    for link in near.links.values():
        for end in {link.source, link.target} & wanted:
            if place.get(link.other(end)) == place[end] and link.source != link.target:
                found[end].append(link)
    return {i: tuple(sorted(links, key=lambda k: k.id)) for i, links in found.items()}
