"""Identity is a key, never a caption: ids from canonical keys, and how aliases resolve to one entity."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from itertools import chain

SAME_AS = "same_as"
"""The link by which a row states that two ids mean one entity; resolved on reading, never walked by a chain."""

_SEPARATOR = "\x1f"  # cleaned values hold no control characters, so it cannot occur inside one


def digest(*parts: str) -> str:
    """A 128-bit id, as 32 hexadecimal digits, of the given canonical parts."""
    return blake2b(_SEPARATOR.join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def key_id(type_name: str, fields: tuple[str, ...], values: Iterable[object]) -> str:
    """The id of the entity of `type_name` whose key `fields` have these canonical `values`."""
    return digest(type_name, ",".join(fields), *map(str, values))


def link_id(type_name: str, source: str, target: str, key: str = "") -> str:
    """The id of a link: type, both ends as stated, and the declared key (empty unless each report counts)."""
    return digest(type_name, source, target, key)


class _Groups:
    """Union-find over ids; the smallest (rank, id) of a group names it."""

    def __init__(self, ranks: Mapping[str, int]) -> None:
        self._ranks = ranks
        self.parent: dict[str, str] = {}
        """Id → another id of its group, nearer to the one that names it."""

    def find(self, item: str) -> str:
        parent = self.parent
        root = item
        while root in parent:
            root = parent[root]
        while item != root:
            parent[item], item = root, parent[item]
        return root

    def union(self, a: str, b: str) -> None:
        first, second = self.find(a), self.find(b)
        if first != second:
            ranks = self._ranks
            if (ranks.get(second, 0), second) < (ranks.get(first, 0), first):
                first, second = second, first
            self.parent[second] = first


def resolve(
    aliases: Iterable[tuple[str, str]],
    ranks: Mapping[str, int],
    same: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> dict[str, str]:
    """Which id each aliased id answers to; ids that stand for themselves are left out.

    Ids of equal strength that one row states are one entity (a card and its account). A weaker id (a name with a
    phone) joins a stronger one only while exactly one stronger entity claims it; claimed by two, it stands apart.
    `same` pairs are an investigator's word and join whatever their strength; `apart` pairs are never joined
    by an alias. The answer depends on the set of pairs only, never on their order.

    `ranks` gives each id's strength, 0 the strongest.
    """
    forbidden = {frozenset(pair) for pair in apart}
    pairs = {(a, b) for a, b in aliases if a != b and not (forbidden and frozenset((a, b)) in forbidden)}
    same = sorted(same)
    met = Counter(chain.from_iterable((*pairs, *same)))
    found: dict[str, str] = {}
    entangled = []
    for a, b in pairs:
        if met[a] == met[b] == 1:  # as most are: nothing else speaks of either, so the stronger names both
            swapped = (ranks.get(b, 0), b) < (ranks.get(a, 0), a)
            found[a if swapped else b] = b if swapped else a
        else:
            entangled.append((a, b))
    groups = _Groups(ranks)
    for a, b in same:
        if frozenset((a, b)) not in forbidden:
            groups.union(a, b)
    uneven = []
    for a, b in entangled:
        first, second = ranks.get(a, 0), ranks.get(b, 0)
        if first == second:
            groups.union(a, b)
        else:
            uneven.append((a, b) if first < second else (b, a))
    owners: dict[str, set[str]] = defaultdict(set)
    for strong, weak in uneven:
        owners[groups.find(weak)].add(groups.find(strong))
    for weak in sorted(owners, key=lambda i: (ranks.get(i, 0), i)):
        strong_groups = {groups.find(owner) for owner in owners[weak]} - {groups.find(weak)}
        if len(strong_groups) == 1:
            groups.union(weak, strong_groups.pop())
    return found | {i: groups.find(i) for i in list(groups.parent)}


def contradictions(apart: Iterable[tuple[str, str]], canonical: Mapping[str, str]) -> list[tuple[str, str]]:
    """Pairs judged "not same" that other words or rows nevertheless join, for the investigator to settle."""
    return sorted((a, b) for a, b in {*apart} if canonical.get(a, a) == canonical.get(b, b))
