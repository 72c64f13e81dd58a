"""The columns of the bench that find paths find the same ones, so that their times can be compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import tasks

HOPS = "4"


@pytest.fixture
def graph(tmp_path: Path) -> tuple[str, str]:
    """A small random case: the address of its store, and its pickled graph."""
    url, graph = f"sqlite:///{tmp_path}/graph.db", f"{tmp_path}/graph.pickle"
    tasks.build(url, graph, "200", "700")
    return url, graph


def test_our_paths_are_those_of_networkx_and_of_a_recursive_query(graph: tuple[str, str]) -> None:
    url, pickled = graph
    ours = tasks.paths(url, pickled, HOPS)
    assert sum(ours["paths"]) > 100
    assert ours["sets"] == tasks.simple_paths(pickled, HOPS)["sets"]
    assert ours["paths"] == tasks.cte(url.removeprefix("sqlite:///"), pickled, HOPS)["paths"]


@pytest.mark.neo4j
def test_our_paths_are_those_of_one_query_on_a_server(graph: tuple[str, str], neo4j_url: str) -> None:
    url, pickled = graph
    tasks.build(neo4j_url, pickled, "200", "700")
    assert tasks.paths(url, pickled, HOPS)["sets"] == tasks.cypher_paths(neo4j_url, pickled, HOPS)["sets"]
