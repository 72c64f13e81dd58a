"""Which cell of a table holds which column of a kind, by its header, from the strictest likeness to the widest."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import cache

from ingest.headers import alike, either, first_half, joined, loosely, normal, shortened
from ingest.initials import in_initials, initials
from ingest.source import Column, Source

Form = Callable[[str], str]

_FORMS: tuple[tuple[Form, Form], ...] = (
    (normal, normal), (first_half, first_half), (alike, alike), (joined, joined), (loosely, shortened),
    (either, shortened),
)
"""How a header and a known one are compared, from the strictest form to the widest."""


_EITHER = re.compile("[/／|、]|或者?")


@cache
def known_as(source: Source, form: Form) -> dict[str, list[tuple[int, int]]]:
    """Each header that a kind knows, in a form → which columns it names, and the header's place among the column's."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, column in enumerate(source.columns):
        for place, header in enumerate(column.headers):
            found.setdefault(form(header), []).append((number, place))
    return found


def columns_of(source: Source, headers: Sequence[str]) -> tuple[tuple[int, Column], ...]:
    """Which cell holds which column: each column takes the first of its headers that no other column has taken; a
    column without one takes a header that says the same in other words."""
    found: dict[int, Column] = {}
    forms = _FORMS + (((initials, initials),) if in_initials(headers) else ())
    for form, known in forms:
        cells: dict[str, list[int]] = {}
        for index, header in enumerate(headers):
            if index not in found:
                cells.setdefault(form(header), []).append(index)
        asked = {*found.values(), *(c for c in source.columns if c.verbatim and form is not normal)}
        names = known_as(source, known)
        for number, _, name in sorted((*which, said) for said in cells for which in names.get(said, ())):
            column = source.columns[number]
            if cells[name] and column not in asked:
                asked.add(column)
                if form is not initials or not _said_by_others(source, column, found.values(), name):
                    found[cells[name].pop(0)] = column
    for index, header in enumerate(headers):
        twice = _named_twice(source, header) if index not in found else None
        if twice is not None and twice not in found.values():
            found[index] = twice
    return tuple(sorted(found.items()))


def _named_twice(source: Source, header: str) -> Column | None:
    """The one column that both halves of a header name (统一社会信用代码/证件号码)."""
    halves = [alike(half) for half in _EITHER.split(header) if half.strip()]
    if len(halves) < 2:
        return None
    named = set.intersection(*({number for number, _ in known_as(source, alike).get(half, ())} for half in halves))
    return source.columns[named.pop()] if len(named) == 1 else None


def _said_by_others(source: Source, column: Column, taken: Collection[Column], said: str) -> bool:
    """Whether initials are those of another column too that is still to be found (SJ: 手机, 上级)."""
    others = {source.columns[number] for number, _ in known_as(source, initials)[said]}
    return bool(others - {column, *taken})


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
