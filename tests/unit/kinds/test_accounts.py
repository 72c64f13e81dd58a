"""Account numbers of every scheme, and other long numbers."""

from __future__ import annotations

import pytest

from graphkit.model.kinds import Bad, clean


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("6222021234567890123", "6222021234567890123"),
        ("\t6222021234567890123\t", "6222021234567890123"),
        ("6222 0212 3456 7890 123", "6222021234567890123"),
        ("6222-0212-3456-7890-123", "6222021234567890123"),
        ("６２２２０２１２３４５６７８９０１２３", "6222021234567890123"),
        ("\ufeff6222021234567890123\u202a", "6222021234567890123"),
        ("'6222021234567890123", "6222021234567890123"),
        ("CNY6222021234567890123", "6222021234567890123"),
        ("6222021234567890123-1", "6222021234567890123"),
        ("6222021234567890123_ABC", "6222021234567890123"),
        ("6222021234567890123_156_1", "6222021234567890123"),
        ("CNY6222021234567890123_RMB", "6222021234567890123"),
        ("0012345678901234", "0012345678901234"),  # leading zeros belong to it
        ("6222021234567890124", "6222021234567890124"),  # not a Luhn number, and yet an account
        ("nra12345678", "NRA12345678"),
        ("z2004944000010n", "Z2004944000010N"),
        ("123456789012345.0", "123456789012345"),  # a float that still holds all digits
        ("0", None),
        ("现金", Bad("account_form")),
        ("支付宝（中国）网络技术有限公司", Bad("account_form")),
        ("1234", Bad("account_form")),
        ("6222021234567890123、6222021234567890124", Bad("account_form")),
        ("########", Bad("masked", placeholder=True)),
    ],
)
def test_a_bank_account_is_its_digits(raw: str, found: object) -> None:
    assert clean("account_number", raw) == found


@pytest.mark.parametrize(
    ("kind", "raw", "found"),
    [
        ("tenpay_id", " 085e9858e1234@wx.tenpay.com ", "085e9858e1234@wx.tenpay.com"),
        ("tenpay_id", "085e9858E1234@WX.TENPAY.COM", "085e9858E1234@wx.tenpay.com"),
        ("tenpay_id", "零钱", Bad("tenpay_form")),
        ("alipay_id", "2088123456789012", "2088123456789012"),
        ("alipay_id", "20881234567890120156", "2088123456789012"),
        ("alipay_id", "Wang@QQ.com", "wang@qq.com"),
        ("alipay_id", "138 1234 5678", "+8613812345678"),
        ("alipay_id", "138****5678", Bad("masked", placeholder=True)),
        ("alipay_id", "王某", Bad("alipay_form")),
        ("account", "支付宝：2088123456789012", "alipay:2088123456789012"),
        ("account", "6222021234567890123(张三)", "bank:6222021234567890123"),
        ("document_number", "110105491231002", "11010519491231002X"),
        ("document_number", "e12345678", "E12345678"),
    ],
)
def test_payment_accounts_have_one_form_per_scheme(kind: str, raw: str, found: object) -> None:
    assert clean(kind, raw) == found


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("京公(西)刑字[2026]12号", "京公(西)刑字〔2026〕12号"),
        ("京公（西）刑字〔2026〕 12号", "京公(西)刑字〔2026〕12号"),
        ("00012345", "00012345"),
        ("XS-2026-E-12", "XS-2026-E-12"),
        ("2026E-12", "2026E-12"),  # not an exponent
        ("7", "7"),
        ("0000000000", Bad("all_same", placeholder=True)),
        ("2.0260517102205E+19", Bad("ruined_number")),
        ("临应急罚〔二〇二六〕3、4号", "临应急罚〔二〇二六〕3、4号"),
        ("aGVsbG8+d29ybGQ=", "aGVsbG8+d29ybGQ="),
        ("@SUM", Bad("reference_form")),
        ("12345');DROP TABLE entity;--", Bad("reference_form")),
    ],
)
def test_a_reference_number_keeps_every_digit(raw: str, found: object) -> None:
    assert clean("reference", raw) == found
