"""One count of a case: for whom, how many, and what was counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Counted(NamedTuple):
    """`of`: the entity it is counted for ("" the whole case); `items`: ids of what was counted, each once.

    `proof`: ids of the entities, links and transactions whose rows prove it, where those are not the items.
    """

    of: str
    number: int
    items: tuple[str, ...]
    proof: tuple[str, ...] = ()


def each(
    items: Mapping[str, Iterable[str]], proof: Mapping[str, Iterable[str]] | None = None, *, whole: bool = True
) -> list[Counted]:
    """How many different things each has, the most first; before them, if `whole`, how many there are in all."""
    own = {of: set(found) for of, found in items.items()}
    proved = {of: set((proof or {}).get(of, ())) for of in own}
    if whole:
        own[""] = {i for found in own.values() for i in found}
        proved[""] = {i for found in proved.values() for i in found}
    counted = (Counted(of, len(found), tuple(sorted(found)), tuple(sorted(proved[of]))) for of, found in own.items()
               if found or not of)
    return sorted(counted, key=lambda c: (c.of != "", -c.number, c.of))


def summed(amounts: Mapping[str, tuple[int, Iterable[str]]]) -> list[Counted]:
    """The sum of each, the whole case before them, then the largest first; what was added up are the items."""
    found = (Counted(of, amount, tuple(sorted(set(items)))) for of, (amount, items) in amounts.items() if amount)
    return sorted(found, key=lambda c: (c.of != "", -c.number, c.of))
