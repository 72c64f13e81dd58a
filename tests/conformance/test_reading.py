"""Reading: an order that never changes, limits that say so, and nothing of what nobody asked for."""

from __future__ import annotations

import pytest

from graphkit.store.base import GraphStore
from tests.conformance.cases import ID, Row, account, id_of, load, paid, permit, person, phone
from tests.conformance.conftest import Place

NAMES = ["李四三", "张三", "张三丰", "小张三", "张三", "ABC张三", "ａｂｃ", "ABCD", "xAbCd", "李四"]


def found(store: GraphStore, text: str, limit: int = 20) -> tuple[list[str], bool]:
    """The names of those found, and whether there are more."""
    entities, more = store.read(lambda view: view.find(text, "Person", limit))
    return [str(e.first("name")) for e in entities], more


@pytest.fixture
def named(store: GraphStore) -> GraphStore:
    load(store, "a.csv", [(person(name=name, phone=f"+86138000000{n:02d}"),) for n, name in enumerate(NAMES)])
    return store


def test_exact_matches_come_first_then_prefixes_then_the_rest_then_by_id(named: GraphStore) -> None:
    by_id = {name: sorted(id_of(person(name=name, phone=f"+86138000000{n:02d}")) for n, other in enumerate(NAMES)
                          if other == name) for name in NAMES}
    entities = named.read(lambda view: view.find("张三"))[0]
    rest = sorted(by_id["小张三"] + by_id["ABC张三"])
    assert [e.id for e in entities] == by_id["张三"] + by_id["张三丰"] + rest


def test_width_and_case_do_not_matter(named: GraphStore) -> None:
    for text in ("abc", "ＡＢＣ", " Abc "):
        assert found(named, text)[0][0] == "ａｂｃ"
        assert set(found(named, text)[0]) == {"ａｂｃ", "ABC张三", "ABCD", "xAbCd"}


def test_one_character_matches_nothing_and_two_do(named: GraphStore) -> None:
    assert found(named, "张") == ([], False)
    assert found(named, "李四") == (["李四", "李四三"], False)


@pytest.mark.parametrize("limit", [1, 2, 4, 5])
def test_a_search_says_whether_there_is_more(named: GraphStore, limit: int) -> None:
    everything = found(named, "张三")[0]
    assert found(named, "张三", limit) == (everything[:limit], limit < len(everything))


def test_a_search_keeps_to_the_type_asked_for(named: GraphStore) -> None:
    load(named, "b.csv", [(phone("+8613800000001"),)])
    for type_name in ("Phone", "Person"):
        entities = named.read(lambda view, t=type_name: view.find("+8613800000001", t))[0]  # type: ignore[misc]
        assert [e.type for e in entities] == [type_name]
    assert named.read(lambda view: view.find("+8613800000001", "Advert")) == ([], False)


def test_an_entity_with_more_text_than_an_index_takes_is_found_by_all_of_it(store: GraphStore) -> None:
    lead = ("Lead", {"number": "X1", "receiving_body": "某局", "content": "开头" + "中" * 50_000 + "结尾"})
    load(store, "a.csv", [(lead,)])
    load(store, "b.csv", [(("Lead", {"number": "X1", "receiving_body": "某局", "names": f"涉案人{n}"}),)
                          for n in range(50)])
    for text in ("开头", "中结", "涉案人49", "x1"):
        assert [e.id for e in store.read(lambda view, t=text: view.find(t))[0]] == [id_of(lead)]  # type: ignore[misc]


def test_many_texts_of_one_entity_are_all_found(store: GraphStore) -> None:
    holder = [("Account", {"scheme": "bank", "number": "6222000000000001", "holder_name": f"名字{n:03d}" + "很长" * 60})
              for n in range(120)]
    for n in range(0, 120, 40):
        load(store, f"{n}.csv", [(thing,) for thing in holder[n : n + 40]], size=40)
    for text in ("名字000", "名字119", "622200"):
        assert [e.id for e in store.read(lambda view, t=text: view.find(t))[0]] == [id_of(holder[0])]  # type: ignore[misc]


