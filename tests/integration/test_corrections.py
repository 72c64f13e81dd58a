"""A rejects file that is put right and loaded again becomes sources of its own that say what they correct."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from graphkit.model.report import FileReport
from graphkit.workbench import Workbench, open_workbench
from ingest.reading import sha256_of
from ingest.rejects import Rejects
from tests.integration.test_loading import content

WAYBILLS = "快递公司,运单号,寄件时间,寄件人,寄件电话\n"
BANK = "交易卡号,账户开户名称,交易时间,交易金额,收付标志,交易对手账卡号\n"
Edit = Callable[[dict[str, str]], None]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "运单.csv").write_text(
        f"{WAYBILLS}顺丰,SF1234567890,2026-05-17 10:22:05,张三,13812345678\n顺丰,,2026-05-18,=李四,13812345679\n"
        "中通,无,2026-05-18,王五,\n", "utf-8")
    (folder / "流水.csv").write_text(
        f"{BANK}6299000000000001,甲,2026-05-01 10:00:00,一百,出,6299000000000002\n"
        "6299000000000001,甲,2026-05-01 10:00:00,100.00,出,6299000000000002\n", "gb18030")
    return folder


@pytest.fixture
def wb(tmp_path: Path) -> Workbench:
    return open_workbench(f"sqlite:///{tmp_path}/graph.db")


def load(wb: Workbench, path: Path, rejects: Path | None = None, **options: object) -> list[FileReport]:
    writer = Rejects(rejects) if rejects else None
    files = wb.ingest(path, rejects=writer, **options).files  # type: ignore[arg-type]
    if writer:
        writer.close()
    return files


def edit(path: Path, change: Edit) -> Path:
    """Change the rows of a rejects file as a person would, by the headers; the file stays of its form."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        for sheet in book.worksheets:
            headers = [str(cell.value) for cell in sheet[1]]
            for line in sheet.iter_rows(min_row=2):
                row = {h: str(cell.value or "") for h, cell in zip(headers, line, strict=True)}
                change(row)
                for header, cell in zip(headers, line, strict=True):
                    if row[header] != str(cell.value or ""):
                        cell.value = row[header]
        book.save(path)
        return path
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        change(row)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def put_right(row: dict[str, str]) -> None:
    if row["来源文件"] == "流水.csv":
        row["交易金额"] = "88.00"
        row["更正理由"] = "对照纸质回单"
    elif row["行号"] == "3":
        row["运单号"] = "SF0000000003"
        row["更正理由"] = "面单照片"


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_what_is_put_right_is_accepted_and_names_the_row_it_corrects(wb: Workbench, case: Path, form: str) -> None:
    rejects = case.parent / f"拒收.{form}"
    first = {f.path: f for f in load(wb, case, rejects)}
    assert {name: f.rejected for name, f in first.items()} == {"运单.csv": 2, "流水.csv": 1}
    reports = {f.path: f for f in load(wb, edit(rejects, put_right))}
    assert len(reports) == 2, "the file itself is no third one"
    bank, waybills = reports[f"拒收.{form}!流水.csv"], reports[f"拒收.{form}!运单.csv"]
    assert (bank.kind, bank.rows, bank.accepted) == ("bank_transactions", 1, 1)
    assert (waybills.kind, waybills.rows, waybills.accepted, waybills.rejected) == ("waybills", 2, 1, 1)
    rows = {(c.of.file, c.of.row): c for c in wb.corrections().rows}
    money = rows["流水.csv", 2]
    assert money.changed == (("交易金额", "一百", "88.00"),)
    assert (money.of.sha256, money.accepted, money.why) == (sha256_of(case / "流水.csv"), True, "对照纸质回单")
    assert money.who
    sent = rows["运单.csv", 3]
    assert sent.changed == (("运单号", "", "SF0000000003"),)
    assert wb.raw_row(sent.ref)["寄件人"] == "=李四"
    claims = wb.show("SF0000000003").claims
    assert {c.ref for c in claims} == {sent.ref}
    assert {f.name: f.rejected for f in wb.sources().files if f.name in first} == {"运单.csv": 2, "流水.csv": 1}


def test_a_file_that_corrects_one_file_is_a_source_under_its_own_name(wb: Workbench, case: Path) -> None:
    rejects = case.parent / "r.xlsx"
    load(wb, case / "流水.csv", rejects)
    (report,) = load(wb, edit(rejects, put_right))
    assert (report.path, report.sha256) == ("r.xlsx", sha256_of(rejects))
    (flow,) = (f for f in content(wb.store)[3] if f.count)  # type: ignore[attr-defined]
    assert (flow.count, flow.amount) == (2, 18_800)


