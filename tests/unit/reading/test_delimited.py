"""CSV and its kin: any delimiter, title rows, broken quotes, ragged rows; row numbers are those of the file."""

from __future__ import annotations

import pytest

from ingest.cleaning import clean_row
from ingest.reading import Limits
from tests.unit.reading.files import HEADER, ROW, Read

CELLS = ROW.split(",")


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_any_delimiter_is_found(read: Read, delimiter: str) -> None:
    found = read("\n".join(line.replace(",", delimiter) for line in (HEADER, ROW)))
    assert found.kinds == ["waybills"]
    assert found.rows == [(2, CELLS)]


def test_tab_padded_cells_are_not_parted_by_their_tabs(read: Read) -> None:
    found = read("\n".join(line.replace(",", "\t,") + "\t" for line in (HEADER, ROW)))
    assert clean_row(found.tables[0])(found.rows[0][1])[0]["number"] == "SF1234567890"


def test_an_unknown_tab_padded_table_keeps_its_columns(read: Read) -> None:
    found = read("甲\t,乙\t,丙\t\n1\t,2\t,3\t\n4\t,5\t,6\t\n")
    assert found.tables[0].headers == ("甲", "乙", "丙")
    assert found.codes == ["unknown_kind"]


def test_title_rows_stand_above_the_header_and_count_as_lines(read: Read) -> None:
    found = read(f"某某快递公司回函\n\n制表：张三,,,,\n{HEADER}\n{ROW}\n")
    assert found.tables[0].header_row == 4
    assert found.rows == [(5, CELLS)]


def test_the_row_number_is_the_line_where_a_record_starts(read: Read) -> None:
    address = '顺丰,SF1234567891,2026-05-17 10:22:05,"张\r\n三",13812345678'
    found = read(f"{HEADER}\r\n{ROW}\r\n{address}\r\n\r\n{ROW}\r\n")
    assert [row for row, _ in found.rows] == [2, 3, 5, 6]
    assert found.rows[1][1][3] == "张\r\n三"
    assert found.rows[2][1] == []


def test_a_whole_row_in_one_cell_is_taken_apart(read: Read) -> None:
    quoted = ROW.replace("张三", '""张,三""')
    found = read(f'"{HEADER}"\n"{ROW}"\n"{quoted}"\n')
    assert found.rows == [(2, CELLS), (3, [*CELLS[:3], "张,三", CELLS[4]])]


@pytest.mark.parametrize("broken", ['"张三', '张"三', '"张"三'])
def test_a_broken_quote_spoils_its_own_line_only(read: Read, broken: str) -> None:
    lines = [HEADER, ROW, ROW.replace("张三", broken), *[ROW] * 30]
    found = read("\n".join(lines))
    assert [row for row, _ in found.rows] == list(range(2, 34))
    assert [cells for row, cells in found.rows if row != 3] == [CELLS] * 31
    assert {issue.row for issue in found.issues} <= {3}


def test_two_broken_quotes_do_not_swallow_the_rows_between(read: Read) -> None:
    lines = [HEADER, ROW.replace("张三", '"张三'), *[ROW] * 5, ROW.replace("张三", '"李四'), ROW]
    found = read("\n".join(lines))
    assert [row for row, _ in found.rows] == list(range(2, 10))
    assert [(issue.row, issue.code, issue.severity) for issue in found.issues] == [
        (2, "unbalanced_quote", "warning"),
        (8, "unbalanced_quote", "warning"),
    ]


def test_an_open_quote_far_from_the_end_of_the_file_is_found_soon(read: Read) -> None:
    lines = [HEADER, ROW.replace("张三", '"张三'), *[ROW.replace("张三", "王五")] * 2000]
    found = read("\n".join(lines))
    assert len(found.rows) == 2001
    assert found.rows[0][1][3] == '"张三'


def test_a_quoted_cell_may_span_as_many_lines_as_the_limit_says(read: Read) -> None:
    memo = '"' + "\n".join(f"第{i}行" for i in range(1, 10)) + '"'
    text = f"{HEADER}\n{ROW.replace('张三', memo)}\n{ROW}\n"
    assert [row for row, _ in read(text, limits=Limits(record_lines=9)).rows] == [2, 11]
    assert len(read(text, limits=Limits(record_lines=8)).rows) == 10


def test_a_file_of_nothing_but_broken_quotes_is_read_line_by_line(read: Read) -> None:
    lines = [HEADER, *[ROW.replace("张三", '"张""三')] * 3000]
    found = read("\n".join(lines))
    assert len(found.rows) == 3000
    assert found.rows[-1][0] == 3001


def test_a_row_with_more_cells_than_the_header_is_rejected(read: Read) -> None:
    found = read(f"{HEADER}\n{ROW},多出来的\n{ROW},,\t\n顺丰,SF1234567890\n")
    clean = clean_row(found.tables[0])
    outcomes = [clean(cells) for _, cells in found.rows]
    assert outcomes[0] == ({}, [("", "ragged_row", "error", "多出来的")])
    assert outcomes[1][1] == outcomes[2][1] == []
    assert outcomes[2][0] == {"courier": "顺丰", "number": "SF1234567890"}


def test_marks_in_headers_and_nul_bytes_do_no_harm(read: Read) -> None:
    row = ROW.replace("张三", "张\0三")
    found = read(f"\ufeff\u202a快递公司\u202c,运 单\u3000号,寄件时间,寄件人,寄件电话\n{row}\n")
    assert found.tables[0].headers[0] == "快递公司"
    assert clean_row(found.tables[0])(found.rows[0][1])[0]["sender"] == "张三"


def test_a_line_of_megabytes_is_refused_by_name(read: Read) -> None:
    found = read(f"{HEADER}\n{'x' * 3_000_000}\n", limits=Limits(line=1 << 20))
    assert found.codes == ["too_large"]
    assert "1.0 MB" in found.issues[0].message("en")


def test_old_line_ends_count_as_lines(read: Read) -> None:
    assert read(f"{HEADER}\r{ROW}\r{ROW}\r").rows == [(2, CELLS), (3, CELLS)]


def test_brackets_around_the_names_of_columns_do_not_make_it_json(read: Read) -> None:
    header = ",".join(f"[{name}]" for name in HEADER.split(","))
    found = read(f"{header}\n{ROW}\n")
    assert (found.kinds, found.rows, found.codes) == (["waybills"], [(2, CELLS)], [])
