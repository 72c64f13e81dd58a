"""The source rows behind links, capped and counted, and which kinds of source they come from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graphkit.analysis.findings import distinct_refs
from graphkit.analysis.settings import limit
from graphkit.model.records import Link, SourceRef
from graphkit.store.view import View


@dataclass(frozen=True, slots=True)
class Proof:
    """Rows that state a step. `links`: ids of the links (of the single transactions of a total); `count`: how many
    links and transactions there are, of which `links` and `evidence` may list the first only."""

    links: tuple[str, ...]
    evidence: tuple[SourceRef, ...]
    count: int
    kinds: frozenset[str]


def prove(view: View, groups: Iterable[tuple[Link, ...]]) -> dict[tuple[str, ...], Proof]:
    """For each group of parallel links, by their ids, the rows that state them; two readings for all of them."""
    most = limit("limits", "evidence")
    single: dict[tuple[str, ...], tuple[str, ...]] = {}
    counts: dict[tuple[str, ...], int] = {}
    for links in groups:
        key = tuple(k.id for k in links)
        if key not in single:
            single[key] = tuple(i for k in links for i in _single(view, k, most))[:most]
            counts[key] = sum(k.count or 1 for k in links)
    about = view.claims((), most, links=(i for ids in single.values() for i in ids))
    kinds = {s.sha256: s.kind for s in view.sources()}
    found = {}
    for key, ids in single.items():
        refs = distinct_refs(c.ref for i in ids for c in about[i])[:most]
        found[key] = Proof(ids, refs, counts[key], frozenset(kinds[r.sha256] for r in refs if r.sha256 in kinds))
    return found


def _single(view: View, link: Link, most: int) -> Iterable[str]:
    """A link's own id, or the ids of the transactions behind a total that moved something."""
    if not link.count:
        return (link.id,)
    return (t.id for t in view.transactions(link.source, link.target, most) if t.amount is not None or t.conflict)
