"""Reading entities: by id, by type, by text; each with the merged view of its live claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from graphkit.model.catalog import ENTITY_TYPES
from graphkit.model.records import Entity, Value, by_frequency
from graphkit.model.statements import search_form
from graphkit.store.rows import ClaimRow, counted, stated
from graphkit.store.snapshot import CLAIMS_READ, Snapshot


class EntityReads(Snapshot):
    """What there is."""

    def get(self, ids: Iterable[str]) -> dict[str, Entity]:
        """The entities that these ids mean, by the id they answer to, in id order."""
        roots = sorted(set(self.canonical(ids).values()))
        scope = self._resolver.scope(roots)
        owner = {m: root for root in roots for m in scope.all_of(root) if m in scope.rows}
        said: dict[str, list[ClaimRow]] = {root: [] for root in roots}
        for claim in self._claims(owner, CLAIMS_READ):
            said[owner[claim.subject]].append(claim)
        found = {}
        for root in roots:
            members = scope.all_of(root)
            known = members if len(members) == 1 else tuple(m for m in members if m in owner)
            found[root] = _entity(root, scope.rows[root].type, _by_name(said[root]), known)
        return found

    def ids_of(self, type_name: str | None = None) -> list[str]:
        """Every entity of a type (or all), each by the id it answers to, in id order."""
        ids = [r.id for r in self._reader.entity_ids(type_name) if self._resolver.live(r)]
        return sorted(set(self.canonical(ids).values()))

    def find(self, text: str, type_name: str | None = None, limit: int = 20) -> tuple[list[Entity], bool]:
        """Entities with a property that contains `text` (NFKC, case folded, two characters or more): exact matches
        first, then prefixes, then the rest, then by id. The flag says whether there are more than `limit`."""
        needle = search_form(text.strip().encode("utf-8", "ignore").decode())  # half a surrogate pair is no text
        if len(needle) < 2:
            return [], False
        wanted = limit + 1
        while True:
            hits = self._reader.search(needle, type_name, wanted * 4)
            roots = self.canonical(i for _, i in hits)
            best: dict[str, int] = {}
            for quality, entity_id in hits:
                root = roots.get(entity_id)
                if root is not None:
                    best[root] = min(quality, best.get(root, quality))
            entities = self.get(best)
            ranked = [(q, e) for i, e in entities.items() if (q := _match(e, needle)) is not None]
            if len(ranked) >= wanted or len(hits) < wanted * 4:
                break
            wanted *= 4
        ranked.sort(key=lambda pair: (pair[0], pair[1].id))
        return [entity for _, entity in ranked[:limit]], len(ranked) > limit


def _by_name(claims: Sequence[ClaimRow]) -> Mapping[str, tuple[Value, ...]]:
    """The values of each property, the most claimed first. Most entities are told of in the same words in every row:
    rows are counted only where two statements differ."""
    said = {claim.values for claim in claims}
    values: dict[str, Value] = {}
    for told in map(stated, said):
        if any(values.get(name, value) != value for name, value in told.items()):
            return _counted(claims)
        values |= told
    return {name: (value,) for name, value in values.items()}


def _counted(claims: Iterable[ClaimRow]) -> Mapping[str, tuple[Value, ...]]:
    """The same by the number of rows that state each value."""
    said: Counter[bytes] = Counter()
    for claim in claims:
        said[claim.values] += counted(claim.rows)
    counts: dict[str, dict[Value, int]] = {}
    for statement, weight in said.items():
        for name, value in stated(statement).items():
            of = counts.setdefault(name, {})
            of[value] = of.get(value, 0) + weight
    return {name: by_frequency(of) for name, of in counts.items()}


def _entity(root: str, type_name: str, values: Mapping[str, tuple[Value, ...]], ids: tuple[str, ...]) -> Entity:
    declared = ENTITY_TYPES[type_name]
    merged = {f.name: values[f.name] for f in declared.fields if f.name in values}
    caption = next((str(merged[name][0]) for name in declared.caption if name in merged), root[:8])
    return Entity(root, type_name, caption, merged, ids)


def _match(entity: Entity, needle: str) -> int | None:
    """How well a live entity answers a search: 0 exact, 1 prefix, 2 substring, None not (any more)."""
    best: int | None = None
    for field in ENTITY_TYPES[entity.type].fields:
        if field.search:
            for value in entity.properties.get(field.name, ()):
                form = search_form(str(value))
                if needle in form:
                    quality = 0 if form == needle else 1 if form.startswith(needle) else 2
                    best = quality if best is None else min(best, quality)
    return best
