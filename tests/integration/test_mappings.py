"""A table that no kind knows is no dead end: its columns are assigned once and recognised from then on."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.store.base import GraphStore
from graphkit.workbench import Workbench, open_workbench
from ingest.mappings import MappingError, parse_mapping, read_mapping, write_mapping
from ingest.recognise import Wanted, find_header
from ingest.source import ColumnMapping, sources
from ingest.suggesting import suggest_mapping
from tests.integration.test_loading import content

HEADERS = "持证者,证件号码（身份证）,流水号,上传网络地址,备忘"
ROWS = (
    "张三,110101199003074477,T110101199003074477,203.0.113.5,=1+1",
    "李四,,T110101199003074477,10.0.0.1,",
    "王五,,,203.0.113.6,没有编号",
)
MAPPING = """
name = "某后台"
kind = "back_office"
[columns]
"流水号" = "证书编号"
"持证者" = "姓名"
"证件号码（身份证）" = "resident_id"
"上传网络地址" = "录入IP"
[constants]
"站点域名" = "zs.example.com"
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "t.csv"
    path.write_text("\n".join(["导出时间：2026-05-17", HEADERS, *ROWS]), "utf-8")
    return path


@pytest.fixture
def wb(tmp_path: Path) -> Workbench:
    return open_workbench(f"sqlite:///{tmp_path}/graph.db")


def store_of(wb: Workbench) -> GraphStore:
    return wb.store


def test_a_mapping_reads_a_table_that_no_kind_knows(wb: Workbench, table: Path) -> None:
    (before,) = wb.ingest(table).files
    assert (before.kind, before.issues[0].code) == ("", "unknown_kind")
    (report,) = wb.ingest(table, mappings=[parse_mapping(MAPPING)]).files
    assert (report.kind, report.rows, report.accepted, report.rejected) == ("back_office", 3, 2, 1)
    assert report.unknown == ["备忘"]
    assert [(i.row, i.column, i.code) for i in report.issues if i.severity == "error"] == [(5, "流水号", "required")]
    shown = wb.show("Website:zs.example.com")
    assert {claim.ref.row for claim in shown.claims} == {3, 4}
    assert wb.raw_row(shown.claims[0].ref)["备忘"] in ("=1+1", "")


@pytest.mark.parametrize("lines", [True, False])
def test_records_of_json_are_assigned_by_the_names_of_their_fields(wb: Workbench, tmp_path: Path, lines: bool) -> None:
    record = '{"c1": "T110101199003074477", "c2": "张三", "c3": "zs.example.com", "more": {"a": [1]}}'
    path = tmp_path / "导出.json"
    path.write_text(f"{record}\n{record}\n" if lines else f'{{"code": 0, "data": [{record}, {record}]}}', "utf-8")
    (unknown,) = wb.unknown_tables(str(path))
    assert unknown.headers == ("c1", "c2", "c3", "more")
    (report,) = wb.ingest(path, mappings=[parse_mapping(
        'kind = "back_office"\n[columns]\nc1 = "证书编号"\nc2 = "姓名"\nc3 = "站点域名"\n', "导出")]).files
    assert (report.kind, report.accepted, report.unknown) == ("back_office", 2, ["more"])


def test_its_headers_are_recognised_from_then_on_in_any_order(wb: Workbench, table: Path) -> None:
    wb.ingest(table, mappings=[parse_mapping(MAPPING)])
    later = table.with_name("later.csv")
    header = "流水号\t新列\t上传网络地址 \t证件号码(身份证)\t持证者"
    later.write_text(f"{header}\nT110101199003074477\t\t203.0.113.9\t\t赵六\n")
    (report,) = wb.ingest(later).files
    assert (report.kind, report.accepted) == ("back_office", 1)


def test_a_dry_run_uses_a_mapping_and_saves_none(wb: Workbench, table: Path) -> None:
    (report,) = wb.ingest(table, mappings=[parse_mapping(MAPPING)], dry_run=True).files
    assert report.accepted == 2
    assert wb.mappings() == ()


def test_a_rebuild_and_a_copy_read_the_rows_as_they_were_assigned(wb: Workbench, table: Path, tmp_path: Path) -> None:
    wb.ingest(table, mappings=[parse_mapping(MAPPING)])
    before = content(store_of(wb))
    wb.forget_mapping("某后台")
    wb.rebuild()
    assert content(store_of(wb)) == before
    wb.copy_to(f"sqlite:///{tmp_path}/other.db")
    with open_workbench(f"sqlite:///{tmp_path}/other.db") as other:
        assert content(other.store) == before


def test_the_newest_mapping_of_a_name_counts_and_one_can_be_forgotten(wb: Workbench) -> None:
    first = parse_mapping(MAPPING)
    second = ColumnMapping(first.name, first.kind, first.columns[:2], first.constants)
    for mapping in (first, second, second):
        wb.save_mapping(mapping)
    assert wb.mappings() == (second,)
    wb.forget_mapping(first.name)
    assert wb.mappings() == ()
    with pytest.raises(MappingError):
        wb.forget_mapping(first.name)


