"""From a path to its tables: what form the file has, told by its content."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.reading.containers import EMPTY_ZIP, GZIP, zip_form
from ingest.reading.delimited import sniff
from ingest.reading.encoding import OLE, ZIP, survey
from ingest.reading.labelled import labelled_table
from ingest.reading.records import document_table, json_table
from ingest.reading.table import LIMITS, Limits, Opened, Table, megabytes
from ingest.reading.walking import is_litter
from ingest.reading.workbook import workbook_tables
from ingest.recognise import Wanted
from ingest.source import ColumnMapping

_ARCHIVES = (
    (b"Rar!", "RAR"), (b"7z\xbc\xaf", "7Z"), (b"BZh91AY&SY", "BZ2"), (b"\xfd7zXZ", "XZ"), (b"\x28\xb5\x2f\xfd", "ZSTD"),
    (EMPTY_ZIP, "ZIP"), (GZIP, "GZ"),
)
_MARKUP = (("<html", "HTML"), ("<!doctype html", "HTML"), ("<table", "HTML"), ("<?xml", "XML"))


def open_file(
    path: Path, kind: str | None = None, limits: Limits = LIMITS, mappings: Iterable[ColumnMapping] = ()
) -> Opened:
    """Open a file for reading, as `kind` when the user names it, with the mappings he has made.

    Never raises for what a file is or holds.
    What cannot be read is in `issues` of the result, which then has no tables.
    """
    opened = Opened(path)
    try:
        about = path.stat()
        if is_litter(path):
            opened.report("skipped", severity="warning")
        elif not stat.S_ISREG(about.st_mode):
            opened.report("unreadable" if stat.S_ISDIR(about.st_mode) else "not_a_file")
        elif not about.st_size:
            opened.report("empty_file")
        else:
            _open(opened, Wanted(kind, tuple(mappings)), limits)
    except OSError as error:
        opened.report("unreadable", str(error.strerror))
    return opened


def _open(opened: Opened, wanted: Wanted, limits: Limits) -> None:
    found = survey(opened.path)
    opened.sha256, opened.sm3 = found.sha256, found.sm3
    opened.size, opened.encoding = found.size, found.encoding
    start = found.head.decode(found.encoding or "latin-1", "ignore").lstrip("\ufeff \t\r\n").lower()
    markup = next((form for mark, form in _MARKUP if start.startswith(mark)), "")
    archive = next((form for mark, form in _ARCHIVES if found.head.startswith(mark)), "")
    if found.head.startswith(ZIP):
        _open_container(opened, wanted, limits)
    elif archive:
        opened.report("archive", archive)
    elif found.head.startswith(OLE):
        opened.tables = _guarded(opened, workbook_tables(opened, wanted, limits))
    elif not found.encoding:
        opened.report("binary_file")
    elif markup:
        opened.report("other_form", markup)
    elif not start:
        opened.report("empty_file")
    else:
        opened.tables = _guarded(opened, _text_tables(opened, wanted, limits, found.longest, start[:1] in ("{", "[")))


def _open_container(opened: Opened, wanted: Wanted, limits: Limits) -> None:
    try:
        with opened.path.open("rb") as file:
            form = zip_form(file)
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 - a damaged archive raises any of a dozen types
        opened.report("corrupt_workbook", str(error))
        return
    if form == "workbook":
        opened.tables = _guarded(opened, workbook_tables(opened, wanted, limits))
    elif form:
        opened.report("other_form", form)
    else:
        opened.report("archive", "ZIP")


def _guarded(opened: Opened, tables: Iterator[Table]) -> Iterator[Table]:
    """The tables, with a file that stops being readable meanwhile reported."""
    try:
        yield from tables
    except OSError as error:
        opened.report("unreadable", str(error.strerror))


def _text_tables(opened: Opened, wanted: Wanted, limits: Limits, longest: int, looks_json: bool) -> Iterator[Table]:
    """A text is read as what it is most surely: records that a source knows, JSON, or a table; one table at most."""
    name = "json" if looks_json else "line"
    limit: int = getattr(limits, name)
    if longest > limit:
        opened.report("too_large", f"{name}: {megabytes(longest)} > {megabytes(limit)}")
    elif looks_json:
        yield from _json_tables(opened, wanted, limits)
    else:
        sniffed = sniff(opened, wanted, limits)
        match = sniffed.match if sniffed else None
        if sniffed and match and match.kind:  # a document of that kind knows how its rows belong together
            document = None if match.assigned else document_table(opened, Wanted(match.kind), limits)
            yield document or sniffed.table(opened, limits)
        elif table := document_table(opened, wanted, limits) or labelled_table(opened, wanted, limits):
            yield table
        elif sniffed:
            yield sniffed.table(opened, limits)
        else:
            opened.report("unknown_kind")


def _json_tables(opened: Opened, wanted: Wanted, limits: Limits) -> Iterator[Table]:
    before = len(opened.issues)
    table = document_table(opened, wanted, limits) or json_table(opened, wanted, limits)
    if table:
        yield table
    elif [issue.code for issue in opened.issues[before:]] == ["bad_json"]:
        sniffed = sniff(opened, wanted, limits)  # some databases put brackets around the names of columns
        if sniffed and sniffed.match.kind:
            del opened.issues[before:]
            yield sniffed.table(opened, limits)
