"""Finding simple paths: read from both ends until the depths meet, keep what lies between, walk it in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

from graphkit.store.view import View

LINKS_READ = 1_000_000
"""More links than this around the two ends are not read; the answer is then marked as cut off."""

Steps = Mapping[str, Mapping[str, tuple[str, ...]]]
"""entity → neighbour (in id order) → the ids of the links between them, for entities on a path."""
Links = dict[str, list[tuple[str, str]]]
"""entity → (neighbour, id of the link)."""


def simple_paths(
    view: View, start: str, goal: str, max_hops: int, types: Collection[str] | None
) -> tuple[Iterator[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]], bool]:
    """The entities of each simple path and the ids of the links of each of its steps, shortest path first, then by
    ids; and whether there was more to read than LINKS_READ."""
    links, cut = _between(view, start, goal, max_hops, types)
    left = _distances(links, goal, max_hops)
    steps = _on_the_way(links, _distances(links, start, max_hops), left, max_hops)
    found = _simple(steps, left, start, goal, max_hops)
    return ((path, tuple(steps[a][b] for a, b in pairwise(path))) for path in found), cut


def _between(
    view: View, start: str, goal: str, max_hops: int, types: Collection[str] | None
) -> tuple[Links, bool]:
    """All links that a path of `max_hops` uses: read from both ends until the two depths add up to it."""
    links: Links = defaultdict(list)
    met: set[str] = set()
    sides = [({start}, {start}), ({goal}, {goal})]  # (everything seen, the frontier) from each end
    hops = 0
    while hops < max_hops and start != goal:
        seen, frontier = min(sides, key=lambda side: len(side[1]) or 1 << 60)
        if not frontier or len(met) > LINKS_READ:
            break
        new = set()
        for link in view.links_at(frontier, types):
            new |= {link.source, link.target}
            if link.source != link.target and link.id not in met:
                met.add(link.id)
                links[link.source].append((link.target, link.id))
                links[link.target].append((link.source, link.id))
        new -= seen
        seen |= new
        frontier.clear()
        frontier |= new
        hops += 1
    truncated = len(met) > LINKS_READ and hops < max_hops
    return links, truncated


def _on_the_way(links: Links, gone: Mapping[str, int], left: Mapping[str, int], max_hops: int) -> Steps:
    """What lies between: entities whose distances from the two ends add up to at most `max_hops`."""
    kept = {i for i, hops in gone.items() if hops + left.get(i, max_hops + 1) <= max_hops}
    steps: dict[str, dict[str, tuple[str, ...]]] = {}
    for here in kept:
        steps[here] = {}
        for end, link in sorted(step for step in links[here] if step[0] in kept):
            steps[here][end] = (*steps[here].get(end, ()), link)
    return steps


def _simple(
    steps: Steps, left: Mapping[str, int], start: str, goal: str, max_hops: int
) -> Iterator[tuple[str, ...]]:
    """Simple paths in order of length, then of ids. A branch ends where the goal is out of reach."""
    if start != goal:
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


def _distances(links: Links, end: str, max_hops: int) -> dict[str, int]:
    """Links from each entity to one end, by the shortest way."""
    found, frontier = {end: 0}, {end}
    for hops in range(1, max_hops + 1):
        frontier = {near for i in frontier for near, _ in links.get(i, ())} - found.keys()
        found |= dict.fromkeys(frontier, hops)
    return found
