"""What is stated about an entity or a link, value by value, with the source rows of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graphkit.analysis.lookalikes import lookalike_flags
from graphkit.model.catalog import ENTITY_TYPES, LINK_TYPES
from graphkit.model.records import Claim, Entity, Flow, Link, SourceRef, Value
from graphkit.ui.shown import field_kind, field_name, value
from graphkit.workbench import Workbench

CLAIMS = 500
"""Source rows read for one entity or link."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One value of a property in words, and every row that states it; a bare statement has no property or value."""

    caption: str
    value: str
    refs: tuple[SourceRef, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of an entity; `links` counts its links by (type, leading away from it).

    `many`: it has too many links to count them. `imitates`: whose name that of a domain or website imitates, "" else.
    """

    entity: Entity
    stated: tuple[Stated, ...]
    links: Mapping[tuple[str, bool], int]
    many: bool
    imitates: str


def known_of(wb: Workbench, entity_id: str, lang: str, most: int) -> Known | None:
    """What is known of one entity, None when nothing live speaks of it; links are counted up to `most`."""
    entity = wb.store.read(lambda view: view.get([entity_id])).get(entity_id)
    if entity is None:
        return None
    near = wb.neighbourhood([entity_id], cap=most)
    counts = Counter((k.type, k.source == entity_id) for k in near.links.values())
    stated = stated_by(wb.claims([entity_id], CLAIMS)[entity_id], entity.type, lang)
    flag = wb.store.read(lambda view: lookalike_flags(view, [entity_id])).get(entity_id)
    imitates = flag.text(lang) if flag and flag.lookalike else ""
    return Known(entity, stated, dict(sorted(counts.items())), bool(near.hubs), imitates)


def stated_by(claims: Iterable[Claim], type_of: str, lang: str) -> tuple[Stated, ...]:
    """Every value with its rows, in the catalogue's order, the most stated first."""
    order = {f.name: place for place, f in enumerate((ENTITY_TYPES.get(type_of) or LINK_TYPES[type_of]).fields)}
    found: dict[tuple[str, Value], set[SourceRef]] = {}
    for claim in claims:
        for name, said in claim.values.items() or [("", "")]:
            found.setdefault((name, said), set()).add(claim.ref)
    ranked = sorted(found.items(), key=lambda p: (order.get(p[0][0], len(order)), -len(p[1]), str(p[0][1])))
    return tuple(
        Stated(field_name(type_of, name, lang), value(field_kind(type_of, name), said, lang), tuple(sorted(refs)))
        for (name, said), refs in ranked
    )


@dataclass(frozen=True, slots=True)
class Transfers:
    """The transactions behind a total: their sum, and each report's values by property with its row."""

    flow: Flow
    reports: tuple[tuple[Mapping[str, Value], SourceRef], ...]


def transfers_of(wb: Workbench, link: Link) -> Transfers:
    """What one total stands for, by time; both sides' reports of a transfer are listed, the sum counts it once."""
    flow = wb.store.read(lambda view: view.flow(link.source, link.target))
    single = wb.store.read(lambda view: view.transactions(link.source, link.target, CLAIMS))
    claims = wb.claims([t.id for t in single], CLAIMS)
    return Transfers(flow, tuple((claim.values, claim.ref) for t in single for claim in claims[t.id]))
