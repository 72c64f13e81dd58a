"""One transfer reported by both banks counts once; whatever is doubtful stays, counts, and is listed."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from graphkit.model.records import Transaction
from graphkit.store.pairing import flow_of, pair_reports


def report(name: str, side: str, amount: int | None = 100, second: int = 0, reference: str = "") -> Transaction:
    time = f"2026-05-01T10:{second // 60:02d}:{second % 60:02d}+08:00"
    return Transaction(name, "paid", "payer", "payee", amount, time, side, reference, moved=amount is not None)


def test_both_banks_report_one_transfer_within_two_minutes() -> None:
    both = [report("a", "out"), report("b", "in", second=120)]
    assert pair_reports(both) == ([("a", "b")], [])
    assert flow_of("payer", "payee", both).amount == 100


def test_beyond_two_minutes_they_are_two_transfers() -> None:
    assert flow_of("payer", "payee", [report("a", "out"), report("b", "in", second=121)]).amount == 200


def test_an_equal_reference_pairs_however_late_the_other_bank_books() -> None:
    late = [report("a", "out", reference="R1"), report("b", "in", second=3000, reference="R1")]
    assert pair_reports(late)[0] == [("a", "b")]


def test_two_reports_of_one_side_are_two_transfers() -> None:
    assert flow_of("payer", "payee", [report("a", "out"), report("b", "out")]).count == 2


def test_one_sides_report_under_two_names_of_its_party_counts_once() -> None:
    serial = "2026051700001"
    told_twice = [report("by login", "out", reference=serial), report("by user id", "out", reference=serial)]
    assert flow_of("payer", "payee", told_twice).amount == 100


def test_a_short_number_tells_no_transaction_from_another() -> None:
    short = [report("a", "out", reference="1"), report("b", "out", reference="1")]
    assert flow_of("payer", "payee", short).amount == 200


def test_two_possible_partners_leave_all_three_counted_and_listed() -> None:
    three = [report("a", "out"), report("b", "in", second=10), report("c", "in", second=20)]
    flow = flow_of("payer", "payee", three)
    assert (flow.count, flow.amount, flow.ambiguous) == (3, 300, ("a", "b", "c"))


def test_a_failed_transfer_moves_nothing_and_is_counted_as_failed() -> None:
    flow = flow_of("payer", "payee", [report("a", "out", amount=None), report("b", "in")])
    assert (flow.amount, flow.failed) == (100, 1)


def test_a_transfer_in_another_currency_counts_and_adds_no_fen() -> None:
    abroad = replace(report("a", "out"), amount=None)
    flow = flow_of("payer", "payee", [abroad, report("b", "out")])
    assert (flow.count, flow.amount, flow.failed) == (2, 100, 0)


_REPORTS = st.lists(
    st.tuples(st.sampled_from(["out", "in"]), st.sampled_from([100, 200]), st.integers(0, 600),
              st.sampled_from(["", "R1", "R2"])),
    max_size=6,
)


@given(_REPORTS)
def test_no_report_is_in_two_pairs_and_each_pair_joins_two_sides(
    rows: list[tuple[str, int, int, str]],
) -> None:
    reports = {str(n): report(str(n), side, amount, second, ref) for n, (side, amount, second, ref) in enumerate(rows)}
    pairs, doubtful = pair_reports(reports.values())
    used = [i for pair in pairs for i in pair]
    assert len(used) == len(set(used))
    assert not set(used) & set(doubtful)
    for payer, payee in pairs:
        assert (reports[payer].side, reports[payee].side) == ("out", "in")
        assert reports[payer].amount == reports[payee].amount


@given(_REPORTS.filter(lambda rows: len(rows) <= 4))
def test_the_order_of_reports_never_matters(rows: list[tuple[str, int, int, str]]) -> None:
    reports = [report(str(n), side, amount, second, ref) for n, (side, amount, second, ref) in enumerate(rows)]
    answers = {str(pair_reports(order)) for order in permutations(reports)}
    assert len(answers) == 1
