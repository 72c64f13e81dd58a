"""The forms in which one table or one text arrives: (form, content, ending of the name, "" or "!member")."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Sequence

import xlsxwriter

Form = tuple[str, bytes, str, str]


def of_table(table: Sequence[Sequence[str]]) -> list[Form]:
    """A table, header first. What names its fields twice is no JSON."""
    plain = _delimited(table, ",")
    found: list[Form] = [
        ("CSV, GB18030, tabs behind the cells", _delimited([[c + "\t" for c in row] for row in table], ",").encode(
            "gb18030"), ".csv", ""),
        ("CSV, UTF-8 with BOM, title row", ("二、反馈明细\r\n" + plain).encode("utf-8-sig"), ".csv", ""),
        ("text by tabs, UTF-16", _delimited(table, "\t").encode("utf-16"), ".txt", ""),
        ("text by semicolons, called .xls", _delimited(table, ";").encode("gb18030"), ".xls", ""),
        ("columns in the opposite order", _delimited([row[::-1] for row in _even(table)], ",").encode(), ".csv", ""),
        ("XLSX with a title", _workbook(table), ".xlsx", ""),
        ("ZIP with a member named in GBK", _zip({"表.csv": plain.encode()}, "gb18030"), ".zip", "!表.csv"),
        ("ZIP in a ZIP", _zip({"内.zip": _zip({"a.txt": _delimited(table, "\t").encode()})}), ".zip", "!内.zip!a.txt"),
        ("GZ", gzip.compress(plain.encode("gb18030"), mtime=0), ".gz", ""),
    ]
    if len(set(table[0])) == len(table[0]):
        records = [dict(zip(table[0], row, strict=True)) for row in _even(table)[1:]]
        lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        found += [("JSON lines", lines.encode(), ".txt", ""),
                  ("JSON in an envelope", json.dumps({"code": 0, "data": {"rows": records}}).encode(), ".dat", "")]
    return found


def of_text(text: str, suffix: str) -> list[Form]:
    """A text that is no table: in other encodings, under another ending, packed."""
    return [
        ("as it is", text.encode(), suffix, ""), ("GB18030", text.encode("gb18030"), suffix, ""),
        ("UTF-16", text.encode("utf-16"), ".dat", ""), ("UTF-8 with BOM", text.encode("utf-8-sig"), ".log", ""),
        ("ZIP", _zip({"导出/1": text.encode()}), ".zip", "!导出/1"),
    ]


def _even(table: Sequence[Sequence[str]]) -> list[list[str]]:
    """Rows as long as the header."""
    width = len(table[0])
    return [[*row, *[""] * (width - len(row))][:width] for row in table]


def _delimited(table: Sequence[Sequence[str]], delimiter: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(table)
    return out.getvalue()


def _workbook(table: Sequence[Sequence[str]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("反馈")
        sheet.merge_range(0, 0, 0, len(table[0]) - 1, "反馈明细")
        for number, row in enumerate(table, 1):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell)
    return out.getvalue()


def _zip(members: dict[str, bytes], names: str = "utf-8") -> bytes:
    """A ZIP; names in another encoding are not marked as UTF-8, as most Chinese programs leave them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr("@" * len(name.encode(names)) if names != "utf-8" else name, content)
    content = out.getvalue()
    for name in members if names != "utf-8" else ():
        raw = name.encode(names)
        content = content.replace(b"@" * len(raw), raw)
    return content
