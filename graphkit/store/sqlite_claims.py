"""How claims lie in an embedded store.

What an utterance says of an entity comes again in chunk after chunk. The first time, its claims are kept under numbers
in a row, and `said` of each is the first of these; in a later chunk one row of `again` says that all of them are made
again, and by which rows. What is said of a link alone, or of a transaction, is kept wherever it is said.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from operator import attrgetter

import orjson

from graphkit.model.statements import Together
from graphkit.store.rows import ClaimRow

ENTITY, LINK, TXN = 0, 1, 2
"""The families of what a claim's subject can be."""

_OF_CHUNK = """
    SELECT {made} FROM chunk k CROSS JOIN claim c ON c.no BETWEEN k.first_claim AND k.last_claim
    WHERE k.no = :no {where}
    UNION ALL
    SELECT {again} FROM again a CROSS JOIN claim c ON c.no BETWEEN a.first AND a.last WHERE a.chunk = :no {where}
"""
_MADE = (
    'SELECT j.value, c.chunk, c.rows, c."values", c.said FROM json_each(?) j CROSS JOIN claim c'
    " ON c.no IN (SELECT no FROM claim WHERE subject = j.value LIMIT ?)"
)
_MADE_AGAIN = (
    "SELECT a.first, a.chunk, a.rows FROM json_each(?) j CROSS JOIN again a ON a.first = j.value"
    " AND a.chunk IN (SELECT chunk FROM again WHERE first = j.value ORDER BY chunk LIMIT ?)"
)


def spoken_of(family: int) -> str:
    """A query for the numbers of that family that chunk `:no` speaks of."""
    number = "c.subject >> 2"
    return _OF_CHUNK.format(made=number, again=number, where=f"AND c.subject & 3 = {family}")


def claims_of_chunk(db: sqlite3.Connection, no: int, subjects: Mapping[int, str]) -> list[ClaimRow]:
    """The claims that one chunk makes; `subjects`: number → id."""
    made, again = (f'c.subject, {kept}.chunk, {kept}.rows, c."values"' for kept in "ca")
    sql = _OF_CHUNK.format(made=made, again=again, where="")
    return [ClaimRow(subjects[number], *row) for number, *row in db.execute(sql, {"no": no})]


def claims_about(db: sqlite3.Connection, subjects: Mapping[int, str], limit: int | None) -> list[ClaimRow]:
    """Claims about these (number → id), at most `limit` of each, by chunk number."""
    most, row = -1 if limit is None else limit, partial(tuple.__new__, ClaimRow)
    read = db.execute(_MADE, (_listed(sorted(subjects)), most)).fetchall()
    made: list[ClaimRow] = [row((subjects[number], chunk, rows, values)) for number, chunk, rows, values, _ in read]
    said = {first for *_, first in read if first is not None}
    times: dict[int, list[tuple[int, bytes]]] = {}
    for first, chunk, rows in db.execute(_MADE_AGAIN, (_listed(sorted(said)), most)) if said else ():
        times.setdefault(first, []).append((chunk, rows))
    if not times:
        return made
    again: list[ClaimRow] = [row((subjects[number], chunk, rows, values)) for number, _, _, values, first in read
                             for chunk, rows in times.get(first, ())]
    return made + again if limit is None else _first(made + again, limit)


def _listed(numbers: Iterable[int]) -> str:
    return orjson.dumps(list(numbers)).decode()


def _first(claims: list[ClaimRow], limit: int) -> list[ClaimRow]:
    many = {subject for subject, n in Counter(map(attrgetter("subject"), claims)).items() if n > limit}
    if not many:
        return claims
    kept, left = [], dict.fromkeys(many, limit)
    for claim in sorted(claims, key=attrgetter("chunk")):
        if claim.subject in many:
            left[claim.subject] -= 1
        if left.get(claim.subject, 0) >= 0:
            kept.append(claim)
    return kept


def add_claims(
    db: sqlite3.Connection, chunk: int, claims: Iterable[tuple[Together, bytes]], first: int,
    numbers: Callable[[set[str]], Mapping[str, int]], known: dict[Together, int],
) -> int:
    """Keep the claims of a new chunk from number `first` on; the number after the last.

    `numbers`: those of some subjects; `known`: what was said together before → its first number, and grows.
    """
    new: list[tuple[Together, bytes]] = []
    again: list[tuple[int, int, int, bytes]] = []
    for together, rows in claims:
        said = known.get(together)
        if said is None:
            new.append((together, rows))
        else:
            again.append((chunk, said, said + len(together) - 1, rows))
    of = numbers({subject for together, _ in new for subject, _ in together})
    made: list[tuple[int, int, int, bytes, bytes, int]] = []
    for together, rows in new:
        said = first + len(made)
        made += [(no, of[subject], chunk, rows, values, said) for no, (subject, values) in enumerate(together, said)]
        if of[together[0][0]] & 3 == ENTITY:
            known[together] = said
    db.executemany("INSERT INTO claim VALUES (?,?,?,?,?,?)", made)
    db.executemany("INSERT INTO again VALUES (?,?,?,?)", sorted(again))  # in the order of their index
    return first + len(made)
