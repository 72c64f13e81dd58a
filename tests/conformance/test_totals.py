"""Totals always equal the transactions, to the 分, whatever was loaded, repeated, contradicted or withdrawn."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.model.records import Flow
from graphkit.store.backend import Reader
from graphkit.store.base import GraphStore
from graphkit.store.pairing import flow_of
from graphkit.store.view import View
from graphkit.store.writing import totals
from tests.conformance.cases import Row, account, id_of, load, load_and_switch, paid, put, restore, withdraw
from tests.conformance.conftest import Place
from tests.conformance.invented import FILES
from tests.conformance.test_any_order import examples

A, B = "6222000000000001", "6222000000000002"
NOON = "2024-03-01T12:00:00+08:00"


def flow(store: GraphStore, payer: str = A, payee: str = B) -> Flow:
    """What one account paid to another."""
    source, target = id_of(account(payer)), id_of(account(payee))
    return store.read(lambda view: view.flow(source, target))


def test_totals_equal_the_transactions_after_anything(place: Place) -> None:
    @examples(place)
    @given(FILES, st.lists(st.integers(0, 9), max_size=3))
    def check(files: list[list[Row]], switched: list[int]) -> None:
        store = place.fresh()
        load_and_switch(store, files, switched)
        store.read(_compare)
        kept, single = store.backend.read(_both)
        assert kept == single

    check()


def _compare(view: View) -> None:
    """Every total that is shown against the transactions that are shown."""
    for link in view.whole().links.values():
        if not link.count:
            continue
        reports = view.transactions(link.source, link.target)
        assert view.flow(link.source, link.target) == flow_of(link.source, link.target, reports)
        counts: Counter[str] = Counter()
        sides: Counter[str] = Counter()
        for t in reports:
            counts[t.side] += t.moved or t.conflict
            sides[t.side] += t.amount or 0
        assert link.count == max(counts.values())  # the side that reported more, so that no transfer counts twice
        assert link.amount == max(sides.values())


def _both(reader: Reader) -> tuple[set[Any], set[Any]]:
    """The stored totals, and what the stored transactions add up to."""
    ids = [row.id for row in reader.entity_ids()]
    return set(reader.all_totals()), set(totals(reader.transactions_between(ids, ids)))


def test_both_banks_report_of_one_transfer_counts_once(store: GraphStore) -> None:
    load(store, "付款方.csv", [paid(A, B, 30_000, NOON, "out", "X1"), paid(A, B, 500, NOON, "out", "X2")])
    load(store, "收款方.csv", [paid(A, B, 30_000, "2024-03-01T12:01:10+08:00", "in", "Y1")])
    total = flow(store)
    assert (total.count, total.amount, total.paired) == (2, 30_500, 1)
    assert store.read(lambda view: view.stats())[1]["paid"] == 3


def test_failed_transfers_move_nothing_and_are_counted_apart(store: GraphStore) -> None:
    load(store, "a.csv", [paid(A, B, 100, NOON, serial="X1"), paid(A, B, 9_999, NOON, serial="X2", status="冲正")])
    assert (flow(store).count, flow(store).amount, flow(store).failed) == (1, 100, 1)


@pytest.mark.parametrize(("time", "side", "serial", "left"), [
    ("2024-03-02T09:30:00+08:00", "out", "X00009", (1, 100)),
    ("2024-03-01", "out", "X00009", (1, 100)),
    ("2024-06-01T12:00:00+08:00", "out", "X00002", (1, 100)),
    ("2024-06-01T12:00:00+08:00", "out", "X00009", (2, 10_099)),
    ("2024-02-29T12:00:00+08:00", "out", "X00009", (2, 10_099)),
    ("2024-03-02T09:30:00+08:00", "in", "X00009", (2, 10_099)),
])
def test_a_reversal_undoes_what_its_party_reported_before(
    store: GraphStore, time: str, side: str, serial: str, left: tuple[int, int]
) -> None:
    load(store, "a.csv", [paid(A, B, 100, NOON, serial="X00001"), paid(A, B, 9_999, NOON, serial="X00002")])
    undone = load(store, "b.csv", [paid(A, B, None, time, side, serial, "冲正", takes_back=9_999)])
    assert (flow(store).count, flow(store).amount, flow(store).failed) == (*left, 1)
    withdraw(store, undone)
    assert (flow(store).count, flow(store).amount) == (2, 10_099)


def test_a_contradicted_amount_is_in_no_sum_until_one_report_goes(store: GraphStore) -> None:
    load(store, "a.csv", [paid(A, B, 100, NOON, serial="X1"), paid(A, B, 7, NOON, serial="X2")])
    wrong = load(store, "b.csv", [paid(A, B, 999, NOON, serial="X1")])
    total = flow(store)
    assert (total.count, total.amount, len(total.conflicts)) == (1, 7, 1)
    assert [t.id for t in store.read(lambda view: view.disputed())] == list(total.conflicts)
    withdraw(store, wrong)
    assert (flow(store).count, flow(store).amount, flow(store).conflicts) == (2, 107, ())
    assert store.read(lambda view: view.disputed()) == []
    restore(store, wrong)
    assert flow(store) == total


def test_the_more_precise_time_of_two_reports_is_shown(store: GraphStore) -> None:
    load(store, "a.csv", [paid(A, B, 100, "2024-03-01", serial="X1")])
    load(store, "b.csv", [paid(A, B, 100, NOON, serial="X1")])
    assert (flow(store).count, flow(store).amount, flow(store).first) == (1, 100, NOON)


def test_two_rows_of_one_chunk_that_contradict_each_other_are_in_conflict(store: GraphStore) -> None:
    load(store, "a.csv", [paid(A, B, 100, NOON, serial="X1"), paid(A, B, 200, NOON, serial="X1")])
    assert (flow(store).count, len(flow(store).conflicts)) == (0, 1)


def test_a_transfer_to_itself_and_one_in_each_direction_stay_apart(store: GraphStore) -> None:
    load(store, "a.csv", [paid(A, A, 1, NOON, serial="X1"), paid(A, B, 20, NOON, serial="X2"),
                          paid(B, A, 300, NOON, serial="X3")])
    assert [flow(store, *pair).amount for pair in ((A, A), (A, B), (B, A))] == [1, 20, 300]


def test_sums_beyond_32_bits_are_exact(store: GraphStore) -> None:
    load(store, "a.csv", [paid(A, B, 2**53 + 1, NOON, serial="X1"), paid(A, B, 2**53 + 1, NOON, serial="X2")])
    assert flow(store).amount == 2**54 + 2


def test_totals_are_right_in_the_middle_of_a_load(store: GraphStore) -> None:
    """Between two chunks that speak for the same transactions some totals wait to be counted anew."""
    rows = [paid(A, B, 100, NOON, serial=f"X{n}") for n in range(4)]
    load(store, "a.csv", rows, size=2)
    info = store.begin_source("ab" * 32, "b.csv", "case", 4)
    put(store, info, rows[:2], 2)
    put(store, info, rows[1:3], 4)
    assert (flow(store).count, flow(store).amount) == (4, 400)
    store.read(_compare)
