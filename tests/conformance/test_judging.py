"""What an investigator says holds in both stores: rejected links and left-out rows leave every reading, and return."""

from __future__ import annotations

from graphkit.model.judging import ROW, STATEMENT, UNDO, judgement_id
from graphkit.model.records import Judgement, SourceRef
from graphkit.store.base import GraphStore
from graphkit.store.view import View
from ingest.replay import transfer
from tests.conformance.cases import ID, OTHER_ID, Row, account, content, id_of, load, paid, permit, person, phone
from tests.conformance.conftest import Place

HOLDER, OTHER = person(ID, "张三"), person(OTHER_ID, "李四")
CARD, BOOK, SHOP = account("6222000000000001"), account("6222000000000002"), account("6222000000000003")
NUMBER = phone("+8613800000001")
ROWS: list[Row] = [
    ("owns", HOLDER, CARD, {}),
    ("uses", HOLDER, NUMBER, {}),
    paid("6222000000000001", "6222000000000002", 50_000, "2024-05-01T10:00:00+08:00", serial="A1"),
    paid("6222000000000001", "6222000000000002", 20_000, "2024-05-02T10:00:00+08:00", serial="A2"),
    ("holds", HOLDER, permit(f"T{ID}"), {}),
]
COUNTER = [paid("6222000000000001", "6222000000000002", 50_000, "2024-05-01T10:00:30+08:00", "in", "A1")]


def say(store: GraphStore, verb: str, subjects: tuple[str, ...], value: str = "", second: int = 0) -> Judgement:
    """A word of an investigator, later ones with a larger second."""
    word = Judgement(verb, subjects, (), value, "王警官", f"2024-06-01T10:00:{second:02d}+00:00", "已核对")
    store.judge(word)
    return word


def take_back(store: GraphStore, word: Judgement) -> Judgement:
    return say(store, UNDO, (judgement_id(word),), second=50)


def leave_out(store: GraphStore, name: str, row: int) -> Judgement:
    """Leave out one row of a file, by its content."""
    def look(view: View) -> tuple[str, tuple[str, ...]]:
        (info,) = (s for s in view.sources() if s.name == name)
        return view.row_subjects(SourceRef(name, "", row, info.sha256))

    of, spoken = store.read(look)
    assert of
    assert spoken
    return say(store, "exclude", (of, *spoken), ROW)


def flow(store: GraphStore) -> tuple[int, int]:
    found = store.read(lambda view: view.flow(id_of(CARD), id_of(BOOK)))
    return found.count, found.amount


def links(store: GraphStore) -> set[str]:
    """The types of links that any reading shows."""
    everything = store.read(lambda view: view.ids_of())
    near = store.read(lambda view: {k.type for k in view.neighbourhood(everything).links.values()})
    assert near == store.read(lambda view: {k.type for k in view.whole().links.values()})
    assert near == store.read(lambda view: {k.type for k in view.between(everything).links.values()})
    assert near == {t for t, n in store.read(lambda view: view.stats()[1]).items() if n}
    return near


def test_a_rejected_link_is_in_no_reading_until_the_word_is_taken_back(store: GraphStore) -> None:
    load(store, "a.csv", ROWS)
    before = content(store) | {"judgements": []}
    word = say(store, "reject", (id_of(HOLDER), id_of(CARD)), "owns")
    assert links(store) == {"uses", "paid", "holds"}
    take_back(store, word)
    assert content(store) | {"judgements": []} == before


def test_a_rejected_link_does_not_take_the_opposite_direction_or_another_type_along(store: GraphStore) -> None:
    load(store, "a.csv", ROWS)
    say(store, "reject", (id_of(CARD), id_of(HOLDER)), "owns")
    say(store, "reject", (id_of(HOLDER), id_of(CARD)), "uses")
    assert links(store) == {"owns", "uses", "paid", "holds"}


def test_rejected_payments_move_no_money(store: GraphStore) -> None:
    load(store, "a.csv", ROWS)
    say(store, "reject", (id_of(CARD), id_of(BOOK)), "paid")
    assert flow(store) == (0, 0)
    assert not store.read(lambda view: view.transactions(id_of(CARD), id_of(BOOK)))
    assert "paid" not in links(store)


