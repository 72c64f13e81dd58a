"""Which kind of source a table is, told by its headers alone, never by its name.

Headers are compared in a normal form, so that width, blanks, byte-order marks, direction marks and bracket styles do
not matter. Title rows above the header row are passed over: the best match among the first rows is the header.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.columns import columns_of, known_as, taken_over
from ingest.headers import alike, leading, normal
from ingest.initials import in_initials, initials
from ingest.source import Assigned, Column, ColumnMapping, Source, sources
from ingest.titles import Title, title_pairs, titled

CORRECTIONS = "corrections"
"""What a rejects file that comes back is recognised as; its rows are of the kinds of those they correct."""

HEAD_ROWS = 40
"""How many rows of a table may stand before its header row."""

_LEAST_MATCHED = 2  # one common word is no table
_FAR_BETTER = 2
_NEARLY_ALL, _SHORTEST_END = 5, 2
_COUNTED = re.compile("[0-9]{0,4}").fullmatch
_NEAR_MATCHED, _NEAR_SURE = 3, 0.5  # from here on a table that only lacks a telling column is worth naming


@dataclass(frozen=True, slots=True)
class Match:
    """The header row found in the first rows of a table, and what it says.

    `row` is its index among the given rows; `columns` pairs cell indexes with the columns they hold. `kind` is ""
    when no kind fits, or several equally (`rivals`); `nearest` then is the kind that only lacks `missing`.
    `missing` names required columns by their first header. `sure` is the share of headers that the kind knows, 0..1;
    `fitting` counts those of the likeliest kind. `assigned` is there when a mapping says which column is which, or a
    title row what all rows have in common.
    """

    row: int
    kind: str = ""
    columns: tuple[tuple[int, Column], ...] = ()
    missing: tuple[str, ...] = ()
    sure: float = 0.0
    rivals: tuple[str, ...] = ()
    nearest: str = ""
    fitting: int = 0
    assigned: Assigned | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is known of a file before it is read: its `kind`, when the user names it, and the mappings he has made."""

    kind: str | None = None
    mappings: tuple[ColumnMapping, ...] = ()


@cache
def _known(form: Callable[[str], str]) -> dict[str, frozenset[str]]:
    """Header, in that form → the kinds that know it."""
    found: dict[str, set[str]] = {}
    for source in sources().values():
        for header in known_as(source, form):
            found.setdefault(header, set()).add(source.kind)
    return {header: frozenset(kinds) for header, kinds in found.items()}


def _lacking(
    source: Source, found: tuple[tuple[int, Column], ...], stated: Collection[str] = (),
    wanted: Collection[str] | None = None,
) -> tuple[str, ...]:
    """The first headers of what a table lacks: of the `wanted` columns, else of the required ones."""
    return tuple(c.headers[0] for c in source.lacking({*stated, *(c.name for _, c in found)}, wanted))


def _match(
    row: int, headers: Sequence[str], source: Source, titles: Sequence[Title] = (), below: Sequence[Sequence[str]] = ()
) -> Match:
    named = columns_of(source, headers)
    found = tuple((i, taken_over(source, i, c, named, below)) for i, c in named)
    said = titled(source, {c.name for _, c in found}, [t for t in titles if t.row < row])
    stated = sum(1 for header in headers if normal(header))
    sure = round(len(found) / stated, 3) if stated else 0.0
    assigned = Assigned(tuple((i, c.name) for i, c in found), said) if said or found != named else None
    missing = _lacking(source, found, [name for name, _ in said])
    return Match(row, source.kind, found, missing, sure, fitting=len(found), assigned=assigned)


def _untold(match: Match) -> tuple[str, ...]:
    source = sources()[match.kind]
    said = [name for name, _ in match.assigned.constants] if match.assigned else []
    return _lacking(source, match.columns, said, source.recognised_by)


def _unmatched(match: Match) -> int:
    return len(sources()[match.kind].columns) - len(match.columns)


def _rank(match: Match) -> tuple[int, int, int]:
    return len(match.columns), -_unmatched(match), -match.row


def _likeliest_header(rows: Sequence[Sequence[str]]) -> int:
    """The first of the rows with most filled cells: a header row of an unknown table fills every column."""
    filled = [sum(1 for cell in row if cell.strip()) for row in rows]
    return filled.index(max(filled)) if filled else 0


ANY = Wanted()