def test_a_neighbourhood_has_the_links_at_an_entity_with_their_far_ends(store: GraphStore) -> None:
    load(store, "a.csv", [
        ("holds", person(ID), permit("T1"), {}), ("owns", person(ID), account("6222000000000001"), {}),
        paid("6222000000000001", "6222000000000002", 100, "2024-03-01", serial="A1"),
    ])
    me, mine = id_of(person(ID)), id_of(account("6222000000000001"))
    graph = store.read(lambda view: view.neighbourhood([me]))
    assert [k.type for k in graph.links.values()] == ["holds", "owns"]
    assert set(graph.entities) == {me, mine, id_of(permit("T1"))}
    only = store.read(lambda view: view.neighbourhood([me, mine], ["owns", "paid", "no such type"]))
    assert [(k.type, k.count) for k in only.links.values()] == [("owns", 0), ("paid", 1)]
    assert store.read(lambda view: view.neighbourhood([me], ["no such type"])).links == {}
    inside = store.read(lambda view: view.between([me, mine]))
    assert [k.type for k in inside.links.values()] == ["owns"]


@pytest.mark.parametrize("cap", [0, 3, 4, 5])
def test_an_entity_with_more_links_than_asked_for_is_a_hub_and_said_to_be(store: GraphStore, cap: int) -> None:
    hub, quiet = "6222000000000001", "6222000000000009"
    load(store, "a.csv", [
        ("owns", person(ID), account(hub), {}),
        paid(hub, hub, 1, "2024-03-01", serial="L1"),  # its two ends are both here
        paid("6222000000000002", hub, 1, "2024-03-01", serial="A1"),
        *(paid("6222000000000003", quiet, 1, "2024-03-01", serial=f"B{n}") for n in range(9)),
    ])
    both = [id_of(account(hub)), id_of(account(quiet))]
    graph = store.read(lambda view: view.neighbourhood(both, cap=cap))
    hubs, counts = (both, []) if cap == 0 else (both[:1], [9]) if cap == 3 else ([], [0, 1, 1, 9])
    assert graph.hubs == set(hubs)
    assert graph.truncated == bool(hubs)
    assert sorted(k.count for k in graph.links.values()) == counts


def test_a_limit_on_claims_keeps_the_first_rows_of_each(store: GraphStore) -> None:
    rows: list[Row] = [("uses", person(ID, f"名{n}"), phone("+8613800000001"), {}) for n in range(12)]
    load(store, "a.csv", rows)
    subject = id_of(person(ID))
    claims = store.read(lambda view: view.claims([subject, id_of(phone("+8613800000001"))], 4))
    assert [c.ref.row for c in claims[subject]] == [2, 3, 4, 5]
    assert len(claims[id_of(phone("+8613800000001"))]) == 4


def test_every_value_is_kept_the_most_claimed_first(store: GraphStore) -> None:
    load(store, "a.csv", [(person(ID, name),) for name in ("张三", "张山", "张三", "章三")])
    someone = store.read(lambda view: view.get([id_of(person(ID))]))[id_of(person(ID))]
    assert someone.properties["name"] == ("张三", "张山", "章三")
    assert someone.caption == "张三"


def test_thousands_of_ids_can_be_asked_for_at_once(place: Place) -> None:
    store = place.fresh()
    rows: list[Row] = [("uses", person(name=f"甲{n}", phone="+86138"), phone(f"+861390000{n:04d}"), {})
                       for n in range(2500)]
    load(store, "a.csv", rows, size=2500)
    ids = [id_of(row[1]) for row in rows]
    entities = store.read(lambda view: view.get(ids))
    assert list(entities) == sorted(ids)
    graph = store.read(lambda view: view.neighbourhood(ids))
    assert len(graph.links) == 2500
    assert len(store.read(lambda view: view.claims(graph.links, 5))) == 2500
    assert store.known([*ids, *graph.links, "0" * 32]) == {*ids, *graph.links}


def test_who_has_nothing_but_payments_is_known_with_the_texts_he_is_found_by(store: GraphStore) -> None:
    busy, bare, held = "6222020000000001", "6222020000000002", "6222020000000003"
    load(store, "a.csv", [paid(busy, bare, 100, "2024-03-01", serial="S1"),
                          paid(busy, held, 200, "2024-03-01", serial="S2"),
                          ("owns", person(ID, "张三"), account(held), {})])
    ids = [id_of(account(number)) for number in (busy, bare, held)]
    found = store.read(lambda view: view.unlinked([*ids, "0" * 32]))
    assert found == {ids[0]: (busy,), ids[1]: (bare,)}
