"""What an investigation holds depends on what was loaded and is live, never on the order or the way there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.store.base import GraphStore
from tests.conformance.cases import Row, content, judge, load, person, picture, restore, withdraw
from tests.conformance.conftest import Place
from tests.conformance.invented import FILES

EXAMPLES = {"sqlite": 50, "neo4j": 6}
"""A round trip to a server costs what a hundred reads of a file do."""


def examples(place: Place) -> settings:
    """How often to try on this kind of store."""
    return settings(max_examples=EXAMPLES[place.kind], deadline=None, database=None,
                    suppress_health_check=list(HealthCheck))


def filled(place: Place, files: Sequence[tuple[str, list[Row]]]) -> GraphStore:
    store = place.fresh()
    for name, rows in files:
        load(store, name, rows)
    return store


def test_any_order_of_loading_gives_the_same_graph(place: Place) -> None:
    @examples(place)
    @given(FILES, st.data())
    def check(files: list[list[Row]], data: st.DataObject) -> None:
        named = [(f"{n}.csv", rows) for n, rows in enumerate(files)]
        shuffled = data.draw(st.permutations(named))
        assert picture(filled(place, named)) == picture(filled(place, shuffled))

    check()


def test_a_withdrawn_file_leaves_everything_and_returns_unchanged(place: Place) -> None:
    @examples(place)
    @given(FILES, st.data())
    def check(files: list[list[Row]], data: st.DataObject) -> None:
        named = [(f"{n}.csv", rows) for n, rows in enumerate(files)]
        out = data.draw(st.sampled_from(named))
        store = filled(place, named)
        before = content(store)
        info = load(store, *out)  # again, unchanged: adds nothing
        assert content(store) == before
        withdraw(store, info)
        assert content(store) == content(filled(place, [file for file in named if file != out]))
        restore(store, info)
        assert content(store) == before

    check()


@pytest.mark.neo4j
def test_both_kinds_of_store_give_the_same_answers_in_the_same_order(places: tuple[Place, Place]) -> None:
    steps = st.lists(st.sampled_from(["load", "withdraw", "restore", "same", "not_same"]), min_size=2, max_size=6)

    @settings(max_examples=EXAMPLES["neo4j"], deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(FILES, steps)
    def check(files: list[list[Row]], todo: list[str]) -> None:
        first, second = (_after(place, files, todo) for place in places)
        for part, value in first.items():
            assert second[part] == value, part

    check()


def _after(place: Place, files: list[list[Row]], todo: list[str]) -> dict[str, Any]:
    store = place.fresh()
    sources = [load(store, "0.csv", files[0])]
    for n, step in enumerate(todo, 1):
        if step == "load":
            sources.append(load(store, f"{n}.csv", files[n % len(files)]))
        elif step in ("withdraw", "restore"):
            (withdraw if step == "withdraw" else restore)(store, sources[n % len(sources)])
        else:
            judge(store, step, person(name="张三", phone="+8613800000001"), person(name="李四", phone="+8613800000002"),
                  when=f"2024-05-0{n}T10:00:00+00:00")
    return picture(store)
