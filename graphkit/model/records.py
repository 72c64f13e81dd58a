"""What travels between the store, the analysis and the pages: entities, links, claims and the graph of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import networkx
    import numpy
    from numpy.typing import NDArray

    Numbers = NDArray[numpy.int64]

Value = str | int


class SourceRef(NamedTuple):
    """One source row: the file by content (`sha256`) and name, the sheet ("" when it has none), the 1-based row.

    Rows count physical lines or sheet rows with headers and title rows; in JSON they are ordinals.
    """

    file: str
    sheet: str
    row: int
    sha256: str


class Claim(NamedTuple):
    """What one source row says about one entity or link, in canonical values."""

    subject: str
    ref: SourceRef
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity as its live claims describe it; `properties` keeps every distinct value, most claimed first."""

    id: str
    type: str
    caption: str = ""
    properties: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    ids: tuple[str, ...] = ()

    def first(self, name: str) -> Value | None:
        """The most claimed value of a property, None when nothing states one."""
        values = self.properties.get(name)
        return values[0] if values else None


@dataclass(frozen=True, slots=True)
class Link:
    """A link between two entities (by their canonical ids).

    A link of a transaction type read as a total (`count` > 0) stands for every transaction from `source` to
    `target`; its id is then that of the pair, and `View.transactions` gives the single ones. `count` and `amount`
    (分) are what the party that reported more of them states, so that no transfer counts twice; `View.flow` is exact.
    Times are ISO 8601 with offset.
    """

    id: str
    type: str
    source: str
    target: str
    properties: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    count: int = 0
    first_time: str = ""
    last_time: str = ""
    amount: int = 0

    def other(self, end: str) -> str:
        """The far end seen from `end`."""
        return self.target if self.source == end else self.source

    def first(self, name: str) -> Value | None:
        """The most claimed value of a property, None when nothing states one."""
        values = self.properties.get(name)
        return values[0] if values else None


@dataclass(frozen=True, slots=True)
class Transaction:
    """One reported transaction. `side` is the party whose provider reported it: "out" the payer's, "in" the payee's.

    `amount` is in 分 (seconds for a call), None when it is in another currency, not `moved` (failed, reversed), or
    when its live reports disagree about amount or outcome (`conflict`). A reversal moves nothing and `takes_back` an
    amount (分) that its party reported before.
    """

    id: str
    type: str
    source: str
    target: str
    amount: int | None
    time: str
    side: str
    reference: str = ""
    conflict: bool = False
    moved: bool = True
    takes_back: int = 0


@dataclass(frozen=True, slots=True)
class Transfer:
    """What moved once, whoever reported it: `reports` are the ids of its transactions, the payer's before the payee's.

    `amount` is in 分, None in another currency; `time` is the payer's where both state one, "" where none does.
    """

    reports: tuple[str, ...]
    source: str
    target: str
    amount: int | None
    time: str


@dataclass(frozen=True, slots=True)
class Flow:
    """What moved from one entity to another, every transfer counted once.

    `count` transfers of `amount` 分 in all between `first` and `last`; `failed` ones moved nothing; `paired` were
    reported by both sides and count once; `ambiguous` lists reports that may be pairs but were left to count;
    `conflicts` those whose live reports disagree on amount or outcome, which no sum includes.
    """

    source: str
    target: str
    count: int
    amount: int
    first: str
    last: str
    failed: int = 0
    paired: int = 0
    ambiguous: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Entities and links in a deterministic order; `truncated` when a limit cut something off.

    `hubs`: entities with more links than the reader asked for, whose links were therefore left out.
    """

    entities: Mapping[str, Entity]
    links: Mapping[str, Link]
    truncated: bool = False
    hubs: frozenset[str] = frozenset()

    def at(self, entity_id: str) -> Iterator[Link]:
        """The links that touch an entity."""
        return (link for link in self.links.values() if entity_id in (link.source, link.target))

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """A MultiDiGraph with the records as node and edge attributes `record`, edges keyed by link id."""
        import networkx

        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for entity in self.entities.values():
            graph.add_node(entity.id, type=entity.type, caption=entity.caption, record=entity)
        for link in self.links.values():
            graph.add_edge(link.source, link.target, key=link.id, type=link.type, record=link)
        return graph


@dataclass(frozen=True, slots=True)
class Projection:
    """A whole investigation by columns: entities by `ids` (in id order) and `types`; link n, of type `link_types[n]`,
    runs from entity `sources[n]` to `targets[n]` (positions in `ids`). Types are positions in `names`.

    Transactions are one link per ordered pair, `counts[n]` of them; other links count 1. Links are in no order.
    """

    names: list[str]
    ids: list[str]
    types: Numbers
    link_types: Numbers
    sources: Numbers
    targets: Numbers
    counts: Numbers


@dataclass(frozen=True, slots=True)
class Judgement:
    """An investigator's recorded word about entities or links, kept by type and key so that it outlives any store.

    `verb`: same, not_same, unsure, confirm, reject, exclude, include, note, grade. `subjects` are the ids it is about
    (`keys` the same in words, as `Type:key value`). The newest word on the same subjects counts.
    """

    verb: str
    subjects: tuple[str, ...]
    keys: tuple[str, ...]
    value: str
    who: str
    when: str
    why: str


def distinct(items: Sequence[Value]) -> tuple[Value, ...]:
    """Distinct values, the most frequent first, then in value order: independent of the order of loading."""
    if len(items) == 1:
        return (items[0],)
    counts: dict[Value, int] = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
    return by_frequency(counts)


def by_frequency(counts: Mapping[Value, int]) -> tuple[Value, ...]:
    """Values by how often each is stated, then in value order."""
    return tuple(counts) if len(counts) == 1 else tuple(sorted(counts, key=lambda v: (-counts[v], str(v))))
