"""Withdrawing a source takes away exactly what it alone says, at once; restoring brings it back."""

from __future__ import annotations

import pytest

from graphkit.store.base import GraphStore
from graphkit.store.errors import StoreError
from graphkit.store.rows import LIVE, WITHDRAWN
from tests.conformance.cases import (
    ID,
    Row,
    account,
    content,
    id_of,
    load,
    paid,
    permit,
    person,
    phone,
    picture,
    restore,
    sha256_of,
    withdraw,
)
from tests.conformance.conftest import Place

HOLDS: Row = ("holds", person(ID, "张三"), permit("T1"), {})
USES: Row = ("uses", person(ID, "张三"), phone("+8613800000001"), {})
PAID: Row = paid("6222000000000001", "6222000000000002", 30_000, "2024-03-01T12:00:00+08:00", serial="A1")


def test_what_two_files_say_stays_when_one_goes(place: Place) -> None:
    store, alone = place.fresh(), place.fresh()
    first = load(store, "一.csv", [HOLDS, USES], size=1)
    load(store, "二.csv", [HOLDS, PAID], size=1)
    load(alone, "二.csv", [HOLDS, PAID], size=1)
    withdraw(store, first)
    assert content(store) == content(alone)


def test_a_chunk_that_two_files_share_is_gone_only_with_both(place: Place) -> None:
    store = place.fresh()
    files = [load(store, f"{n}.csv", [HOLDS, USES, PAID]) for n in range(2)]
    before = content(store)
    withdraw(store, files[0])
    graph = content(store)
    assert graph["graph"] == before["graph"]
    assert {c.ref.file for _, claims in graph["claims"] for c in claims} == {"1.csv"}
    withdraw(store, files[1])
    assert content(store) == content(place.fresh())
    restore(store, files[0])
    restore(store, files[1])
    assert content(store) == before


def test_a_withdrawn_file_is_listed_with_who_when_and_why_and_loads_no_more(store: GraphStore) -> None:
    info = load(store, "a.csv", [HOLDS])
    done = store.set_source_state(info.sha256[:12], WITHDRAWN, "来源有误", "王警官")
    (listed,) = store.read(lambda view: view.sources())
    assert listed == done
    assert (listed.state, listed.reason, listed.changed_by) == (WITHDRAWN, "来源有误", "王警官")
    assert listed.changed_at
    assert store.begin_source(info.sha256, "又来.csv", "case", 1).state == WITHDRAWN


def test_a_file_withdrawn_while_it_is_loaded_stays_withdrawn(store: GraphStore) -> None:
    load(store, "别的.csv", [USES])
    before = content(store)
    rows = [HOLDS, USES, PAID]
    info = store.begin_source(sha256_of("a.csv", rows), "a.csv", "case", 3)
    withdraw(store, info)
    load(store, "a.csv", rows, size=1)
    assert store.read(lambda view: view.sources())[0].state == WITHDRAWN
    assert content(store) == before


def test_hidden_values_are_not_found_and_return(store: GraphStore) -> None:
    info = load(store, "a.csv", [(person(ID, "张三丰"),)])
    load(store, "b.csv", [(person(ID, "张三"),)])
    assert len(store.read(lambda view: view.find("张三丰"))[0]) == 1
    withdraw(store, info)
    assert store.read(lambda view: view.find("张三丰")) == ([], False)
    assert [e.properties["name"] for e in store.read(lambda view: view.find("张三"))[0]] == [("张三",)]
    restore(store, info)
    assert len(store.read(lambda view: view.find("张三丰"))[0]) == 1


def test_withdrawn_rows_use_up_no_limit(store: GraphStore) -> None:
    """A busy account stays readable when the file with most of its rows was wrong."""
    wrong = [paid("6222000000000001", "6222000000000002", n, f"2024-01-01T00:00:{n:02d}+08:00", serial=f"W{n}")
             for n in range(40)]
    right = [paid("6222000000000001", "6222000000000002", 7, f"2024-02-0{n}", serial=f"R{n}") for n in range(1, 6)]
    info = load(store, "错.csv", wrong, size=10)
    load(store, "对.csv", right)
    withdraw(store, info)
    a, b = id_of(account("6222000000000001")), id_of(account("6222000000000002"))
    assert [t.reference for t in store.read(lambda view: view.transactions(a, b, 3))] == ["R1", "R2", "R3"]
    assert len(store.read(lambda view: view.claims([a], 3))[a]) == 3
    assert store.read(lambda view: view.claims([a], 3))[a][0].ref.file == "对.csv"


@pytest.mark.parametrize(("sha256", "code"), [("0" * 64, "unknown_source"), ("", "ambiguous_source")])
def test_a_file_that_is_not_named_clearly_is_refused(store: GraphStore, sha256: str, code: str) -> None:
    load(store, "a.csv", [HOLDS])
    load(store, "b.csv", [USES])
    before = picture(store)
    with pytest.raises(StoreError) as refused:
        store.set_source_state(sha256, LIVE, "", "")
    assert refused.value.code == code
    assert picture(store) == before
