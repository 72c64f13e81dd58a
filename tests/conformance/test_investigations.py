"""An investigation is the scope: kept apart from others, replaced and removed as a whole, carried to another store."""

from __future__ import annotations

import pytest

from graphkit.store.base import GraphStore, open_store
from graphkit.store.errors import StoreError
from ingest.replay import transfer
from tests.conformance.cases import (
    ID,
    OTHER_ID,
    Row,
    account,
    id_of,
    judge,
    load,
    paid,
    permit,
    person,
    picture,
    withdraw,
)
from tests.conformance.conftest import Place

ROWS: list[Row] = [
    ("holds", person(ID, "张三", "+8613800000001"), permit("T1"), {}),
    ("owns", person(ID), account("6222000000000001"), {}),
    paid("6222000000000001", "6222000000000002", 30_000, "2024-03-01T12:00:00+08:00", serial="A1"),
    paid("6222000000000001", "6222000000000002", 30_000, "2024-03-01T12:01:00+08:00", "in", serial="B1"),
    paid("6222000000000002", "6222000000000003", 5_000, "2024-03-02", serial="A2", status="余额不足"),
    (person(name="李四", phone="+8613800000002"),),
    ("same", account("6222000000000002"), account("6222000000000003"), {}),
]
CORRECTED: list[Row] = [
    paid("6222000000000001", "6222000000000002", 31_000, "2024-03-01T12:00:00+08:00", serial="A1"),
    *ROWS[:3],
]


def fill(store: GraphStore) -> None:
    """Files with shared chunks and differing reports, one withdrawn, one of two sheets, and an investigator's words."""
    load(store, "流水.csv", ROWS)
    load(store, "流水（更正）.csv", CORRECTED)
    withdraw(store, load(store, "误传.csv", ROWS[3:]))
    load(store, "两页.xlsx", ROWS[:3], ROWS[3:6])
    judge(store, "not_same", person(ID), person(OTHER_ID))
    judge(store, "same", person(ID), person(name="李四", phone="+8613800000002"))


def copy(source: GraphStore, target: GraphStore) -> None:
    """Take everything over."""
    for _ in transfer(source, target, anew=False):
        pass


def test_two_investigations_share_nothing(place: Place) -> None:
    ours, theirs = place.open("甲案"), place.open("乙案")
    load(ours, "流水.csv", ROWS)
    empty = picture(theirs)
    assert not any(empty[part] for part in ("entities", "links", "flows", "claims", "sources", "judgements"))
    load(theirs, "流水.csv", ROWS[:3])
    before = picture(ours)
    judge(theirs, "same", person(ID), person(OTHER_ID))
    withdraw(theirs, load(theirs, "流水.csv", ROWS[:3]))
    assert picture(ours) == before
    assert {place.name("甲案"), place.name("乙案")} <= set(ours.backend.investigations())


def test_opening_again_finds_everything_as_it_was(place: Place) -> None:
    store = place.open()
    fill(store)
    assert picture(place.open()) == picture(store)


def test_removing_an_investigation_leaves_the_others(place: Place) -> None:
    ours, theirs = place.open("甲案"), place.open("乙案")
    fill(ours)
    fill(theirs)
    before = picture(ours)
    theirs.backend.drop()
    assert picture(ours) == before
    assert place.name("乙案") not in ours.backend.investigations()
    assert not picture(place.open("乙案"))["entities"]


def test_a_rebuilt_investigation_takes_the_place_of_the_old_one_at_once(place: Place) -> None:
    store, beside = place.open("甲案"), place.open("甲案 rebuilt")
    watching = place.open("甲案")
    load(store, "旧.csv", ROWS[:2])
    fill(beside)
    wanted = picture(beside)
    store.replace(place.name("甲案 rebuilt"))
    assert picture(store) == picture(watching) == wanted
    assert place.name("甲案 rebuilt") not in store.backend.investigations()
    load(store, "新.csv", [(person(OTHER_ID, "王五"),)])
    assert id_of(person(OTHER_ID)) in store.read(lambda view: view.ids_of())


def test_whoever_writes_into_an_investigation_that_was_replaced_is_told_and_may_try_again(place: Place) -> None:
    store, other = place.open("甲案"), place.open("甲案")
    fill(store)
    beside = place.open("甲案 rebuilt")
    load(beside, "流水.csv", ROWS)
    other.replace(place.name("甲案 rebuilt"))
    before = picture(other)
    with pytest.raises(StoreError) as refused:
        load(store, "新.csv", [(person(OTHER_ID, "王五"),)])
    assert refused.value.code == "replaced"
    assert picture(other) == before
    load(store, "新.csv", [(person(OTHER_ID, "王五"),)])
    assert picture(store) == picture(other) != before


def test_an_investigation_that_is_not_there_replaces_nothing(place: Place) -> None:
    store = place.open()
    fill(store)
    before = picture(store)
    with pytest.raises(StoreError) as refused:
        store.replace(place.name("没有的专案"))
    assert refused.value.code == "unknown_investigation"
    assert picture(store) == before


def test_a_removed_investigation_takes_nothing_in_any_more(place: Place) -> None:
    store, other = place.open(), place.open()
    other.backend.drop()
    for _ in range(2):
        with pytest.raises(StoreError) as refused:
            load(store, "流水.csv", ROWS)
        assert refused.value.code == "replaced"


@pytest.mark.neo4j
@pytest.mark.parametrize("way", ["SQLite to Neo4j", "Neo4j to SQLite"])
def test_a_copy_to_the_other_kind_of_store_answers_the_same(places: tuple[Place, Place], way: str) -> None:
    source, target = (place.open() for place in (places if way == "SQLite to Neo4j" else places[::-1]))
    fill(source)
    copy(source, target)
    assert picture(target) == picture(source)
    before = picture(target)
    copy(source, target)
    assert picture(target) == before


def test_a_store_of_another_version_is_refused_with_what_to_do(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.open()
    monkeypatch.setattr(f"graphkit.store.{place.kind}.SCHEMA", 99)
    with pytest.raises(StoreError) as refused:
        place.open()
    assert refused.value.code == "other_version"
    assert "99" in refused.value.message("zh")
    assert "99" in refused.value.message("en")


def test_the_address_never_shows_a_password(place: Place) -> None:
    assert "@" not in place.open().url
    if place.kind == "neo4j":
        with pytest.raises(StoreError) as refused:
            open_store(place.url.replace("://", "://neo4j:geheim@"))
        assert "geheim" not in str(refused.value)
