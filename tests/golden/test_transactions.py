"""When a reported transaction moved money, and when two rows are the same report."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.model.records import Value
from graphkit.model.statements import Batch, Statements
from ingest.source import Row, sources
from ingest.sources._money import amount_and_side, unmoved
from tests.golden.harness import Told, batches

ROW: dict[str, Value | tuple[Value, ...]] = {
    "card": "6222020011112222333", "time": "2026-03-01T12:00:00+08:00", "amount": 30000, "side": "out",
    "other": "bank:6222020055556666777", "serial": "2026030100000001",
}  # fmt: skip


def said(*rows: dict[str, Value | tuple[Value, ...]]) -> Batch:
    say = Statements()
    for say.row, values in enumerate(rows):
        sources()["bank_transactions"].say(Row(values, {}, f"row {say.row}"), say)
    return say.take()


def paid(batch: Batch) -> list[tuple[int | None, str]]:
    return [(link.amount, link.side) for link in batch.links.values() if link.type == "paid"]


@pytest.mark.parametrize(
    ("status", "memo", "side", "amount", "moved"),
    [
        ("成功", "转账", "out", 1, True),
        (None, None, None, 1, True),
        ("01", None, "out", 1, True),
        ("失败", "转账", "out", 1, False),
        ("交易未成功", None, "out", 1, False),
        ("已冲正", None, "out", 1, False),
        ("0", None, "out", 1, False),
        ("否", None, "out", 1, False),
        ("成功", "退汇", "in", 1, False),
        ("成功", "退汇手续费", "out", 1, True),
        ("成功", "红冲", "in", -1, False),
        ("成功", "转账", "in", -1, False),
        ("成功", "转账", "out", -1, True),
    ],
)
def test_failed_and_reversed_transactions_move_no_money(
    status: str | None, memo: str | None, side: str | None, amount: int, moved: bool
) -> None:
    assert (unmoved(status, memo, side, amount) is None) is moved


@pytest.mark.parametrize(
    "change", [{"side": "in", "memo": "冲正"}, {"amount": -30000, "memo": "红冲"}, {"side": "in", "type": "退汇"}]
)
def test_a_reversal_stands_beside_what_it_takes_back(change: dict[str, Value]) -> None:
    batch = said(ROW, {**ROW, **change})
    found = [link for link in batch.links.values() if link.type == "paid"]
    assert len({(link.source, link.target, link.side) for link in found}) == 1
    assert sorted((link.amount, link.moved) for link in found) == [(30000, False), (30000, True)]
    assert any(b'"takes_back_fen":30000' in values for _, values in batch.claims)


def test_what_is_marked_as_reversed_takes_nothing_back() -> None:
    found = said({**ROW, "memo": "已冲正"}, {**ROW, "status": "冲正", "serial": "2026030100000002"})
    assert [(link.amount, link.moved) for link in found.links.values() if link.type == "paid"] == [(None, False)] * 2


@pytest.mark.parametrize(("cells", "expected"), [
    ({"paid": 500}, (500, "out")), ({"paid": 0, "received": 700}, (700, "in")), ({"received": -700}, (-700, "in")),
    ({"amount": 9, "side": "in"}, (9, "in")),
])
def test_a_statement_may_have_what_went_out_beside_what_came_in(
    cells: dict[str, Value | tuple[Value, ...]], expected: tuple[int, str]
) -> None:
    assert amount_and_side(Row(cells, {}, "")) == expected


def test_the_same_report_in_two_exports_is_one_transaction() -> None:
    assert paid(said(ROW, {**ROW, "memo": "另一次导出"})) == [(30000, "out")]


def test_equal_rows_without_a_serial_number_are_two_transactions() -> None:
    bare = {name: value for name, value in ROW.items() if name != "serial"}
    assert paid(said(bare, bare)) == [(30000, "out"), (30000, "out")]


def test_a_row_count_is_no_serial_number() -> None:
    assert len(paid(said({**ROW, "serial": "7"}, {**ROW, "serial": "7"}))) == 2


def test_payer_and_payee_reports_stay_two_reports() -> None:
    mirrored = {**ROW, "card": "6222020055556666777", "other": "bank:6222020011112222333", "side": "in"}
    assert paid(said(ROW, mirrored)) == [(30000, "out"), (30000, "in")]


@pytest.mark.parametrize(
    "change", [{"other": None}, {"cash": "现金"}, {"other": "bank:6222020011112222333"}, {"side": None}]
)
def test_without_two_accounts_and_a_direction_nothing_is_paid(change: dict[str, Value]) -> None:
    batch = said({**ROW, **change})
    assert paid(batch) == []
    assert any(b'"lone_fen":30000' in values for _, values in batch.claims)


def test_a_foreign_amount_never_enters_a_sum_of_fen() -> None:
    assert paid(said({**ROW, "currency": "USD"})) == [(None, "out")]


def test_a_card_and_its_account_are_one_and_the_card_is_used() -> None:
    batch = said({**ROW, "account": "100200300400500"})
    (same,) = [link for link in batch.links.values() if link.type == "same_as"]
    (one,) = [link for link in batch.links.values() if link.type == "paid"]
    assert one.source in (same.source, same.target)


def test_day_and_time_of_day_in_two_columns_are_one_moment() -> None:
    say = Statements()
    values = {name: value for name, value in ROW.items() if name != "time"}
    sources()["bank_transactions"].say(Row({**values, "day": "2026-03-01", "time": "12:00:01"}, {}, ""), say)
    (one,) = [link for link in say.take().links.values() if link.type == "paid"]
    assert one.time == "2026-03-01T12:00:01+08:00"


@pytest.mark.parametrize(("received", "counted"), [(888, 888), (None, 6000), (6000, 6000)])
def test_a_taker_of_a_group_red_packet_got_his_share_not_the_whole_packet(received: int | None, counted: int) -> None:
    say = Statements()
    packet: dict[str, Value | tuple[Value, ...]] = {
        "own": "wxid_sender001", "other": "wxid_taker001", "side": "out", "amount": 6000, "type": "微信群红包",
        "serial": "1000039001202603010000000001", "time": "2026-03-01T12:00:00+08:00",
    }  # fmt: skip
    say.row = 0
    sources()["tenpay_trades"].say(Row({**packet, **({"received": received} if received else {})}, {}, "row"), say)
    assert paid(say.take()) == [(counted, "out")]


@pytest.mark.parametrize(("header", "cell", "fen"), [("交易金额(元)", "12.50", 1250), ("交易金额(分)", "1250", 1250)])
def test_a_tenpay_amount_is_of_the_unit_that_its_header_states(
    tmp_path: Path, header: str, cell: str, fen: int
) -> None:
    file = tmp_path / "trades.csv"
    file.write_text(
        f"用户ID,交易单号,借贷类型,交易时间,{header},对手方ID\n"
        f"wxid_zhizheng01,100010001,出,2026-03-01 12:00:00,{cell},wxid_maijia02\n", encoding="utf-8",
    )  # fmt: skip
    told = Told()
    assert [amount for _, batch in batches(file, told) for amount, _ in paid(batch)] == [fen]
    assert told.kinds == ["tenpay_trades"]
