"""Money in 分 and whole numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.model.kinds import Bad, clean


@pytest.mark.parametrize(
    ("raw", "fen"),
    [
        ("700", 70000),
        ("700.5", 70050),
        ("700.50\t", 70050),
        ("0", 0),
        ("0.00", 0),
        (".50", 50),
        ("-0.01", -1),
        ("+100", 10000),
        ("－100", -10000),
        ("100-", -10000),
        ("1,234,567.89", 123456789),
        ("１，２３４．５６", 123456),
        ("(1,234.00)", -123400),
        ("（500）", -50000),
        ("￥500", 50000),
        ("¥ 500.00元", 50000),
        ("-￥500", -50000),
        ("￥-500", -50000),
        ("人民币500元整", 50000),
        ("CNY500.00", 50000),
        ("1.5万元", 1500000),
        ("1.5万", 1500000),
        ("0.00015万", 150),
        ("2亿", 20000000000),
        ("12.3400000", 1234),
        ("12.340000000000001", 1234),  # a binary fraction's last digit
        ("12.339999999999998", 1234),
        ("1234567890123.45", 123456789012345),
    ],
)
def test_an_amount_in_yuan_becomes_fen(raw: str, fen: int) -> None:
    assert clean("money_yuan", raw) == fen


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("五百元", "money_form"),
        ("约500元", "money_form"),
        ("300+400", "money_form"),
        ("1,23", "money_form"),
        ("1.234,56", "money_form"),
        ("1,2345", "money_form"),
        ("(500", "money_form"),
        ("-(500)", "money_form"),
        ("--500", "money_form"),
        ("$500", "money_form"),
        ("500美元", "money_form"),
        ("0x10", "money_form"),
        ("=1+1", "money_form"),
        ("٥٠٠", "money_form"),
        ("12.345", "money_decimals"),
        ("0.001", "money_decimals"),
        ("1.23457E+7", "ruined_number"),
        ("1e-05", "ruined_number"),
        ("6222021234567890123", "money_range"),
        ("1" + "0" * 39, "money_range"),
    ],
)
def test_an_amount_that_cannot_be_read_is_an_issue_and_never_zero(raw: str, code: str) -> None:
    assert clean("money_yuan", raw) == Bad(code)


@given(st.integers(-(10**15), 10**15), st.sampled_from(["{:.2f}", "{:,.2f}", "￥{:,.2f}", "{:.2f}元", "\t{:.2f}"]))
def test_no_fen_is_lost_or_won_by_how_an_amount_is_written(fen: int, form: str) -> None:
    assert clean("money_yuan", form.format(Decimal(fen) / 100)) == fen


@pytest.mark.parametrize(
    ("raw", "fen"), [("70050", 70050), ("70,050", 70050), ("70050.00", 70050), ("0.5", Bad("money_decimals"))]
)
def test_an_amount_in_fen_stays_as_it_is(raw: str, fen: object) -> None:
    assert clean("money_fen", raw) == fen


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("35", 35),
        ("1,024", 1024),
        ("３５", 35),
        ("35.0", 35),
        ("-3", -3),
        ("007", 7),
        ("3.5", Bad("int_form")),
        ("三", Bad("int_form")),
        ("9" * 30, Bad("int_range")),
        ("9" * 5000, Bad("int_range")),
        ("1.0E7", Bad("ruined_number")),
    ],
)
def test_a_whole_number(raw: str, number: object) -> None:
    assert clean("int", raw) == number
