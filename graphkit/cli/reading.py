"""stats, find, show."""

from __future__ import annotations

from argparse import Namespace

from graphkit.cli.opening import opened
from graphkit.cli.printing import Refused, emit, heads, line, table
from graphkit.cli.questions import followed, rows
from graphkit.model.catalog import ENTITY_TYPES, LINK_TYPES
from graphkit.model.statements import search_form
from graphkit.words import text

LEAST_SEARCHED = 2
ROWS_SHOWN = 3


def stats(options: Namespace) -> int:
    """How much there is."""
    with opened(options) as wb:
        found = wb.stats()
    if options.json:
        emit(found.to_json(options.lang))
        return 0
    lang = options.lang
    head = heads(lang, "type", "name", "count")
    table(head, ([t, getattr(ENTITY_TYPES[t], lang), n] for t, n in found.entities.items()),
          text("cli.entities", lang))
    table(head, ([t, getattr(LINK_TYPES[t], lang), n] for t, n in found.links.items()), text("cli.links", lang))
    line(text("cli.sources_count", lang, count=sum(found.sources.values())))
    return 0


def find(options: Namespace) -> int:
    """Entities that contain a text."""
    if options.type and options.type not in ENTITY_TYPES:
        raise Refused("cli.unknown_type", type=options.type, known=", ".join(ENTITY_TYPES))
    if len(search_form(options.text.strip())) < LEAST_SEARCHED:
        raise Refused("cli.too_short")
    with opened(options) as wb:
        found = wb.find(options.text, options.type, options.limit)
    if options.json:
        emit(found.to_json(options.lang))
        return 0
    lang = options.lang
    if not found.entities:
        line(text("cli.nothing_found", lang, text=options.text))
        return 0
    from graphkit.ui.shown import known

    table(
        heads(lang, "type", "caption", "known", "id"),
        ([getattr(ENTITY_TYPES[e.type], lang), e.caption, known(e, lang), e.id]
         for e in found.entities),
    )
    if found.truncated:
        line(text("cli.more_found", lang, limit=options.limit))
    return 0


def show(options: Namespace) -> int:
    """One entity in full."""
    from graphkit.ui.shown import field_kind, field_name, value

    with opened(options) as wb:
        found = wb.show(options.seed)
    if options.json:
        emit(found.to_json(options.lang))
        return 0
    lang = options.lang
    declared = ENTITY_TYPES[found.entity.type]
    of = declared.name
    table(
        heads(lang, "property", "value", "source_rows"),
        ([field_name(of, name, lang), value(field_kind(of, name), said, lang), rows(refs, ROWS_SHOWN)]
         for name, said, refs in found.values()),
        f"{getattr(declared, lang)} {found.entity.caption}  {found.entity.id}",
    )
    table(
        heads(lang, "link", "direction", "count"),
        ([getattr(LINK_TYPES[t], lang), text("cli.outward" if f else "cli.inward", lang), n]
         for t, f, n in found.links),
    )
    if found.lookalike and found.lookalike.lookalike:
        line(found.lookalike.text(lang))
    followed(found.judgements, lang)
    return 0