def test_loading_corrections_again_changes_nothing(wb: Workbench, case: Path) -> None:
    rejects = case.parent / "r.xlsx"
    load(wb, case, rejects)
    load(wb, edit(rejects, put_right))
    before = content(wb.store)
    again = load(wb, rejects)
    assert content(wb.store) == before
    assert all(f.unchanged == f.accepted and not f.created for f in again)
    assert len(wb.corrections().rows) == 3


def test_what_is_still_wrong_is_rejected_again_with_the_place_where_it_first_stood(wb: Workbench, case: Path) -> None:
    rejects, second = case.parent / "r.xlsx", case.parent / "second.xlsx"
    load(wb, case, rejects)
    load(wb, edit(rejects, put_right), second)
    rows: list[dict[str, str]] = []
    edit(second, rows.append)
    assert [(r["来源文件"], r["行号"], r["寄件人"]) for r in rows] == [("运单.csv", "4", "王五")]

    def finish(row: dict[str, str]) -> None:
        row["运单号"] = "ZTO0000004"

    (report,) = load(wb, edit(second, finish))
    assert (report.accepted, report.rejected) == (1, 0)
    assert {(c.of.row, c.accepted) for c in wb.corrections().rows if c.of.file == "运单.csv"} == {
        (3, True), (4, False), (4, True)}


def test_corrections_go_and_come_with_the_file_they_correct_and_no_other(wb: Workbench, case: Path) -> None:
    rejects = case.parent / "r.xlsx"
    bank, waybills = case / "流水.csv", case / "运单.csv"
    load(wb, waybills)
    alone = content(wb.store)
    load(wb, case, rejects)
    load(wb, edit(rejects, put_right))
    whole = content(wb.store)
    wb.withdraw(sha256_of(bank), "来源有误")
    assert wb.find("6299000000000002").entities == ()
    assert wb.find("SF0000000003").entities
    wb.withdraw(sha256_of(waybills), "来源有误")
    assert content(wb.store)[0] == ({}, {})
    wb.restore(sha256_of(waybills))
    wb.restore(sha256_of(bank))
    assert content(wb.store) == whole
    for info in wb.sources().files:
        if "!" in info.name:
            wb.withdraw(info.sha256, "更正有误")
    wb.withdraw(sha256_of(bank), "来源有误")
    assert content(wb.store) == alone
    wb.restore(sha256_of(bank))
    assert len([f for f in wb.sources().files if f.state == "withdrawn"]) == 2, "they went for a reason of their own"


def test_two_corrections_of_one_row_are_both_kept_and_the_conflict_is_visible(wb: Workbench, case: Path) -> None:
    one, two = case.parent / "one.xlsx", case.parent / "two.xlsx"
    for path in (one, two):
        load(wb, case / "流水.csv", path)
    load(wb, edit(one, put_right))

    def otherwise(row: dict[str, str]) -> None:
        row["交易金额"] = "99.00"

    (report,) = load(wb, edit(two, otherwise))
    assert [(i.code, i.severity) for i in report.issues] == [("corrected_before", "warning")]
    first, second = wb.corrections().rows
    assert first.conflicts == (second.ref,)
    assert second.conflicts == (first.ref,)
    flows = [f for f in content(wb.store)[3] if f.count]  # type: ignore[attr-defined]
    (flow,) = flows
    assert (flow.count, flow.amount) == (1, 10_000), "the row with two amounts is in no sum"
    assert len(flow.conflicts) == 1
    wb.withdraw(report.sha256, "看错了")
    (flow,) = [f for f in content(wb.store)[3] if f.count]  # type: ignore[attr-defined]
    assert (flow.count, flow.amount) == (2, 18_800)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"来源 SHA-256": "0" * 64}, "correction_unknown"), ({"来源 SHA-256": "无"}, "correction_unknown"),
        ({"行号": "999"}, "correction_unknown"), ({"行号": "第二行"}, "correction_unknown"),
        ({"行号": "-1"}, "correction_unknown"), ({"行号": "9" * 5000}, "correction_unknown"),
        ({"工作表": "别的表"}, "correction_unknown"), ({"行号": "3"}, "correction_accepted"),
    ],
)  # fmt: skip
def test_a_row_that_corrects_nothing_is_refused(wb: Workbench, case: Path, change: dict[str, str], code: str) -> None:
    rejects, again = case.parent / "r.xlsx", case.parent / "again.xlsx"
    load(wb, case / "流水.csv", rejects)
    before = content(wb.store)
    (report,) = load(wb, edit(rejects, lambda row: row.update({"交易金额": "1", **change})), again)
    assert (report.rows, report.rejected, [i.code for i in report.issues]) == (1, 1, [code])
    assert content(wb.store) == before
    rows: list[dict[str, str]] = []
    edit(again, rows.append)
    assert [row["交易金额"] for row in rows] == ["1"]


