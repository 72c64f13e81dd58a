"""What has been read around a seed so far: every link once, in few calls, so that the rules only look things up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from graphkit.analysis.certificates import JUDGED_BY, QUESTIONED, Verdict, assess
from graphkit.analysis.judged import Judged
from graphkit.analysis.settings import limit
from graphkit.model.catalog import LINK_TYPES
from graphkit.model.records import Entity, Link
from graphkit.store.view import View

_BULK = {
    "OnlineAccount": frozenset(("entered", "requested", "published", "member_of")),
    "Website": frozenset(("lists", "qr_points_to")),
    "Account": frozenset(("paid",)),
    "Organization": frozenset(("employed_by", "provided", "registered_through")),
    "Person": frozenset(("called",)),
}
"""The links that make an entity large; the others of such an entity can still be read."""
PARTIES = ("Person", "Organization")
HANDLES = ("Phone", "OnlineAccount")
_TOTALS = frozenset(t.name for t in LINK_TYPES.values() if t.transactions)
_AHEAD = frozenset(t.name for t in LINK_TYPES.values() if t.carries) - _TOTALS | {"registered_through"}
"""What is read of a small entity at once: sooner or later some rule asks for it."""


class Near:
    """Links by entity and type. `load`, `glance`, `describe` and `judge` note what will be looked up; it is read with
    the first look, so that whatever does not depend on each other is read together.

    Only what was asked for can be looked up, whatever else was read with it. `types`: the type of every entity met.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self.words = Judged(view)
        self.types: dict[str, str] = {}
        self._wide: set[tuple[str, str]] = set()
        self._public: set[str] = set()
        self._asked: set[tuple[str, str]] = set()
        self._at: dict[tuple[str, str], list[Link]] = defaultdict(list)
        self._fetched: dict[str, frozenset[str]] = {}
        self._sizes: dict[str, int] = {}
        self._wanted: dict[str, set[str]] = {}
        self._glanced: dict[str, tuple[set[str], int]] = {}
        self._entities: dict[str, Entity] = {}
        self._undescribed: set[str] = set()
        self._verdicts: dict[str, Verdict] = {}
        self._unjudged: set[str] = set()

    def load(self, ids: Iterable[str], types: Iterable[str]) -> None:
        """Ask for the links of these types at these entities."""
        kinds = set(types)
        for i in set(ids):
            if missing := self._missing(i, kinds):
                self._wanted.setdefault(i, set()).update(missing)

    def glance(self, ids: Iterable[str], types: Iterable[str], most: int) -> None:
        """Ask for them only where an entity has no more than `most` links; a public one is left alone."""
        kinds = set(types)
        for i in set(ids) - self._public:
            if missing := self._missing(i, kinds) - self._wanted.get(i, set()):
                self._glanced[i] = missing, most

    def _missing(self, entity: str, kinds: set[str]) -> set[str]:
        return {t for t in kinds if (entity, t) not in self._asked}

    def public(self, entity_id: str) -> bool:
        """Whether an entity was left alone at a glance because it has too many links."""
        self._settle()
        return entity_id in self._public

    @property
    def wide(self) -> set[tuple[str, str]]:
        """(entity, link type) that were left out because there are too many."""
        self._settle()
        return self._wide

    def _settle(self) -> None:
        """Read what was asked for."""
        if not self._wanted and not self._glanced:
            return
        wanted, glanced, self._wanted, self._glanced = self._wanted, self._glanced, {}, {}
        ids = wanted.keys() | glanced.keys()
        if new := ids - self._sizes.keys():
            self._sizes |= dict.fromkeys(new, 0) | self.view.degrees(new)
            self.types |= self.view.types(new)
        asked: dict[str, set[str]] = defaultdict(set)
        for i, (kinds, few) in glanced.items():
            if self._sizes[i] > few:
                self._public.add(i)
            else:
                asked[i] |= kinds
        for i, kinds in wanted.items():
            large = kinds & _BULK.get(self.types[i], kinds) if self._sizes[i] > limit("limits", "links") else set()
            self._wide |= {(i, t) for t in large}
            self._asked |= {(i, t) for t in large}
            asked[i] |= kinds - large
        self._fetch(asked)
        shown = [(i, t) for i, kinds in asked.items() for t in kinds]
        self._asked.update(shown)
        self.types |= self.view.types({e for key in shown for k in self._at.get(key, ()) for e in (k.source, k.target)})

    def _fetch(self, asked: dict[str, set[str]]) -> None:
        """Read links; of a small entity all that is ever asked for."""
        small = limit("limits", "read_whole")
        groups: dict[frozenset[str], set[str]] = defaultdict(set)
        for i, kinds in asked.items():
            plain = kinds - _TOTALS
            if plain and self._sizes.get(i, small + 1) <= small:
                plain = plain | _AHEAD
            for part in (plain, kinds & _TOTALS):
                if missing := part - self._fetched.get(i, frozenset()):
                    groups[frozenset(missing)].add(i)
        for types, ids in groups.items():
            self._fetched |= {i: self._fetched.get(i, types) | types for i in ids}
            found = {k.id: k for k in self.view.links_at(ids, types)}
            for link in sorted(found.values(), key=lambda k: (k.source, k.target, k.id)):
                for end in (link.source, link.target) if link.source != link.target else (link.source,):
                    if end in ids:
                        self._at[end, link.type].append(link)

    def out(self, entity_id: str, *types: str) -> list[Link]:
        """The loaded links that run from an entity."""
        return [k for part in self._of(entity_id, types) for k in part if k.source == entity_id]

    def into(self, entity_id: str, *types: str) -> list[Link]:
        """The loaded links that run to an entity."""
        return [k for part in self._of(entity_id, types) for k in part if k.target == entity_id]

    def _of(self, entity_id: str, types: tuple[str, ...]) -> list[list[Link]]:
        if entity_id in self._wanted or entity_id in self._glanced:
            self._settle()
        asked, at = self._asked, self._at
        return [at[key] for t in types if (key := (entity_id, t)) in asked and key in at]

    def describe(self, ids: Iterable[str]) -> None:
        """Ask for the properties of these entities."""
        self._undescribed.update(i for i in ids if i not in self._entities)

    def entity(self, entity_id: str) -> Entity:
        """An entity with its properties."""
        known = self._entities.get(entity_id)
        return self._described((entity_id,))[entity_id] if known is None else known

    def _described(self, ids: Iterable[str]) -> Mapping[str, Entity]:
        """These entities, with all that were asked for, among others."""
        missing = {i for i in ids if i not in self._entities}
        if missing:
            self._entities |= self.view.get(self._undescribed | missing)
            self._undescribed.clear()
        return self._entities

    def judge(self, certificates: Iterable[str]) -> None:
        """Ask for the verdicts on these certificates."""
        self._unjudged.update(c for c in certificates if c not in self._verdicts)

    def verdict(self, certificate: str) -> Verdict:
        """The verdict on a certificate."""
        if certificate not in self._verdicts:
            asked = self._unjudged | {certificate}
            self._unjudged.clear()
            self._fetch({c: set(JUDGED_BY) for c in asked})
            links = {c: [k for t in JUDGED_BY for k in self._at.get((c, t), ())] for c in asked}
            self._verdicts |= assess(self.view, links, self._described)
        return self._verdicts[certificate]

    def judged(self, certificate: str) -> bool:
        """Whether the verdict on a certificate was asked for."""
        return certificate in self._verdicts or certificate in self._unjudged

    def questioned(self, certificate: str) -> bool:
        """Whether a certificate is forged or suspect."""
        return self.verdict(certificate).verdict in QUESTIONED
