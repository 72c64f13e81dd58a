"""Whatever stands in a cell or a document, no source stumbles over it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.model.kinds import KINDS
from ingest.chunking import RawChunk
from ingest.mapping import Mapper
from ingest.source import Source, sources

CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from([
        "", "无", "110101199003070126", "91110101MA01XUGW03", "T110101199003070126", "6222020011112222333",
        "13800138000", "6.22202E+18", "2026-03-01 12:00:00", "-1", "0", "进", "查无此人", "http://[::1", "a@b.c",
        "xn--a.cn", "1.2.3.4", "::1",
        "微信：abc、QQ 12345", "支付宝 2088123412341234(张三)", "\ud800", "=1+1", "*.cn", "((((", "[" * 50,
    ]),
)  # fmt: skip
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from("ldhName events eventAction entities roles vcardArray nameservers status".split()), inner
        ),
    ),
    max_leaves=20,
)


@pytest.mark.parametrize("source", sources().values(), ids=lambda source: source.kind)
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_cells_are_accepted_or_refused_with_a_reason(source: Source, data: st.DataObject) -> None:
    headers = tuple(column.headers[0] for column in source.columns)
    cells = data.draw(st.lists(CELLS, min_size=len(headers), max_size=len(headers)))
    _, outcome = Mapper(source.kind, headers).map(RawChunk(source.kind, headers, 2, [(0, cells)]))
    assert not [issue for issue in outcome.issues if issue.code == "row_failed"]
    assert outcome.accepted + outcome.no_data + len(outcome.rejected) == 1


@pytest.mark.parametrize("source", sources().values(), ids=lambda source: source.kind)
def test_every_column_names_a_known_kind_of_value(source: Source) -> None:
    assert {column.kind for column in source.columns} <= set(KINDS)


@settings(max_examples=200, deadline=None)
@given(JSON.map(lambda v: json.dumps({**v, "objectClassName": "domain"} if isinstance(v, dict) else v)))
def test_any_rdap_answer_can_be_read(text: str) -> None:
    document = sources()["rdap"].document
    assert document
    for _, raw in document(text) or ():
        assert all(isinstance(cell, str) for cell in raw.values())


@pytest.mark.parametrize("kind", ["whois", "tenpay_registration"])
@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([
    "Domain Name: a.cn", "Domain Name:", "Registrar: x", ">>> end", "域名：b.cn", "账户状态\t账号\t注册姓名",
    "\t\t\t\t\t\t行\t卡", "注销信息", "账号a不存在", "正常\twxid_a1234", "", ":", "::::",
])))  # fmt: skip
def test_any_lines_can_be_read(kind: str, lines: list[str]) -> None:
    document = sources()[kind].document
    assert document
    found = list(document("\n".join(lines)) or ())
    assert [number for number, _ in found] == sorted({number for number, _ in found})
