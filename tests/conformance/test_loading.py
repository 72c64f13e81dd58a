"""Loading: what a chunk says is there wholly or not at all, once however often it is loaded, whatever it contains."""

from __future__ import annotations

import orjson
import pytest

from graphkit.model.records import SourceRef
from graphkit.store.backend import Writer
from graphkit.store.base import GraphStore
from graphkit.store.rows import Placement
from graphkit.store.writing import New, Spoken, Supports, Written, write_chunks
from tests.conformance.cases import (
    FIRST_ROW,
    HOSTILE,
    ID,
    Row,
    Thing,
    account,
    chunk_of,
    content,
    id_of,
    load,
    paid,
    permit,
    person,
    phone,
    picture,
    sha256_of,
    stated,
)
from tests.conformance.conftest import Place

ROWS: list[Row] = [
    ("holds", person(ID, "张三", "+8613800000001"), permit("T1"), {}),
    paid("6222000000000001", "6222000000000002", 30_000, "2024-03-01T12:00:00+08:00", serial="A1"),
    ("uses", person(ID, "张三"), phone("+8613800000001"), {}),
    paid("6222000000000001", "6222000000000002", 100, "2024-03-02T12:00:00+08:00", serial="A2"),
]
def test_a_new_chunk_tells_what_it_made_and_what_it_adds_to(store: GraphStore) -> None:
    first = _write(store, "a.csv", ROWS[:2])
    # persons by both keys, certificate by both keys, two accounts; holds, paid and an alias for each second key
    assert first == Written(6 + 4, 0)
    assert _write(store, "b.csv", ROWS[2:]) == Written(1 + 2, 1 + 2)


def test_the_same_file_again_changes_nothing_but_its_names(store: GraphStore) -> None:
    load(store, "一.csv", ROWS)
    before = picture(store)
    load(store, "一.csv", ROWS)
    assert picture(store) == before
    known = store.begin_source(sha256_of("一.csv", ROWS), "副本.csv", "case", 4)
    store.finish_source(known)
    assert store.read(lambda view: view.sources())[0].names == ("一.csv", "副本.csv")
    assert content(store)["stats"] == before["stats"]


def test_a_load_that_was_cut_short_is_completed_by_loading_again(place: Place) -> None:
    whole, cut = place.fresh(), place.fresh()
    load(whole, "a.csv", ROWS, size=1)
    info = cut.begin_source(sha256_of("a.csv", ROWS), "a.csv", "case", len(ROWS))
    cut.write(stated(ROWS[:1]), chunk_of(ROWS[:1]), Placement(0, info.no, "", FIRST_ROW))
    assert content(cut)["stats"][0]
    load(cut, "a.csv", ROWS, size=1)
    assert picture(cut) == picture(whole)


def test_a_chunk_that_fails_half_way_leaves_nothing(store: GraphStore) -> None:
    info = load(store, "a.csv", ROWS[:1])
    before = picture(store)

    def fail(tx: Writer) -> None:
        new = New.of(stated(ROWS), chunk_of(ROWS), Placement(0, info.no, "", 10))
        write_chunks(tx, Supports(), Spoken(), [new])
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        store.backend.write(fail)
    assert picture(store) == before
    assert store.chunk(chunk_of(ROWS).hash) is None
    load(store, "b.csv", ROWS)
    assert store.read(lambda view: view.stats())[1]["paid"] == 2


def test_every_source_row_is_kept_as_it_was_read(store: GraphStore) -> None:
    info = load(store, "a.csv", ROWS, ROWS[::-1])
    for sheet, rows in (("第1页", ROWS), ("第2页", ROWS[::-1])):
        for offset, row in enumerate(rows):
            ref = SourceRef("a.csv", sheet, FIRST_ROW + offset, info.sha256)
            kept = store.read(lambda view, ref=ref: view.raw_row(ref))  # type: ignore[misc]
            assert kept == {"row": orjson.dumps(row).decode()}
    for missing in (SourceRef("a.csv", "第1页", 99, info.sha256), SourceRef("a.csv", "", 2, info.sha256),
                    SourceRef("a.csv", "第1页", 2, "0" * 64)):
        assert store.read(lambda view, ref=missing: view.raw_row(ref)) == {}  # type: ignore[misc]


