"""One consistent snapshot of an investigation: ids resolved, withdrawn sources left out. What all reads share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from graphkit.model.records import SourceRef
from graphkit.store.backend import Reader
from graphkit.store.excluding import excluded, spoken_of, without
from graphkit.store.resolving import Resolver
from graphkit.store.rows import WITHDRAWN, ClaimRow, Placement

CLAIMS_READ = 2_000
"""Claims read per entity or link for its merged properties; a hub with more is described by these."""


class Snapshot:
    """A reader with what it has learned."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._resolver = Resolver(reader)
        self._sources = {s.no: s for s in reader.sources()}
        self._places: dict[int, list[Placement]] = {}
        self._refs: dict[tuple[int, str, int], SourceRef] = {}  # a row speaks of several entities and links
        self._left_out = excluded(reader, self._resolver.words)
        if self._left_out:
            spoken = spoken_of(reader, self._left_out)
            self._resolver.gone = frozenset(spoken - {claim.subject for claim in self._claims(spoken, 1)})

    def canonical(self, ids: Iterable[str]) -> dict[str, str]:
        """id → the id it answers to, for those ids that live claims support."""
        wanted = list(ids)
        scope = self._resolver.scope(wanted)
        of, rows = scope.canonical.get, scope.rows
        return {i: root for i in wanted if (root := of(i, i)) in rows}

    def types(self, ids: Iterable[str]) -> dict[str, str]:
        """id → entity type, for those that exist."""
        wanted = list(ids)
        scope = self._resolver.scope(wanted)
        of, rows = scope.canonical.get, scope.rows
        return {i: row.type for i in wanted if (row := rows.get(of(i, i))) is not None}

    def _rejects(self, type_name: str, source: str, target: str) -> bool:
        """Whether an investigator rejected the links of this type from one entity to another."""
        return (type_name, source, target) in self._resolver.rejected

    def _claims(self, subjects: Collection[str], limit: int | None = None) -> list[ClaimRow]:
        """The live claims about these entities or links; `_places` says where the rows of each chunk stand.

        At least `limit` about each subject that has as many: withdrawn ones do not use up the limit.
        """
        found: list[ClaimRow] = []
        wanted, asked = subjects, limit
        while wanted:
            rows = self._reader.claims(wanted, asked)
            chunks = {row.chunk for row in rows}
            self._find_places(chunks)
            if not self._left_out and all(self._places[no] for no in chunks):
                return found + rows if found else rows
            live = without((row for row in rows if self._places[row.chunk]), self._left_out)
            short: set[str] = set()
            if asked is not None and limit is not None:
                read, heard = Counter(row.subject for row in rows), Counter(row.subject for row in live)
                short = {s for s in wanted if read[s] >= asked and heard[s] < limit}
                asked *= 4
            found += [row for row in live if row.subject not in short]
            wanted = short
        return found

    def _find_places(self, chunks: set[int]) -> None:
        missing = chunks - self._places.keys()
        if missing:
            self._places |= {no: [] for no in missing}
            for place in self._reader.placements(missing):
                if self._sources[place.source].state != WITHDRAWN:
                    self._places[place.chunk].append(place)
