"""What the title rows above a table say for all its rows (户名：… 账号：…), in one cell or in two."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.columns import known_as
from ingest.headers import alike
from ingest.source import Source

_PAIR = re.compile(r"([^\s:：,，;；]{1,16})[:：]\s{0,4}([^\s:：,，;；]{1,80})")
_LONGEST = 300


class Title(NamedTuple):
    """One label with its value, in a row of the table's first rows."""

    row: int
    label: str
    value: str


def title_pairs(rows: Sequence[Sequence[str]]) -> list[Title]:
    """Every label with a value in these rows, labels in the form in which headers are compared; the text of a row
    that is one cell stands under the label ""."""
    found = []
    for number, row in enumerate(rows):
        filled = [cell.strip() for cell in row if cell.strip()]
        stated = [pair for cell in filled for pair in _PAIR.findall(cell[:_LONGEST])]
        stated += [(label.rstrip(":："), value) for label, value in pairwise(filled)]
        found += [Title(number, alike(label), value) for label, value in stated]
        if len(filled) == 1:
            found.append(Title(number, "", filled[0][:_LONGEST]))
    return found


def titled(source: Source, have: Collection[str], titles: Sequence[Title]) -> tuple[tuple[str, str], ...]:
    """(column name, value) of the columns that a table lacks and its title rows state with one value.

    What stands beside a label is its value unless it is a label of this kind itself (two header rows).
    """
    found = []
    known = known_as(source, alike)
    for column in source.columns:
        if column.titled and not set(column.titled).intersection(have):
            labels = set(map(alike, column.headers))
            values = {t.value for t in titles if t.label in labels and alike(t.value) not in known}
            if not values and column.entitled:
                values = set(filter(None, (column.entitled(t.value) for t in titles if not t.label)))
            if len(values) == 1:
                found.append((column.name, values.pop()))
    return tuple(found)
