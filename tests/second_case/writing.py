"""Writing a table in one of the forms in which such files arrive, and counting what a reader must find in it."""

import csv
import io
import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.second_case.world import clock

Row = tuple[dict[Any, Any], str, str]


@dataclass
class Sheet:
    """One table: `columns` maps the printed header to the key of the row; repeated headers are normal, hence pairs."""

    columns: list[tuple[str, Any]]
    rows: list[Row]
    titles: tuple[str, ...] = ()
    name: str = ""
    time: str = "%Y-%m-%d %H:%M:%S"

    def lines(self) -> list[tuple[list[str], str, str]]:
        """(cells, outcome, why) of each line below the header."""
        return [([self.text(row.get(key, "")) for _header, key in self.columns], outcome, why) for row, outcome,
                why in self.rows]

    def text(self, value: Any) -> str:
        return value.strftime(self.time) if isinstance(value, datetime) else str(value)


@dataclass
class Written:
    path: str
    kind: str | None
    form: str
    encoding: str | None
    counts: dict[str, int]
    special: list[dict[str, Any]] = field(default_factory=list)
    checked: bool = True  # whether the counts follow from the notes without doubt


def same(*names: str) -> list[tuple[str, Any]]:
    """Columns printed under their own names."""
    return [(name, name) for name in names]


def write(folder: Path, path: str, kind: str | None, sheets: list[Sheet], encoding: str = "utf-8", *, tab: str = "",
          delimiter: str = ",",
          checked: bool = True) -> Written:
    """`tab` is what an export leaves behind every cell; the path's ending tells the form (.xls is text, as often)."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    form = target.suffix[1:]
    if form == "xlsx":
        _workbook(target, sheets)
    elif form in ("json", "jsonl"):
        sheet = sheets[0]
        records = [{header: _plain(sheet, row.get(key, "")) for header, key in sheet.columns} for row, _o,
                   _w in sheet.rows]
        lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        text = json.dumps(records, ensure_ascii=False, indent=1) if form == "json" else lines
        target.write_bytes(text.encode(encoding))
    else:
        out = io.StringIO()
        for title in sheets[0].titles:
            out.write(title + "\r\n")
        writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
        writer.writerow([header + tab for header, _key in sheets[0].columns])
        writer.writerows([[cell + tab for cell in cells] for cells, _outcome, _why in sheets[0].lines()])
        target.write_bytes(out.getvalue().encode(encoding))
    counts = {"accepted": 0, "rejected": 0, "no_data": 0}
    special: list[dict[str, Any]] = []
    for sheet in sheets:
        first = 1 if form in ("json", "jsonl") else 2 + len(sheet.titles)
        for place, (_cells, outcome, why) in enumerate(sheet.rows):
            counts[outcome] += 1
            if outcome != "accepted":
                special.append({"sheet": sheet.name, "row": first + place, "outcome": outcome, "why": why})
    return Written(path, kind, form, None if form == "xlsx" else encoding, counts, special, checked)


def _plain(sheet: Sheet, value: Any) -> Any:
    return sheet.text(value) if isinstance(value, datetime) else value


def _workbook(target: Path, sheets: list[Sheet]) -> None:
    import xlsxwriter
    with xlsxwriter.Workbook(str(target), {"in_memory": True}) as book:
        book.set_properties({"created": clock(2026, 4, 20)})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name or "Sheet1")
            width = len(sheet.columns) - 1
            for place, title in enumerate(sheet.titles):
                page.merge_range(place, 0, place, max(width, 1), title)
            for column, (header, _key) in enumerate(sheet.columns):
                page.write_string(len(sheet.titles), column, header)
            for place, (cells, _outcome, _why) in enumerate(sheet.lines(), len(sheet.titles) + 1):
                for column, cell in enumerate(cells):
                    page.write_string(place, column, cell)
