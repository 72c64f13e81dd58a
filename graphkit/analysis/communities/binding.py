"""The investigative projection: which entities are bound together how strongly, and how that falls into groups."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

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
    """Bound pairs by position, each once and in order: `low` < `high`, with a `weight`; `links`: the positions of the
    projection's links behind them."""

    low: Numbers
    high: Numbers
    weight: NDArray[numpy.float64]
    links: Numbers


def bind(projection: Projection, damped: Collection[str]) -> Bonds:
    """What binds whom; shared infrastructure binds nobody."""
    import numpy

    weights = table("thresholds", "binds")
    by_type = numpy.array([weights.get(name, 0.0) for name in projection.names] or [0.0])
    out = numpy.array([i in damped for i in projection.ids] or [False])
    weight = by_type[projection.link_types] * numpy.minimum(projection.counts, _COUNTED)
    low = numpy.minimum(projection.sources, projection.targets)
    high = numpy.maximum(projection.sources, projection.targets)
    links = numpy.flatnonzero((weight > 0) & (low != high) & ~out[low] & ~out[high])
    width = max(len(projection.ids), 1)
    pairs, place = numpy.unique(low[links] * width + high[links], return_inverse=True)
    summed = numpy.bincount(place, weights=weight[links], minlength=len(pairs)) if len(pairs) else numpy.zeros(0)
    return Bonds(pairs // width, pairs % width, numpy.round(summed, 6), links)  # sums in any order are then equal


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
    return numpy.array(found.getPartition().getVector(), numpy.int64)
