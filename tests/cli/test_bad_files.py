"""Bad input is normal: good rows are loaded, bad ones are told with file, sheet, row and what to do."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.loaded import SAMPLE, Cli

HEADERS = ["证件编号", "姓名", "身份证号", "操作项目", "付款账号", "工作单位"]
GOOD = ["T330106197001010035", "李梅花", "330106197001010035", "高压电工作业", "6228480000000000018", "梅花公司"]
NOBODY = ["", "张三", "", "", "", ""]
"""A row that identifies nothing."""


def text(rows: Sequence[Sequence[str]]) -> str:
    return "".join(",".join(row) + "\n" for row in rows)


def workbook(path: Path, rows: Sequence[Sequence[object]]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    book.close()


@pytest.fixture
def folder(bare: Path) -> Path:
    """One good file among files of every bad kind."""
    here = bare / "案件"
    here.mkdir()
    (here / "好.csv").write_text(text([HEADERS, GOOD]), "utf-8")
    (here / "空.csv").touch()
    (here / "空白.csv").write_text("\n \n\n", "utf-8")
    (here / "不认识.csv").write_text("a,b,c\n1,2,3\n", "utf-8")
    (here / "缺列.csv").write_text("线索来源,受理单位,接收时间,省份,地市,内容\na,b,c,d,e,f\n", "utf-8")
    (here / "乱码.csv").write_bytes(text([HEADERS]).encode("gb18030") + b"\xff\xff\xff,\x81\n")
    (here / "编码.csv").write_bytes(text([HEADERS, GOOD]).encode("utf-16"))
    (here / "科学计数.csv").write_text(text([HEADERS, [*GOOD[:4], "6.22848E+18", GOOD[5]]]), "utf-8")
    workbook(here / "公式.xlsx", [HEADERS, [*GOOD[:5], '=HYPERLINK("http://127.0.0.1/","单位")']])
    (here / "损坏.xlsx").write_bytes((here / "公式.xlsx").read_bytes()[:2000])
    (here / "坏.json").write_text('{"handle": [1,', "utf-8")
    os.mkfifo(here / "管道.csv")
    (here / "断链.csv").symlink_to("/没有这个文件")
    (here / "设备.csv").symlink_to("/dev/zero")
    (here / "文件夹.csv").mkdir()
    (here / "文件夹.csv" / "绕回").symlink_to(here)
    (here / "名\x1b[31m\n\u202e.csv").write_text("x,y\n1,2\n", "utf-8")
    return here


def reports(cli: Cli, *argv: str | Path, status: int = 1) -> dict[str, dict[str, Any]]:
    said = cli("ingest", *argv, "--json")
    assert (said.status, said.err) == (status, "")
    return {file["path"]: file for file in said.document["files"]}


def test_each_bad_file_is_named_with_the_reason_and_the_good_one_is_loaded(cli: Cli, folder: Path) -> None:
    files = reports(cli, folder)
    codes = {path: {issue["code"] for issue in file["issues"]} for path, file in files.items()}
    assert files["好.csv"]["accepted"] == files["编码.csv"]["accepted"] == 1
    assert not codes["好.csv"] | codes["编码.csv"]
    assert codes["空.csv"] == codes["空白.csv"] == {"empty_file"}
    assert codes["不认识.csv"] == {"unknown_kind"}
    assert codes["缺列.csv"] == {"missing_column"}
    assert codes["科学计数.csv"] == {"ruined_number"}
    assert codes["公式.xlsx"] == {"formula_empty"}
    assert codes["损坏.xlsx"] == {"corrupt_workbook"}
    assert codes["坏.json"] == {"bad_json"}
    assert codes["管道.csv"] == codes["设备.csv"] == {"not_a_file"}
    assert codes["断链.csv"] == {"unreadable"}
    assert files["乱码.csv"]["rejected"] == 1
    assert all(f["rows"] == f["accepted"] + f["rejected"] + f["no_data"] for f in files.values())


def test_people_read_where_and_why_in_their_language_and_nothing_that_a_terminal_obeys(
    cli: Cli, folder: Path
) -> None:
    said = {lang: cli("--lang", lang, "ingest", folder) for lang in ("zh", "en")}
    for lang, rejected, note in (("zh", "[拒收]", "[提示]"), ("en", "[rejected]", "[note]")):
        lines = said[lang].out.splitlines()
        assert said[lang].status == 1
        assert [line for line in lines if line.startswith(f"{rejected} 坏.json")]
        assert [line for line in lines if line.startswith(f"{note} 公式.xlsx [Sheet]") and "2" in line]
        assert not [line for line in lines if "第 0 行" in line or "row 0" in line]
        assert "\x1b" not in said[lang].out
        assert "\u202e" not in said[lang].out
    assert "名‹U+001B›[31m‹U+000A›‹U+202E›.csv" in said["zh"].out


def test_what_rejects_rows_is_shown_before_what_is_only_noted(cli: Cli, bare: Path) -> None:
    rows = [[*GOOD[:4], "6.22848E+18", GOOD[5]]] * 10 + [NOBODY]
    Path("混.csv").write_text(text([HEADERS, *rows]), "utf-8")
    shown = [line for line in cli("ingest", "混.csv").out.splitlines() if line.startswith("[")]
    assert shown[0].startswith("[拒收] 混.csv 第 12 行")


def test_one_missing_path_among_good_ones_is_told_and_the_others_are_loaded(cli: Cli, folder: Path) -> None:
    said = cli("ingest", folder / "好.csv", "没有.csv", "--json")
    assert said.status == 1
    assert "没有.csv" in said.err
    assert [f["accepted"] for f in said.document["files"]] == [1]


def test_the_store_in_the_folder_that_is_loaded_is_not_taken_for_evidence(cli: Cli, bare: Path) -> None:
    Path("好.csv").write_text(text([HEADERS, GOOD]), "utf-8")
    for address in ((), ("--store", "sqlite:///案.db")):
        said = cli(*address, "ingest", ".", "--json")
        assert said.status == 0, said
        assert [f["path"] for f in said.document["files"]] == ["好.csv"]


def test_a_dry_run_counts_the_same_and_writes_nothing(cli: Cli, bare: Path) -> None:
    planned = cli("ingest", SAMPLE / "02查获物品", "--dry-run", "--json").document
    assert cli("sources", "--json").document == {"sources": [], "refused": []}
    done = cli("ingest", SAMPLE / "02查获物品", "--json").document
    assert (planned["created"], planned["changed"]) == (done["created"], done["changed"])
    assert [f["accepted"] for f in planned["files"]] == [f["accepted"] for f in done["files"]]


def rows_of(path: Path) -> list[list[str]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))
    book = openpyxl.load_workbook(path)
    cells = [row for sheet in book for row in sheet.iter_rows()]
    assert all(cell.data_type == "s" for row in cells for cell in row if cell.value is not None)
    return [[str(cell.value or "") for cell in row] for row in cells]


@pytest.mark.parametrize("name", ["拒收.csv", "新/拒收.xlsx"])
def test_every_rejected_row_is_in_the_rejects_file_with_its_place_and_reason(cli: Cli, bare: Path, name: str) -> None:
    headers = ["线索编号", "线索来源", "受理单位", "内容", "涉及姓名", "办理结果"]
    hostile = ["", '=HYPERLINK("x")', "+1", "@SUM(1)", "-1", "＝1\x1b[31m"]
    Path("坏行.csv").write_text(text([headers, ["XS1", "来信", "某局", "内容", "", ""], hostile, hostile]), "utf-8")
    said = cli("ingest", SAMPLE, "坏行.csv", "--rejects", name, "--json")
    rejected = {f["path"]: f["rejected"] for f in said.document["files"] if f["rejected"]}
    rows = [row for row in rows_of(Path(name)) if row[0] != "来源文件"]
    assert said.status == 1
    assert len(rows) == sum(rejected.values())
    assert {row[0] for row in rows} == set(rejected)
    assert all(row[2].isdecimal() and len(row[3]) == 64 and row[4] for row in rows)
    mine = [row for row in rows if row[0] == "坏行.csv"]
    assert [row[2] for row in mine] == ["3", "4"]
    if name.endswith(".csv"):
        assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@＝\t\r\n")]
    assert not [cell for row in rows for cell in row if "\x1b" in cell]
    assert str(mine[0]).count("HYPERLINK") == 1


def test_rejects_that_cannot_be_written_are_refused_before_anything_is_loaded(cli: Cli, bare: Path) -> None:
    Path("坏行.csv").write_text(text([HEADERS, NOBODY]), "utf-8")
    Path("文件").touch()
    Path("夹").mkdir()
    for target in ("夹", "文件/拒收.csv", "/proc/1/拒收.csv", "坏行.csv", "/dev/full"):
        said = cli("ingest", "坏行.csv", "--rejects", target, "--json")
        assert said.status == 2, target
        assert target in said.document["error"]
    assert "graph.db" in cli("sources", "--json").document["error"]  # there is no store yet
    assert Path("坏行.csv").read_text("utf-8") == text([HEADERS, NOBODY])


def test_no_rejects_file_is_made_when_no_row_is_rejected(cli: Cli, bare: Path) -> None:
    Path("好.csv").write_text(text([HEADERS, GOOD]), "utf-8")
    assert cli("ingest", "好.csv", "--rejects", "拒收.csv").status == 0
    assert not Path("拒收.csv").exists()