def find_header(rows: Sequence[Sequence[str]], wanted: Wanted = ANY) -> Match:
    """The header row among the first rows of a table and the kind it belongs to.

    A mapping whose headers are all there counts like a kind that knows them, and comes first among equals; one that
    speaks of every header of the row comes before all, the last given first.
    """
    rows = rows[:HEAD_ROWS]
    corrected = next((index for index, row in enumerate(rows) if leading(row)), None)
    if corrected is not None:
        return Match(corrected, CORRECTIONS, sure=1.0, fitting=len(rows[corrected]))
    found = _by_headers(rows, wanted.kind)
    mapped = [match for mapping in wanted.mappings if wanted.kind in (None, mapping.kind)
              for index, row in enumerate(rows) if (match := _mapped(index, row, mapping))]
    if told := [match for match, whole in mapped if whole]:
        return told[-1]
    best = max((match for match, _ in mapped), key=lambda match: (match.fitting, -match.row), default=None)
    return best if best and (not found.kind or best.fitting >= found.fitting) else found


def _mapped(row: int, headers: Sequence[str], mapping: ColumnMapping) -> tuple[Match, bool] | None:
    """The match of a row that has all headers of a mapping, and whether it has no others."""
    cells = {normal(header): index for index, header in reversed(list(enumerate(headers)))}
    columns = tuple((cells.get(normal(header), -1), name) for header, name in mapping.columns)
    if any(index < 0 for index, _ in columns):
        return None
    source = sources()[mapping.kind]
    assigned = Assigned(tuple(sorted(columns)), mapping.constants)
    found = assigned_columns(source, assigned)
    missing = _lacking(source, found, [name for name, _ in mapping.constants])
    whole = len(columns) == sum(1 for header in cells if header)
    return Match(row, mapping.kind, found, missing, 1.0, fitting=len(found), assigned=assigned), whole


def assigned_columns(source: Source, assigned: Assigned) -> tuple[tuple[int, Column], ...]:
    """Which cell holds which column, as assigned; columns that the kind no longer has are left out."""
    declared = {column.name: column for column in source.columns}
    return tuple((index, declared[name]) for index, name in assigned.columns if name in declared)


def _by_headers(rows: Sequence[Sequence[str]], kind: str | None) -> Match:
    likely: list[tuple[int, str]] = []
    for index, row in enumerate(rows):
        forms = (alike, initials) if in_initials(row) else (alike,)
        counts = Counter(name for form in forms for header in set(map(form, row))
                         for name in _known(form).get(header, ()))
        likely += [(index, name) for name, count in counts.items()
                   if (name == kind if kind else count >= _LEAST_MATCHED)]
    titles = title_pairs(rows[: max((index for index, _ in likely), default=0)])  # what stands above a header
    matches = [_match(index, rows[index], sources()[name], titles, rows[index + 1 :]) for index, name in likely]
    if kind:
        return max(matches, key=_rank) if matches else Match(_likeliest_header(rows))
    complete = [match for match in matches if not _untold(match)]
    nearest = _near_miss(rows, matches)
    if not complete:
        return nearest
    best = max(complete, key=_rank)
    if (nearest.nearest or nearest.kind) and nearest.fitting >= best.fitting + _FAR_BETTER:
        return nearest  # it only lacks what every row has in common
    rivals = sorted(m.kind for m in complete if _rank(m) == _rank(best))
    if len(rivals) > 1:
        return Match(best.row, rivals=tuple(rivals), sure=best.sure / len(rivals), fitting=best.fitting)
    return best


def _completed(match: Match, rows: Sequence[Sequence[str]]) -> Match | None:
    """A table of which all but one telling column are sure, with the one header that ends like that column's (编号 for
    线索编号, 信息平台 for 平台), unless its cells only count the rows."""
    source, headers = sources()[match.kind], rows[match.row]
    lacking = source.lacking({c.name for _, c in match.columns}, source.recognised_by)
    if match.assigned or len(lacking) != 1 or match.fitting < _NEARLY_ALL:
        return None
    taken = {index for index, _ in match.columns}
    known = [normal(header) for header in lacking[0].headers]
    fits = [index for index, header in enumerate(headers) if index not in taken
            and any(_end_alike(normal(header), name) for name in known)
            and any(not _COUNTED(row[index].strip()) for row in rows[match.row + 1 :] if index < len(row))]
    if len(fits) != 1:
        return None
    columns = tuple(sorted((*match.columns, (fits[0], lacking[0])), key=lambda pair: pair[0]))
    assigned = Assigned(tuple((index, column.name) for index, column in columns))
    return replace(match, columns=columns, missing=_lacking(source, columns), fitting=len(columns), assigned=assigned)


def _end_alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST_END and long.endswith(short)


def _near_miss(rows: Sequence[Sequence[str]], matches: list[Match]) -> Match:
    best = max((m for m in matches if _untold(m)), key=_rank, default=Match(0))
    if best.fitting >= _NEAR_MATCHED and best.sure >= _NEAR_SURE:
        return _completed(best, rows) or Match(best.row, missing=_untold(best), nearest=best.kind, fitting=best.fitting)
    return Match(_likeliest_header(rows), fitting=best.fitting)
