"""Workbooks of the corpus: ordinary, hostile and broken ones."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.corpus.forms import changed, ods, ods_row, xlsb, zipped

HEADER = "快递公司,运单号,寄件时间,寄件人,寄件电话".split(",")
ROW = "顺丰,SF1234567890,2026-05-17 10:22:05,张三,13812345678".split(",")
BANK = "交易卡号,交易时间,交易金额,收付标志,交易对手账卡号,交易流水号".split(",")
OLD = Path("tests/unit/reading/data")


def book(fill: Callable[[Any], None], **options: Any) -> bytes:
    """A workbook as xlsxwriter writes it."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as made:
        fill(made)
    return out.getvalue()


def _table(made: Any, name: str | None = None, *rows: list[Any]) -> Any:
    sheet = made.add_worksheet(name)
    for number, row in enumerate([HEADER, *(rows or (ROW,))]):
        sheet.write_row(number, 0, row)
    return sheet


def plain_book() -> bytes:
    return book(_table)


def formula_book() -> bytes:
    def fill(made: Any) -> None:
        sheet = _table(made, None, ROW, ROW)
        sheet.write_formula(1, 3, '="张"&"三"', None, "张三")
        sheet.write_formula(2, 3, '="李"&"四"', None, "")

    return book(fill)


def dde_book() -> bytes:
    def fill(made: Any) -> None:
        _table(made).write_formula(1, 3, "=cmd|'/C calc'!A0", None, "")

    return book(fill)


def external_book() -> bytes:
    def fill(made: Any) -> None:
        sheet = _table(made)
        sheet.write_formula(1, 3, "='file:///etc/[passwd]Sheet1'!$A$1", None, "root")
        sheet.write_url(1, 0, "http://attacker.example/track", string="顺丰")

    return changed(book(fill), "xl/_rels/workbook.xml.rels", lambda old: old.replace(
        b"</Relationships>", b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/externalLink" Target="file:///etc/passwd" TargetMode="External"/></Relationships>'))


def macro_book() -> bytes:
    return changed(plain_book(), "[Content_Types].xml", lambda old: old, {
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1Sub Auto_Open()\nShell \"touch owned\"\nEnd Sub"})


def hidden_book() -> bytes:
    def fill(made: Any) -> None:
        made.add_worksheet("封面").write(0, 0, "见附表")
        sheet = _table(made, "藏", ROW, [*ROW[:1], "SF1234567891", *ROW[2:]])
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})
        sheet.hide()

    return book(fill)


def mixed_book() -> bytes:
    def fill(made: Any) -> None:
        _table(made, "运单")
        sheet = made.add_worksheet("流水")
        sheet.write_row(0, 0, BANK)
        sheet.write_row(1, 0, ["6299000000000001", "2026-05-01 10:00:00", "100", "出", "6299000000000002", "S1"])
        made.add_worksheet("说明").write_column(0, 0, ["本表由某系统导出", "仅供参考"])

    return book(fill)


def hundred_sheets() -> bytes:
    def fill(made: Any) -> None:
        for number in range(100):
            _table(made, f"第{number}页", [ROW[0], f"SF{number:010}", *ROW[2:]])

    return book(fill)


def blank_book() -> bytes:
    return book(lambda made: made.add_worksheet())


def picture_book() -> bytes:
    def fill(made: Any) -> None:
        made.add_worksheet().insert_image(0, 0, "x.png", {"image_data": BytesIO(png())})

    return book(fill)


