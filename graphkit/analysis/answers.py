"""What a trace answers with: chains with their evidence, coverage by stage, what to obtain next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphkit.analysis.certificates import Verdict
from graphkit.analysis.findings import Reason, frame, ref_json
from graphkit.model.judging import judgement_json
from graphkit.model.records import Entity, Judgement, SourceRef

if TYPE_CHECKING:
    import networkx
    import pandas


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One step as it is walked, from `source` to `target`; `forward`: the link itself runs that way too.

    `links` are the ids of the links (of the single transactions) behind it and `evidence` their rows; both list the
    first ones when there are many, `count` says how many links there are. `reasons`: why a rule let it pass.
    """

    source: str
    target: str
    type: str
    forward: bool
    links: tuple[str, ...]
    evidence: tuple[SourceRef, ...]
    count: int
    reasons: tuple[Reason, ...]

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """The contract's form."""
        return {
            "source": self.source, "target": self.target, "type": self.type, "forward": self.forward,
            "links": list(self.links), "count": self.count, "evidence": [ref_json(r) for r in self.evidence],
            "reasons": [r.text(lang) for r in self.reasons],
        }


@dataclass(frozen=True, slots=True)
class Chain:
    """A way from the seed to somebody at a stage.

    `places` says for each entity on it its stage, or "lead", "certificate", "site", or "" for what only connects;
    `why` explains the score (0–1).
    """

    score: float
    steps: tuple[ChainStep, ...]
    places: tuple[str, ...]
    why: tuple[Reason, ...]

    @property
    def entities(self) -> tuple[str, ...]:
        """The entities in order."""
        return (self.steps[0].source, *(s.target for s in self.steps))

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages of contract it passes, in order, each once; the last is where it leads."""
        places = ("lead", "certificate", "site", "")
        return tuple(dict.fromkeys(p for p in self.places if p not in places))

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """The contract's form, with the place of each entity."""
        return {
            "score": self.score, "stages": list(self.stages),
            "path": [{"id": i, "place": p} for i, p in zip(self.entities, self.places, strict=True)],
            "steps": [s.to_json(lang) for s in self.steps], "why": [r.text(lang) for r in self.why],
        }


@dataclass(frozen=True, slots=True)
class Reached:
    """One stage: the subjects that chains lead to, best first. `providers` (of the enabler's stage): those who supply
    the site without a sign that they know."""

    by: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The contract's form."""
        providers = {"providers": list(self.providers)} if self.providers else {}
        return {"reached": bool(self.by), "by": list(self.by), **providers}


@dataclass(frozen=True, slots=True)
class NextRecord:
    """A record to obtain: the kind of file (contract: source kinds), from which body, about whom, and why."""

    record: str
    stage: str
    about: tuple[str, ...]
    why: Reason

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """The contract's form."""
        return {"record": self.record, "stage": self.stage, "about": list(self.about), "why": self.why.text(lang)}


@dataclass(frozen=True, slots=True)
class Trace:
    """Who stands behind a seed, what proves each step, what is missing.

    `damped`: shared infrastructure and open questions that were met and not walked through. `truncated`: there are
    more chains than were asked for, or something too large was not read. `judgements`: investigators' words about what
    was met, all of which the answer follows.
    """

    seeds: tuple[str, ...]
    entities: Mapping[str, Entity]
    chains: tuple[Chain, ...]
    coverage: Mapping[str, Reached]
    next: tuple[NextRecord, ...]
    verdicts: tuple[Verdict, ...]
    damped: Mapping[str, Reason]
    truncated: bool
    judgements: tuple[Judgement, ...] = ()

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """The contract's form."""
        return {
            "seed": list(self.seeds),
            "entities": {e.id: {"type": e.type, "caption": e.caption} for e in self.entities.values()},
            "chains": [c.to_json(lang) for c in self.chains],
            "coverage": {stage: r.to_json() for stage, r in self.coverage.items()},
            "next": [n.to_json(lang) for n in self.next],
            "certificates": [v.to_json(lang) for v in self.verdicts],
            "damped": [{"id": i, "reason": r.text(lang)} for i, r in self.damped.items()],
            "truncated": self.truncated,
            "judgements": [judgement_json(w) for w in self.judgements],
        }

    def to_frame(self) -> pandas.DataFrame:
        """One row per step of a chain."""
        return frame([
            {"chain": n, "score": chain.score, "step": i, "type": step.type,
             "source": step.source, "source_caption": self.entities[step.source].caption, "source_place": here,
             "target": step.target, "target_caption": self.entities[step.target].caption, "target_place": there,
             "links": step.count, "evidence": "；".join(f"{r.file} {r.sheet}:{r.row}" for r in step.evidence)}
            for n, chain in enumerate(self.chains, 1)
            for i, (step, here, there) in enumerate(zip(chain.steps, chain.places, chain.places[1:], strict=False), 1)
        ])

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """The chains as one graph: entities as nodes, each step as an edge in the link's own direction."""
        import networkx

        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for chain in self.chains:
            for entity, place in zip(chain.entities, chain.places, strict=True):
                found = self.entities[entity]
                graph.add_node(entity, type=found.type, caption=found.caption)
                graph.nodes[entity].setdefault("places", set()).add(place)
            for step in chain.steps:
                ends = (step.source, step.target) if step.forward else (step.target, step.source)
                graph.add_edge(*ends, key=step.type, type=step.type, links=step.links, evidence=step.evidence)
        return graph
