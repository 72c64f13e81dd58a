"""Who holds a group together: members and bonds without whom it falls into parts worth speaking of."""

from __future__ import annotations

from collections.abc import Iterable

from graphkit.analysis.settings import limit


def cuts(bonds: Iterable[tuple[str, str, float]]) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """(cut points, bridges) of a group, by id; each part that falls away has at least as many members as a group."""
    import networkx

    least = limit("groups", "members")
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_weighted_edges_from(bonds)

    def parts() -> int:
        return sum(len(part) >= least for part in networkx.connected_components(graph))

    points, bridges = [], []
    for point in sorted(networkx.articulation_points(graph)):
        edges = list(graph.edges(point, data=True))
        graph.remove_node(point)
        if parts() > 1:
            points.append(point)
        graph.add_edges_from(edges)
    for a, b in sorted(tuple(sorted(bridge)) for bridge in networkx.bridges(graph)):
        graph.remove_edge(a, b)
        if parts() > 1:
            bridges.append((a, b))
        graph.add_edge(a, b)
    return tuple(points), tuple(bridges)
