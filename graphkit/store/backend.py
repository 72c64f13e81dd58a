"""What a database must do to be a store: keyed reads and writes of flat records, nothing that thinks.

Everything that has a meaning (supports, aliases, merged views, order) lives once in `graphkit.store`, above this
line, so that two databases cannot differ in it. All ids are outside ids; every call is inside one investigation.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from graphkit.model.records import Judgement
from graphkit.model.statements import Batch, LinkRow, Report, Together
from graphkit.store.rows import (
    ChunkRow,
    ClaimRow,
    Columns,
    EntityRow,
    Placement,
    PlainLink,
    SourceInfo,
    TotalRow,
    TransactionRow,
)

T = TypeVar("T")


class Reader(Protocol):
    """Reads within one consistent snapshot. Collections of ids may be large; order of results is free."""

    def entities(self, ids: Collection[str]) -> list[EntityRow]: ...
    def entity_ids(self, type_name: str | None = None) -> Iterator[EntityRow]:
        """Every entity of a type (or all), for whole-investigation questions."""
    def alias_groups(self, ids: Collection[str]) -> tuple[list[EntityRow], list[PlainLink]]:
        """The entities among `ids`, those that aliases join to them, however far, and these aliases."""
    def links_at(self, ids: Collection[str], types: Collection[str] | None = None) -> list[PlainLink]:
        """Plain links with an end in `ids`, each once."""
    def links(self, ids: Collection[str]) -> list[PlainLink]: ...
    def links_of(self, types: Collection[str] | None = None) -> Iterator[PlainLink]:
        """Every plain link of these types (or all), for whole-investigation questions."""
    def totals_at(self, ids: Collection[str], types: Collection[str] | None = None) -> list[TotalRow]:
        """Totals with an end in `ids`, each once; pairs marked stale are counted anew from their transactions."""
    def columns(self) -> Columns:
        """Every entity and every plain link of the investigation, for questions on the whole graph."""
    def all_totals(self) -> Iterator[TotalRow]: ...
    def transactions(self, ids: Collection[str]) -> list[TransactionRow]: ...
    def transactions_between(self, sources: Collection[str], targets: Collection[str]) -> list[TransactionRow]:
        """Transactions from any of `sources` to any of `targets`."""
    def transactions_of(self, pairs: Collection[tuple[str, str]], limit: int | None = None) -> list[TransactionRow]:
        """Transactions from the first to the second entity of each pair; of each at most `limit`, by (time, id)."""
    def degree(self, ids: Collection[str]) -> dict[str, int]:
        """At least the number of links and totals at each entity (an upper bound is enough)."""
    def unlinked(self, ids: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Of these entities those with no plain link, withdrawn ones counted: the texts by which each is found."""
    def claims(self, subjects: Collection[str], limit: int | None = None) -> list[ClaimRow]:
        """Claims about entities or links; at most `limit` per subject, by chunk number."""
    def placements(self, chunks: Collection[int]) -> list[Placement]: ...
    def chunk(self, no: int) -> ChunkRow | None: ...
    def find_chunk(self, hash_: str) -> ChunkRow | None:
        """The chunk with this content."""
    def source_placements(self, source: int) -> list[Placement]:
        """Where the chunks of one source stand, in the order they were read."""
    def chunk_statements(self, no: int) -> tuple[list[EntityRow], list[PlainLink], list[TransactionRow],
                                                 list[ClaimRow], list[tuple[str, str]]]:
        """Everything that one chunk says, for copying: entities, links, transactions, claims, terms."""
    def search(self, needle: str, type_name: str | None, limit: int) -> list[tuple[int, str]]:
        """(0 exact, 1 prefix, 2 substring; entity id) of the best matches in term texts, by (quality, id)."""
    def counts(self) -> tuple[dict[tuple[str, int], int], dict[tuple[str, int], int]]:
        """How many entities, and how many links with transactions, by (type, support)."""
    def dead_supports(self) -> frozenset[int]: ...
    def supports(self) -> dict[int, frozenset[int]]: ...
    def sources(self) -> list[SourceInfo]: ...
    def judgements(self) -> list[Judgement]: ...


class Writer(Reader, Protocol):
    """Reads and writes within one transaction; all or nothing."""

    def known_entities(self, ids: Collection[str]) -> dict[str, int]:
        """Support of each of these entities that exist."""
    def known_links(self, ids: Mapping[str, LinkRow]) -> dict[str, tuple[int, Report | None]]:
        """(support, what is reported) of each of these links that exist; None: not a transaction, or in conflict."""
    def add_entities(self, rows: Iterable[EntityRow], terms: Iterable[tuple[str, str]]) -> None:
        """New entities, and (entity id, text) to find them by."""
    def add_links(self, rows: Iterable[PlainLink]) -> None: ...
    def add_transactions(self, rows: Sequence[TransactionRow], totals: Iterable[TotalRow]) -> None:
        """New transactions, and what they add to the totals."""
    def add_terms(self, terms: Iterable[tuple[str, str]]) -> None:
        """More texts to find known entities by."""
    def known_chunks(self, hashes: Collection[str]) -> dict[str, int]:
        """The number of each chunk with one of these contents that exists."""
    def add_chunks(self, new: Sequence[tuple[ChunkRow, Sequence[tuple[Together, bytes]]]], said: Batch) -> list[int]:
        """New chunks, each with its claims and the offsets of their rows; their numbers. `said`: what they speak of."""
    def place(self, placements: Sequence[Placement]) -> None: ...
    def set_entity_supports(self, supports: Mapping[str, int]) -> None: ...
    def set_link_supports(self, supports: Mapping[str, int], links: Mapping[str, LinkRow]) -> None:
        """New supports of known links; pairs of transactions among them are marked stale."""
    def set_conflicts(self, ids: Collection[str]) -> None:
        """Transactions whose reports differ: they lose what was reported, and their pairs are marked stale."""
    def chunk_supports(self, no: int) -> set[int]:
        """The supports of everything one chunk speaks of."""
    def lift_chunk(self, no: int, mapping: Mapping[int, int]) -> int:
        """Replace supports of everything one chunk speaks of; how many changed. Pairs are marked stale."""
    def recount(self) -> None:
        """Count the totals of stale pairs anew from their transactions."""
    def add_support(self, members: frozenset[int]) -> int:
        """The number of a set of sources, made when it is new."""
    def set_live(self, supports: Mapping[int, bool]) -> None: ...
    def add_source(self, info: SourceInfo) -> int: ...
    def update_source(self, info: SourceInfo) -> None: ...
    def add_judgement(self, judgement: Judgement) -> None: ...


class Backend(Protocol):
    """A database opened for one investigation. `remote`: another process does the work, and this one could go on."""

    remote: bool
    url: str
    investigation: str

    def read(self, work: Callable[[Reader], T]) -> T:
        """Run `work` on one snapshot."""
    def write(self, work: Callable[[Writer], T]) -> T:
        """Run `work` in one transaction; rolled back when it raises. It may be run again after a lost connection."""
    def investigations(self) -> list[str]: ...
    def replace(self, investigation: str) -> None:
        """Give this investigation the content of the other one, atomically; the other is gone."""
    def drop(self) -> None:
        """Remove this investigation with everything in it."""
    def backup(self, target: Path) -> bool:
        """Write one consistent file; False when the database has no such means of its own."""
    def close(self) -> None: ...
