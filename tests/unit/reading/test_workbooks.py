"""Workbooks of real writers: every sheet, every cell as text, formulas named, bombs and damage survived."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from ingest.cleaning import clean_row
from ingest.reading import Limits
from ingest.workbooks.cells import cell_text
from tests.corpus.forms import ods, ods_row, xlsb, zipped
from tests.unit.reading.files import HEADER, ROW, Read, Reading, read_path

DATA = Path(__file__).parent / "data"
Write = Callable[[Callable[[Worksheet], None]], Reading]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A workbook of one sheet as openpyxl writes it, read back."""

    def write_and_read(fill: Callable[[Worksheet], None]) -> Reading:
        book = openpyxl.Workbook()
        assert isinstance(book.active, Worksheet)
        fill(book.active)
        book.save(tmp_path / "book.xlsx")
        return read_path(tmp_path / "book.xlsx")

    return write_and_read


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("文字\t", "文字\t"),
        (300.0, "300"),
        (-12.5, "-12.5"),
        (0.1 + 0.2, "0.3"),
        (1e-7, "0.0000001"),
        (13812345678.0, "13812345678"),
        (999_999_999_999_999.0, "999999999999999"),
        (1_234_567_890_123_456.0, "1.234567890123456e+15"),
        (6.22202020011223e18, "6.22202020011223e+18"),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
        (True, "TRUE"),
        (datetime(2026, 5, 17, 10, 22, 5), "2026-05-17 10:22:05"),  # noqa: DTZ001 - a sheet knows no zone
        (date(2026, 5, 17), "2026-05-17"),
        (time(10, 2), "10:02:00"),
        (timedelta(hours=30, seconds=5), "30:00:05"),
    ],
)
def test_a_cell_is_the_text_that_a_person_sees(value: str | float | date | time | timedelta, text: str) -> None:
    assert cell_text(value) == text


def test_title_rows_merged_cells_and_several_sheets_are_read(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "b.xlsx")
    for name in ("五月", "六月"):
        sheet = book.add_worksheet(name)
        sheet.merge_range(1, 1, 1, 5, "某某快递公司运单")
        sheet.write_row(3, 1, HEADER.split(","))
        sheet.write_row(4, 1, ROW.split(","))
    book.add_worksheet("空白")
    book.close()
    found = read_path(tmp_path / "b.xlsx")
    assert [(t.sheet, t.kind, t.header_row) for t in found.tables] == [("五月", "waybills", 4), ("六月", "waybills", 4)]
    assert found.rows == [(5, ROW.split(","))] * 2
    assert found.codes == []


def test_a_cell_merged_over_rows_is_said_by_each_of_them(write: Write) -> None:
    def fill(sheet: Worksheet) -> None:
        for line in (HEADER, ROW, ROW.replace("顺丰", ""), ROW.replace("顺丰", "中通")):
            sheet.append([cell or None for cell in line.split(",")])
        sheet.merge_cells("A2:A3")

    assert [cells[0] for _, cells in write(fill).rows] == ["顺丰", "顺丰", "中通"]


def test_a_long_number_in_a_numeric_cell_is_ruined_and_never_matched(write: Write) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["站点域名", "证书编号", "姓名", "身份证号", "操作项目", "录入时间"])
        sheet.append(["a.example.cn", "T1", "张三", 110101199003074477, "低压电工作业", datetime(2026, 5, 17)])  # noqa: DTZ001

    found = write(fill)
    values, problems = clean_row(found.tables[0])(found.rows[0][1])
    assert [(column, code) for column, code, _, _ in problems] == [("身份证号", "ruined_number")]
    assert "resident_id" not in values