@pytest.mark.parametrize("kind_of_text", HOSTILE)
def test_any_text_comes_back_as_it_was_given(store: GraphStore, kind_of_text: str) -> None:
    value = HOSTILE[kind_of_text]
    short = value[:200]
    named: Thing = ("Lead", {"number": short, "receiving_body": "某局"})
    rows: list[Row] = [
        (("Lead", {"number": short, "receiving_body": "某局", "content": value}),),
        ("mentions", named, person(name=short, phone="+86138"), {}),
        paid("6222000000000001", "6222000000000002", 1, "2024-03-01", serial=short, status=value),
    ]
    info = load(store, f"{value[:60]}.csv", rows)
    lead = id_of(rows[0][0])
    found = store.read(lambda view: view.get([lead]))[lead]
    assert found.first("content") == value
    assert store.read(lambda view: view.sources())[0].names == (f"{value[:60]}.csv",)
    assert store.read(lambda view: view.raw_row(SourceRef("", "", FIRST_ROW, info.sha256)))
    needle = value.strip()[:8]
    assert lead in [e.id for e in store.read(lambda view: view.find(needle))[0]]
    a, b = id_of(account("6222000000000001")), id_of(account("6222000000000002"))
    (single,) = store.read(lambda view: view.transactions(a, b))
    assert single.reference == short
    assert store.read(lambda view: view.links([single.id]))[single.id].first("status") == value


def test_half_a_surrogate_pair_finds_nothing_and_harms_nothing(store: GraphStore) -> None:
    load(store, "a.csv", ROWS)
    assert store.read(lambda view: view.find("张\udce4")) == ([], False)
    assert store.read(lambda view: view.find("张三"))[0]


def test_ids_that_nothing_is_known_about_are_left_out(store: GraphStore) -> None:
    load(store, "a.csv", ROWS)
    for ids in (["0" * 32], ["没有", "'", "", "\udce4"], []):
        assert store.read(lambda view, ids=ids: view.get(ids)) == {}  # type: ignore[misc]
        assert store.read(lambda view, ids=ids: view.links(ids)) == {}  # type: ignore[misc]
        assert store.read(lambda view, ids=ids: view.neighbourhood(ids)).links == {}  # type: ignore[misc]
        assert store.read(lambda view, ids=ids: view.claims(ids)) == {i: [] for i in ids}  # type: ignore[misc]
        assert store.known(ids) == set()
    someone = id_of(person(ID))
    assert list(store.read(lambda view: view.get(["0" * 32, someone]))) == [someone]
    assert store.read(lambda view: view.transactions(someone, "0" * 32)) == []
    assert store.read(lambda view: view.flow("没有", someone)).count == 0


def _write(store: GraphStore, name: str, rows: list[Row]) -> Written:
    info = store.begin_source(sha256_of(name, rows), name, "case", len(rows))
    return store.write(stated(rows), chunk_of(rows), Placement(0, info.no, "", FIRST_ROW))


def test_chunks_written_together_say_what_they_say_one_by_one(place: Place) -> None:
    twice = paid("6222000000000001", "6222000000000002", 100, "2024-03-01", serial="S1")
    otherwise = paid("6222000000000001", "6222000000000002", 999, "2024-03-01", serial="S1")
    parts = [ROWS, [twice], [otherwise, *ROWS[:2]], ROWS, [twice]]
    told = []
    for together in (True, False):
        store = place.fresh()
        load(store, "b.csv", parts[1], ROWS[1:])  # some is known from another file
        info = store.begin_source(sha256_of("a.csv", *parts), "a.csv", "case", 0)
        new = [New.of(stated(rows), chunk_of(rows), Placement(0, info.no, "", FIRST_ROW + 10 * n))
               for n, rows in enumerate(parts)]
        written = [store.write_all(some) for some in ([new] if together else [[n] for n in new])]
        store.finish_source(info)
        told.append((picture(store), sum(w.created for w in written), sum(w.changed for w in written),
                     [(p.base, c.hash) for _, p, c in store.chunks(info.no)]))
    assert told[0] == told[1]
    assert len(told[0][3]) == len(parts)
