"""Following money: what an investigator may rely on, case by case."""

from __future__ import annotations

from typing import Any

import pytest

from graphkit.analysis.errors import NotAnAccount
from graphkit.analysis.ledger import Money, money
from graphkit.analysis.settings import table
from graphkit.model.statements import Statements
from tests.unit.analysis.case import Case, Row
from tests.unit.analysis.world import account, owned, paid

START, MIDDLE, FAR, OTHER = 100, 200, 300, 400


def number(n: int) -> str:
    return f"Account:62990000{n:08d}"


def pay(payer: int, payee: int, fen: int, time: str, **values: Any) -> Row:
    """A transfer with a time to the second, as the payer's bank has it."""

    def row(say: Statements) -> None:
        side = values.pop("side", "out")
        say.transaction("paid", account(say, payer), account(say, payee), f"{payer}|{payee}|{fen}|{time}|{side}",
                        side=side, amount_fen=fen, time=time, **values)

    return row


def lone(n: int, fen: int, time: str, side: str = "out", memo: str = "ATM取现") -> Row:
    """Money that leaves an account, or comes in, without an account at the other end."""
    return lambda say: say.entity("Account", scheme="bank", number=f"62990000{n:08d}", lone_side=side, lone_fen=fen,
                                  lone_time=time, lone_memo=memo)


def at(hour: int, day: int = 1) -> str:
    return f"2025-05-{day:02d}T{hour:02d}:00:00+08:00"


def ask(case: Case, **options: Any) -> Money:
    return case.ask(lambda view: money(view, number(START), **options))


def flows(found: Money) -> list[tuple[int, int, int]]:
    """(payer, payee, carried 分) in order."""
    names = {i: int(e.caption[-8:]) for i, e in found.entities.items()}
    return [(names[s.source], names[s.target], s.carried_fen) for s in found.flows]


def test_a_payment_before_the_money_arrived_carries_none_of_it(case: Case) -> None:
    case.file("bank_transactions", pay(MIDDLE, FAR, 5_000, at(8)), pay(START, MIDDLE, 5_000, at(9)))
    assert flows(ask(case)) == [(START, MIDDLE, 5_000)]


def test_money_there_before_goes_first_and_the_assumption_is_said(case: Case) -> None:
    case.file("bank_transactions", pay(START, MIDDLE, 10_000, at(9)), pay(MIDDLE, FAR, 12_000, at(10)))
    found = ask(case)
    assert flows(found) == [(START, MIDDLE, 10_000), (MIDDLE, FAR, 10_000)]
    assert [(s.before_fen, s.before_known) for s in found.stations if s.hop == 1] == [(2_000, False)]
    assert any("20.00" in reason.text("zh") for reason in found.assumptions)


def test_a_balance_that_the_bank_states_is_used(case: Case) -> None:
    case.file("bank_transactions", pay(START, MIDDLE, 10_000, at(9)),
              pay(MIDDLE, FAR, 12_000, at(10), balance_fen=98_000))
    found = ask(case)
    assert flows(found) == [(START, MIDDLE, 10_000)]  # 1,000.00 yuan were there before and go first
    assert [(s.before_fen, s.before_known) for s in found.stations] == [(100_000, True)]
    mixed = ask(case, method="proportional")
    assert flows(mixed) == [(START, MIDDLE, 10_000), (MIDDLE, FAR, 1_091)]  # 12,000 of 110,000, of 10,000


def test_splits_pools_and_fees_add_up_to_the_fen(case: Case) -> None:
    case.file("bank_transactions", pay(START, MIDDLE, 10_001, at(9)), pay(OTHER, MIDDLE, 20_000, at(9)),
              lone(MIDDLE, 7, at(10), memo="转账手续费"), pay(MIDDLE, FAR, 9_997, at(11)),
              pay(MIDDLE, FAR + 1, 9_998, at(12)), lone(MIDDLE, 9_999, at(13)))
    for method in ("fifo", "proportional"):
        found = ask(case, method=method)
        (middle,) = [s for s in found.stations if s.hop == 1]
        assert middle.reached_fen == 10_001 == middle.passed_fen + middle.left_fen  # it is empty in the end
        assert middle.kept_fen == 0
        assert {e.entry.kind for e in found.ends} >= {"cash"}
        assert sum(e.carried_fen for e in found.ends) == middle.left_fen
    assert flows(ask(case)) == [(START, MIDDLE, 10_001), (MIDDLE, FAR + 1, 2)]
    assert [(e.entry.kind, e.carried_fen) for e in ask(case).ends] == [("cash", 9_999)]  # the fee was other money


def test_an_account_that_money_only_passes_through_is_told(case: Case) -> None:
    case.file("bank_transactions", pay(START, MIDDLE, 5_000, at(9)), pay(MIDDLE, FAR, 4_900, at(9)))
    found = ask(case)  # within the same second
    assert [(s.passes_on, s.passed_fen) for s in found.stations if s.hop == 1] == [(True, 4_900)]


def test_money_is_followed_back_to_where_it_came_from(case: Case) -> None:
    case.file("bank_transactions", pay(FAR, MIDDLE, 3_000, at(7)), pay(OTHER, MIDDLE, 4_000, at(8)),
              pay(MIDDLE, START, 5_000, at(9)), pay(FAR, MIDDLE, 9_000, at(10)))
    assert flows(ask(case, direction="in")) == [(MIDDLE, START, 5_000), (OTHER, MIDDLE, 2_000), (FAR, MIDDLE, 3_000)]
    shares = ask(case, direction="in", method="proportional")
    assert flows(shares) == [(MIDDLE, START, 5_000), (OTHER, MIDDLE, 2_857), (FAR, MIDDLE, 2_143)]


