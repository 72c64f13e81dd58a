"""Where sources contradict each other both stay, and the contradiction is listed with every value's rows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graphkit.analysis.conflicts import differ
from graphkit.cli import main
from graphkit.workbench import Workbench, open_workbench

SUBSCRIBERS = "号码,机主姓名,证件号码,入网时间,运营商\n"
PHONE = "13812345678,张三,110101199003074477,{opened},{carrier}\n"
BANK = "交易卡号,账户开户名称,交易时间,交易金额,收付标志,交易对手账卡号,交易流水号\n"
TRANSFER = "6299000000000001,甲,2026-05-01 10:00:00,{amount},出,6299000000000002,S00000001\n"


@pytest.fixture
def wb(tmp_path: Path) -> Workbench:
    return open_workbench(f"sqlite:///{tmp_path}/graph.db")


def give(wb: Workbench, path: Path, *lines: str) -> str:
    path.write_text("".join(lines), "utf-8")
    (report,) = wb.ingest(path).files
    assert report.accepted == len(lines) - 1
    return report.sha256


def said(wb: Workbench) -> list[tuple[str, str, list[tuple[object, list[tuple[str, int]]]]]]:
    return [(c.type, c.field.name, [(s.value, [(r.file, r.row) for r in s.evidence]) for s in c.said])
            for c in wb.conflicts().found]


def test_two_values_of_what_there_is_one_of_are_listed_with_their_rows(wb: Workbench, tmp_path: Path) -> None:
    give(wb, tmp_path / "a.csv", SUBSCRIBERS, PHONE.format(opened="2020-01-01", carrier="某移动"))
    assert said(wb) == []
    second = give(wb, tmp_path / "b.csv", SUBSCRIBERS, PHONE.format(opened="2020-01-01", carrier="某电信"),
                  PHONE.format(opened="2020-01-01 10:00", carrier="某电信"))
    assert said(wb) == [("Phone", "carrier", [("某电信", [("b.csv", 2), ("b.csv", 3)]), ("某移动", [("a.csv", 2)])])]
    wb.withdraw(second, "有误")
    assert said(wb) == []


def test_a_transfer_that_is_reported_with_two_amounts_is_listed(wb: Workbench, tmp_path: Path) -> None:
    give(wb, tmp_path / "a.csv", BANK, TRANSFER.format(amount="100.00"))
    second = give(wb, tmp_path / "b.csv", BANK, TRANSFER.format(amount="900.00"))
    (conflict,) = wb.conflicts().found
    assert conflict.type == "paid"
    assert conflict.caption.count(" → ") == 1
    assert said(wb) == [("paid", "amount_fen", [(10_000, [("a.csv", 2)]), (90_000, [("b.csv", 2)])])]
    wb.withdraw(second, "有误")
    assert said(wb) == []


@pytest.mark.parametrize(
    ("kind", "values"),
    [("caption", ("REDACTED FOR PRIVACY", "某公司")), ("caption", ("张*", "张三")), ("caption", ("张 三", "张三")),
     ("time", ("2026-05-01", "2026-05-01T10:00:00+08:00")), ("name", ("张三",)), ("name", ())],
)  # fmt: skip
def test_a_value_that_says_nothing_or_less_contradicts_nothing(kind: str, values: tuple[str, ...]) -> None:
    assert not differ(kind, values)


@pytest.mark.parametrize(
    ("kind", "values"),
    [("caption", ("张*", "张三", "李四")), ("time", ("2026-05-01", "2026-05-02T10:00:00+08:00")),
     ("name", ("张三", "李四")), ("money_yuan", (100, 200))],
)  # fmt: skip
def test_values_that_cannot_both_be_so_contradict_each_other(kind: str, values: tuple[str, ...]) -> None:
    assert differ(kind, values)


def test_the_command_line_lists_each_value(
    wb: Workbench, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ["--store", f"sqlite:///{tmp_path}/graph.db"]
    give(wb, tmp_path / "a.csv", BANK, TRANSFER.format(amount="100.00"))
    assert main([*store, "--lang", "en", "conflicts"]) == 0
    assert "contradict each other about nothing" in capsys.readouterr().out
    give(wb, tmp_path / "b.csv", BANK, TRANSFER.format(amount="900.00"))
    assert main([*store, "conflicts"]) == 0
    assert "900.00" in capsys.readouterr().out
    assert main([*store, "conflicts", "--json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)["conflicts"]
    assert [value["value"] for value in one["values"]] == [10_000, 90_000]
    assert [row["file"] for value in one["values"] for row in value["evidence"]] == ["a.csv", "b.csv"]


DETAILS = "交易号,付款时间,用户信息,交易对方信息,金额（元）,收/支,交易状态,对应的协查数据\n"
DETAIL = "{number},2026-05-01 10:00:00,2088000000000001(甲),{other}(乙),{amount},收入,交易成功,2088000000000001\n"
TRANSFERS = "交易号,付款方支付宝账号,收款方支付宝账号,到账时间,转账金额（元）,转账产品名称,对应的协查数据\n"
MOVED = "{number},{other},2088000000000001,2026-05-01 10:00:02,{amount},转账到支付宝账户,2088000000000001\n"
LOGIN, USER, OTHER = "13812345678", "2088000000000002", "2088000000000003"
TELL = "20260501220001234567890"


def test_a_login_and_a_user_id_at_one_end_of_one_transfer_are_listed_and_count_once_when_judged_the_same(
    wb: Workbench, tmp_path: Path
) -> None:
    give(wb, tmp_path / "账户明细.csv", DETAILS, DETAIL.format(number=TELL, other=LOGIN, amount="300.00"))
    moved = give(wb, tmp_path / "转账明细.csv", TRANSFERS, MOVED.format(number=TELL, other=USER, amount="300.00"))
    assert said(wb) == [("Account", "number", [(USER, [("转账明细.csv", 2)]),
                                              (f"+86{LOGIN}", [("账户明细.csv", 2)])])]
    (pair,) = wb.conflicts().found
    assert pair.caption == f"{USER} ? +86{LOGIN}"
    assert [c.in_fen for c in wb.money("2088000000000001").counterparties] == [30_000, 30_000]
    wb.judge("same", *pair.subjects, why="登录名属该用户", who="甲")
    assert said(wb) == []
    assert [(c.in_fen, c.count) for c in wb.money("2088000000000001").counterparties] == [(30_000, 1)]
    wb.withdraw(moved, "有误")
    assert said(wb) == []


@pytest.mark.parametrize(("details", "transfers"), [
    ([(TELL, LOGIN, "8.88"), (TELL, USER, "8.88")], []),  # equal shares of one red packet
    ([(TELL, LOGIN, "8.88")], [(TELL, USER, "8.88"), (TELL, OTHER, "8.88")]),
    ([(TELL, LOGIN, "300.00")], [(TELL, USER, "400.00")]),
    ([(TELL, LOGIN, "300.00")], [(TELL[::-1], USER, "300.00")]),
    ([("12", LOGIN, "300.00")], [("12", USER, "300.00")]),  # a number that only counts rows
    ([(TELL, OTHER, "300.00")], [(TELL, USER, "300.00")]),  # two user ids are two accounts
])
def test_what_could_be_two_transfers_names_no_account_twice(
    wb: Workbench, tmp_path: Path, details: list[tuple[str, ...]], transfers: list[tuple[str, ...]]
) -> None:
    for name, head, line, rows in (("账户明细", DETAILS, DETAIL, details), ("转账明细", TRANSFERS, MOVED, transfers)):
        if rows:
            give(wb, tmp_path / f"{name}.csv", head,
                 *(line.format(number=n, other=other, amount=amount) for n, other, amount in rows))
    assert [c for c in said(wb) if c[:2] == ("Account", "number")] == []
