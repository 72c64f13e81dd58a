"""How far a whole case is traced: stage by stage from every questioned certificate, and which records would advance
most of them. Each is walked as `trace` walks it; what was read for one is there for the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphkit.analysis.answers import NextRecord
from graphkit.analysis.certificates import QUESTIONED, Verdict, listed
from graphkit.analysis.chains import ways
from graphkit.analysis.coverage import coverage
from graphkit.analysis.findings import frame
from graphkit.analysis.moves import State
from graphkit.analysis.near import Near
from graphkit.analysis.nextsteps import next_records
from graphkit.analysis.times import seed_times
from graphkit.analysis.walk import HOPS, Walker
from graphkit.model.schema import STAGES
from graphkit.store.view import View

if TYPE_CHECKING:
    import pandas

GoOn = Callable[[int, int], bool]
"""Told how many certificates of how many are done; whether to go on."""


@dataclass(frozen=True, slots=True)
class Traced:
    """A certificate, and whom the records point to at each stage of the chain: stage → entity ids, best first."""

    verdict: Verdict
    by: Mapping[str, tuple[str, ...]]

    @property
    def stages(self) -> frozenset[str]:
        """The stages at which they point to somebody."""
        return frozenset(stage for stage, ids in self.by.items() if ids)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A record to obtain, and the certificates that it would advance."""

    record: NextRecord
    certificates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseCoverage:
    """Every questioned certificate by number, and the records to obtain, those that advance most certificates first.

    `total` certificates are questioned; fewer are told of when the survey was stopped.
    """

    traced: tuple[Traced, ...]
    wanted: tuple[Wanted, ...]
    total: int

    def reached(self, stage: str) -> int:
        """From how many certificates the records reach somebody at a stage."""
        return sum(bool(t.by[stage]) for t in self.traced)

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """Stages with counts, certificates with the stages reached and missing, records with what they are about."""
        return {
            "stages": {s: {"reached": self.reached(s), "missing": len(self.traced) - self.reached(s)} for s in STAGES},
            "certificates": [
                {"id": t.verdict.id, "number": t.verdict.number, "verdict": t.verdict.verdict,
                 "stages": [s for s in STAGES if t.by[s]], "missing": [s for s in STAGES if not t.by[s]],
                 "by": {s: list(ids) for s, ids in t.by.items() if ids}}
                for t in self.traced],
            "next": [{**w.record.to_json(lang), "certificates": list(w.certificates)} for w in self.wanted],
            "total": self.total,
        }

    def to_frame(self) -> pandas.DataFrame:
        """One row per certificate, a column per stage."""
        return frame([{"id": t.verdict.id, "number": t.verdict.number, "verdict": t.verdict.verdict,
                       **{s: bool(t.by[s]) for s in STAGES}} for t in self.traced])


def case_coverage(view: View, go_on: GoOn = lambda _done, _total: True) -> CaseCoverage:
    """Trace every questioned certificate as far as the records reach; `go_on` is asked after each."""
    near = Near(view)
    ids = view.ids_of("Certificate")
    near.types |= dict.fromkeys(ids, "Certificate")
    near.judge(ids)
    questioned = [v for v in listed(map(near.verdict, ids)) if v.verdict in QUESTIONED]
    traced: list[Traced] = []
    wanted: dict[tuple[str, tuple[str, ...]], tuple[NextRecord, list[str]]] = {}
    for verdict in questioned:
        by, asked = _trace(near, verdict.id)
        traced.append(Traced(verdict, by))
        for record in asked:
            wanted.setdefault((record.record, record.about), (record, []))[1].append(verdict.id)
        if not go_on(len(traced), len(questioned)):
            break
    ranked = sorted(wanted.values(), key=lambda w: (-len(w[1]), w[0].record, w[0].about))
    records = tuple(Wanted(record, tuple(advanced)) for record, advanced in ranked)
    return CaseCoverage(tuple(traced), records, len(questioned))


def _trace(near: Near, certificate: str) -> tuple[dict[str, tuple[str, ...]], tuple[NextRecord, ...]]:
    """Whom a certificate leads to at each stage, and the records that would close its gaps."""
    start = State(certificate, "certificate")
    walker = Walker(near, seed_times(near, [certificate]))
    ground = walker.explore([start], HOPS)
    found, _ = ways(ground, near, {start: 1.0}, [certificate], HOPS)
    reached = coverage(found, {}, ground, near)
    asked = next_records(near, walker, ground, reached, [certificate])
    return {stage: subjects.by for stage, subjects in reached.items()}, asked