def png() -> bytes:
    """A picture of one dot."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0\0\0\0")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts)


def merged_book() -> bytes:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        sheet.merge_range(0, 0, 0, 4, "某快递公司协查表")
        sheet.write_row(1, 0, HEADER)
        sheet.write_row(2, 0, ROW)
        sheet.write_row(3, 0, ["", "SF1234567891", *ROW[2:]])
        sheet.merge_range(2, 0, 3, 0, "顺丰")

    return book(fill)


def number_book() -> bytes:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, BANK)
        sheet.write_row(1, 0, [6222020200112233445, "2026-05-01 10:00:00", 100.1, "出", "6299000000000002", 7])
        sheet.write_row(2, 0, ["6222020200112233445", "2026-05-01 10:00:00", 0.1 + 0.2, "出", "6299000000000002", 8])

    return book(fill)


def error_book() -> bytes:
    def fill(made: Any) -> None:
        sheet = _table(made, None, ROW, [*ROW[:3], "", ""], [*ROW[:1], "", *ROW[2:]])
        sheet.write_formula(2, 3, "=NA()", None, "#N/A")
        sheet.write_formula(3, 1, "=1/0", None, "#DIV/0!")

    return book(fill)


def date_book() -> bytes:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        as_date = made.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        for row, moment in enumerate((datetime(2026, 5, 17, 10, 22, 5), datetime(2026, 5, 17)), 1):  # noqa: DTZ001
            sheet.write_row(row, 0, [ROW[0], f"SF000000000{row}"])
            sheet.write_datetime(row, 2, moment, as_date)
        sheet.write_row(3, 0, [ROW[0], "SF0000000003", 46159.43])

    return book(fill, date_1904=True)


def sheet_names_book() -> bytes:
    def fill(made: Any) -> None:
        for number in range(4):
            _table(made, f"n{number}", [ROW[0], f"SF{number:010}", *ROW[2:]])

    names = {b'name="n0"': b'name="=cmd"', b'name="n1"': b'name="../../x"', b'name="n2"': b'name="&lt;b&gt;"',
             b'name="n3"': b'name="a&#x202e;b"'}
    return changed(book(fill), "xl/workbook.xml", lambda old: _replaced(old, names))


def _replaced(old: bytes, names: dict[bytes, bytes]) -> bytes:
    for before, after in names.items():
        old = old.replace(before, after)
    return old


def corner_book() -> bytes:
    return book(lambda made: _table(made).write(1_048_575, 16_383, "x"))


def styled_book() -> bytes:
    def fill(made: Any) -> None:
        sheet = _table(made)
        for column in range(20):
            sheet.write_blank(1_048_575, column, None, made.add_format({"border": 1}))

    return book(fill)


def bomb_book() -> bytes:
    return changed(plain_book(), "xl/styles.xml", lambda old: old + b" " * (40 << 20))


def entity_book() -> bytes:
    declared = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "' + b"x" * 1000 + b'"><!ENTITY b "' + b"&a;" * 1000
    declared += b'"><!ENTITY c "' + b"&b;" * 1000 + b'"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    return changed(plain_book(), "xl/workbook.xml",
                   lambda old: declared + old.split(b"?>", 1)[1].replace(b"Sheet1", b"&c;&f;"))


def claim_book() -> bytes:
    return changed(plain_book(), "xl/sharedStrings.xml",
                   lambda old: old.replace(b"uniqueCount=", b'uniqueCount="4294967295" u='))


def half_book() -> bytes:
    whole = plain_book()
    return whole[: len(whole) // 2]


def missing_sheet_book() -> bytes:
    return changed(plain_book(), "xl/worksheets/sheet1.xml", None)


def garbled_book() -> bytes:
    return changed(plain_book(), "xl/worksheets/sheet1.xml", lambda old: random.Random(1).randbytes(2000))


def password_book() -> bytes:
    return (OLD / "password.xlsx").read_bytes()


def old_book() -> bytes:
    return (OLD / "waybills.xls").read_bytes()


def broken_old_book() -> bytes:
    whole = bytearray(old_book())
    noise = random.Random(2)
    for at in range(600, len(whole), 37):
        whole[at] = noise.randrange(256)
    return bytes(whole)


def open_book() -> bytes:
    return ods(ods_row(HEADER), ods_row(ROW), ods_row([""], 1_048_574, 16_384))


def open_bomb() -> bytes:
    return ods(ods_row(HEADER), ods_row(["x"], 1_048_574, 16_384))


def binary_book() -> bytes:
    return xlsb([HEADER, ROW])


def html_book() -> bytes:
    cells = "".join(f"<td>{cell}</td>" for cell in HEADER)
    return f"<html><meta charset=gb2312><table><tr>{cells}</tr></table></html>".encode("gb18030")


def xml_book() -> bytes:
    return ('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet>'
            "<Table><Row><Cell><Data>运单号</Data></Cell></Row></Table></Worksheet></Workbook>").encode()


def renamed_csv() -> bytes:
    return f"{','.join(HEADER)}\n{','.join(ROW)}\n".encode("gb18030")


def word_document() -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>"})


def renamed_book() -> bytes:
    return plain_book()
