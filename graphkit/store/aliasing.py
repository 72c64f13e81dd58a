"""What aliases join, read the same way from either store."""

from __future__ import annotations

from collections.abc import Collection

from graphkit.model.identity import SAME_AS
from graphkit.store.backend import Reader
from graphkit.store.rows import EntityRow, PlainLink


def alias_groups(reader: Reader, ids: Collection[str]) -> tuple[list[EntityRow], list[PlainLink]]:
    """The entities among `ids` with all that aliases join to them, and these aliases."""
    group, frontier, links = set(ids), ids, dict[str, PlainLink]()
    while frontier:
        found = reader.links_at(frontier, (SAME_AS,))
        links |= {k.id: k for k in found}
        frontier = {e for k in found for e in (k.source, k.target)} - group
        group |= frontier
    return reader.entities(group), list(links.values())
