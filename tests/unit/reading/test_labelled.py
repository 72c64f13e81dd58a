"""Texts of labelled lines are records: of a known kind where the labels tell one, else for a person to assign."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.workbench import open_workbench
from ingest.mappings import parse_mapping
from tests.unit.reading.files import HEADER, ROW, Read

FORM = "\n".join(f"{label}：{value}" for label, value in zip(HEADER.split(","), ROW.split(","), strict=True))
UNKNOWN = "甲栏: T110101199003074477\n乙栏: 张三\n丙栏: 加急\n当日取\n\n甲栏: T110101199003070003\n乙栏：李四\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("between", ["\n\n", "\n--------\n", "\n"])
def test_a_form_filled_in_line_by_line_is_a_table(read: Read, encoding: str, between: str) -> None:
    found = read(between.join([FORM] * 3).encode(encoding))
    assert found.kinds == ["waybills"]
    assert [cells for _, cells in found.rows] == [ROW.split(",")] * 3


def test_a_record_stands_at_its_first_line_and_a_value_may_go_on(read: Read) -> None:
    found = read("登记表\n" + UNKNOWN * 3)
    assert found.tables[0].headers == ("甲栏", "乙栏", "丙栏")
    assert found.rows[:2] == [(2, ["T110101199003074477", "张三", "加急\n当日取"]),
                              (7, ["T110101199003070003", "李四", ""])]


@pytest.mark.parametrize("text", [
    "情况说明\n经查：张三系某公司员工。\n该人于三月购证。\n特此说明\n联系人：李四\n", "一句话", "网址\nhttp://a.example/\nhttp://b.example/\n",
    "结论：无\n", "2026-05-17 10:22:05 启动\n2026-05-17 11:22:06 停止\n",
])
def test_a_letter_is_no_table(read: Read, text: str) -> None:
    found = read(text)
    assert (found.kinds or [""]) == [""]
    assert found.rows == []


def test_its_labels_can_be_assigned_and_are_recognised_from_then_on(tmp_path: Path) -> None:
    path = tmp_path / "后台.txt"
    path.write_text(UNKNOWN, "utf-8")
    with open_workbench(f"sqlite:///{tmp_path}/graph.db") as wb:
        (before,) = wb.ingest(path).files
        assert (before.kind, [i.code for i in before.issues]) == ("", ["unknown_kind"])
        (table,) = wb.unknown_tables(str(path))
        assert table.headers == ("甲栏", "乙栏", "丙栏")
        (report,) = wb.ingest(path, mappings=[parse_mapping(
            'name = "后台"\nkind = "back_office"\n[columns]\n"甲栏" = "证书编号"\n"乙栏" = "姓名"\n"丙栏" = ""\n'
            '[constants]\n"站点域名" = "zs.example.com"\n')]).files
        assert (report.kind, report.rows, report.accepted) == ("back_office", 2, 2)
        assert {claim.ref.row for claim in wb.show("Website:zs.example.com").claims} == {1, 6}
        later = path.with_name("又.txt")
        later.write_text("甲栏: T110101199003070011\n乙栏: 王五\n丙栏: \n", "utf-8")
        assert wb.ingest(later).files[0].accepted == 1
