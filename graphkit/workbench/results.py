"""What the use cases answer with: dataclasses that become JSON or a pandas DataFrame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphkit.analysis.findings import frame, ref_json
from graphkit.model.catalog import ENTITY_TYPES, LINK_TYPES
from graphkit.model.judging import judgement_json
from graphkit.model.records import Claim, Entity, Judgement, SourceRef
from graphkit.model.report import FileReport
from graphkit.store.rows import SourceInfo

if TYPE_CHECKING:
    import pandas

    from graphkit.analysis.lookalikes import Finding
    from ingest.corrections import Correction
    from ingest.refusals import Refusal
    from ingest.spotting import Recognised


def entity_json(entity: Entity) -> dict[str, Any]:
    """The contract's form of an entity; every property is a list of its values, most claimed first."""
    return {"id": entity.id, "type": entity.type, "caption": entity.caption,
            "properties": {name: list(values) for name, values in entity.properties.items()}}


@dataclass(frozen=True, slots=True)
class Stats:
    """How much an investigation holds: entities and links by type, sources by state."""

    entities: Mapping[str, int]
    links: Mapping[str, int]
    sources: Mapping[str, int]

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """The contract's form."""
        return {"entities": dict(self.entities), "links": dict(self.links), "sources": sum(self.sources.values()),
                "sources_by_state": dict(self.sources)}

    def to_frame(self) -> pandas.DataFrame:
        """One row per type."""
        return frame([{"what": what, "type": name, "count": count}
                      for what, counts in (("entity", self.entities), ("link", self.links))
                      for name, count in counts.items()])


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first; `truncated` when there is more."""

    entities: tuple[Entity, ...]
    truncated: bool

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """The contract's form."""
        return {"entities": [entity_json(e) for e in self.entities], "truncated": self.truncated}

    def to_frame(self) -> pandas.DataFrame:
        """One row per entity."""
        return frame([{"id": e.id, "type": e.type, "caption": e.caption,
                       **{n: "；".join(map(str, v)) for n, v in e.properties.items()}} for e in self.entities])


@dataclass(frozen=True, slots=True)
class Shown:
    """One entity in full: its links by type and direction with counts, each value with the rows that state it, and the
    investigators' words about it that count.

    `lookalike`: for a domain or website, whether its name imitates a government's.
    """

    entity: Entity
    links: tuple[tuple[str, bool, int], ...]
    claims: tuple[Claim, ...]
    lookalike: Finding | None
    truncated: bool
    judgements: tuple[Judgement, ...] = ()

    def values(self) -> list[tuple[str, Any, list[SourceRef]]]:
        """(property, value, the source rows that state it), in the catalogue's order."""
        found: dict[tuple[str, Any], list[SourceRef]] = {}
        for claim in self.claims:
            for name, value in claim.values.items():
                found.setdefault((name, value), []).append(claim.ref)
        order = {f.name: i for i, f in enumerate(ENTITY_TYPES[self.entity.type].fields)}
        ranked = sorted(found.items(), key=lambda p: (order.get(p[0][0], len(order)), -len(p[1]), str(p[0][1])))
        return [(name, value, sorted(set(refs))) for (name, value), refs in ranked]

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """The contract's form."""
        return {
            "entity": entity_json(self.entity),
            "links": [{"type": t, "caption": getattr(LINK_TYPES[t], lang), "forward": f, "count": n}
                      for t, f, n in self.links],
            "values": [{"property": name, "value": value, "sources": [ref_json(r) for r in refs]}
                       for name, value, refs in self.values()],
            "lookalike": self.lookalike.to_json(lang) if self.lookalike else None,
            "truncated": self.truncated, "judgements": [judgement_json(w) for w in self.judgements],
        }

    def to_frame(self) -> pandas.DataFrame:
        """One row per value and source row."""
        return frame([{"property": name, "value": value, **ref_json(ref)}
                      for name, value, refs in self.values() for ref in refs])


@dataclass(frozen=True, slots=True)
class Sources:
    """The loaded files, withdrawn ones too."""

    files: tuple[SourceInfo, ...]

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """The contract's form."""
        names = ("sha256", "kind", "state", "rows", "accepted", "rejected", "no_data", "size", "loaded_at", "reason",
                 "changed_by", "changed_at")
        return {"sources": [{"path": s.name, "names": list(s.names), **{n: getattr(s, n) for n in names}}
                            for s in self.files]}

    def to_frame(self) -> pandas.DataFrame:
        """One row per file."""
        return frame(self.to_json()["sources"])


@dataclass(frozen=True, slots=True)
class Refused:
    """The files that were given and not loaded."""

    files: tuple[Refusal, ...]

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """One document per file; `kind` is there where it was recognised and its user chose not to load it."""
        return {"refused": [
            {"path": r.file.path, "sha256": r.file.sha256, "kind": r.file.kind, "who": r.who, "when": r.when,
             "issues": [issue.to_json(lang) for issue in r.file.issues]} for r in self.files]}

    def to_frame(self) -> pandas.DataFrame:
        """One row per file."""
        return frame([{**said, "issues": "；".join(issue["message"] for issue in said["issues"])}
                      for said in self.to_json()["refused"]])


@dataclass(frozen=True, slots=True)
class Corrections:
    """Rows that were rejected, put right and loaded again."""

    rows: tuple[Correction, ...]

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """One document per corrected row."""
        return {"corrections": [
            {"correction": ref_json(c.ref), "of": ref_json(c.of), "accepted": c.accepted, "state": c.state,
             "who": c.who, "when": c.when, "why": c.why, "conflicts": [ref_json(ref) for ref in c.conflicts],
             "changed": [{"column": header, "before": before, "after": after} for header, before, after in c.changed]}
            for c in self.rows]}

    def to_frame(self) -> pandas.DataFrame:
        """One row per changed cell."""
        return frame([{"file": c.of.file, "sheet": c.of.sheet, "row": c.of.row, "column": header, "before": before,
                       "after": after, "who": c.who, "when": c.when, "why": c.why, "conflicts": len(c.conflicts)}
                      for c in self.rows for header, before, after in c.changed])


@dataclass(frozen=True, slots=True)
class Tip:
    """A tip that was taken down: its lead by number and id, what its text names, and what of that was linked."""

    number: str
    received_at: str
    lead: str
    recognised: tuple[Recognised, ...]
    linked: tuple[Recognised, ...]
    report: FileReport

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """The lead, what was recognised, and the report of its source."""
        return {
            "number": self.number, "received_at": self.received_at, "lead": self.lead,
            "recognised": [{"column": r.column, "header": r.header, "value": r.value, "linked": r in self.linked}
                           for r in self.recognised],
            "file": self.report.to_json(lang),
        }

    def to_frame(self) -> pandas.DataFrame:
        """One row per thing recognised."""
        return frame(self.to_json()["recognised"])
