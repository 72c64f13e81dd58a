"""Every simple path between two entities: links walked in both directions, nothing damped, shortest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from graphkit.analysis.findings import frame
from graphkit.analysis.seeds import one_entity
from graphkit.model.records import Entity
from graphkit.store.view import View

if TYPE_CHECKING:
    import pandas

LINKS_READ = 1_000_000
"""More links than this around the two ends are not read; the answer is then marked as cut off."""


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


def paths(
    view: View, first: str, second: str, *, max_hops: int = 6, types: Collection[str] | None = None, limit: int = 1000
) -> Paths:
    """Every simple path of at most `max_hops` links between two seeds; see `Paths`. SeedError for a bad seed."""
    start, goal = one_entity(view, first), one_entity(view, second)
    steps, truncated = _between(view, start, goal, max_hops, types)
    found: list[Path] = []
    for entities in _simple(steps, start, goal, max_hops):
        if len(found) == limit:
            truncated = True
            break
        found.append(Path(entities, tuple(steps[a][b] for a, b in pairwise(entities))))
    return Paths(tuple(found), view.get({i for p in found for i in p.entities} | {start, goal}), truncated)


Steps = Mapping[str, Mapping[str, tuple[str, ...]]]
"""entity → neighbour (in id order) → the ids of the links between them."""


def _between(
    view: View, start: str, goal: str, max_hops: int, types: Collection[str] | None
) -> tuple[Steps, bool]:
    """All links that a path of `max_hops` can use: read from both ends until the two depths add up to it."""
    links: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    sides = [({start}, {start}), ({goal}, {goal})]  # (everything seen, the frontier) from each end
    read, hops = 0, 0
    while hops < max_hops and start != goal:
        seen, frontier = min(sides, key=lambda side: len(side[1]) or 1 << 60)
        if not frontier:
            break
        if read > LINKS_READ:
            return _sorted(links), True
        near = view.neighbourhood(frontier, types)
        read += len(near.links)
        for link in near.links.values():
            if link.source != link.target:
                links[link.source][link.target].add(link.id)
                links[link.target][link.source].add(link.id)
        new = set(near.entities) - seen
        seen |= new
        frontier.clear()
        frontier |= new
        hops += 1
    return _sorted(links), False


def _sorted(links: Mapping[str, Mapping[str, set[str]]]) -> Steps:
    return {a: {b: tuple(sorted(ends[b])) for b in sorted(ends)} for a, ends in links.items()}


def _simple(steps: Steps, start: str, goal: str, max_hops: int) -> Iterator[tuple[str, ...]]:
    """Simple paths in order of length, then of ids. A branch ends where the goal is out of reach."""
    if start == goal:
        return
    left = _distances(steps, goal, max_hops)
    for length in range(left.get(start, max_hops + 1), max_hops + 1):
        yield from _longer(steps, left, (start,), goal, length)


def _longer(
    steps: Steps, left: Mapping[str, int], path: tuple[str, ...], goal: str, rest: int
) -> Iterator[tuple[str, ...]]:
    """The simple paths that go on from `path` and reach the goal in exactly `rest` more links."""
    if rest == 1:
        if goal in steps[path[-1]]:
            yield (*path, goal)
        return
    for step in steps[path[-1]]:
        if step != goal and left.get(step, rest) < rest and step not in path:
            yield from _longer(steps, left, (*path, step), goal, rest - 1)


def _distances(steps: Steps, goal: str, max_hops: int) -> dict[str, int]:
    """Links from each entity to the goal, by the shortest way."""
    found, frontier = {goal: 0}, [goal]
    for hops in range(1, max_hops + 1):
        frontier = sorted({n for i in frontier for n in steps.get(i, ()) if n not in found})
        found |= dict.fromkeys(frontier, hops)
    return found
