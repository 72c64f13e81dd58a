"""Which cell of a table holds which column of a kind, by its header, from the strictest likeness to the widest."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from ingest.headers import alike, either, first_half, joined, loosely, normal, shortened
from ingest.initials import in_initials, initials
from ingest.source import Column, Source

_SHORT_ROW = 2_000  # characters; a longer row is no header that comes again
_FORMS = (
    (normal, normal), (first_half, first_half), (alike, alike), (joined, joined), (loosely, shortened),
    (either, shortened),
)
"""How a header and a known one are compared, from the strictest form to the widest."""


def columns_of(source: Source, headers: Sequence[str]) -> tuple[tuple[int, Column], ...]:
    """Which cell holds which column: each column takes the first of its headers that no other column has taken; a
    column without one takes a header that says the same in other words."""
    seek = _columns_again if sum(map(len, headers)) <= _SHORT_ROW else _columns_of
    return seek(source, tuple(headers))


def _columns_of(source: Source, headers: tuple[str, ...]) -> tuple[tuple[int, Column], ...]:
    found: dict[int, Column] = {}
    for form, known in _FORMS if not in_initials(headers) else (*_FORMS, (initials, initials)):
        cells: dict[str, list[int]] = {}
        for index, header in enumerate(headers):
            if index not in found:
                cells.setdefault(form(header), []).append(index)
        taken = {*found.values(), *(c for c in source.columns if c.verbatim and form is not normal)}
        for column in source.columns:
            free = column not in taken and next((cells[n] for n in map(known, column.headers) if cells.get(n)), None)
            if free and not (form is initials and _said_by_others(source, column, {*found.values()}, headers[free[0]])):
                found[free.pop(0)] = column
    return tuple(sorted(found.items()))


def _said_by_others(source: Source, column: Column, taken: Collection[Column], header: str) -> bool:
    """Whether initials are those of another column too that is still to be found (SJ: 手机, 上级)."""
    others = (c for c in source.columns if c != column and c not in taken)
    return any(initials(header) == initials(known) for c in others for known in c.headers)


_columns_again = lru_cache(500)(_columns_of)
"""The files of a folder share their headers, and each is asked for every kind that knows some of them."""


def taken_over(
    source: Source, index: int, column: Column, found: tuple[tuple[int, Column], ...], below: Sequence[Sequence[str]]
) -> Column:
    """The column that a cell holds, when its first values show that it says more than its header does."""
    have = {c.name for _, c in found}
    for other in source.columns:
        if other.instead == column.name and not have.issuperset({*other.gives}):
            shows = re.compile(other.shown_by, re.IGNORECASE).match
            if any(shows(row[index].strip()) for row in below if index < len(row)):
                return other
    return column
