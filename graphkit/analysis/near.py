"""What has been read around a seed so far: every link once, in few calls, so that the rules only look things up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import attrgetter

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
        self._large: set[str] = set()
        self._whole: set[str] = set()
        self._sizes: dict[str, int] = {}
        self._pending: set[str] = set()
        self._wanted: dict[str, set[str]] = defaultdict(set)
        self._glanced: dict[tuple[str, int], set[str]] = defaultdict(set)
        self._fetched: dict[str, set[str]] = defaultdict(set)
        self._asked: dict[str, set[str]] = defaultdict(set)
        self._from: dict[str, dict[str, list[Link]]] = defaultdict(dict)
        self._to: dict[str, dict[str, list[Link]]] = defaultdict(dict)
        self._entities: dict[str, Entity] = {}
        self._undescribed: set[str] = set()
        self._verdicts: dict[str, Verdict] = {}
        self._unjudged: set[str] = set()

    def load(self, ids: Iterable[str], types: Iterable[str]) -> None:
        """Ask for the links of these types at these entities."""
        wanted = set(ids)
        for link_type in set(types):
            if missing := wanted - self._asked[link_type]:
                self._wanted[link_type] |= missing
                self._pending |= missing

    def glance(self, ids: Iterable[str], types: Iterable[str], most: int) -> None:
        """Ask for them only where an entity has no more than `most` links; a public one is left alone."""
        wanted = set(ids) - self._public
        for link_type in set(types):
            if missing := wanted - self._asked[link_type] - self._wanted[link_type]:
                self._glanced[link_type, most] |= missing
                self._pending |= missing

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
        if not self._pending:
            return
        wanted, glanced, pending = self._wanted, self._glanced, self._pending
        self._wanted, self._glanced, self._pending = defaultdict(set), defaultdict(set), set()
        if new := pending - self._sizes.keys():
            sizes = dict.fromkeys(new, 0) | self.view.degrees(new)
            self._sizes |= sizes
            self._large |= {i for i, size in sizes.items() if size > limit("limits", "links")}
            self.types |= self.view.types(new)
        for (link_type, few), some in glanced.items():
            public = {i for i in some if self._sizes[i] > few}
            self._public |= public
            wanted[link_type] |= some - public
        for link_type, some in wanted.items():
            large = {i for i in some & self._large if link_type in _BULK.get(self.types[i], (link_type,))}
            self._wide |= {(i, link_type) for i in large}
            self._asked[link_type] |= some
            some.difference_update(large)
        self._fetch(wanted)
        met: set[str] = set()
        for link_type, some in wanted.items():
            outgoing, incoming = self._from[link_type], self._to[link_type]
            met.update(k.target for i in some & outgoing.keys() for k in outgoing[i])
            met.update(k.source for i in some & incoming.keys() for k in incoming[i])
        self.types |= self.view.types(met - self.types.keys())

    def _fetch(self, wanted: Mapping[str, set[str]]) -> None:
        """Read links; of a small entity all that is ever asked for."""
        small = limit("limits", "read_whole")
        plain = {i for link_type, some in wanted.items() if link_type not in _TOTALS for i in some} - self._whole
        whole = {i for i in plain if self._sizes.get(i, small + 1) <= small}
        begun = {i for link_type in _AHEAD for i in whole & self._fetched[link_type]}
        groups: dict[frozenset[str], set[str]] = defaultdict(set, {_AHEAD: whole - begun})
        for i in begun:
            groups[frozenset(t for t in _AHEAD if i not in self._fetched[t])].add(i)
        self._whole |= whole
        single: dict[str, list[str]] = defaultdict(list)
        for link_type, some in wanted.items():
            missing = (some - self._whole if link_type in _AHEAD else some) - self._fetched[link_type]
            self._fetched[link_type] |= missing
            if link_type in _TOTALS:
                groups[frozenset((link_type,))] |= missing
                continue
            for i in missing:
                single[i].append(link_type)
        for i, types in single.items():
            groups[frozenset(types)].add(i)
        for kinds, ids in groups.items():
            self._keep(ids, kinds)

    def _keep(self, ids: set[str], types: Collection[str]) -> None:
        """Read the links of these types at these entities, which are new."""
        found = {k.id: k for k in self.view.links_at(ids, types)} if ids else {}
        for link in sorted(found.values(), key=attrgetter("source", "target", "id")):
            if link.source in ids:
                self._from[link.type].setdefault(link.source, []).append(link)
            if link.target in ids:
                self._to[link.type].setdefault(link.target, []).append(link)

    def out(self, entity_id: str, *types: str) -> Sequence[Link]:
        """The loaded links that run from an entity."""
        return self._of(self._from, entity_id, types)

    def into(self, entity_id: str, *types: str) -> Sequence[Link]:
        """The loaded links that run to an entity."""
        return self._of(self._to, entity_id, types)

    def _of(
        self, links: Mapping[str, Mapping[str, list[Link]]], entity_id: str, types: Sequence[str]
    ) -> Sequence[Link]:
        if entity_id in self._pending:
            self._settle()
        if len(types) == 1:
            return links[types[0]].get(entity_id, ()) if entity_id in self._asked[types[0]] else ()
        return [k for t in types if entity_id in self._asked[t] for k in links[t].get(entity_id, ())]

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
            self._fetch({t: set(asked) for t in JUDGED_BY})
            links = {c: [k for t in JUDGED_BY for k in self._to[t].get(c, ())] for c in asked}
            self._verdicts |= assess(self.view, links, self._described)
        return self._verdicts[certificate]

    def judged(self, certificate: str) -> bool:
        """Whether the verdict on a certificate was asked for."""
        return certificate in self._verdicts or certificate in self._unjudged

    def questioned(self, certificate: str) -> bool:
        """Whether a certificate is forged or suspect."""
        return self.verdict(certificate).verdict in QUESTIONED
