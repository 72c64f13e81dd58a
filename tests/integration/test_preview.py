"""A preview says per file what a load would create, change, contradict and reject, and writes nothing."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from graphkit.model.report import FileReport
from graphkit.workbench import Workbench, open_workbench
from ingest.runner import Progress

HEADER = "证件编号,姓名,身份证号,操作项目,有效期止,发证机关\n"
FIRST = "T110101199003074477,张三,110101199003074477,低压电工作业,2027-05-17,某市应急管理局\n"


@pytest.fixture
def wb(tmp_path: Path) -> Workbench:
    return open_workbench(f"sqlite:///{tmp_path}/graph.db")


def table(path: Path, *rows: str) -> Path:
    path.write_text(HEADER + "".join(rows), "utf-8")
    return path


def preview(wb: Workbench, *paths: Path) -> list[FileReport]:
    return wb.ingest(*paths, dry_run=True).files


def test_what_a_file_contradicts_is_counted_by_entity(wb: Workbench, tmp_path: Path) -> None:
    wb.ingest(table(tmp_path / "a.csv", FIRST))
    (same,) = preview(wb, table(tmp_path / "b.csv", FIRST, "\n"))
    assert (same.created, same.conflicting, same.rejected) == (0, 0, 0)
    assert same.changed > 0
    other = FIRST.replace("张三", "李四").replace("2027-05-17", "2030-01-01")
    (report,) = preview(wb, table(tmp_path / "c.csv", other, other))
    assert report.conflicting == 2, "the certificate and its holder"
    assert report.to_json()["conflicting"] == 2
    (new,) = preview(wb, table(tmp_path / "d.csv", "T110101199003074478,王五,,低压电工作业,2027-05-17,\n"))
    assert (new.conflicting, new.created > 0) == (0, True)


def test_files_of_one_preview_are_compared_with_each_other(wb: Workbench, tmp_path: Path) -> None:
    files = preview(wb, table(tmp_path / "a.csv", FIRST), table(tmp_path / "b.csv", FIRST.replace("某市", "某省")))
    assert [f.conflicting for f in files] == [0, 1]


def test_a_value_of_a_withdrawn_source_contradicts_nothing(wb: Workbench, tmp_path: Path) -> None:
    (loaded,) = wb.ingest(table(tmp_path / "a.csv", FIRST)).files
    wb.withdraw(loaded.sha256, "有误")
    (report,) = preview(wb, table(tmp_path / "b.csv", FIRST.replace("张三", "李四")))
    assert report.conflicting == 0


def test_each_file_is_told_as_soon_as_it_is_done(wb: Workbench, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    for number in range(500):
        table(folder / f"{number:03}.csv", *[FIRST.replace("4477", f"{n:04}") for n in range(number % 7)])
    told: list[tuple[float, FileReport]] = []
    started = time.perf_counter()

    def listen(at: Progress) -> None:
        if at.report:
            told.append((time.perf_counter() - started, at.report))

    report = wb.ingest(folder, dry_run=True, listener=listen)
    assert [file for _, file in told] == report.files
    assert told[0][0] < 1.0
    assert wb.sources().files == ()
