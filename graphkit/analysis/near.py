"""What has been read around a seed so far: every link once, in few calls, so that the rules only look things up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from graphkit.analysis.certificates import QUESTIONED, Verdict, assess
from graphkit.analysis.judged import Judged
from graphkit.analysis.settings import limit
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


class Near:
    """Links by entity and type. `load` reads ahead in batches; the other methods only look up what was loaded.

    `wide`: (entity, link type) that were left out because there are too many; `types`: the type of every entity met.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self.words = Judged(view)
        self.types: dict[str, str] = {}
        self.wide: set[tuple[str, str]] = set()
        self._at: dict[str, dict[str, dict[str, Link]]] = defaultdict(lambda: defaultdict(dict))
        self._read: set[tuple[str, str]] = set()
        self._public: set[str] = set()
        self._entities: dict[str, Entity] = {}
        self._verdicts: dict[str, Verdict] = {}

    def load(self, ids: Iterable[str], types: Iterable[str]) -> None:
        """Read the links of these types at these entities, what is not there yet."""
        for missing, near in self._missing(ids, types):
            for big in sorted(self._fetch(near, missing, limit("limits", "links"))):
                self._narrow(big, missing)

    def glance(self, ids: Iterable[str], types: Iterable[str], most: int) -> None:
        """Read ahead only where an entity has no more than `most` links; a public one is left alone."""
        for missing, near in self._missing(set(ids) - self._public, types):
            self._public |= self._fetch(near, missing, most)

    def public(self, entity_id: str) -> bool:
        """Whether an entity was left alone at a glance because it has too many links."""
        return entity_id in self._public

    def _missing(self, ids: Iterable[str], types: Iterable[str]) -> list[tuple[tuple[str, ...], set[str]]]:
        wanted = sorted(set(types))
        groups: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for i in set(ids):
            missing = tuple(t for t in wanted if (i, t) not in self._read)
            if missing:
                groups[missing].add(i)
        return sorted(groups.items())

    def _fetch(self, ids: set[str], types: tuple[str, ...], most: int) -> frozenset[str]:
        """Read and keep; the entities that have more links than `most`."""
        found = self.view.neighbourhood(ids, types, most)
        self._keep(found.links.values(), ids - found.hubs, types)
        self.types |= {e.id: e.type for e in found.entities.values()}
        return found.hubs

    def _narrow(self, big: str, types: tuple[str, ...]) -> None:
        """Of a large entity read the links that do not make it large."""
        narrow = tuple(t for t in types if t not in _BULK.get(self.types[big], types))
        self._read |= {(big, t) for t in types}
        self.wide |= {(big, t) for t in types if t not in narrow}
        if narrow:
            rest = self.view.neighbourhood([big], narrow)
            self._keep(rest.links.values(), {big}, narrow)
            self.types |= {e.id: e.type for e in rest.entities.values()}

    def _keep(self, links: Iterable[Link], ids: set[str], types: tuple[str, ...]) -> None:
        for link in links:
            for end in {link.source, link.target} & ids:
                self._at[end][link.type][link.id] = link
        self._read |= {(i, t) for i in ids for t in types}

    def out(self, entity_id: str, *types: str) -> Iterator[Link]:
        """The loaded links that run from an entity."""
        return (k for k in self._of(entity_id, types) if k.source == entity_id)

    def into(self, entity_id: str, *types: str) -> Iterator[Link]:
        """The loaded links that run to an entity."""
        return (k for k in self._of(entity_id, types) if k.target == entity_id)

    def _of(self, entity_id: str, types: tuple[str, ...]) -> Iterator[Link]:
        at = self._at.get(entity_id, {})
        return (link for t in types for link in at.get(t, {}).values())

    def describe(self, ids: Iterable[str]) -> None:
        """Read the properties of these entities."""
        missing = {i for i in ids if i not in self._entities}
        if missing:
            self._entities |= self.view.get(missing)

    def entity(self, entity_id: str) -> Entity:
        """An entity with its properties."""
        if entity_id not in self._entities:
            self.describe([entity_id])
        return self._entities[entity_id]

    def judge(self, certificates: Iterable[str]) -> None:
        """Read what the verdicts on these certificates need."""
        missing = {c for c in certificates if c not in self._verdicts}
        if missing:
            self._verdicts |= assess(self.view, missing)

    def verdict(self, certificate: str) -> Verdict:
        """The verdict on a certificate."""
        if certificate not in self._verdicts:
            self.judge([certificate])
        return self._verdicts[certificate]

    def judged(self, certificate: str) -> bool:
        """Whether the verdict on a certificate has been read."""
        return certificate in self._verdicts

    def questioned(self, certificate: str) -> bool:
        """Whether a certificate is forged or suspect."""
        return self.verdict(certificate).verdict in QUESTIONED
