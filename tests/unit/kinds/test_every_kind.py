"""What holds for every kind of value, whatever text it meets."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graphkit.model.kinds import _MEMO_ENTRIES, _MEMOS, KINDS, Bad, clean
from graphkit.words import section

# Pieces that case files are made of, mixed with any character at all (lone surrogates, marks, other scripts' digits).
PIECES = st.sampled_from([
    "0", "1", "9", "00", "138", "13812345678", "6222021234567890123", "11010519491231002X", "T1101", "2088", "2026",
    "-05-17", "10:22:05", "年", "月", "日", "时", "元", "万", "¥", "￥", "(", ")", "（", "）", ",", ".", "。", "．",
    ":", "/", "//", "http://", "hxxp", "[.]", "@", "qq.com", "gov.cn", "www.", "xn--", "京ICP备", "号", "-1", "_ABC",
    "CNY", "E+18", "%", "#", "?", "*", "某", "先生", "张三", "·", "无", "N/A", "null", "nan", "２", "ｘ", "Ｔ", "０",
    "e\u0301", "ſ", "İ", "ß", "Ǆ", "\ufb01", "ﷺ", "\u0302", "\u0345", "\u200b", "\u202e", "\ufeff", "\u3000", "\ud800",
    "\x00", "\x1f", "\t", "\r\n", "\u2028", "\ufe0f", "\uffa0", "\u1160", "٣", "²", "½", "𝟙", "🀄", "=", "'", '"', "\\",
    "+86", "0086", "010", "Z", "+08:00", "上午", "PM", "true", "是", "借", "<nil>", "--", " ",
])  # fmt: skip
RAW = st.lists(PIECES | st.text(max_size=6), max_size=8).map("".join) | st.text()


@pytest.mark.parametrize("kind", KINDS)
@given(raw=RAW)
@settings(max_examples=60, deadline=None)
@example(raw="9" * 5000)
@example(raw="1" + "0" * 400)
@example(raw="a." * 400 + "cn")
@example(raw="(" * 300)
def test_any_text_is_cleaned_to_a_storable_value_that_cleans_to_itself(kind: str, raw: str) -> None:
    found = clean(kind, raw)
    if isinstance(found, str):
        assert found
        assert found == found.strip()
        assert found.encode("utf-8")  # lone surrogates are gone
        assert not any((ord(c) < 32 and c != "\n") or ord(c) == 127 for c in found)
        assert clean(kind, found) == found
    elif isinstance(found, int):
        assert -(2**63) <= found < 2**63
    else:
        assert found is None or found.code in section("issues")


@pytest.mark.parametrize("kind", [name for name in KINDS if name not in ("direction", "yes_no")])
@pytest.mark.parametrize(
    "raw",
    [
        "",
        "  ",
        "\t",
        "\u3000",
        "无",
        "未知",
        "不详",
        "N/A",
        "Ｎ／Ａ",
        "null",
        "<nil>",
        "nan",
        "None",
        "--",
        "/",
        "#N/A",
    ],
)
def test_a_cell_that_says_nothing_is_none(kind: str, raw: str) -> None:
    assert clean(kind, raw) is None


@pytest.mark.parametrize(
    "kind",
    ["resident_id", "account_number", "phone", "cert_number", "tenpay_id", "waybill", "uscc", "imei", "reference"],
)
@pytest.mark.parametrize("raw", ["1101**********1234", "6222＊＊＊＊＊＊0123", "6222●●●●0123", "6222XXXXXXXX0123"])
def test_a_masked_number_is_kept_apart(kind: str, raw: str) -> None:
    assert clean(kind, raw) == Bad("masked", "warning", placeholder=True)


@pytest.mark.parametrize(
    "kind",
    ["resident_id", "account_number", "phone", "cert_number", "tenpay_id", "waybill", "uscc", "imei", "reference"],
)
@pytest.mark.parametrize("raw", ["000000000000", "1" * 18, "９９９９９９９９９９９９"])
def test_a_number_of_one_digit_repeated_is_a_placeholder(kind: str, raw: str) -> None:
    assert clean(kind, raw) == Bad("all_same", "warning", placeholder=True)


@pytest.mark.parametrize(
    "kind", ["resident_id", "account_number", "phone", "cert_number", "waybill", "reference", "document_number"]
)
@pytest.mark.parametrize("raw", ["6.22E+18", "6.22202020011223e+18", "6.22202E18", "6E+18", "6222021234567890000.0"])
def test_a_number_that_went_through_a_float_is_never_matched_on(kind: str, raw: str) -> None:
    assert clean(kind, raw) == Bad("ruined_number")


@pytest.mark.parametrize(
    "kind",
    "resident_id uscc cert_number account_number account tenpay_id alipay_id reference phone email handle wechat qq "
    "waybill device document_number".split(),
)
@pytest.mark.parametrize("raw", ['=HYPERLINK("x")', "=1+1", "＝cmd|'/C calc'!A0", "@SUM(1+1)*9", "+cmd|' /C calc'!A0"])
def test_a_spreadsheet_s_formula_identifies_nothing(kind: str, raw: str) -> None:
    assert isinstance(clean(kind, raw), Bad)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_captioned_in_both_languages(kind: str) -> None:
    assert KINDS[kind].name == kind
    assert KINDS[kind].zh
    assert KINDS[kind].en.isascii()


def test_what_was_cleaned_once_is_remembered_within_bounds() -> None:
    for number in range(50_000):
        clean("int", str(number))
    assert 0 < len(_MEMOS["int"]) <= _MEMO_ENTRIES
    clean("text", "长" * 1000)
    assert "长" * 1000 not in _MEMOS["text"]


def test_an_unknown_kind_is_a_programmer_s_error() -> None:
    with pytest.raises(KeyError):
        clean("no_such_kind", "1")
