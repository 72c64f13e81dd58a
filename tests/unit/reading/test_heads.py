"""Header rows of many hands: each is recognised for what it is, and every header for the column it stands for."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ingest.columns import columns_of
from ingest.headers import alike, normal
from ingest.recognise import find_header
from ingest.source import sources, synonyms

HEADS: dict[str, list[list[str]]] = tomllib.loads(
    Path(__file__).with_name("data").joinpath("heads.toml").read_text("utf-8")
)
NOTHING = [row[0] for row in HEADS.pop("nothing")]
ROWS = [(kind, *row) for kind, rows in HEADS.items() for row in rows]


@pytest.mark.parametrize(("kind", "whose", "headers", "columns"), ROWS, ids=[f"{k}-{w}" for k, w, *_ in ROWS])
def test_a_head_of_other_hands_is_understood(kind: str, whose: str, headers: str, columns: str) -> None:
    cells = headers.split(",")
    match = find_header([[f"{whose}表"], cells])
    assert (match.kind, match.rivals, match.row) == (kind, (), 1)
    held = dict.fromkeys(range(len(cells)), "-") | {index: column.name for index, column in match.columns}
    assert {cells[i]: held[i] for i in held} == dict(zip(cells, columns.split(), strict=True))


@pytest.mark.parametrize("headers", NOTHING)
def test_a_table_of_something_else_is_claimed_by_no_kind(headers: str) -> None:
    match = find_header([headers.split(",")])
    assert (match.kind, match.rivals) == ("", ())


def test_the_unit_of_an_amount_is_never_overlooked() -> None:
    assert alike("交易金额(元)") == alike("交易金额") == alike("发生额")
    assert alike("amount_yuan") == alike("Amount (CNY)") == alike("amount")
    for header in ("交易金额(分)", "交易金额（万元）", "交易金额 (fen)", "amount_fen", "Amount(USD)"):
        assert alike(header) not in (alike("交易金额"), alike("amount"))


def test_a_tenpay_amount_without_a_unit_is_neither_yuan_nor_fen() -> None:
    found = find_header([["用户ID", "交易单号", "借贷类型", "交易时间", "交易金额", "对手方ID"]])
    assert (found.kind, found.nearest, found.missing) == ("", "tenpay_trades", ("交易金额(分)",))


def test_initials_of_two_columns_name_neither() -> None:
    source = sources()["back_office_users"]
    assert [c.name for _, c in columns_of(source, ["YM", "ZH", "SJ"])] == ["site", "handle"]  # 手机 or 上级
    told = columns_of(source, ["YM", "ZH", "SJZH", "SJ"])
    assert [c.name for _, c in told] == ["site", "handle", "superior", "phone"]


@pytest.mark.parametrize("kind", [kind for kind, source in sources().items() if source.columns])
def test_every_header_of_a_kind_stands_for_its_column_among_the_others(kind: str) -> None:
    source = sources()[kind]
    firsts = {column.name: column.headers[0] for column in source.columns}
    for column in source.columns:
        for header in column.headers:
            cells = list((firsts | {column.name: header}).values())
            found = {c.name: cells[index] for index, c in columns_of(source, cells)}
            assert found[column.name] == header
            assert find_header([cells]).kind == kind


@pytest.mark.parametrize("kind", list(synonyms()))
def test_synonyms_are_of_columns_there_are_and_each_says_something_new(kind: str) -> None:
    columns = {column.name: column for column in sources()[kind].columns}
    for name, said in synonyms()[kind].items():
        words = said.split()
        assert len({normal(word) for word in columns[name].headers}) == len(columns[name].headers), name
        others = {alike(h) for other in columns.values() if other.name != name for h in other.headers}
        before = {alike(h) for h in columns[name].headers[: -len(words)]} - others
        assert not [word for word in words if alike(word) in before], name