def test_cash_paid_in_is_where_money_came_from(case: Case) -> None:
    case.file("bank_transactions", lone(MIDDLE, 5_000, at(8), side="in", memo="现金存款"),
              pay(MIDDLE, START, 5_000, at(9)))
    (end,) = ask(case, direction="in").ends
    assert (end.entry.kind, end.carried_fen, [r.row for r in end.entry.evidence]) == ("cash", 5_000, [2])


def test_two_exports_of_one_account_state_its_cash_once(case: Case) -> None:
    rows = lone(START, 5_000, at(8)), lone(START, 5_000, at(8)), lone(START, 700, at(9))
    case.file("bank_transactions", *rows)
    case.file("bank_transactions", *rows)
    assert [e.carried_fen for e in ask(case).ends] == [5_000, 5_000, 700]


def test_a_transfer_that_both_banks_report_counts_once_and_names_both_rows(case: Case) -> None:
    case.file("bank_transactions", pay(START, MIDDLE, 5_000, at(9)),
              pay(START, MIDDLE, 5_000, "2025-05-01T09:00:30+08:00", side="in"))
    found = ask(case)
    assert [(c.in_fen, c.out_fen, c.count) for c in found.counterparties] == [(0, 5_000, 1)]
    assert [(len(s.links), len(s.evidence)) for s in found.flows] == [(2, 2)]


def test_failed_payments_move_nothing(case: Case) -> None:
    case.file("bank_transactions", pay(START, MIDDLE, 5_000, at(9), status="交易失败"))
    assert not ask(case).counterparties
    assert not ask(case).flows


def test_circles_payments_to_oneself_and_odd_sums_end(case: Case) -> None:
    huge = 10**15
    case.file("bank_transactions", pay(START, START, 900, at(7)), pay(START, MIDDLE, huge, at(8)),
              pay(MIDDLE, START, huge, at(9)), pay(START, MIDDLE, huge, at(10)), pay(MIDDLE, MIDDLE, 5, at(11)),
              pay(MIDDLE, FAR, 0, at(12)), pay(START, FAR, 77, ""), pay(START, FAR, 5, "2025-05-02"))
    for method in ("fifo", "proportional"):
        found = ask(case, method=method, hops=6)
        assert flows(found) == [(START, MIDDLE, huge), (MIDDLE, START, huge), (START, MIDDLE, huge), (START, FAR, 5)]
        assert any("0.77" in reason.text("zh") for reason in found.assumptions)
    sums = {int(found.entities[c.account].caption[-8:]): (c.in_fen, c.out_fen, c.count) for c in found.counterparties}
    assert sums == {START: (900, 900, 1), MIDDLE: (huge, 2 * huge, 3), FAR: (0, 82, 2)}


def test_a_payment_platform_ends_the_way_and_says_so(case: Case) -> None:
    case.file("bank_accounts", owned("某支付有限公司", MIDDLE, holder="某支付有限公司客户备付金"))
    case.file("bank_transactions", pay(START, MIDDLE, 5_000, at(9)), pay(MIDDLE, FAR, 5_000, at(10)))
    found = ask(case)
    assert flows(found) == [(START, MIDDLE, 5_000)]
    ended = found.stations[0].ended
    assert ended is not None
    assert "备付金" in ended.text("zh")


def test_an_account_that_everybody_pays_ends_the_way_unless_a_record_names_it(case: Case, other: Case) -> None:
    crowd = [pay(1_000 + n, MIDDLE, 100, at(8)) for n in range(301)]
    rows = (*crowd, pay(START, MIDDLE, 5_000, at(9)), pay(MIDDLE, FAR, 40_000, at(10)))
    case.file("bank_transactions", *rows)
    assert flows(ask(case)) == [(START, MIDDLE, 5_000)]
    other.file("bank_transactions", *rows)
    other.file("leads", lambda say: say.link("mentions", say.entity("Lead", number="X1"), account(say, MIDDLE)))
    assert (MIDDLE, FAR, 5_000) in flows(ask(other))


def test_fewer_flows_than_there_are_is_said(case: Case) -> None:
    case.file("bank_transactions", *[paid(START, MIDDLE, n, "2025-05-11") for n in range(1, 9)])
    found = ask(case, most=3)
    assert sorted(s.carried_fen for s in found.flows) == [600, 700, 800]
    assert found.truncated
    assert found.counterparties[0].out_fen == 3_600


def test_too_many_transfers_to_follow_are_still_summed(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    case.file("bank_transactions", *[paid(START, MIDDLE, n, "2025-05-11") for n in range(1, 9)])
    monkeypatch.setitem(table("thresholds", "trail"), "transfers", 7)
    found = ask(case)
    assert (found.flows, found.truncated, found.counterparties[0].out_fen) == ((), True, 3_600)
    assert any("8" in reason.text("en") for reason in found.assumptions)


def test_what_is_no_account_is_refused_in_words(case: Case) -> None:
    case.file("bank_accounts", owned(7, START))
    with pytest.raises(NotAnAccount) as refused:
        case.ask(lambda view: money(view, "甲7"))
    assert "Account:" in refused.value.message("en")
