"""hubs, communities, conflicts."""

from __future__ import annotations

from argparse import Namespace

from graphkit.cli.opening import opened
from graphkit.cli.printing import emit, heads, line, table
from graphkit.cli.questions import name_of, rows
from graphkit.export.tables import shown
from graphkit.model.catalog import ENTITY_TYPES, LINK_TYPES
from graphkit.words import text

MEMBERS_SHOWN = 5


def hubs(options: Namespace) -> int:
    """Shared infrastructure, with the reason why it is no trace."""
    with opened(options) as wb:
        found = wb.hubs()
    if options.json:
        emit(found.to_json(options.lang))
    elif not found.hubs:
        line(text("cli.no_hubs", options.lang))
    else:
        table(
            heads(options.lang, "type", "caption", "links", "why", "source_rows"),
            ([getattr(ENTITY_TYPES[h.entity.type], options.lang), h.entity.caption, h.degree,
              h.reason.text(options.lang), rows(h.evidence)] for h in found.hubs),
        )
    return 0


def conflicts(options: Namespace) -> int:
    """What the sources contradict each other about."""
    with opened(options) as wb:
        found = wb.conflicts()
    if options.json:
        emit(found.to_json(options.lang))
    elif not found.found:
        line(text("cli.conflicts_none", options.lang))
    else:
        captions = {**ENTITY_TYPES, **LINK_TYPES}
        table(heads(options.lang, "type", "caption", "property", "value", "source_rows"),
              ([getattr(captions[c.type], options.lang), c.caption, getattr(c.field, options.lang),
                shown(c.type, c.field.name, s.value), rows(s.evidence)] for c in found.found for s in c.said))
    return 0


def communities(options: Namespace) -> int:
    """Groups that work together, and what binds them."""
    with opened(options) as wb:
        found = wb.communities(options.limit)
    if options.json:
        emit(found.to_json(options.lang))
        return 0
    lang = options.lang
    if not found.groups:
        line(text("cli.no_groups", lang))
        return 0
    table(
        heads(lang, "members", "foremost", "why", "cut_points", "bridges"),
        ([len(g.members), "；".join(name_of(found.entities, i, lang) for i, _ in g.members[:MEMBERS_SHOWN]),
          "；".join(r.text(lang) for r in g.foremost),
          "；".join(name_of(found.entities, i, lang) for i in g.cut_points[:MEMBERS_SHOWN]), len(g.bridges)]
         for g in found.groups),
    )
    if found.habits:
        table(heads(lang, "domains", "why", "source_rows"),
              (["、".join(found.entities[i].caption for i in h.domains), h.reason.text(lang), rows(h.reason.evidence)]
               for h in found.habits), text("cli.habits", lang))
    if found.truncated:
        line(text("cli.more_groups", lang, count=found.count, limit=len(found.groups)))
    return 0
