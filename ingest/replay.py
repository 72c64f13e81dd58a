"""Every stored row taken into another store: as it is (copy), or read anew by today's rules (rebuild)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from graphkit.model.catalog import RULES
from graphkit.model.statements import Batch
from graphkit.store.base import GraphStore
from graphkit.store.rows import LOADING, ChunkRow, Placement, SourceInfo
from ingest.chunking import decoded
from ingest.mapping import Mapper, Outcome


def transfer(source: GraphStore, target: GraphStore, *, anew: bool) -> Iterator[tuple[str, int]]:
    """Take every chunk of `source` into `target`, `anew` by today's rules or as it is; (file, rows) as it goes.

    Withdrawn sources stay withdrawn, judgements go along.
    """
    begun: dict[int, SourceInfo] = {}
    counts: dict[int, Counter[str]] = {}
    mapper = lru_cache(64)(Mapper)
    for info, place, kept in source.chunks():
        if info.no not in begun:
            begun[info.no] = target.begin_source(info.sha256, info.name, info.kind, info.size, info.sm3)
            counts[info.no] = Counter()
        batch: Batch | None = None
        row = kept
        if anew:
            chunk = decoded(kept.kind, kept.raw)
            row = row._replace(hash=chunk.digest(chunk.encoded()))
        known = target.chunk(row.hash)
        here = Placement(0, begun[info.no].no, place.sheet, place.base)
        if known is not None:
            row = known
            target.share(known, here)
        else:
            if anew:
                batch, outcome = mapper(kept.kind, chunk.headers, chunk.assigned).map(chunk)
                row = row._replace(outcome=outcome.encoded())
            else:
                batch = source.statements_of(kept.no)
            target.write(batch, row, here)
        counts[info.no].update(_counts(row))
        yield info.name, counts[info.no]["rows"]
    _finish(source, target, begun, counts, RULES if anew else None)


def _counts(row: ChunkRow) -> dict[str, int]:
    outcome = Outcome.decoded(row.outcome)
    return {"rows": outcome.rows, "accepted": outcome.accepted, "rejected": len(outcome.rejected),
            "no_data": outcome.no_data}


def _finish(
    source: GraphStore, target: GraphStore, begun: dict[int, SourceInfo], counts: dict[int, Counter[str]],
    rules: int | None,
) -> None:
    for info in source.read(lambda view: view.sources()):
        known = begun.get(info.no) or target.begin_source(info.sha256, info.name, info.kind, info.size, info.sm3)
        n = counts.get(info.no, Counter())
        read = info if info.state == LOADING else replace(  # one not loaded to its end goes on there as it would here
            info, rules=rules or info.rules, rows=n["rows"], accepted=n["accepted"], rejected=n["rejected"],
            no_data=n["no_data"])
        target.adopt_source(_merged(read, known))
    judged = source.read(lambda view: view.judgements())
    there = target.read(lambda view: view.judgements())
    for judgement in judged:
        if judgement not in there:
            target.judge(judgement)


def _merged(info: SourceInfo, known: SourceInfo) -> SourceInfo:
    """A source as both stores know it: every name; the state that was set last, and loaded where either is."""
    there = known.state != LOADING
    last = known if there and (info.state == LOADING or known.changed_at > info.changed_at) else info
    whole = known if there and info.state == LOADING else info
    return replace(whole, no=known.no, names=tuple(sorted({*info.names, *known.names})), state=last.state,
                   reason=last.reason, changed_by=last.changed_by, changed_at=last.changed_at)
