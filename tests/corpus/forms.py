"""Writers of forms that no installed library writes, or none would write so badly."""

from __future__ import annotations

import struct
import tarfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_CONTENT = (
    f'<office:document-content xmlns:office="{_OFFICE}:office:1.0" xmlns:table="{_OFFICE}:table:1.0"'
    f' xmlns:text="{_OFFICE}:text:1.0"><office:body><office:spreadsheet><table:table table:name="表">'
    "{}</table:table></office:spreadsheet></office:body></office:document-content>"
)
_RELATIONS = "http://schemas.openxmlformats.org/{}/2006/relationships"


def zipped(members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(members: Mapping[str, bytes], mode: str = "w") -> bytes:
    """A TAR of these files; gzipped with mode w:gz."""
    out = BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, BytesIO(content))
    return out.getvalue()


def changed(
    whole: bytes, name: str, change: Callable[[bytes], bytes] | None, more: Mapping[str, bytes] | None = None
) -> bytes:
    """A ZIP with one member changed (or left out) and others added."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(whole)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
            elif change is not None:
                new.writestr(member, change(old.read(member)))
        for member, content in (more or {}).items():
            new.writestr(member, content)
    return out.getvalue()


def ods_row(cells: Sequence[str], rows: int = 1, columns: int = 1) -> str:
    """A row of an ODS sheet that stands for `rows` rows; each cell stands for `columns` cells."""
    repeated = f'table:number-columns-repeated="{columns}"'
    inner = "".join(
        f'<table:table-cell office:value-type="string" {repeated}><text:p>{cell}</text:p></table:table-cell>'
        if cell else f"<table:table-cell {repeated}/>" for cell in cells
    )  # fmt: skip
    return f'<table:table-row table:number-rows-repeated="{rows}">{inner}</table:table-row>'


def ods(*rows: str) -> bytes:
    """An ODS workbook of one sheet, of rows by `ods_row`."""
    return zipped({
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": f'<m:manifest xmlns:m="{_OFFICE}:manifest:1.0"/>',
        "content.xml": _CONTENT.format("".join(rows)),
    })


def xlsb(rows: Sequence[Sequence[str]]) -> bytes:
    """An XLSB workbook of one sheet of texts."""
    book = [_record(131), _record(143), _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("表")),
            _record(144), _record(132)]
    sheet = [_record(129), _record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, len(rows[0]) - 1)), _record(145)]
    for row, cells in enumerate(rows):
        sheet.append(_record(0, struct.pack("<IIHBBBI", row, 0, 300, 0, 0, 0, 0)))
        sheet += [_record(6, struct.pack("<II", column, 0) + _wide(cell)) for column, cell in enumerate(cells)]
    sheet += [_record(146), _record(130)]
    relation = (f'<Relationships xmlns="{_RELATIONS.format("package")}"><Relationship Id="rId1" '
                f'Type="{_RELATIONS.format("officeDocument")}/worksheet" Target="worksheets/sheet1.bin"/>'
                "</Relationships>")
    return zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": b"".join(book),
                   "xl/_rels/workbook.bin.rels": relation, "xl/worksheets/sheet1.bin": b"".join(sheet)})


def _record(kind: int, data: bytes = b"") -> bytes:
    return _varint(kind) + _varint(len(data)) + data


def _varint(number: int) -> bytes:
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
