"""The source rows behind links, capped and counted, and which kinds of source they come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphkit.analysis.findings import distinct_refs
from graphkit.analysis.settings import limit
from graphkit.model.records import Link, SourceRef, Transaction
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
    parallel = {tuple(k.id for k in links): links for links in groups}
    totals = {(k.source, k.target) for links in parallel.values() for k in links if k.count}
    behind = view.transactions_of(totals, most)
    single = {key: tuple(i for k in links for i in _single(k, behind))[:most] for key, links in parallel.items()}
    counts = {key: sum(k.count or 1 for k in links) for key, links in parallel.items()}
    about = view.claims((), most, links=(i for ids in single.values() for i in ids))
    kinds = {s.sha256: s.kind for s in view.sources()}
    found = {}
    for key, ids in single.items():
        refs = distinct_refs(c.ref for i in ids for c in about[i])[:most]
        found[key] = Proof(ids, refs, counts[key], frozenset(kinds[r.sha256] for r in refs if r.sha256 in kinds))
    return found


def _single(link: Link, behind: Mapping[tuple[str, str], Sequence[Transaction]]) -> Iterable[str]:
    """A link's own id, or the ids of the transactions behind a total that moved something."""
    if not link.count:
        return (link.id,)
    return (t.id for t in behind[link.source, link.target] if t.amount is not None or t.conflict)
