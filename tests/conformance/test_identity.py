"""Who is one and the same: by key, by rows that state two keys, by an investigator's word; never by a bare name."""

from __future__ import annotations

from itertools import permutations

import pytest

from graphkit.store import resolving
from graphkit.store.base import GraphStore
from tests.conformance.cases import (
    ID,
    OTHER_ID,
    Row,
    Thing,
    account,
    content,
    id_of,
    judge,
    load,
    paid,
    person,
    phone,
    restore,
    withdraw,
)
from tests.conformance.conftest import Place

ZHANG = person(name="张三", phone="+8613800000001")
BOTH: Row = (person(ID, "张三", "+8613800000001"),)
OTHER: Row = (person(OTHER_ID, "张三", "+8613800000001"),)
WEAK: Row = ("uses", ZHANG, phone("+8613800000001"), {})


def answers_to(store: GraphStore, thing: Thing) -> str:
    """The id that a thing answers to."""
    return store.read(lambda view: view.canonical([id_of(thing)]))[id_of(thing)]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_name_with_a_phone_answers_to_the_only_person_known_by_it(place: Place, order: tuple[int, ...]) -> None:
    store = place.fresh()
    for n in order:
        load(store, f"{n}.csv", [[BOTH], [WEAK], [(person(OTHER_ID, "李四"),)]][n])
    assert answers_to(store, ZHANG) == id_of(person(ID))
    graph = store.read(lambda view: view.neighbourhood([id_of(person(ID))]))
    assert [(k.type, k.source) for k in graph.links.values()] == [("uses", id_of(person(ID)))]
    assert store.read(lambda view: view.stats())[0]["Person"] == 2


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_name_with_a_phone_of_two_people_stands_apart(place: Place, order: tuple[int, ...]) -> None:
    store = place.fresh()
    for n in order:
        load(store, f"{n}.csv", [[BOTH], [WEAK], [OTHER]][n])
    assert answers_to(store, ZHANG) == id_of(ZHANG)
    assert store.read(lambda view: view.stats())[0]["Person"] == 3


def test_withdrawing_the_row_that_joined_them_parts_them_again(store: GraphStore) -> None:
    load(store, "弱.csv", [WEAK])
    apart = content(store)
    joining = load(store, "强.csv", [BOTH])
    joined = content(store)
    assert answers_to(store, ZHANG) == id_of(person(ID))
    withdraw(store, joining)
    assert content(store) == apart
    restore(store, joining)
    assert content(store) == joined


def test_withdrawing_one_of_two_owners_gives_the_name_to_the_other(store: GraphStore) -> None:
    load(store, "弱.csv", [WEAK])
    load(store, "一.csv", [BOTH])
    second = load(store, "二.csv", [OTHER])
    assert answers_to(store, ZHANG) == id_of(ZHANG)
    withdraw(store, second)
    assert answers_to(store, ZHANG) == id_of(person(ID))


def test_a_card_and_its_account_are_one_in_every_sum(store: GraphStore) -> None:
    load(store, "a.csv", [
        ("same", account("6222000000000001"), account("6222000000000002"), {}),
        paid("6222000000000001", "6222000000000009", 100, "2024-03-01", serial="A1"),
        paid("6222000000000002", "6222000000000009", 200, "2024-03-02", serial="A2"),
    ])
    one, other = answers_to(store, account("6222000000000001")), answers_to(store, account("6222000000000002"))
    assert one == other
    third = id_of(account("6222000000000009"))
    for seen_as in ("6222000000000001", "6222000000000002"):
        flow = store.read(lambda view, number=seen_as: view.flow(id_of(account(number)), third))  # type: ignore[misc]
        assert (flow.count, flow.amount) == (2, 300)


def test_an_investigator_joins_and_parts_and_a_merge_is_undone_exactly(store: GraphStore) -> None:
    load(store, "a.csv", [BOTH, (person(OTHER_ID, "李四"),), WEAK])
    before = {k: v for k, v in content(store).items() if k != "judgements"}
    judge(store, "same", person(ID), person(OTHER_ID), when="2024-05-01T10:00:00+00:00")
    assert answers_to(store, person(ID)) == answers_to(store, person(OTHER_ID)) == min(id_of(person(ID)),
                                                                                      id_of(person(OTHER_ID)))
    assert store.read(lambda view: view.stats())[0]["Person"] == 1
    judge(store, "unsure", person(OTHER_ID), person(ID), when="2024-05-02T10:00:00+00:00")
    after = {k: v for k, v in content(store).items() if k != "judgements"}
    assert after == before


def test_what_was_judged_not_the_same_is_not_joined_by_a_row(store: GraphStore) -> None:
    load(store, "a.csv", [WEAK])
    judge(store, "not_same", ZHANG, person(ID))
    load(store, "b.csv", [BOTH])
    assert answers_to(store, ZHANG) == id_of(ZHANG)
    judge(store, "same", ZHANG, person(ID), when="2024-06-01T10:00:00+00:00")
    assert answers_to(store, ZHANG) == id_of(person(ID))


def test_words_are_kept_once_and_read_oldest_first(store: GraphStore) -> None:
    for when in ("2024-05-02T10:00:00+00:00", "2024-05-01T10:00:00+00:00", "2024-05-02T10:00:00+00:00"):
        judge(store, "note", person(ID), when=when)
    assert [w.when[:10] for w in store.read(lambda view: view.judgements())] == ["2024-05-01", "2024-05-02"]


def test_who_asks_for_very_much_at_once_gets_the_same_answer(
    store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(store, "两项.csv", [BOTH, (person(OTHER_ID, "李四"),)])
    load(store, "弱.csv", [WEAK])
    withdraw(store, load(store, "撤回.csv", [(person(name="王五", phone="+8613800000009"),)]))
    judge(store, "not_same", ZHANG, person(OTHER_ID))
    things = [ZHANG, person(ID), person(OTHER_ID), phone("+8613800000001"), person(name="王五", phone="+8613800000009")]
    ids = [*map(id_of, things), "0" * 32]

    def picture() -> tuple[object, ...]:
        return store.read(lambda view: (view.canonical(ids), view.types(ids), view.get(ids), view.degrees(ids),
                                        view.neighbourhood(ids), view.ids_of("Person")))

    one_by_one = picture()
    monkeypatch.setattr(resolving, "_MANY", 0)
    assert picture() == one_by_one
