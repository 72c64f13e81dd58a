"""The investigative projection: which entities are bound together how strongly, and how that falls into groups."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from graphkit.analysis.near import PARTIES
from graphkit.analysis.settings import table
from graphkit.model.records import Projection

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    from graphkit.model.records import Numbers

_COUNTED = 5
"""More transactions than this between two bind them no closer."""
_SEED = 1


class Bonds(NamedTuple):
    """Bound subjects by position, each pair once and in order: `low` < `high`, with a `weight`; `links`: the positions
    of the projection's links behind them. `subject`: for each entity the party whose it is, else itself."""

    low: Numbers
    high: Numbers
    weight: NDArray[numpy.float64]
    links: Numbers
    subject: Numbers


def bind(projection: Projection, damped: Collection[str]) -> Bonds:
    """What binds whom; what is one party's stands for that party, and shared infrastructure binds nobody."""
    import numpy

    weights = table("thresholds", "binds")
    by_type = numpy.array([weights.get(name, 0.0) for name in projection.names] or [0.0])
    out = numpy.fromiter((i in damped for i in projection.ids), bool, len(projection.ids))
    live = ~out[projection.sources] & ~out[projection.targets]
    subject = _subjects(projection, live)
    weight = by_type[projection.link_types] * numpy.minimum(projection.counts, _COUNTED)
    ends = subject[projection.sources], subject[projection.targets]
    low, high = numpy.minimum(*ends), numpy.maximum(*ends)
    links = numpy.flatnonzero((weight > 0) & (low != high) & live)
    width = max(len(projection.ids), 1)
    pairs, place = numpy.unique(low[links] * width + high[links], return_inverse=True)
    summed = numpy.bincount(place, weights=weight[links], minlength=len(pairs)) if len(pairs) else numpy.zeros(0)
    exact = numpy.round(summed, 6).astype(numpy.float64)  # sums in any order are then equal
    return Bonds(pairs // width, pairs % width, exact, links, subject)


def _subjects(projection: Projection, live: NDArray[numpy.bool_]) -> Numbers:
    """An account, phone or handle that exactly one party has is that party's face."""
    import numpy

    names = projection.names
    having = numpy.isin(projection.link_types, [names.index(t) for t in ("owns", "uses") if t in names])
    parties = numpy.isin(projection.types, [names.index(t) for t in PARTIES if t in names])
    links = numpy.flatnonzero(having & live & parties[projection.sources])
    targets = projection.targets[links]
    sole = numpy.bincount(targets, minlength=len(projection.ids))[targets] == 1
    subject = numpy.arange(len(projection.ids))
    subject[targets[sole]] = projection.sources[links[sole]]
    return subject


def partition(size: int, bonds: Bonds) -> Numbers:
    """The group of each entity, by the Leiden method (modularity); one thread and one seed, so always the same."""
    import networkit
    import numpy

    if not len(bonds.low):
        return numpy.arange(size)
    networkit.setNumberOfThreads(1)
    networkit.setSeed(_SEED, False)
    graph = networkit.GraphFromCoo((bonds.weight, (bonds.low, bonds.high)), n=size, weighted=True, directed=False)
    found = networkit.community.ParallelLeiden(graph, iterations=1, randomize=False)
    found.run()
    return numpy.array(found.getPartition().getVector(), numpy.int64)[bonds.subject]
