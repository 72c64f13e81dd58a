"""Tracing: from any seed the ranked chains to those behind it, how far they reach, and what would close the gaps."""

from __future__ import annotations

from collections.abc import Sequence

from graphkit.analysis.answers import Trace
from graphkit.analysis.chains import ways
from graphkit.analysis.coverage import coverage
from graphkit.analysis.findings import Reason
from graphkit.analysis.moves import State
from graphkit.analysis.near import HANDLES, PARTIES, Near
from graphkit.analysis.nextsteps import next_records
from graphkit.analysis.owners import Owners
from graphkit.analysis.periods import Period
from graphkit.analysis.seeds import seed_ids
from graphkit.analysis.settings import share
from graphkit.analysis.telling import tell
from graphkit.analysis.times import Times, seed_times
from graphkit.analysis.touch import Touched, touch
from graphkit.analysis.walk import HOPS, Walker
from graphkit.model.schema import STAGES
from graphkit.store.view import View


def trace(view: View, seed: str, *, max_hops: int = HOPS, limit: int = 50) -> Trace:
    """Who stands behind a seed, what proves each step, what is missing.

    `max_hops` bounds the links walked from where the chains begin; `limit` the chains listed, best first, each
    subject's best before any second one. Raises SeedError for a seed that names nothing or several things.
    """
    seeds = seed_ids(view, seed)
    near = Near(view)
    near.types |= view.types(seeds)
    touched = Touched(certificates=list(seeds))
    if any(near.types[s] != "Certificate" for s in seeds):
        touched = touch(near, Owners(near, Times(Period(), Period())), seeds, max_hops)
    walker = Walker(near, seed_times(near, touched.certificates))
    starts = _starts(near, seeds, touched)
    ground = walker.explore(starts, max_hops)
    if touched.weak and not _takes_part(walker, seeds):
        starts = {s: belief for s, belief in starts.items() if s.entity not in touched.weak}
        ground = walker.explore(starts, max_hops)
    found, cut = ways(ground, near, starts, seeds, max_hops)
    told = tell(view, near, ground, found, seeds, touched, starts, limit)
    reached = coverage(found, told.scores, ground, near)
    certificates = sorted({s.entity for s in ground.hops if s.place == "certificate"})
    asked = next_records(near, walker, ground, reached, certificates)
    named = {i for c in told.chains for i in c.entities} | {i for r in reached.values() for i in (*r.by, *r.providers)}
    named |= {i for n in asked for i in n.about} | set(seeds)
    damped = dict(sorted(ground.damped.items())) | _silent(seeds, near, starts)
    entities = view.get(named | damped.keys())
    wide = bool(near.wide)
    return Trace(seeds, entities, told.chains, reached, asked, tuple(near.verdict(c) for c in certificates), damped,
                 cut or told.truncated or touched.truncated or wide, near.words.about(near.types))


def _starts(near: Near, seeds: Sequence[str], touched: Touched) -> dict[State, float]:
    """Where chains begin, and how much that is worth: certificates by their verdict, leads, sites that a lead names."""
    near.judge(touched.certificates)
    starts = {State(c, "certificate"): _belief(near.verdict(c).verdict) for c in touched.certificates}
    starts |= {State(s, "lead"): 1.0 for s in seeds if near.types[s] == "Lead"}
    named = [s for s in touched.sites if not touched.way(s)]
    near.load(named, ("mentions",))
    starts |= {State(s, "site"): share("strength", "mentions") for s in named if any(near.into(s, "mentions"))}
    return starts


def _belief(verdict: str) -> float:
    return share("score", verdict) if verdict in ("suspect", "unknown") else 1.0


def _takes_part(walker: Walker, seeds: Sequence[str]) -> bool:
    """Whether the walk gives the seed itself a stage; else what it once paid or sent to somebody says nothing."""
    own = (*PARTIES, *HANDLES, "Account")
    walker.signs.prepare(s for s in seeds if walker.near.types[s] in own)
    return any(walker.ground.places.get(f, set()) & set(STAGES) for s in seeds for f in walker.signs.faces(s))


def _silent(seeds: Sequence[str], near: Near, starts: dict[State, float]) -> dict[str, Reason]:
    """Why a seed leads nowhere: no certificate and no lead has to do with it."""
    if starts:
        return {}
    return {s: Reason("site_not_questioned" if near.types[s] in ("Website", "Domain") else "takes_no_part")
            for s in seeds}
