"""Values, names and files leave the pages as people in China write them, and harmless."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.model.records import Entity
from graphkit.ui.shown import label, moment, money, value
from graphkit.ui.tables import as_csv, as_xlsx
from graphkit.ui.uploads import Upload, safe_name


@pytest.mark.parametrize(("fen", "zh", "en"), [
    (123456, "1,234.56 元", "CNY 1,234.56"), (-5, "-0.05 元", "CNY -0.05"), (0, "0.00 元", "CNY 0.00"),
])
def test_money_is_written_in_yuan_to_the_fen(fen: int, zh: str, en: str) -> None:
    assert (money(fen, "zh"), money(fen, "en")) == (zh, en)


def test_times_are_written_in_china_time_and_dates_as_they_are() -> None:
    assert moment("2026-03-01T20:30:05+08:00") == "2026-03-01 20:30:05"
    assert moment("2026-03-01T12:30:05+00:00") == "2026-03-01 20:30:05"
    assert moment("2026-03-01") == "2026-03-01"
    assert moment("sometime") == "sometime"


def test_words_of_a_fixed_vocabulary_are_translated_and_long_numbers_stay_whole() -> None:
    assert value("direction", "out", "zh") == "出"
    assert value("scheme", "tenpay", "en") == "Tenpay"
    assert value("phone", "+8613800001007", "zh") == "13800001007"
    assert value("account_number", "6299034502849492597", "zh") == "6299034502849492597"


def test_an_account_is_called_by_its_holder_and_a_login_by_its_handle() -> None:
    account = Entity("1", "Account", "6299034502849492597",
                     {"number": ("6299034502849492597",), "holder_name": ("岳文涛",)})
    assert label(account, "zh") == "岳文涛 6299…2597"
    assert label(Entity("2", "OnlineAccount", "bz99", {"platform": ("wechat",)}), "zh") == "bz99 微信"


@given(st.text(max_size=300))
def test_no_file_name_leads_out_of_its_folder(name: str) -> None:
    safe = safe_name(name)
    assert not safe.is_absolute()
    assert safe.parts
    assert not {"..", ".", ""} & set(safe.parts)
    assert all(part.isprintable() or " " in part or "\xa0" in part or part for part in safe.parts)
    assert not any(c in str(safe) for c in '\x00\n\r<>:"|?*\\')


def test_hostile_names_are_kept_apart_inside_the_folder() -> None:
    names = ["../../etc/passwd", "/abs.csv", "C:\\x\\y.csv", "a.csv", "a.csv", "\u202egnp.csv", "", "..", "~$lock"]
    upload = Upload((name, io.BytesIO(name.encode())) for name in names)
    files = sorted(p.relative_to(upload.root).as_posix() for p in upload.root.rglob("*") if p.is_file())
    assert len(files) == len(names)
    assert {"etc/passwd", "a.csv", "a (2).csv", "_gnp.csv"} <= set(files)
    upload.discard()
    assert not upload.root.exists()


HOSTILE = ("=1+1", "+86", "-1", "@x", "\tx", "6299034502849492597", "长\x00文", None)


def test_no_cell_that_leaves_is_a_formula_or_loses_digits() -> None:
    rows = list(csv.reader(io.StringIO(as_csv(["a"], [[cell] for cell in HOSTILE]).decode("utf-8-sig"))))
    assert [row[0][:1] for row in rows[1:6]] == ["'"] * 5
    assert rows[6] == ["6299034502849492597"]
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(["a"], [[cell] for cell in HOSTILE]))).worksheets[0]
    assert [cell.data_type for (cell,) in sheet.iter_rows(min_row=2, max_row=7)] == ["s"] * 6
    assert sheet.cell(7, 1).value == "6299034502849492597"
