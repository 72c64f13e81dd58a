"""What money was for decides whether a payee takes a stage: rent, repayment, tuition, cards by the piece."""

from __future__ import annotations

import pytest

from tests.unit.analysis.case import Case, standing, suspects
from tests.unit.analysis.world import answer, card, customer, owned, paid, resident

CARD = f"Certificate:T{resident(1)}"
MONTHS = (5, 6, 7, 8)


def sellers(case: Case, *numbers: int) -> None:
    """Sellers named at seizures, each with an account, and 甲50 with account 500."""
    case.file("certificates", *[card(n - 10, sellers=(n,), payee=n * 10) for n in numbers])
    case.file("bank_persons", *[customer(n, n) for n in numbers])
    case.file("bank_accounts", *[owned(n, n * 10) for n in numbers], owned(50, 500))


@pytest.mark.parametrize("memo", ["2个", "3本", "十张", "证5套"])
def test_equal_monthly_payments_by_the_piece_are_no_rent(case: Case, memo: str) -> None:
    sellers(case, 11, 12)
    case.file("bank_transactions", *[paid(a, 500, 720, f"2025-{m:02d}-06", memo=memo) for a in (110, 120)
                                     for m in MONTHS])
    assert standing(case.trace(CARD), "maker") == {"甲50"}


def test_rent_for_three_months_is_no_number_of_pieces(case: Case) -> None:
    sellers(case, 11, 12)
    case.file("bank_transactions", *[paid(a, 500, 2600, f"2025-{m:02d}-06", memo="3个月") for a in (110, 120)
                                     for m in MONTHS])
    assert "甲50" not in suspects(case.trace(CARD))


def test_equal_monthly_payments_of_several_sellers_are_no_rent(case: Case) -> None:
    sellers(case, 11, 12, 13)
    case.file("bank_transactions", *[paid(a, 500, 720, f"2025-{m:02d}-06") for a in (110, 120, 130) for m in MONTHS])
    assert standing(case.trace(CARD), "maker") == {"甲50"}


def test_who_repays_a_loan_passes_nothing_on(case: Case) -> None:
    sellers(case, 11, 12)
    case.file("bank_accounts", owned(60, 600))
    case.file("bank_transactions", *[paid(a, 500, 900 + m, f"2025-{m:02d}-1{m}") for a in (110, 120) for m in MONTHS],
              *[paid(500, 600, 1800, f"2025-{m:02d}-20", memo="还款") for m in MONTHS])
    found = case.trace(CARD)
    assert standing(found, "maker") == {"甲50"}
    assert "甲60" not in suspects(found)


def test_training_fees_to_a_private_person_explain_nothing(case: Case) -> None:
    case.file("certificates", *[card(n, payer=100 + n) for n in (1, 2, 3)])
    case.file("bank_accounts", owned(50, 500))
    case.file("bank_transactions", *[paid(100 + n, 500, 800, "2025-04-28", memo="培训费") for n in (1, 2, 3)])
    assert standing(case.trace(CARD), "agent") == {"甲50"}


def test_training_fees_to_a_school_are_innocent(case: Case) -> None:
    case.file("certificates", *[card(n, payer=100 + n) for n in (1, 2, 3)])
    case.file("bank_accounts", owned("正途职业技能培训学校", 500))
    case.file("bank_transactions", *[paid(100 + n, 500, 800, "2025-04-28", memo="培训费") for n in (1, 2, 3)])
    assert not suspects(case.trace(CARD))


def employing(case: Case, *numbers: int, payee: int | str = 50, memo: str = "培训费") -> None:
    """An employer of these holders that pays 9,000 to the payee."""
    case.file("certificates", *[card(n, employer="鼎固劳务公司") for n in numbers])
    case.file("bank_accounts", owned("鼎固劳务公司", 600), owned(payee, 500))
    case.file("bank_transactions", *[paid(600, 500, 4500, f"2025-0{m}-03", memo=memo) for m in (4, 6)])


def test_an_employer_of_several_holders_buys_from_the_person_it_pays_for_training(case: Case) -> None:
    employing(case, 1, 2)
    found = case.trace(CARD)
    assert standing(found, "agent") == {"甲50"}
    assert standing(found, "employer") == {"鼎固劳务公司"}


@pytest.mark.parametrize("memo", ["工资", "报销", "货款", ""])
def test_what_else_an_employer_pays_for_makes_no_agent(case: Case, memo: str) -> None:
    employing(case, 1, 2, memo=memo)
    assert not suspects(case.trace(CARD))


def test_an_employer_of_one_holder_or_of_genuine_ones_buys_nothing(case: Case) -> None:
    employing(case, 1)
    assert not suspects(case.trace(CARD))
    case.file("certificates", card(2, employer="鼎固劳务公司"))
    case.file("official_results", answer(2, "有效"))
    assert not suspects(case.trace(CARD))


def test_a_school_that_an_employer_pays_is_no_agent(case: Case) -> None:
    employing(case, 1, 2, payee="正途职业技能培训学校")
    assert not suspects(case.trace(CARD))
