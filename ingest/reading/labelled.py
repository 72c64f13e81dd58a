"""Texts of `label: value` lines, one record after the other, as forms, consoles and exports print them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.reading.encoding import lines_of
from ingest.reading.records import record_table
from ingest.reading.table import Limits, Opened, Table
from ingest.recognise import Wanted, find_header

_LINE = re.compile(r"\s{0,20}([^\W\d_][^:：，。；,;]{0,40}?)\s{0,20}[:：](?!//)\s{0,20}(.*)").match
_RULE = re.compile(r"[-=_*#~\s]*").fullmatch
_MOSTLY = 0.75  # of the lines: letters and reports hold a few such lines too
_LEAST_LABELS = 2


def labelled_table(opened: Opened, wanted: Wanted, limits: Limits) -> Table | None:
    """The records of a text nearly all of whose lines are labelled, None when it is none. Raises OSError."""
    if opened.size > limits.document:
        return None
    with lines_of(opened.path, opened.encoding) as file:
        records = _records(file)
    fields = list(dict.fromkeys(label for _, record in records for label in record))
    if len(fields) < _LEAST_LABELS:
        return None
    return record_table(opened, records, len(records), fields, find_header([fields], wanted))


def _records(lines: Iterable[str]) -> list[tuple[int, dict[str, str]]]:
    """Each record at its first line. The first label of the text begins another; what repeats within one, and a line
    without a label, adds a line to the value."""
    records: list[tuple[int, dict[str, str]]] = []
    first, label, written, labelled = "", "", 0, 0
    for number, line in enumerate(lines, 1):
        if _RULE(line):
            continue
        written += 1
        found = _LINE(line.rstrip())
        value = line.strip()
        if found:
            labelled += 1
            label, value = found[1], found[2]
            first = first or label
            if label == first:
                records.append((number, {}))
        if records:
            record = records[-1][1]
            record[label] = f"{record[label]}\n{value}" if label in record else value
    return records if labelled >= written * _MOSTLY else []
