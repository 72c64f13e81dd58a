"""What the ring's accounts took in: every transfer once, nothing of nobody's, each sale with its rows."""

from __future__ import annotations

import pytest

from graphkit.analysis.takings import Takings, takings
from tests.unit.analysis.case import Case
from tests.unit.analysis.test_money import at, lone, pay
from tests.unit.analysis.world import card, customer, lead, owned, paid

SELLER, SECOND, FRIEND, MAKER = 500, 501, 700, 800


@pytest.fixture
def ring(case: Case) -> Case:
    """Three buyers of a seller whom they and a lead name; he has two accounts."""
    case.file("certificates", *[card(n, payer=100 + n, sellers=(11,)) for n in (1, 2, 3)])
    case.file("leads", lead("L1", contacts=(11,)))
    case.file("bank_persons", customer(50, 11))
    case.file("bank_accounts", owned(50, SELLER, contact=11), owned(50, SECOND), owned(60, FRIEND))
    case.file("bank_transactions", paid(101, SELLER, 300, "2025-04-22", memo="定金"),
              paid(101, SELLER, 500, "2025-05-02", memo="尾款"), paid(102, SELLER, 700, "2025-05-03"),
              paid(103, SELLER, 800, "2025-05-04"), paid(101, FRIEND, 45, "2025-05-05", memo="午餐"))
    return case


def asked(case: Case) -> Takings:
    return case.ask(takings)


def of(found: Takings, number: int) -> tuple[int, int, int, int]:
    """(in, out, cash, own) of an account, in yuan."""
    (t,) = (t for t in found.accounts if found.entities[t.account].caption.endswith(f"{number:08d}"))
    return t.in_fen // 100, t.out_fen // 100, t.cash_fen // 100, t.own_fen // 100


def test_an_account_of_a_seller_is_listed_with_what_came_and_from_how_many(ring: Case) -> None:
    found = asked(ring)
    (account,) = found.accounts
    assert (found.entities[account.subject].caption, account.roles) == ("甲50", ("agent",))
    assert (account.in_fen, account.payers, account.buyers, account.count) == (230_000, 3, 3, 4)
    assert (account.first[:10], account.last[:10], account.kept_fen) == ("2025-04-22", "2025-05-04", 230_000)


def test_an_account_of_nobody_in_a_role_is_not_listed(ring: Case) -> None:
    assert {e.caption for e in asked(ring).entities.values()}.isdisjoint({"甲60", f"62990000{FRIEND:08d}"})


def test_a_transfer_that_both_banks_report_counts_once(ring: Case) -> None:
    ring.file("bank_transactions", paid(102, SELLER, 700, "2025-05-03", side="in"))
    found = asked(ring)
    assert of(found, SELLER) == (2_300, 0, 0, 0)
    (sale,) = (s for s in found.sales if found.entities[s.buyer].caption == "甲2")
    assert [len(p.evidence) for p in sale.payments] == [2]


def test_money_between_a_persons_own_accounts_is_neither_income_nor_spent(ring: Case) -> None:
    ring.file("bank_transactions", paid(SELLER, SECOND, 900, "2025-05-06"), paid(SECOND, MAKER, 400, "2025-05-07"))
    assert of(asked(ring), SELLER) == (2_300, 0, 0, 900)
    assert of(asked(ring), SECOND) == (0, 400, 0, 900)


def test_cash_and_fees_leave_and_cash_paid_in_comes_in(ring: Case) -> None:
    ring.file("bank_transactions", lone(SELLER, 100_000, at(9)), lone(SELLER, 200, at(10), memo="手续费"),
              lone(SELLER, 50_000, at(11), side="in", memo="现金存入"))
    found = asked(ring)
    (account,) = found.accounts
    assert (account.in_fen, account.cash_fen, account.other_fen) == (280_000, 100_000, 200)
    assert account.kept_fen == 280_000 - 100_000 - 200
    assert [(e.fen, e.memo) for e in found.cash_out] == [(100_000, "ATM取现")]


def test_only_its_own_banks_report_shows_an_account_whole(ring: Case) -> None:
    assert [t.statement for t in asked(ring).accounts] == [False]
    ring.file("bank_transactions", paid(SELLER, MAKER, 80, "2025-05-08"))
    assert [t.statement for t in asked(ring).accounts] == [True]


def test_a_sale_names_buyer_certificate_and_payments_with_their_rows(ring: Case) -> None:
    found = asked(ring)
    first = found.sales[0]
    assert (found.entities[first.buyer].caption, first.fen, first.in_two) == ("甲1", 80_000, True)
    assert [(p.time[:10], p.fen, p.memo) for p in first.payments] == [
        ("2025-04-22", 30_000, "定金"), ("2025-05-02", 50_000, "尾款")]
    assert all(p.evidence for s in found.sales for p in s.payments)
    assert [found.entities[c].type for c in first.certificates] == ["Certificate"]
    assert [s.in_two for s in found.sales] == [True, False, False]


def test_what_names_an_everyday_purpose_failed_or_was_taken_back_is_no_part_of_a_sale(ring: Case) -> None:
    ring.file("bank_transactions", paid(102, SELLER, 30, "2025-05-09", memo="午餐"),
              pay(102, SELLER, 50_000, at(9, 10), status="失败"))
    (sale,) = (s for s in asked(ring).sales if s.fen == 70_000)
    assert len(sale.payments) == 1


def test_a_case_without_money_has_no_takings(case: Case) -> None:
    case.file("certificates", card(1))
    assert asked(case) == Takings((), (), (), {})


def test_a_payment_taken_back_is_no_part_of_a_sale_whatever_the_reversal_says(ring: Case) -> None:
    ring.file("bank_transactions", pay(102, SELLER, 65_000, at(9, 10), reference="S00000001"),
              pay(102, SELLER, 65_000, at(10, 10), reference="S00000001", status="冲正", takes_back_fen=65_000,
                  memo="转账退款"))
    assert {s.fen for s in asked(ring).sales} == {80_000, 70_000}


def test_a_purpose_that_either_bank_names_is_that_of_the_transfer(ring: Case) -> None:
    ring.file("bank_transactions", paid(103, SELLER, 30, "2025-05-09", memo="午餐"),
              paid(103, SELLER, 30, "2025-05-09", memo="转账", side="in"),
              paid(103, SELLER, 20, "2025-05-11", memo="证书尾款+快递费"))
    assert {tuple(p.fen for p in s.payments) for s in asked(ring).sales} == {
        (30_000, 50_000), (70_000,), (80_000, 2_000)}


def test_first_and_last_day_count_what_was_drawn_in_cash(ring: Case) -> None:
    ring.file("bank_transactions", lone(SELLER, 100_000, "2025-08-28T09:00:00+08:00"))
    (account,) = asked(ring).accounts
    assert (account.first[:10], account.last[:10]) == ("2025-04-22", "2025-08-28")
