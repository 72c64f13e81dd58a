"""trace, paths, certificates."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from graphkit.cli.opening import opened
from graphkit.cli.printing import Refused, emit, heads, kind_caption, line, table
from graphkit.model.catalog import ENTITY_TYPES, LINK_TYPES
from graphkit.model.records import Entity, Judgement, SourceRef
from graphkit.words import text
from graphkit.workbench.judging import said, said_at

if TYPE_CHECKING:
    from graphkit.analysis.answers import Trace

CHAINS_SHOWN = 10
ROWS_SHOWN = 2


def trace(options: Namespace) -> int:
    """Who stands behind a seed."""
    with opened(options) as wb:
        found = wb.trace(options.seed, options.max_hops, options.limit)
    if options.json:
        emit(found.to_json(options.lang))
        return 0
    _coverage(found, options.lang)
    for number, chain in enumerate(found.chains[:CHAINS_SHOWN], 1):
        stages = " → ".join(text(f"chart.lane_{s}", options.lang) for s in chain.stages)
        table(
            heads(options.lang, "from", "link", "to", "source_rows"),
            ([name_of(found.entities, s.source, options.lang),
              f"{'→' if s.forward else '←'} {getattr(LINK_TYPES[s.type], options.lang)}",
              name_of(found.entities, s.target, options.lang), rows(s.evidence)] for s in chain.steps),
            f"{number}. {stages}  {chain.score:.2f}",
        )
    if len(found.chains) > CHAINS_SHOWN or found.truncated:
        line(text("cli.more_chains", options.lang, count=len(found.chains)))
    if not found.chains:
        line(text("cli.no_chains", options.lang))
    followed(found.judgements, options.lang)
    return 0


def followed(words: Sequence[Judgement], lang: str) -> None:
    """The investigators' words that an answer follows."""
    if words:
        table([text(f"judging.head_{h}", lang) for h in ("said", "who", "when", "why")],
              ([said(w, lang), w.who, said_at(w), w.why] for w in words), text("judging.followed", lang))


def _coverage(found: Trace, lang: str) -> None:
    table(
        heads(lang, "stage", "reached", "subjects"),
        ([text(f"chart.lane_{stage}", lang), text("export.yes" if reached.by else "export.no", lang),
          "；".join(name_of(found.entities, i, lang) for i in reached.by[:5])]
         for stage, reached in found.coverage.items()),
    )
    if found.next:
        table(heads(lang, "record", "why"),
              ([kind_caption(n.record, lang), n.why.text(lang)] for n in found.next), text("cli.next_records", lang))


def paths(options: Namespace) -> int:
    """Every path between two entities."""
    unknown = set(options.types or ()) - LINK_TYPES.keys()
    if unknown:
        raise Refused("cli.unknown_link", type=", ".join(sorted(unknown)), known=", ".join(LINK_TYPES))
    with opened(options) as wb:
        found = wb.paths(options.first, options.second, options.max_hops, options.types, options.limit)
    if options.json:
        emit(found.to_json(options.lang))
        return 0
    for number, path in enumerate(found.paths, 1):
        line(f"{number}. " + " — ".join(name_of(found.entities, i, options.lang) for i in path.entities))
    line(text("cli.paths_more" if found.truncated else "cli.paths_found", options.lang, count=len(found.paths)))
    return 0


def certificates(options: Namespace) -> int:
    """Each certificate's verdict with its reasons."""
    with opened(options) as wb:
        found = wb.certificates()
    if options.json:
        emit(found.to_json(options.lang))
        return 0
    table(
        heads(options.lang, "number", "operation_item", "holder", "verdict", "why"),
        ([v.number, v.operation_item, v.holder, text(f"ui.verdict_{v.verdict}", options.lang),
          "；".join(r.text(options.lang) for r in v.reasons)] for v in found.verdicts),
    )
    return 0


def rows(refs: Sequence[SourceRef], shown: int = ROWS_SHOWN) -> str:
    """The first source rows in few words."""
    words: Iterable[str] = (f"{r.file}{f' [{r.sheet}]' if r.sheet else ''}:{r.row}" for r in refs[:shown])
    more = f" …(+{len(refs) - shown})" if len(refs) > shown else ""
    return "、".join(words) + more


def name_of(entities: Mapping[str, Entity], entity_id: str, lang: str) -> str:
    """An entity in words: its type and caption."""
    entity = entities.get(entity_id)
    return entity_id if entity is None else f"{getattr(ENTITY_TYPES[entity.type], lang)} {entity.caption}"