def test_corrections_of_a_withdrawn_file_wait_for_it(wb: Workbench, case: Path) -> None:
    rejects = case.parent / "r.xlsx"
    load(wb, case / "流水.csv", rejects)
    wb.withdraw(sha256_of(case / "流水.csv"), "来源有误")
    (report,) = load(wb, edit(rejects, put_right))
    assert [i.code for i in report.issues] == ["correction_withdrawn"]
    wb.restore(sha256_of(case / "流水.csv"))
    (report,) = load(wb, rejects)
    assert report.accepted == 1


def test_a_dry_run_of_corrections_writes_nothing(wb: Workbench, case: Path) -> None:
    rejects = case.parent / "r.xlsx"
    load(wb, case, rejects)
    before = content(wb.store)
    assert sum(f.accepted for f in load(wb, edit(rejects, put_right), dry_run=True)) == 2
    assert content(wb.store) == before
    assert wb.corrections().rows == ()


def test_corrections_survive_a_rebuild_and_a_copy(wb: Workbench, case: Path, tmp_path: Path) -> None:
    rejects = case.parent / "r.xlsx"
    load(wb, case, rejects)
    load(wb, edit(rejects, put_right))
    before, said = content(wb.store), wb.corrections()
    wb.rebuild()
    assert (content(wb.store), wb.corrections()) == (before, said)
    wb.copy_to(f"sqlite:///{tmp_path}/other.db")
    with open_workbench(f"sqlite:///{tmp_path}/other.db") as other:
        assert (content(other.store), other.corrections()) == (before, said)


def test_too_many_corrections_are_refused_beyond_the_limit(wb: Workbench, case: Path) -> None:
    from graphkit.workbench.settings import Settings

    rejects = case.parent / "r.xlsx"
    load(wb, case, rejects)
    wb.settings = Settings(wb.settings.store, limits={"corrections": 1})
    reports = load(wb, edit(rejects, put_right))
    assert sum(f.rows for f in reports) == 1
    assert "too_large" in [i.code for f in reports for i in f.issues]


def test_a_formula_in_a_correction_is_named(wb: Workbench, case: Path) -> None:
    rejects = case.parent / "r.xlsx"
    load(wb, case / "流水.csv", rejects)

    def calculate(row: dict[str, str]) -> None:
        row["交易金额"] = "=80+8"

    (report,) = load(wb, edit(rejects, calculate))
    assert (report.rejected, report.issues[0].code, report.issues[0].column) == (1, "formula_empty", "交易金额")


def test_who_puts_rows_right_and_why_is_asked_once_and_a_row_may_say_it_itself(wb: Workbench, case: Path) -> None:
    rejects = case.parent / "r.xlsx"
    load(wb, case, rejects)

    def right(row: dict[str, str]) -> None:
        put_right(row)
        row["更正理由"] = "看错行" if row["来源文件"] == "流水.csv" else ""

    previewed = load(wb, edit(rejects, right), dry_run=True)
    assert [f.corrects for f in previewed] == ["流水.csv", "运单.csv"]
    assert {f.sure for f in previewed} == {1.0}
    load(wb, rejects, who="王警官", why="对照原件")
    said = {(c.of.file, c.of.row): (c.who, c.why) for c in wb.corrections().rows}
    assert said == {("流水.csv", 2): ("王警官", "看错行"), ("运单.csv", 3): ("王警官", "对照原件"),
                    ("运单.csv", 4): ("王警官", "对照原件")}


def test_a_rejected_row_needs_nobody_once_it_is_put_right_and_again_when_that_is_withdrawn(
    wb: Workbench, case: Path
) -> None:
    rejects, second = case.parent / "r.xlsx", case.parent / "second.xlsx"
    waybills = sha256_of(case / "运单.csv")
    load(wb, case, rejects)
    assert wb.settled() == set()
    load(wb, edit(rejects, put_right), second)
    tried = next(f.sha256 for f in wb.sources().files if f.name == "r.xlsx!运单.csv")
    assert {place for place in wb.settled() if place[0] == waybills} == {(waybills, "", 3), (waybills, "", 4)}
    assert not any(place[0] == tried for place in wb.settled()), "what is still wrong waits where it was tried"
    (report,) = load(wb, edit(second, lambda row: row.update({"运单号": "ZTO0000004"})))
    assert [place[0] for place in wb.settled()].count(tried) == 1
    wb.withdraw(report.sha256, "有误")
    assert not any(place[0] == tried for place in wb.settled())
    wb.withdraw(tried, "有误")
    assert not any(place[0] == waybills for place in wb.settled())
