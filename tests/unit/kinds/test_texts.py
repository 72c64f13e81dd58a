"""Texts, names and words of a fixed vocabulary."""

from __future__ import annotations

import pytest

from graphkit.model.kinds import Bad, clean

MASKED = Bad("masked", placeholder=True)
REDACTED = Bad("redacted", placeholder=True)
PARTIAL = Bad("name_partial", placeholder=True)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (" 跨行转账\t", "跨行转账"),
        ("第一行\r\n第二行", "第一行\n第二行"),
        ("Ａ１（原文）", "Ａ１（原文）"),  # a text is shown as it was written
        ("\ufeff\u202e收款\u200b\x00码", "收款码"),
        ("坏\ud800字", "坏字"),
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
        ("=cmd|'/C calc'!A0", "=cmd|'/C calc'!A0"),
        ("查无", "查无"),  # an official answer
        ("查无此人", "查无此人"),
        ("无", None),
        ("——", None),
    ],
)
def test_a_text_keeps_its_content(raw: str, found: object) -> None:
    assert clean("text", raw) == found


def test_a_caption_is_one_line() -> None:
    assert clean("caption", "张三\n （ 王庄 ）\t户") == "张三 （ 王庄 ） 户"


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("张三", "张三"),
        ("张 三", "张三"),
        ("张\u3000三\t", "张三"),
        ("欧阳 某然".replace("某", "安"), "欧阳安然"),
        ("买买提.艾力", "买买提·艾力"),
        ("买买提•艾力", "买买提·艾力"),
        ("买买提 · 艾力", "买买提·艾力"),
        ("ＺＨＡＮＧ  San", "ZHANG San"),
        ("J. Smith", "J. Smith"),
        ("张三先生", "张三"),
        ("先生", None),
        ("王先生", PARTIAL),
        ("欧阳女士", PARTIAL),
        ("张*三", MASKED),
        ("**", MASKED),
        ("李某", MASKED),
        ("李XX", MASKED),
        ("Maxx Li", "Maxx Li"),
        ("李某某", MASKED),
        ("李某先生", MASKED),
        ("未知", None),
        ("REDACTED FOR PRIVACY", REDACTED),
    ],
)
def test_a_person_s_name(raw: str, found: object) -> None:
    assert clean("name", raw) == found


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("苏州云栈（科技）有限公司", "苏州云栈(科技)有限公司"),
        ("苏州云栈 (科技) 有限公司", "苏州云栈(科技)有限公司"),
        ("Cloud  Stack Co., Ltd.", "Cloud Stack Co., Ltd."),
        ("Domains By Proxy, LLC", REDACTED),
        ("Whois Privacy Protection Service", REDACTED),
        ("Statutory Masking Enabled", REDACTED),
        ("-", None),
    ],
)
def test_an_organisation_s_name(raw: str, found: object) -> None:
    assert clean("org_name", raw) == found


def test_addresses_and_operation_items_are_equal_when_they_differ_in_width_and_blanks_only() -> None:
    assert clean("address", "江苏省 苏州市１号（东门）") == clean("address", "江苏省苏州市1号(东门)")
    assert clean("operation_item", "高处安装,维护，拆除") == clean("operation_item", "高处安装、 维护、拆除")


@pytest.mark.parametrize(
    ("raw", "found"),
    [(word, "out") for word in ("出", "D", "借", "支出", "取", "O", "-", "付", "借方", "－")]
    + [(word, "in") for word in ("进", "C", "贷", "收入", "存", "+", "收", "贷方", "＋", "入")]
    + [("", None), ("--", None), ("其他", Bad("direction_unknown"))],
)
def test_which_way_money_went(raw: str, found: object) -> None:
    assert clean("direction", raw) == found


@pytest.mark.parametrize(
    ("kind", "raw", "found"),
    [
        ("currency", "人民币", "CNY"),
        ("currency", "RMB", "CNY"),
        ("currency", "￥", "CNY"),
        ("currency", "156", "CNY"),
        ("currency", "美元", "USD"),
        ("currency", "thb", "THB"),
        ("currency", "金条", Bad("currency_unknown")),
        ("yes_no", "是", "yes"),
        ("yes_no", "Ｙ", "yes"),
        ("yes_no", "无", "no"),
        ("yes_no", "0", "no"),
        ("yes_no", "不详", None),
        ("yes_no", "也许", Bad("yes_no_unknown")),
        ("scheme", "微信", "tenpay"),
        ("scheme", "支付宝", "alipay"),
        ("scheme", "bank", "bank"),
        ("scheme", "贝壳", Bad("scheme_unknown")),
    ],
)
def test_words_of_a_fixed_vocabulary(kind: str, raw: str, found: object) -> None:
    assert clean(kind, raw) == found
