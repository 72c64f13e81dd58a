"""Tables as the truth knows them, and how they become files: each row carries the outcome a right reader reaches."""

import csv
import io
import json
from dataclasses import dataclass, field
from datetime import datetime

import xlsxwriter

from scripts.sample.mint import at

Cell = object  # text, number or moment; in JSON any value


@dataclass(eq=False)
class Row:
    """One data row. ``outcome``: accepted, rejected or no_data; ``flags``: cells a reader must complain about."""

    cells: dict[str, Cell]
    outcome: str = "accepted"
    why: str = ""
    flags: dict[str, str] = field(default_factory=dict)
    overflow: list[str] = field(default_factory=list)
    number: int = 0


@dataclass(eq=False)
class Sheet:
    """Rows under one header; ``title`` is a merged line above it."""

    header: list[str]
    rows: list[Row]
    name: str = ""
    title: str = ""


@dataclass(eq=False)
class CaseFile:
    """A file of the case. ``form``: csv, tsv, xlsx, json, ndjson or text (one cell ``text`` per record)."""

    path: str
    kind: str | None
    form: str
    sheets: list[Sheet]
    encoding: str = "utf-8"
    tab_padded: bool = False
    wrap: bool = False  # JSON: the records lie inside an answer's envelope
    note: str = ""

    @property
    def rows(self) -> list[Row]:
        return [row for sheet in self.sheets for row in sheet.rows]

    def render(self) -> bytes:
        """The file's bytes; sets every row's number."""
        if self.form == "xlsx":
            return self._xlsx()
        writers = {
            "csv": self._delimited,
            "tsv": self._delimited,
            "json": self._json,
            "ndjson": self._json,
            "text": self._text,
        }
        return writers[self.form]().encode(self.encoding)

    def _delimited(self) -> str:
        out, sheet = io.StringIO(newline=""), self.sheets[0]
        writer = csv.writer(out, delimiter="\t" if self.form == "tsv" else ",", lineterminator="\r\n")
        pad = "\t" if self.tab_padded else ""
        writer.writerow([name + pad for name in sheet.header])
        for row in sheet.rows:
            row.number = out.getvalue().count("\n") + 1
            writer.writerow([f"{plain(row.cells.get(name))}{pad}" for name in sheet.header] + row.overflow)
        return out.getvalue()

    def _json(self) -> str:
        records = []
        for number, row in enumerate(self.sheets[0].rows, 1):
            row.number = number
            records.append(row.cells)
        if self.form == "ndjson":
            return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        document: object = records
        if self.wrap:
            document = {
                "code": 200,
                "msg": "操作成功",
                "params": {"list": records, "total": len(records)},
                "success": True,
            }
        elif len(records) == 1:
            document = records[0]
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"

    def _text(self) -> str:
        text = ""
        for row in self.sheets[0].rows:
            row.number = text.count("\n") + 1
            text += f"{row.cells['text']}\n"
        return text

    def _xlsx(self) -> bytes:
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        book.set_properties({"created": at("2026-05-31", "09:00:00").replace(tzinfo=None)})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        heading = book.add_format({"bold": True, "align": "center"})
        for sheet in self.sheets:
            page, line = book.add_worksheet(sheet.name), 0
            if sheet.title:
                page.merge_range(0, 0, 0, len(sheet.header) - 1, sheet.title, heading)
                line = 1
            page.write_row(line, 0, sheet.header)
            for row in sheet.rows:
                line += 1
                row.number = line + 1
                for column, name in enumerate(sheet.header):
                    value = row.cells.get(name)
                    if isinstance(value, datetime):
                        page.write_datetime(line, column, value.replace(tzinfo=None), moment)
                    elif isinstance(value, int | float):
                        page.write_number(line, column, value)
                    elif value:
                        page.write_string(line, column, value)
        book.close()
        return out.getvalue()


def plain(value: Cell) -> str:
    """A cell as text in a delimited file."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    return "" if value is None else str(value)


def columns(names: str) -> list[str]:
    """A header, written with spaces between the names."""
    return names.split()


def header_again(sheet: Sheet, place: int) -> None:
    """Repeat the header among the rows, as exports joined by hand do."""
    row: dict[str, Cell] = {name: name for name in sheet.header}
    sheet.rows.insert(place, Row(row, "no_data", "重复的表头"))


def blank(sheet: Sheet, place: int) -> None:
    """A row of empty cells."""
    sheet.rows.insert(place, Row({}, "no_data", "空行"))


def spoil(row: Row, column: str, value: Cell, why: str, *, rejects: bool = False) -> None:
    """Damage a cell; a right reader flags it, or rejects the row when the row rests on it."""
    row.cells[column] = value
    row.flags[column] = why
    if rejects:
        row.outcome, row.why = "rejected", why
