"""The names that an investigation holds: every Domain and Website with the finding on its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from graphkit.analysis.findings import distinct_refs
from graphkit.analysis.lookalikes.answers import Finding, Lookalikes
from graphkit.analysis.lookalikes.judging import judge
from graphkit.store.view import View

_NAMED = {"Domain": "name", "Website": "host"}
_BATCH = 2_000
_ROWS = 20


def loaded_lookalikes(view: View) -> Lookalikes:
    """Every domain and website of the investigation, the most suspicious first, then by name."""
    ids = [i for type_name in _NAMED for i in view.ids_of(type_name)]
    found = lookalike_flags(view, ids).values()
    return Lookalikes(tuple(sorted(found, key=lambda f: (-f.score, f.name, f.entity))))


def lookalike_flags(view: View, ids: Iterable[str]) -> dict[str, Finding]:
    """id → the finding, for those of the entities that are a Domain or a Website.

    The reasons of a lookalike carry the rows that state the name. A fixed number of reads per 2,000 entities.
    """
    flags: dict[str, Finding] = {}
    for some in _batches(ids):
        named = {i: e for i, e in view.get(some).items() if e.type in _NAMED}
        judged = {i: replace(judge(str(e.first(_NAMED[e.type]) or e.caption)), entity=i) for i, e in named.items()}
        rows = view.claims([i for i, f in judged.items() if f.lookalike], _ROWS)
        for i, finding in judged.items():
            refs = distinct_refs(claim.ref for claim in rows.get(i, ()))
            flags[i] = replace(finding, reasons=tuple(replace(r, evidence=refs) for r in finding.reasons))
    return flags


def _batches(ids: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(dict.fromkeys(ids))
    while some := list(islice(rest, _BATCH)):
        yield some
