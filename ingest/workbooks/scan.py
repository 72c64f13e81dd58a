"""A look into an XLSX workbook before it is read: how large its sheets are, and which cells hold formulas.

The reader keeps a whole sheet in memory, as large as its outermost cells span, and does not tell formulas from data.
A workbook of a few kilobytes can fill the last cell of the last row, or unpack to gigabytes. So the XML is streamed
first: real unpacked sizes are counted, every cell that holds something is looked at.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

COLUMNS = 1 << 14
"""Columns of a sheet at most."""

_CHUNK = 1 << 20
_LONGEST_TAGLESS = 1 << 22  # a cell holds 32,767 characters, so nothing well made comes near
_CELL_TO_FORMULA = 1 << 16
_LARGEST_INDEX = 1 << 23
_FILLED = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]+)([0-9]+)[\"'][^<>]*(?<!/)>")
_FORMULA = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]+)([0-9]+)[\"'][^<>]*>\s*<(?:\w+:)?f[\s/>]")
_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"


class TooLargeError(Exception):
    """The workbook is larger than a limit; says both."""


class CorruptError(Exception):
    """The workbook is not built as a workbook is; names the part."""


@dataclass(slots=True)
class SheetScan:
    """The extent of a sheet (rows and columns up to the outermost filled cell) and its formula cells, in order.

    A formula cell is `row * COLUMNS + column`, both counted from 0.
    """

    rows: int = 0
    columns: int = 0
    formulas: array[int] = field(default_factory=lambda: array("Q"))


def scan(archive: ZipFile, unpacked_limit: int, cells_limit: int) -> dict[str, SheetScan]:
    """Stream every member of an XLSX workbook once; gives its sheets by name, none for the other forms.

    Raises TooLargeError, CorruptError, or what zipfile and the XML parser raise for a damaged archive.
    """
    unpacked, seen = sum(member.file_size for member in archive.infolist()), set()
    if unpacked > unpacked_limit:
        raise TooLargeError(f"workbook: {unpacked >> 20} MB > {unpacked_limit >> 20} MB")
    if _WORKBOOK not in archive.namelist():
        return {}
    parts = _sheet_parts(archive)
    scans = {part: SheetScan() for part in parts.values()}
    for member in archive.infolist():
        part = _part(member.filename)
        seen.add(part)
        with archive.open(member) as stream:  # gives no more than the size it claims, or raises
            for text in _pieces(stream) if part in scans else ():
                _note(text, scans[part], cells_limit)
    if not seen.issuperset(scans):
        raise CorruptError("xl/worksheets")
    return {name: scans[part] for name, part in parts.items()}


def column_number(letters: bytes) -> int:
    """The 1-based number of a column: A 1, Z 26, AA 27."""
    number = 0
    for letter in letters[:5].upper():
        number = number * 26 + letter - 64
    return number


def _part(target: str) -> str:
    path = target.replace("\\", "/").lower().lstrip("/")
    return path if path.startswith("xl/") else f"xl/{path}"


def _sheet_parts(archive: ZipFile) -> dict[str, str]:
    """Sheet name → the member that holds the sheet."""
    targets = {relation.get("Id"): relation.get("Target", "") for relation in _index(archive, _RELATIONS)}
    found = {}
    for sheet in _index(archive, _WORKBOOK).iter():
        if sheet.tag.endswith("}sheet"):
            relation = next((value for name, value in sheet.items() if name.endswith("}id")), "")
            found[sheet.get("name", "")] = _part(targets.get(relation, ""))
    return found


def _index(archive: ZipFile, name: str) -> Element:
    with archive.open(name) as stream:
        return fromstring(stream.read(_LARGEST_INDEX))  # noqa: S314 - expat fetches nothing and refuses entity bombs


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """The text in pieces that never part a tag, nor a cell and its formula."""
    tail = b""
    while chunk := stream.read(_CHUNK):
        text = tail + chunk
        tag = max(text.rfind(b"<"), 0)
        cell = text.rfind(b"<", 0, max(text.rfind(b" r="), 0))
        end = cell if cell >= 0 and len(text) - cell < _CELL_TO_FORMULA else tag
        tail = text[end:]
        if len(tail) > _LONGEST_TAGLESS or b"\0" in chunk:
            raise CorruptError("xl/worksheets")
        yield text[:end]
    yield tail


def _note(text: bytes, sheet: SheetScan, cells_limit: int) -> None:
    filled = _FILLED.findall(text)
    sheet.columns = max(sheet.columns, *map(column_number, {letters for letters, _ in filled}), 0)
    sheet.rows = max(sheet.rows, *(int(digits[:12]) for digits in {digits for _, digits in filled}), 0)
    if sheet.rows * sheet.columns > cells_limit or sheet.columns > COLUMNS:
        raise TooLargeError(f"sheet_cells: {sheet.rows} × {sheet.columns} > {cells_limit}")
    if b"<f" in text or b":f" in text:
        for letters, digits in _FORMULA.findall(text):
            sheet.formulas.append((int(digits[:12]) - 1) * COLUMNS + column_number(letters) - 1)
