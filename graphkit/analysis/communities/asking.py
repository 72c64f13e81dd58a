"""The question: which groups work together, what binds each, and who holds it together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from graphkit.analysis.communities.answers import Communities, Group
from graphkit.analysis.communities.binding import Bonds, bind, partition
from graphkit.analysis.communities.cutting import cuts
from graphkit.analysis.communities.habits import habits
from graphkit.analysis.evidence import prove
from graphkit.analysis.findings import Reason, Word
from graphkit.analysis.hubs import shared
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
    alike = habits(view, damped)
    shown |= {i for habit in alike for i in habit.domains}
    return Communities(tuple(told), view.get(shown), damped, len(groups), alike)


def _largest(bonds: Bonds, label: Numbers) -> list[_Found]:
    """Groups of enough subjects, the largest first, then by their first member."""
    import numpy

    inside = numpy.flatnonzero(label[bonds.low] == label[bonds.high])
    ties = numpy.bincount(numpy.concatenate((bonds.low[inside], bonds.high[inside])), minlength=len(label))
    subjects = numpy.bincount(label[ties > 0], minlength=int(label.max(initial=0)) + 1)
    kept = numpy.flatnonzero((ties[bonds.subject] > 0) & (subjects[label] >= limit("groups", "members")))
    order = kept[numpy.lexsort((kept, -ties[kept], label[kept]))]
    starts = numpy.flatnonzero(numpy.diff(label[order], prepend=-1)).tolist()
    by_label = inside[numpy.argsort(label[bonds.low[inside]], kind="stable")]
    bond_labels = label[bonds.low[by_label]]
    found = []
    for start, end in zip(starts, [*starts, len(order)][1:], strict=True):
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
    faces = [(ids[bonds.subject[n]], ids[n], 1.0) for n in group.members if bonds.subject[n] != n]
    return Group(name, members, tuple(why), *cuts(bound), (*bound, *faces))


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
    foremost = [group.members[:limit("groups", "ties")] for group in groups]
    tying = _tying(view, projection, bonds, number, {n for members in foremost for n in members})
    proofs = prove(view, [links for links, _ in tying.values()])
    few = limit("groups", "rows")
    told = []
    for row, members in zip(counted.tolist(), foremost, strict=True):
        why = [Reason("bound_by", {"link": Word(projection.names[t]), "count": row[t]})
               for t in sorted(range(kinds), key=lambda t: (-row[t], t)) if row[t]]
        for n in members:
            found, far = tying[n]
            named = entities[projection.ids[n]]
            why.append(Reason("tied_by", {"type": Word(named.type), "caption": named.caption, "count": far},
                              proofs[tuple(k.id for k in found)].evidence[:few]))
        told.append(why)
    return told


def _tying(
    view: View, projection: Projection, bonds: Bonds, number: Numbers, wanted: set[int]
) -> dict[int, tuple[tuple[Link, ...], int]]:
    """For each of these subjects the links, its faces' too, that bind it inside its group, and to how many."""
    import numpy

    place = {i: n for n, i in enumerate(projection.ids)}
    faces = numpy.flatnonzero(numpy.isin(bonds.subject, list(wanted))).tolist()
    binds = set(table("thresholds", "binds"))
    near = view.neighbourhood((projection.ids[n] for n in faces), binds, limit("limits", "links"))
    found: dict[int, tuple[dict[str, Link], set[int]]] = {n: ({}, set()) for n in wanted}
    for link in near.links.values():
        ends = [int(bonds.subject[place[i]]) for i in (link.source, link.target)]
        if ends[0] != ends[1] and number[ends[0]] == number[ends[1]]:
            for here, there in (ends, ends[::-1]):
                if here in found:
                    found[here][0][link.id] = link
                    found[here][1].add(there)
    return {n: (tuple(links[i] for i in sorted(links)), len(far)) for n, (links, far) in found.items()}
