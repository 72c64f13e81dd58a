"""What somebody means who says something of a link, a role, a row or an entity."""

from __future__ import annotations

from graphkit.analysis.errors import JudgeError
from graphkit.analysis.seeds import one_entity, stated_entity
from graphkit.model.catalog import ENTITY_TYPES, LINK_TYPES
from graphkit.model.records import SourceRef
from graphkit.model.schema import STAGES
from graphkit.store.view import View

_LEAST_SHA256 = 6
_SUBJECTS_KEPT = 12
"""Ids kept with the word on a row of what the row speaks of, the rarest first: by these the row is found again."""

Meant = tuple[tuple[str, ...], tuple[str, ...], str]
"""(subjects, the same in words, value)."""


def meant(view: View, wanted: tuple[str, ...], said_of: tuple[str, ...]) -> Meant:
    """What somebody means by words of these forms (SEED, TYPE, ROLE, ROW…). Raises SeedError, JudgeError."""
    if "ROLE" in wanted:
        return _role(view, said_of)
    if "ROW" in wanted:
        return _statement(view, said_of) if "TYPE" in wanted else _row(view, said_of)
    return _link(view, said_of) if "TYPE" in wanted else _entities(view, said_of)


def _entities(view: View, seeds: tuple[str, ...]) -> Meant:
    """One or two entities by the ids behind the very keys that were given, so that an alias can be parted."""
    ids = tuple(stated_entity(view, seed) for seed in seeds)
    if len(set(ids)) != len(ids):
        raise JudgeError("one_and_the_same", first=seeds[0], second=seeds[-1])
    types = view.types(ids)
    if len({types[i] for i in ids}) > 1:
        raise JudgeError("not_comparable", first=seeds[0], second=seeds[-1])
    return ids, tuple(_key(view, i, seed) for i, seed in zip(ids, seeds, strict=True)), ""


def _role(view: View, said_of: tuple[str, ...]) -> Meant:
    seed, role = said_of
    if role not in STAGES:
        raise JudgeError("unknown_role", role=role, known=", ".join(STAGES))
    found = one_entity(view, seed)
    return (found,), (_key(view, found, seed),), role


def _link(view: View, said_of: tuple[str, ...]) -> Meant:
    """The links of a type between two entities, in the direction in which there are any."""
    first, type_name, second = said_of
    if type_name not in LINK_TYPES:
        raise JudgeError("unknown_link", type=type_name, known=", ".join(LINK_TYPES))
    ends = one_entity(view, first), one_entity(view, second)
    links = [k for k in view.between(ends).links.values() if k.type == type_name and k.source != k.target]
    known = {(w.value, *w.subjects) for w in view.words() if w.verb == "reject"}
    there = {(k.source, k.target) for k in links} | {e for e in (ends, ends[::-1]) if (type_name, *e) in known}
    if not there:
        raise JudgeError("no_such_link", first=first, type=type_name, second=second)
    kept = ends if ends in there else ends[::-1]
    seeds = dict(zip(ends, (first, second), strict=True))
    return kept, tuple(_key(view, i, seeds[i]) for i in kept), type_name


def _row(view: View, said_of: tuple[str, ...]) -> Meant:
    """A row by its content, with what it speaks of."""
    content, place, spoken = _row_of(view, *said_of)
    return (content, *spoken[:_SUBJECTS_KEPT]), place, ""


def _row_of(view: View, file: str, sheet: str, number: str) -> tuple[str, tuple[str, str], tuple[str, ...]]:
    """(content, (place, SHA-256), what it speaks of) of a row, by the file's name or check value."""
    names = [s for s in view.sources() if file in s.names or (len(file) >= _LEAST_SHA256 and s.sha256.startswith(file))]
    names = names or [s for s in view.sources() if any(n.rsplit("/", 1)[-1] == file for n in s.names)]
    if len(names) != 1 or not number.isdecimal():
        raise JudgeError("no_such_file" if not names else "no_such_row", file=file, sheet=sheet, row=number)
    content, spoken = view.row_subjects(SourceRef(names[0].name, sheet, int(number), names[0].sha256))
    if not content:
        raise JudgeError("no_such_row", file=file, sheet=sheet, row=number)
    return content, (f"{names[0].name}{f' [{sheet}]' if sheet else ''}:{number}", names[0].sha256), spoken


def _statement(view: View, said_of: tuple[str, ...]) -> Meant:
    """What one row says of the links of a type between two entities."""
    content, place, row = _row_of(view, *said_of[:3])
    ends, keys, type_name = _link(view, said_of[3:])
    stated = view.links(row)
    links = [i for i, k in stated.items() if (k.type, k.source, k.target) == (type_name, *ends)]
    if len(links) != 1:
        raise JudgeError("row_without_link", place=place[0], type=type_name)
    return (content, links[0]), (f"{place[0]}: {type_name} {' — '.join(keys)}", place[1]), ""


def _key(view: View, entity_id: str, seed: str) -> str:
    """An entity in words that a seed may be: its type and the values of its strongest key."""
    (found,) = view.get([entity_id]).values()
    keys = ENTITY_TYPES[found.type].keys
    named = next((k for k in keys if all(found.first(n) is not None for n in k)), None)
    return f"{found.type}:{':'.join(str(found.first(n)) for n in named)}" if named else seed