def test_a_formula_is_named_and_only_its_saved_result_is_used(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "b.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER.split(","))
    sheet.write_row(1, 0, ROW.split(","))
    sheet.write_formula(1, 3, '="张"&"三"', None, "张三")
    sheet.write_row(2, 0, ROW.split(","))
    sheet.write_formula(2, 7, "=1+1", None, 2)
    book.close()
    found = read_path(tmp_path / "b.xlsx")
    assert found.rows[0][1][3] == "张三"
    assert [(i.row, i.column, i.code, i.severity) for i in found.issues] == [(2, "寄件人", "formula", "warning")]


def test_a_formula_without_a_saved_result_states_nothing(write: Write) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(HEADER.split(","))
        sheet.append([*ROW.split(",")[:4], '=HYPERLINK("x")'])

    found = write(fill)
    assert [(i.row, i.column, i.code) for i in found.issues] == [(2, "寄件电话", "formula_empty")]
    assert found.rows[0][1][4] == ""


def test_the_formulas_of_a_long_sheet_are_found_at_their_rows(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "b.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER.split(","))
    for row in range(1, 12_000):
        sheet.write_row(row, 0, ROW.split(","))
        if row % 500 == 0:
            sheet.write_formula(row, 3, '=""&"李四"', None, "李四")
    book.close()
    found = read_path(tmp_path / "b.xlsx")
    assert [issue.row for issue in found.issues] == [row + 1 for row in range(500, 12_000, 500)]
    assert len(found.rows) == 11_999


@pytest.mark.parametrize("name", ["old.xls", "old.et", "old.csv"])
def test_an_old_workbook_is_read_whatever_it_is_called(read: Read, name: str) -> None:
    found = read((DATA / "waybills.xls").read_bytes(), name=name)
    assert (found.kinds, found.tables[0].header_row, len(found.rows)) == (["waybills"], 2, 28)
    assert found.rows[0] == (3, ["顺丰", "SF12345670002", "2026-05-17 10:22:05", "张三", "13812345678"])


def test_a_password_is_asked_to_be_removed() -> None:
    assert read_path(DATA / "password.xlsx").codes == ["encrypted"]


def test_one_cell_in_the_last_corner_does_not_cost_the_memory_of_all_before_it(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "b.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER.split(","))
    sheet.write(1_048_575, 16_383, "x")
    book.close()
    found = read_path(tmp_path / "b.xlsx")
    assert found.codes == ["too_large"]
    assert "20000000" in found.issues[0].message("zh")


def test_styled_but_empty_cells_to_the_last_row_are_no_content(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "b.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER.split(","))
    sheet.write_row(1, 0, ROW.split(","))
    for column in range(40):
        sheet.write_blank(1_048_575, column, None, book.add_format({"border": 1}))
    book.close()
    assert read_path(tmp_path / "b.xlsx").rows == [(2, ROW.split(","))]


def _with_member(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, change(old.read(member)) if member == name else old.read(member))
    return out.getvalue()


@pytest.fixture
def plain_book() -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER.split(","))
    sheet.write_row(1, 0, ROW.split(","))
    book.close()
    return out.getvalue()


def test_a_workbook_that_unpacks_to_more_than_the_limit_is_refused(read: Read, plain_book: bytes) -> None:
    bomb = _with_member(plain_book, "xl/styles.xml", lambda old: old + b" " * (8 << 20))
    found = read(bomb, limits=Limits(workbook=4 << 20))
    assert found.codes == ["too_large"]
    assert "4 MB" in found.issues[0].message("en")


def test_a_claim_that_ends_the_reading_process_costs_this_file_only(read: Read, plain_book: bytes) -> None:
    claim = _with_member(
        plain_book, "xl/sharedStrings.xml", lambda old: old.replace(b"uniqueCount=", b'uniqueCount="4294967295" u=')
    )
    found = read(claim)
    assert found.codes == ["corrupt_workbook"]
    assert read(plain_book).kinds == ["waybills"]


@pytest.mark.parametrize("cut", [10, 200, 2000, -30])
def test_half_a_workbook_is_damaged(read: Read, plain_book: bytes, cut: int) -> None:
    assert read(plain_book[:cut]).codes == ["corrupt_workbook"]


def test_an_entity_bomb_and_a_reference_outside_are_harmless(read: Read, plain_book: bytes) -> None:
    declared = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "' + b"x" * 1000 + b'"><!ENTITY b "' + b"&a;" * 1000
    declared += b'"><!ENTITY c "' + b"&b;" * 1000 + b'"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    bomb = _with_member(
        plain_book, "xl/workbook.xml", lambda old: declared + old.split(b"?>", 1)[1].replace(b"Sheet1", b"&c;&f;")
    )
    assert read(bomb).codes == ["corrupt_workbook"]


def test_a_blank_workbook_is_empty(write: Write) -> None:
    assert write(lambda sheet: None).codes == ["empty_file"]


def test_workbooks_of_open_and_binary_form_are_read(read: Read) -> None:
    rows = [HEADER.split(","), ROW.split(",")]
    padding = ods_row([""], 1_048_574, 16_384)  # as spreadsheet programs write it
    for content in (ods(*map(ods_row, rows), padding), xlsb(rows)):
        found = read(content)
        assert (found.kinds, found.rows, found.codes) == (["waybills"], [(2, rows[1])], [])


def test_cells_that_stand_for_billions_are_refused(read: Read) -> None:
    wide = ods(ods_row(HEADER.split(",")), ods_row(["x"], 1_048_574, 16_384))
    assert read(wide, name="wide.ods").codes == ["too_large"]
    tall = ods(ods_row(HEADER.split(",")), ods_row(["x"], 4_000_000_000, 5))
    assert read(tall, limits=Limits(sheet_cells=1_000_000)).codes == ["too_large"]


def test_other_forms_are_named_with_what_to_do(read: Read) -> None:
    assert read(zipped({"a.csv": HEADER})).codes == ["archive"]
    assert read(zipped({"mimetype": "application/epub+zip"})).codes == ["other_form"]
    assert read("<html><table><tr><td>交易卡号</td></tr></table></html>", name="x.xls").codes == ["other_form"]