def test_what_only_a_left_out_row_says_is_gone_and_comes_back(store: GraphStore) -> None:
    load(store, "a.csv", ROWS)
    before = content(store) | {"judgements": []}
    word = leave_out(store, "a.csv", 6)
    assert links(store) == {"owns", "uses", "paid"}
    assert not store.read(lambda view: view.ids_of("Certificate"))
    assert not store.read(lambda view: view.find(f"T{ID}")[0])
    take_back(store, word)
    assert content(store) | {"judgements": []} == before


def test_what_a_row_of_other_content_says_too_stays(store: GraphStore) -> None:
    load(store, "a.csv", ROWS)
    load(store, "b.csv", [("holds", person(ID), permit(f"T{ID}"), {}), ("owns", OTHER, SHOP, {})])
    leave_out(store, "a.csv", 6)
    assert "holds" in links(store)
    (found,) = store.read(lambda view: view.claims([id_of(permit(f"T{ID}"))])).values()
    assert {(c.ref.file, c.ref.row) for c in found} == {("b.csv", 2)}


def test_a_left_out_payment_leaves_every_sum(store: GraphStore) -> None:
    load(store, "a.csv", ROWS)
    assert flow(store) == (2, 70_000)
    leave_out(store, "a.csv", 4)
    assert flow(store) == (1, 20_000)
    (total,) = store.read(lambda view: [k for k in view.whole().links.values() if k.type == "paid"])
    assert (total.count, total.amount) == (1, 20_000)
    assert store.read(lambda view: view.stats()[1]["paid"]) == 1


def test_a_transfer_that_both_banks_report_stays_when_one_report_is_left_out(store: GraphStore) -> None:
    load(store, "a.csv", ROWS)
    load(store, "b.csv", COUNTER)
    assert flow(store) == (2, 70_000)
    leave_out(store, "b.csv", 2)
    assert flow(store) == (2, 70_000)


def test_a_left_out_row_stays_out_when_the_file_is_exported_again(store: GraphStore) -> None:
    load(store, "a.csv", ROWS)
    leave_out(store, "a.csv", 6)
    load(store, "a-new.csv", [("uses", OTHER, phone("+8613900000002"), {}), *ROWS])  # other rows above, other chunks
    assert "holds" not in links(store)


def test_words_go_along_into_another_store(place: Place) -> None:
    ours, theirs = place.open(), place.open("theirs")
    load(ours, "a.csv", ROWS)
    leave_out(ours, "a.csv", 4)
    say(ours, "reject", (id_of(HOLDER), id_of(NUMBER)), "uses", 2)
    list(transfer(ours, theirs, anew=False))
    assert content(theirs) == content(ours)
    assert flow(theirs) == (1, 20_000)


def test_two_entities_are_one_until_the_word_is_taken_back_and_a_contradiction_is_told(store: GraphStore) -> None:
    load(store, "a.csv", [*ROWS, ("owns", OTHER, SHOP, {}), ("same", CARD, BOOK, {})])
    word = say(store, "same", (id_of(HOLDER), id_of(OTHER)))
    assert len(store.read(lambda view: view.ids_of("Person"))) == 1
    take_back(store, word)
    assert len(store.read(lambda view: view.ids_of("Person"))) == 2
    apart = say(store, "not_same", (id_of(CARD), id_of(BOOK)), second=3)
    assert len(store.read(lambda view: view.ids_of("Account"))) == 3
    assert not store.read(lambda view: view.contradictions())
    say(store, "same", (id_of(CARD), id_of(SHOP)), second=4)
    say(store, "same", (id_of(SHOP), id_of(BOOK)), second=5)
    assert store.read(lambda view: view.contradictions()) == [apart.subjects]


def test_the_newest_word_on_a_link_counts(store: GraphStore) -> None:
    load(store, "a.csv", ROWS)
    say(store, "reject", (id_of(HOLDER), id_of(CARD)), "owns", 1)
    say(store, "confirm", (id_of(HOLDER), id_of(CARD)), "owns", 2)
    assert "owns" in links(store)


def test_what_a_row_says_of_one_link_can_be_left_out_alone(store: GraphStore) -> None:
    load(store, "a.csv", ROWS)
    (info,) = store.read(lambda view: view.sources())
    content_of, spoken = store.read(lambda view: view.row_subjects(SourceRef("a.csv", "", 2, info.sha256)))
    (link,) = store.read(lambda view: view.links(spoken))
    say(store, "exclude", (content_of, link), STATEMENT)
    assert "owns" not in links(store)
    known = store.read(lambda view: view.claims([id_of(HOLDER), id_of(CARD)]))
    assert all(any(c.ref.row == 2 for c in claims) for claims in known.values())  # the row still names both
