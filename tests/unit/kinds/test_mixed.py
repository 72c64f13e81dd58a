"""Columns that hold several sorts of number."""

from __future__ import annotations

import pytest

from graphkit.model.kinds import Bad, clean


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("6222 0200 1111 2222 333", "bank:6222020011112222333"),
        ("CNY6222020011112222333-1", "bank:6222020011112222333"),
        ("工商银行：6222020011112222333", "bank:6222020011112222333"),
        ("建行卡 6222020011112222333", "bank:6222020011112222333"),
        ("6222020011112222333（张三）", "bank:6222020011112222333"),
        ("支付宝 13800138000", "alipay:+8613800138000"),
        ("支付宝账号：A@b.cn(张三)", "alipay:a@b.cn"),
        ("2088123412341234", "alipay:2088123412341234"),
        ("138 0013 8000", "alipay:+8613800138000"),  # no card or account has this form
        ("lxl19680312", "tenpay:lxl19680312"),
        ("wxid_a1b2c3d4e5f622", "tenpay:wxid_a1b2c3d4e5f622"),
        ("NRA1234567890", "bank:NRA1234567890"),
        ("微信支付 abc_1234", "tenpay:abc_1234"),
        ("abcde@wx.tenpay.com", "tenpay:abcde@wx.tenpay.com"),
        ("bank:6222020011112222333", "bank:6222020011112222333"),
        ("无", None),
    ],
)
def test_an_account_is_a_banks_unless_it_says_otherwise(raw: str, value: str | None) -> None:
    assert clean("account", raw) == value


@pytest.mark.parametrize(
    ("raw", "code"), [("6.22202E+18", "ruined_number"), ("6222****1234", "masked"), ("张三", "account_form")]
)
def test_an_account_that_identifies_nothing_is_none(raw: str, code: str) -> None:
    found = clean("account", raw)
    assert isinstance(found, Bad)
    assert found.code == code


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("110101199003070126", "110101199003070126"),
        ("91110101ma01xugw03", "91110101MA01XUGW03"),
        ("e12345678", "E12345678"),
        ("110000012345678", "110000012345678"),
        ("", None),
    ],
)
def test_a_document_number_is_checked_where_it_can_be(raw: str, value: str | None) -> None:
    assert clean("document_number", raw) == value


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("110101199003070120", "resident_id_checksum"),
        ("91110101MA01XUGW00", "uscc_checksum"),
        ("1101**********1234", "masked"),
    ],
)
def test_a_damaged_document_number_names_nobody(raw: str, code: str) -> None:
    found = clean("document_number", raw)
    assert isinstance(found, Bad)
    assert found.code == code


@pytest.mark.parametrize(
    ("raw", "value"), [("1,024", 1024), ("3.2万", 32000), ("10万+", 100000), ("500人", 500), ("无", None)]
)
def test_counts_are_read_as_platforms_show_them(raw: str, value: int | None) -> None:
    assert clean("count", raw) == value


@pytest.mark.parametrize("raw", ["1.5", "-1", "很多"])
def test_what_is_no_count_is_an_issue(raw: str) -> None:
    assert clean("count", raw) == Bad("int_form")
