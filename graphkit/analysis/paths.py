"""Every simple path between two entities: links walked in both directions, nothing damped, shortest first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from graphkit.analysis.findings import frame
from graphkit.analysis.path_search import simple_paths
from graphkit.analysis.seeds import one_entity
from graphkit.model.records import Entity
from graphkit.store.view import View

if TYPE_CHECKING:
    import networkx
    import pandas


@dataclass(frozen=True, slots=True)
class Path:
    """A sequence of entities; `steps[i]` are the ids of all links between entity i and entity i + 1."""

    entities: tuple[str, ...]
    steps: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Paths:
    """Simple paths, shortest first, then by their entities' ids; `truncated` when there are more than were asked for.

    The links of a transaction type between two entities are one link, the total of the pair.
    """

    paths: tuple[Path, ...]
    entities: Mapping[str, Entity]
    truncated: bool

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """The contract's form."""
        return {
            "paths": [{"entities": list(p.entities), "steps": [list(s) for s in p.steps]} for p in self.paths],
            "entities": {e.id: {"type": e.type, "caption": e.caption} for e in self.entities.values()},
            "truncated": self.truncated,
        }

    def to_frame(self) -> pandas.DataFrame:
        """One row per step of a path."""
        return frame([
            {"path": n, "step": i, "source": a, "target": b, "links": "；".join(links)}
            for n, path in enumerate(self.paths, 1)
            for i, (a, b, links) in enumerate(zip(path.entities, path.entities[1:], path.steps, strict=False), 1)
        ])

    def to_networkx(self) -> networkx.MultiGraph[str]:
        """All paths as one graph, edges keyed by link id; a node's `paths` are the numbers (from 1) of its paths."""
        import networkx

        graph: networkx.MultiGraph[str] = networkx.MultiGraph()
        for n, path in enumerate(self.paths, 1):
            for i in path.entities:
                graph.add_node(i, type=self.entities[i].type, caption=self.entities[i].caption)
                graph.nodes[i].setdefault("paths", []).append(n)
            for a, b, links in zip(path.entities, path.entities[1:], path.steps, strict=False):
                for link in links:
                    graph.add_edge(a, b, key=link)
        return graph


def paths(
    view: View, first: str, second: str, *, max_hops: int = 6, types: Collection[str] | None = None, limit: int = 1000
) -> Paths:
    """Every simple path of at most `max_hops` links between two seeds; see `Paths`. SeedError for a bad seed."""
    start, goal = one_entity(view, first), one_entity(view, second)
    walked, cut = simple_paths(view, start, goal, max_hops, types)
    found = [Path(*path) for path in islice(walked, limit)]
    truncated = cut or next(walked, None) is not None
    return Paths(tuple(found), view.get({i for p in found for i in p.entities} | {start, goal}), truncated)
