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
