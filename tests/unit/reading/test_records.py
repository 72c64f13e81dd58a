"""JSON in all its wrappings, lines of JSON, and texts that a source reads by itself."""

from __future__ import annotations

import json

import pytest

from ingest.reading import Limits
from tests.unit.reading.files import HEADER, ROW, Read

RECORD = dict(zip(HEADER.split(","), ROW.split(","), strict=True))
WHOIS = """Domain Name: mem-cx.cn
ROID: 1
Registrant: 张三
Sponsoring Registrar: 某注册
Registration Time: 2026-01-01 00:00:00
"""


@pytest.mark.parametrize(
    "value",
    [
        [RECORD, RECORD],
        {"code": 200, "params": {"total": 2, "list": [RECORD, RECORD]}, "log": [{"id": 1}, {"id": 2}, {"id": 3}]},
    ],
)
def test_the_records_are_found_inside_their_wrapping(read: Read, value: object) -> None:
    found = read(json.dumps(value, ensure_ascii=False))
    assert found.kinds == ["waybills"]
    assert found.rows == [(1, ROW.split(",")), (2, ROW.split(","))]


def test_one_object_is_one_record(read: Read) -> None:
    assert read(json.dumps(RECORD)).rows == [(1, ROW.split(","))]


def test_lines_of_json_are_rows_of_the_file_and_a_broken_one_is_rejected_by_its_number(read: Read) -> None:
    line = json.dumps(RECORD, ensure_ascii=False)
    found = read(f"{line}\n{line}\n\n{{broken\n{json.dumps({**RECORD, '物品': '文件'})}\n")
    assert [row for row, _ in found.rows] == [1, 2, 3, 4, 5]
    assert found.tables[0].headers == (*HEADER.split(","), "物品")
    assert found.rows[-1][1][-1] == "文件"
    assert [(issue.row, issue.code, issue.severity) for issue in found.issues] == [(4, "bad_line", "error")]


def test_long_numbers_keep_every_digit(read: Read) -> None:
    text = json.dumps([RECORD]).replace('"13812345678"', "62220202001122334455667").replace('"SF1234567890"', "1e3")
    cells = read(text).rows[0][1]
    assert cells[4] == "62220202001122334455667"
    assert cells[1] == "1e3"


def test_nested_values_become_text(read: Read) -> None:
    record = {**RECORD, "物品": ["证件", "证书"], "收件地址": {"省": "江苏"}, "收件人": None, "签收时间": True}
    cells = dict(zip((found := read(json.dumps(record))).tables[0].headers, found.rows[0][1], strict=True))
    assert cells["物品"] == "证件\n证书"
    assert json.loads(cells["收件地址"]) == {"省": "江苏"}
    assert (cells["收件人"], cells["签收时间"]) == ("", "true")


def test_half_a_surrogate_pair_is_marked_as_damaged(read: Read) -> None:
    cells = read(json.dumps([RECORD]).replace('"\\u5f20\\u4e09"', '"\\ud800\\u4e09"')).rows[0][1]
    assert cells[3] == "\ufffd三"
    assert "".join(cells).encode()


def test_a_text_that_a_source_reads_is_recognised_by_its_content(read: Read) -> None:
    found = read(WHOIS.encode("gb18030"))
    assert found.kinds == ["whois"]
    assert found.tables[0].sure == 1.0
    assert len(found.rows) == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [('[{"a": 1}', "bad_json"), ("[" * 100_000 + "]" * 100_000, "too_deep"), ("[1, 2]", "unknown_kind")],
)
def test_what_is_wrong_with_json_is_said(read: Read, text: str, code: str) -> None:
    found = read(text)
    assert found.codes == [code]
    assert found.issues[0].message("zh") != found.issues[0].message("en")


def test_json_beyond_the_limit_is_refused_and_names_it(read: Read) -> None:
    found = read(json.dumps([RECORD] * 9000), limits=Limits(json=1 << 20))
    assert found.codes == ["too_large"]
    assert "1.0 MB" in found.issues[0].message("zh")


def test_items_that_are_no_objects_are_rejected_one_by_one(read: Read) -> None:
    found = read(json.dumps([RECORD, 7, RECORD]))
    assert [(issue.row, issue.code) for issue in found.issues] == [(2, "not_an_object")]
    assert len(found.rows) == 3
