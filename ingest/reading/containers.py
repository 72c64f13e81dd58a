"""What a container of files is: a workbook, another office document, or an archive to be opened."""

from __future__ import annotations

import gzip
import os
import zlib
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from ingest.reading.encoding import ZIP

GZIP = b"\x1f\x8b"
EMPTY_ZIP = b"PK\x05\x06"

_TAR_MARK, _TAR_MARK_AT = b"ustar", 257
_HEAD = 512
_DIRECTORY = 8 << 20  # bytes of a ZIP's table of contents; all of it is kept in memory, tenfold
_END, _END64, _LOCATOR64 = EMPTY_ZIP, b"PK\x06\x06", b"PK\x06\x07"
_END_LENGTH, _END64_LENGTH, _LOCATOR64_LENGTH = 22, 56, 20
_LONGEST_TAIL = _END_LENGTH + _END64_LENGTH + _LOCATOR64_LENGTH + (1 << 16)
_OFFICE = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"xl/")  # what stands first in a workbook
_WORKBOOKS = frozenset({"xl/workbook.xml", "xl/workbook.bin"})
_DOCUMENTS = {
    "word/document.xml": "DOCX", "ppt/presentation.xml": "PPTX", "AndroidManifest.xml": "APK",
    "META-INF/MANIFEST.MF": "JAR", "OFD.xml": "OFD",
}  # fmt: skip
_SHEETS = b"application/vnd.oasis.opendocument.spreadsheet"


def open_zip(file: IO[bytes]) -> ZipFile:
    """A ZIP whose table of contents is of a size that may be kept in memory.

    Raises BadZipFile, or whatever else zipfile raises for a damaged one; OSError.
    """
    size = _directory_size(file)
    if size > _DIRECTORY:
        raise BadZipFile(f"table of contents: {size >> 20} MB > {_DIRECTORY >> 20} MB")
    return ZipFile(file)


def _directory_size(file: IO[bytes]) -> int:
    """How long a ZIP's table of contents is by its own account, which is what zipfile reads at once."""
    file.seek(0, os.SEEK_END)
    file.seek(max(0, file.tell() - _LONGEST_TAIL))
    tail = file.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) - end < _END_LENGTH:
        raise BadZipFile("no table of contents")
    record64 = tail[max(0, end - _LOCATOR64_LENGTH - _END64_LENGTH) : end - _LOCATOR64_LENGTH]
    if tail[:end][-_LOCATOR64_LENGTH:].startswith(_LOCATOR64) and record64.startswith(_END64):
        return int.from_bytes(record64[40:48], "little")
    return int.from_bytes(tail[end + 12 : end + 16], "little")


def zip_form(file: IO[bytes]) -> str:
    """What a ZIP holds: "workbook", the name of a document's form (DOCX…), or "" for files of any kind."""
    with open_zip(file) as archive:
        names = frozenset(archive.namelist())
        if not names.isdisjoint(_WORKBOOKS):
            return "workbook"
        if "mimetype" in names and archive.getinfo("mimetype").file_size <= _HEAD:
            kind = archive.read("mimetype")
            return "workbook" if kind.startswith(_SHEETS) else kind.decode("ascii", "replace").rpartition("/")[2]
        return next((form for name, form in _DOCUMENTS.items() if name in names), "")


def archive_form(path: Path) -> str:
    """"zip", "tar", "tar.gz" or "gzip" for an archive whose files are to be read one by one; else "".

    A damaged one counts as what its first bytes say. Raises OSError.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if head.startswith((ZIP, EMPTY_ZIP)):
            return "" if _is_document(file, head) else "zip"
    if head.startswith(GZIP):
        return "tar.gz" if _is_tar(_unzipped_head(path)) else "gzip"
    return "tar" if _is_tar(head) else ""


def _is_document(file: IO[bytes], head: bytes) -> bool:
    try:
        return bool(zip_form(file))
    except OSError:
        raise
    except Exception:  # noqa: BLE001 - a damaged archive raises any of a dozen types
        return head[30:].startswith(_OFFICE)


def _unzipped_head(path: Path) -> bytes:
    try:
        with gzip.open(path) as file:
            return file.read(_HEAD)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        return b""


def _is_tar(head: bytes) -> bool:
    return head[_TAR_MARK_AT : _TAR_MARK_AT + len(_TAR_MARK)] == _TAR_MARK
