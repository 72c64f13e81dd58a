"""Entities, links and facts as tables: CSV for programs, one workbook for people. Every fact names its source row.

Cells are text, never formulas: a value that a spreadsheet could run is written with a leading apostrophe in CSV.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from graphkit.model.catalog import ENTITY_TYPES, LINK_TYPES
from graphkit.model.records import Claim, Subgraph
from graphkit.words import printable, text, yuan

_EXCEL_ROWS = 1_000_000
_CELL = 32_000
_RUNS = tuple("=+-@\t\r\n＝＋－＠")
"""What makes a spreadsheet take a cell for a formula; the wide forms do in Chinese settings."""
_MONEY = frozenset({"money_yuan", "money_fen"})


def shown(type_name: str, field: str, value: object) -> str:
    """A property value as people read it."""
    declared = ENTITY_TYPES.get(type_name) or LINK_TYPES[type_name]
    kind = next((f.kind for f in declared.fields if f.name == field), "")
    return yuan(value) if kind in _MONEY and isinstance(value, int) else str(value)


def entity_rows(graph: Subgraph, lang: str) -> Iterator[list[str]]:
    """The header, then one row per entity: id, type, caption, and all that is known of it in words."""
    yield heads(("id", "type", "caption", "known"), lang)
    for entity in graph.entities.values():
        declared = ENTITY_TYPES[entity.type]
        known = (f"{getattr(declared.field(name), lang)}: {_joined(entity.type, name, values)}"
                 for name, values in entity.properties.items())
        yield [entity.id, getattr(declared, lang), entity.caption, "；".join(known)]


def type_rows(graph: Subgraph, type_name: str, lang: str) -> Iterator[list[str]]:
    """The header, then one row per entity of one type, a column per property."""
    fields = ENTITY_TYPES[type_name].fields
    yield [*heads(("id",), lang), *(getattr(f, lang) for f in fields)]
    for entity in graph.entities.values():
        if entity.type == type_name:
            stated = entity.properties
            yield [entity.id, *(_joined(type_name, f.name, stated.get(f.name, ())) for f in fields)]


def _joined(type_name: str, field: str, values: Iterable[object]) -> str:
    return "；".join(shown(type_name, field, value) for value in values)


def link_rows(graph: Subgraph, amounts: Mapping[str, int], lang: str) -> Iterator[list[str]]:
    """The header, then one row per link; `amounts` gives what moved over a total, each transfer counted once, in 分."""
    yield heads(("id", "type", "source", "source_caption", "target", "target_caption", "count", "amount_yuan",
                  "first_time", "last_time"), lang)
    captions = {e.id: e.caption for e in graph.entities.values()}
    for link in graph.links.values():
        amount = yuan(amounts[link.id]) if link.id in amounts else ""
        yield [link.id, getattr(LINK_TYPES[link.type], lang), link.source, captions.get(link.source, ""), link.target,
               captions.get(link.target, ""), str(link.count or ""), amount, link.first_time, link.last_time]


def fact_rows(claims: Iterable[tuple[str, str, Claim]], graph: Subgraph, lang: str) -> Iterator[list[str]]:
    """The header, then one row per stated value: what it is about, the value, and file, sheet and row."""
    yield heads(("id", "type", "about", "property", "value", "file", "sheet", "row", "sha256"), lang)
    captions = {e.id: e.caption for e in graph.entities.values()}
    about = captions | {k.id: f"{captions.get(k.source, '')} → {captions.get(k.target, '')}"
                        for k in graph.links.values()}
    for subject, type_name, claim in claims:
        declared = ENTITY_TYPES.get(type_name) or LINK_TYPES[type_name]
        fields = {f.name: getattr(f, lang) for f in declared.fields}
        place = [claim.ref.file, claim.ref.sheet, str(claim.ref.row), claim.ref.sha256]
        stated = claim.values.items() or [("", "")]
        for name, value in stated:
            yield [subject, getattr(declared, lang), about.get(subject, ""), fields.get(name, name),
                   shown(type_name, name, value), *place]


def judgement_rows(words: Iterable[Sequence[str]], lang: str) -> Iterator[Sequence[str]]:
    """The header, then one row per word of an investigator that the content follows."""
    yield heads(("id", "said", "who", "when", "why"), lang)
    yield from words


def write_csv(path: Path, rows: Iterable[Sequence[str]]) -> None:
    """UTF-8 with mark, as spreadsheets expect it."""
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        csv.writer(file).writerows([guarded(plain(cell)) for cell in row] for row in rows)


def write_workbook(path: Path, sheets: Mapping[str, Iterable[Sequence[str]]], made: datetime | None = None) -> None:
    """One sheet per table, text cells, header frozen; a table too long for a sheet goes on in another.

    `made`: what it says of when it was made, now unless stated.
    """
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        if made:
            book.set_properties({"created": made})
        bold = book.add_format({"bold": True})
        for title, rows in sheets.items():
            feed = iter(rows)
            header = next(feed)
            sheet, number, part = _sheet(book, title, header, bold), 1, 1
            for row in feed:
                if number >= _EXCEL_ROWS:
                    part += 1
                    sheet, number = _sheet(book, f"{title} {part}", header, bold), 1
                for column, cell in enumerate(row):
                    sheet.write_string(number, column, fitting(cell))
                number += 1


def _sheet(book: Any, title: str, header: Sequence[str], bold: Any) -> Any:
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, 0)
    for column, head in enumerate(header):
        sheet.write_string(0, column, fitting(head), bold)
    return sheet


def plain(value: str) -> str:
    """Evidence text as every form of the bundle holds it: control and direction characters are written out
    (‹U+202E›), lines end with \\n."""
    return printable(value.replace("\r\n", "\n").replace("\r", "\n"), "\n\t")


def fitting(value: str) -> str:
    """`plain`, no longer than a spreadsheet's cell can be (counted in UTF-16, as spreadsheets do)."""
    whole = plain(value)
    units = whole.encode("utf-16-le") if len(whole) * 2 > _CELL else b""
    return whole if len(units) <= _CELL * 2 else units[: _CELL * 2].decode("utf-16-le", "ignore") + "…"


def guarded(cell: str) -> str:
    """A spreadsheet must not run what evidence says."""
    return f"'{cell}" if cell[:1] in _RUNS else cell


def heads(names: Iterable[str], lang: str) -> list[str]:
    """The header of a table, by the names of its columns in words/export.toml (`head_…`)."""
    return [text(f"export.head_{name}", lang) for name in names]
