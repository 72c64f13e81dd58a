"""JSON, lines of JSON, and texts that a source reads by itself: records by field name instead of rows by header.

Numbers are kept as they are written: a card number of 19 digits is text, not a float.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Any

from ingest.reading.encoding import fraction_read, lines_of
from ingest.reading.table import Limits, Opened, Rows, Table, megabytes, table_from
from ingest.recognise import Match, Wanted, find_header
from ingest.source import sources

Record = tuple[int, Mapping[str, Any]]
"""(1-based ordinal or line, field name → value)."""

_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str, strict=False)
_WRAPPERS = 6  # objects within objects around the data
_EXCERPT = 200
_LINES_SEEN = 20  # of which half are records: a bad one among them is one bad row


def json_table(opened: Opened, wanted: Wanted, limits: Limits) -> Table | None:
    """The table of a JSON value or of lines of JSON; None, with the reason reported, when it is neither.

    Raises OSError.
    """
    if _is_lines(opened):
        return _lines_table(opened, wanted)
    if opened.size > limits.json:
        opened.report("too_large", f"json: {megabytes(opened.size)} > {megabytes(limits.json)}")
        return None
    with lines_of(opened.path, opened.encoding) as file:
        text = file.read()
    try:
        value = _DECODER.decode(text.strip())
    except json.JSONDecodeError as error:
        opened.report("bad_json", f"{error.lineno}:{error.colno}")
        return None
    except RecursionError:
        opened.report("too_deep")
        return None
    lists = sorted(_lists_of_objects(value, _WRAPPERS), key=len, reverse=True)
    if isinstance(value, dict):
        lists.append([value])
    if not lists:
        opened.report("unknown_kind")
        return None
    found = [(objects, _fields(objects)) for objects in lists]
    matches = [find_header([fields], wanted) for _, fields in found]
    best = max(range(len(found)), key=lambda index: (len(matches[index].columns), -index))
    objects, fields = found[best]
    return record_table(opened, enumerate(objects, 1), len(objects), fields, matches[best])


def document_table(opened: Opened, wanted: Wanted, limits: Limits) -> Table | None:
    """The records that a source reads out of the whole text, None when no source does. Raises OSError."""
    readers = [s for s in sources().values() if s.document and wanted.kind in (None, s.kind)]
    if opened.size > limits.document or not readers:
        return None
    with lines_of(opened.path, opened.encoding) as file:
        text = file.read()
    for source in readers:
        records = _documents(source.document, text) if source.document else []
        if records:
            fields = list(dict.fromkeys(field for _, raw in records for field in raw))
            match = find_header([fields], Wanted(source.kind))
            return replace(record_table(opened, iter(records), len(records), fields, match), sure=1.0)
    return None


def _documents(read: Callable[[str], Iterable[tuple[int, Mapping[str, str]]] | None], text: str) -> list[Record]:
    try:
        return list(read(text) or ())
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return []  # not the structure that the source knows


def _lists_of_objects(value: Any, depth: int) -> Iterator[list[Any]]:
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        yield value
    elif isinstance(value, dict) and depth:
        for inner in value.values():
            yield from _lists_of_objects(inner, depth - 1)


def _fields(objects: Iterable[Any]) -> list[str]:
    return list(dict.fromkeys(field for item in objects if isinstance(item, dict) for field in item))


def _object(line: str) -> dict[str, Any] | None:
    try:
        value = _DECODER.decode(line.strip())
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _is_lines(opened: Opened) -> bool:
    with lines_of(opened.path, opened.encoding) as file:
        first = list(islice((line for line in file if not line.isspace()), _LINES_SEEN))
    return len(first) > 1 and sum(_object(line) is not None for line in first) * 2 >= len(first)


def _lines_table(opened: Opened, wanted: Wanted) -> Table:
    with lines_of(opened.path, opened.encoding) as file:
        fields = _fields(map(_object, file))
    match = find_header([fields], wanted)
    return table_from(opened, "", (0, fields), match, _line_rows(opened, fields))


def _line_rows(opened: Opened, fields: Sequence[str]) -> Rows:
    with lines_of(opened.path, opened.encoding) as file:
        opened.progress = partial(fraction_read, file, opened.size)
        for row, line in enumerate(file, 1):
            found = _object(line)
            if found is not None:
                yield row, _cells(found, fields)
            elif line.isspace():
                yield row, []
            else:
                opened.report("bad_line", line.strip()[:_EXCERPT], row=row)
                yield row, [line.strip()]


def record_table(
    opened: Opened, records: Iterable[tuple[int, Any]], count: int, fields: list[str], match: Match
) -> Table:
    """The table of `count` records, each with its row number and a value by field name."""

    def rows() -> Rows:
        for done, (row, record) in enumerate(records):
            opened.progress = partial(float, done / count)
            if isinstance(record, Mapping):
                yield row, _cells(record, fields)
            else:
                opened.report("not_an_object", _text(record)[:_EXCERPT], row=row)
                yield row, [_text(record)]

    return table_from(opened, "", (0, fields), match, rows())


def _cells(record: Mapping[str, Any], fields: Sequence[str]) -> list[str]:
    return [_text(record.get(field)) for field in fields]


def _text(value: Any) -> str:
    """A JSON value as a cell: a list of plain values one a line, whatever is nested as JSON."""
    if value is None:
        return ""
    if isinstance(value, list) and not any(isinstance(item, (dict, list)) for item in value):
        return "\n".join(map(_text, value))
    text = value if isinstance(value, str) else _ENCODE(value)
    return text if text.isascii() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