def test_a_mapping_never_takes_a_table_from_the_kind_that_knows_more_of_it() -> None:
    small = ColumnMapping("小", "leads", (("运单号", "number"),))
    headers = "快递公司 运单号 寄件时间 寄件人 寄件电话".split()
    assert find_header([headers], Wanted(None, (small,))).kind == "waybills"
    assert find_header([["运单号", "别的"]], Wanted(None, (small,))).kind == "leads"
    assert find_header([["运单号", "别的"]], Wanted("waybills", (small,))).kind == "waybills"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("= \"back_office\"", "= \"nonsense\""), "mapping_kind"),
        (("\"证书编号\"", "\"没有这列\""), "mapping_column"),
        (("\"姓名\"", "\"证书编号\""), "mapping_twice"),
        (("\"持证者\"", "\"  \""), "mapping_empty"),
        (("\"流水号\" = \"证书编号\"", ""), "mapping_required"),
        (("zs.example.com", "不是网址"), "mapping_constant"),
        (("[columns]", "[columns"), "mapping_form"),
        (("\"姓名\"", "3"), "mapping_form"),
        (("kind =", "other = 1\nkind ="), "mapping_form"),
    ],
)  # fmt: skip
def test_a_mapping_that_cannot_be_used_says_why(change: tuple[str, str], code: str) -> None:
    with pytest.raises(MappingError) as caught:
        parse_mapping(MAPPING.replace(*change))
    assert caught.value.code == code
    for lang in ("zh", "en"):
        assert "{" not in caught.value.message(lang)


def test_a_mapping_file_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "bad.toml", tmp_path / "missing.toml", tmp_path):
        with pytest.raises(MappingError):
            read_mapping(path)


def test_what_is_written_is_read_back_whatever_the_headers_hold() -> None:
    columns = (('线索"号\\', "number"), ("内容 = #", "content"))
    hostile = ColumnMapping('名"\\\n', "leads", columns, (("city", "甲\"乙"),))
    written = write_mapping(hostile, {"内容 = #": 'x"\n[columns]\nk = "v'})
    read = parse_mapping(written)
    assert (read.kind, read.columns, read.constants) == (hostile.kind, hostile.columns, hostile.constants)


@pytest.mark.parametrize("kind", [s.kind for s in sources().values() if s.facts and s.columns])
def test_a_table_with_other_words_in_its_headers_is_guessed(kind: str) -> None:
    """Headers that only resemble those of a kind still bring it among the first guesses."""
    headers = [f"{column.headers[0]}（导出）" for column in sources()[kind].columns]
    guesses = suggest_mapping(headers, [])
    assert kind in [guess.mapping.kind for guess in guesses[:2]]


def test_cells_tell_what_a_header_leaves_open() -> None:
    rows = [["110101199003074477", "T110101199003074477"]] * 5
    guesses = suggest_mapping(["证件号", "证件编号1"], rows, kind="staff")
    assert dict(guesses[0].mapping.columns) == {"证件号": "resident_id", "证件编号1": "number"}


def test_nothing_is_guessed_where_nothing_fits(wb: Workbench, tmp_path: Path) -> None:
    assert suggest_mapping(["alpha", "beta"], [["x", "y"]]) == []
    (tmp_path / "odd.csv").write_text("alpha,beta\nx,y\n")
    (unknown,) = wb.unknown_tables(tmp_path / "odd.csv")
    assert (unknown.headers, unknown.rows, unknown.suggestions) == (("alpha", "beta"), (("x", "y"),), ())


SEIZED = "证书编号,姓名,身份证号,项目,备注\nT110101199003074477,张三,110101199003074477,低压电工作业,a.example.com"
ELSEWHERE = """
name = "另一种读法"
kind = "back_office"
[columns]
"证书编号" = "证书编号"
"姓名" = "姓名"
"身份证号" = "身份证号"
"备注" = "站点域名"
"""


def test_a_file_that_was_read_as_the_wrong_kind_is_read_anew_and_the_first_reading_stays_on_record(
    wb: Workbench, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text(SEIZED, "utf-8")
    assert wb.ingest(tmp_path / "a.csv").files[0].kind == "certificates"
    mapping = parse_mapping(ELSEWHERE)
    (dry,) = wb.ingest(tmp_path / "a.csv", mappings=[mapping], dry_run=True).files
    (report,) = wb.ingest(tmp_path / "a.csv", mappings=[mapping]).files
    assert (dry.kind, dry.issues) == (report.kind, report.issues)
    assert (report.kind, report.accepted) == ("back_office", 1)
    assert report.issues[0].code == "superseded"
    assert wb.show("Website:a.example.com").links
    old, new = sorted(wb.sources().files, key=lambda s: s.state, reverse=True)
    assert (old.kind, old.state, old.reason) == ("certificates", "withdrawn", "改按“后台制证记录”重新读取")
    assert (new.kind, new.state, new.sha256) == ("back_office", "live", report.sha256)
    again = wb.ingest(tmp_path / "a.csv", mappings=[mapping])
    assert (again.created, again.files[0].unchanged) == (0, 1)
    assert wb.withdraw(new.sha256, "查验").state == "withdrawn"
    assert wb.stats().entities == {}
    wb.restore(new.sha256)
    before = content(wb.store)
    wb.rebuild()
    assert content(wb.store) == before


def test_a_file_keeps_its_reading_when_nobody_asks_for_another(wb: Workbench, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(SEIZED, "utf-8")
    wb.ingest(tmp_path / "a.csv", mappings=[parse_mapping(ELSEWHERE)])
    (report,) = wb.ingest(tmp_path / "a.csv").files
    assert (report.kind, report.unchanged, len(wb.sources().files)) == ("back_office", 1, 1)


def test_a_mapping_that_speaks_of_every_header_is_believed_before_the_headers() -> None:
    headers = ["证书编号", "姓名", "身份证号", "操作项目", "录入人"]
    told = ColumnMapping("制证记录", "back_office", (("证书编号", "number"), ("姓名", "name"), ("身份证号", ""),
                                                     ("操作项目", ""), ("录入人", "")),
                         (("site", "zs.example.cn"),))
    assert find_header([headers]).kind == "certificates"
    assert find_header([headers], Wanted(None, (told,))).kind == "back_office"
    assert find_header([[*headers, "备注"]], Wanted(None, (told,))).kind == "certificates"
    found = parse_mapping(write_mapping(told))
    assert found == told
