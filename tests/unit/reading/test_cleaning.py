"""Cells become values, or a problem with a reason; rows that are no data are told from those that are."""

from __future__ import annotations

import pytest

from ingest.cleaning import clean_row, is_no_data
from ingest.reading import Table
from ingest.source import Column

COLUMNS = (
    Column("card", "account_number", ("卡号",), required=True),
    Column("name", "caption", ("户名",)),
    Column("amount", "money_yuan", ("金额",)),
    Column("phones", "phone", ("电话",), many=True),
    Column("reason", "text", ("反馈结果",)),
)
HEADERS = tuple(column.headers[0] for column in COLUMNS)
TABLE = Table("", "made", HEADERS, tuple(enumerate(COLUMNS)), (), (), 1, iter(()), 1.0)
GOOD = ["6222020200112233445\t", "张三\t", "1,234.50\t", "13812345678、13912345678；13812345678\t", "\t"]


def test_a_good_row_becomes_canonical_values() -> None:
    clean = clean_row(TABLE)
    expected = {
        "card": "6222020200112233445",
        "name": "张三",
        "amount": 123450,
        "phones": ("+8613812345678", "+8613912345678"),
    }
    assert clean(GOOD) == (expected, [])
    assert clean(GOOD) == (expected, [])


@pytest.mark.parametrize(
    ("index", "cell", "problem"),
    [
        (0, "", ("卡号", "required", "error", "")),
        (0, "无", ("卡号", "required", "error", "无")),
        (0, "6222****1234", ("卡号", "masked", "error", "6222****1234")),
        (0, "6.22202E+18", ("卡号", "ruined_number", "error", "6.22202E+18")),
        (2, "三百", ("金额", "money_form", "warning", "三百")),
        (3, "13812345678、见附件", ("电话", "phone_form", "warning", "见附件")),
    ],
)
def test_a_bad_cell_is_a_problem_that_rejects_the_row_only_where_it_is_required(
    index: int, cell: str, problem: tuple[str, str, str, str]
) -> None:
    row = [*GOOD]
    row[index] = cell
    clean = clean_row(TABLE)
    assert clean(row)[1] == [problem]
    assert clean(row)[1] == [problem]


def test_the_good_values_beside_a_bad_one_are_kept() -> None:
    assert clean_row(TABLE)([*GOOD[:3], "13812345678、见附件", ""])[0]["phones"] == ("+8613812345678",)


def test_a_placeholder_is_left_out_without_a_word() -> None:
    values, problems = clean_row(TABLE)([GOOD[0], "未知", "-", "1381234****", "N/A"])
    assert values == {"card": "6222020200112233445"}
    assert problems == []


@pytest.mark.parametrize(
    "cells",
    [
        [],
        [""] * 5,
        ["\t", " ", "\u3000", "", ""],
        list(HEADERS),
        ["卡号\t", "户 名", "金额", "电话", "反馈结果"],
        ["查无此账户", "", "", "", ""],
        ["6222020200112233445", "", "", "", "查无此账户信息"],
        ["", "", "", "", "无记录"],
        ["账号6222不存在"],
        ["没有符合条件的数据"],
        ["查无"],
    ],
)
def test_a_row_that_is_no_data_is_told(cells: list[str]) -> None:
    assert is_no_data(cells, TABLE)


@pytest.mark.parametrize(
    "cells",
    [
        GOOD,
        ["6222020200112233445", "", "", "", ""],
        ["6222020200112233445", "", "", "", "查无"],
        ["6222020200112233445", "张三", "", "", "查无此账户信息"],
        ["卡号", "张三", "", "", ""],
        ["6222020200112233445", "无业", "", "", ""],
    ],
)
def test_a_row_that_states_something_is_data(cells: list[str]) -> None:
    assert not is_no_data(cells, TABLE)
