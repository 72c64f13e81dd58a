"""Paths: exactly the simple paths, in both directions, shortest first."""

from __future__ import annotations

import random
from itertools import pairwise, permutations
from pathlib import Path

import pytest

from graphkit.analysis.paths import paths
from graphkit.model.statements import Statements
from tests.unit.analysis.case import Case, Row


def _phone(say: Statements, number: int) -> str | None:
    return say.entity("Phone", number=f"+861380000{number:04d}")


GRAPHS, PER_STORE = 1_000, 50


def _bound(a: int, b: int, host: str = "a.cn") -> Row:
    def row(say: Statements) -> None:
        mail = say.entity("OnlineAccount", platform="email", handle=f"n{a}@{host}")
        other = say.entity("OnlineAccount", platform="email", handle=f"n{b}@{host}")
        say.link("bound_to" if (a + b) % 2 else "sub_account_of", mail, other)
        if a % 3 == 0:
            say.link("bound_to", other, mail)

    return row


def _all_simple(edges: set[tuple[int, int]], nodes: int, start: int, goal: int, most: int) -> set[tuple[int, ...]]:
    """By brute force: every arrangement of every choice of intermediate nodes."""
    joined = edges | {(b, a) for a, b in edges}
    found = set()
    between = [n for n in range(nodes) if n not in (start, goal)]
    for inner in range(most):
        for middle in permutations(between, inner):
            path = (start, *middle, goal)
            if all(pair in joined for pair in pairwise(path)):
                found.add(path)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("store", range(GRAPHS // PER_STORE))
def test_paths_are_exactly_those_of_brute_force(store: int, tmp_path: Path) -> None:
    chance = random.Random(store)
    nodes = 7
    graphs = {f"g{n}.cn": {(a, b) for a in range(nodes) for b in range(nodes) if a != b and chance.random() < 0.22}
              | {(0, 1)} for n in range(PER_STORE)}
    case = Case(tmp_path)
    case.file("adverts", *[_bound(a, b, host) for host, edges in graphs.items() for a, b in sorted(edges)])
    for host, edges in graphs.items():
        most = chance.choice((2, 3, 4, 5))
        found = case.ask(lambda view, host=host, most=most: paths(  # type: ignore[misc]
            view, f"n0@{host}", f"n1@{host}", max_hops=most))
        number = {e.id: int(str(e.first("handle"))[1]) for e in found.entities.values()}
        got = [tuple(number[i] for i in p.entities) for p in found.paths]
        assert set(got) == _all_simple(edges, nodes, 0, 1, most)
        assert len(got) == len(set(got))
        assert [len(p) for p in got] == sorted(len(p) for p in got)
        assert not found.truncated
    case.store.close()


def test_a_step_names_every_link_between_its_ends(tmp_path: Path) -> None:
    case = Case(tmp_path)
    case.file("adverts", _bound(3, 4))
    found = case.ask(lambda view: paths(view, "n3@a.cn", "n4@a.cn"))
    assert [len(step) for step in found.paths[0].steps] == [2]


def test_a_limit_is_said_and_keeps_the_shortest(tmp_path: Path) -> None:
    case = Case(tmp_path)
    case.file("adverts", *[_bound(a, b) for a in range(5) for b in range(5) if a != b])
    found = case.ask(lambda view: paths(view, "n0@a.cn", "n1@a.cn", limit=3))
    assert found.truncated
    assert [len(p.entities) for p in found.paths] == [2, 3, 3]


def test_types_keep_other_links_out(tmp_path: Path) -> None:
    case = Case(tmp_path)
    case.file("adverts", _bound(1, 2), _bound(1, 3), _bound(3, 2))
    only = case.ask(lambda view: paths(view, "n1@a.cn", "n2@a.cn", types={"sub_account_of"}))
    assert not only.paths


def test_the_paths_are_a_graph_that_says_which_path_each_entity_is_on(tmp_path: Path) -> None:
    case = Case(tmp_path)
    case.file("adverts", _bound(3, 4), _bound(1, 3), _bound(1, 4))
    found = case.ask(lambda view: paths(view, "n3@a.cn", "n4@a.cn"))
    graph = found.to_networkx()
    assert {graph.nodes[i]["caption"]: graph.nodes[i]["paths"] for i in graph} == {
        "n3@a.cn": [1, 2], "n4@a.cn": [1, 2], "n1@a.cn": [2]}
    assert {key for _, _, key in graph.edges(keys=True)} == {k for p in found.paths for step in p.steps for k in step}
