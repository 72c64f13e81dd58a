"""One consistent snapshot of an investigation: ids resolved, withdrawn sources left out. What all reads share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphkit.store.backend import Reader
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

    def canonical(self, ids: Iterable[str]) -> dict[str, str]:
        """id → the id it answers to, for those ids that live claims support."""
        wanted = list(ids)
        scope = self._resolver.scope(wanted)
        return {i: scope.of(i) for i in wanted if scope.of(i) in scope.rows}

    def types(self, ids: Iterable[str]) -> dict[str, str]:
        """id → entity type, for those that exist."""
        wanted = list(ids)
        scope = self._resolver.scope(wanted)
        return {i: scope.rows[scope.of(i)].type for i in wanted if scope.of(i) in scope.rows}

    def _live(self, rows: Iterable[ClaimRow]) -> Iterator[tuple[ClaimRow, list[Placement]]]:
        kept = list(rows)
        missing = {r.chunk for r in kept} - self._places.keys()
        if missing:
            self._places |= {no: [] for no in missing}
            for place in self._reader.placements(missing):
                if self._sources[place.source].state != WITHDRAWN:
                    self._places[place.chunk].append(place)
        return ((row, self._places[row.chunk]) for row in kept)
