"""What `elements` answers with: counts beside what the law counts, each with the records counted. Never a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphkit.analysis.findings import frame, ref_json
from graphkit.model.records import Entity, SourceRef
from graphkit.words import text, yuan

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, slots=True)
class Provision:
    """One thing that the law counts, as data/elements.toml states it; `threshold` None: the law names no number.

    Money is in 分. `unverified`: the threshold where the crime that was helped cannot be verified.
    """

    element: str
    counter: str
    provision: str
    source: str
    valid_from: str
    unit: str
    threshold: int | None = None
    above: bool = False
    valid_to: str = ""
    with_: str = ""
    unverified: int | None = None

    def meets(self, count: int) -> bool | None:
        """Whether a count reaches the threshold; None where there is none."""
        if self.threshold is None:
            return None
        return count > self.threshold if self.above else count >= self.threshold

    def amount(self, count: int, lang: str) -> str:
        """A count in its unit: 3 本, 1,234.56 元."""
        return text(f"elements.unit_{self.unit}", lang, count=yuan(count) if self.unit == "fen" else count)

    def least(self, lang: str) -> str:
        """The threshold in words."""
        if self.threshold is None:
            return text("elements.no_threshold", lang)
        least = self.amount(self.threshold, lang)
        if self.unverified:
            return text("elements.unverified", lang, threshold=least, unverified=self.amount(self.unverified, lang))
        return text("elements.above", lang, threshold=least) if self.above else least

    def force(self, lang: str) -> str:
        """Since when, and until when, the provision is in force."""
        if self.valid_to:
            return text("elements.until", lang, first=self.valid_from, last=self.valid_to)
        return text("elements.since", lang, first=self.valid_from)


@dataclass(frozen=True, slots=True)
class Element:
    """A count against a provision. `of`: the entity it is counted for, "" for the whole case.

    `items`: ids of the entities, links or transactions counted; a transfer that two banks report is one in `count`
    and two in `items`. `evidence`: every source row behind them.
    """

    rule: Provision
    of: str
    count: int
    reached: bool | None
    items: tuple[str, ...]
    evidence: tuple[SourceRef, ...]

    def standing(self, lang: str) -> str:
        """Whether the count reaches the threshold, in words."""
        met = {None: "no_threshold", True: "reached", False: "not_reached"}[self.reached]
        return text(f"elements.{met}", lang)


@dataclass(frozen=True, slots=True)
class Elements:
    """Every count, in the order of the provisions, the largest first; an element without any is there with 0."""

    counts: tuple[Element, ...]
    entities: Mapping[str, Entity]

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """The contract's form, with all evidence."""
        return {"notice": text("elements.notice", lang), "elements": [self._json(e, lang) for e in self.counts]}

    def _json(self, found: Element, lang: str) -> dict[str, Any]:
        rule, of = found.rule, self.entities.get(found.of)
        return {
            "element": rule.element, "text": text(f"elements.{rule.element}", lang), "provision": rule.provision,
            "source": rule.source, "valid_from": rule.valid_from, "valid_to": rule.valid_to or None,
            "threshold": rule.threshold, "above": rule.above, "threshold_if_unverified": rule.unverified,
            "with": rule.with_ or None, "count": found.count, "unit": rule.unit, "reached": found.reached,
            "of": {"id": of.id, "type": of.type, "caption": of.caption} if of else None,
            "counted": list(found.items), "evidence": [ref_json(r) for r in found.evidence],
        }

    def to_frame(self) -> pandas.DataFrame:
        """One row per count."""
        return frame([
            {"element": e.rule.element, "provision": e.rule.provision, "valid_from": e.rule.valid_from,
             "threshold": e.rule.threshold, "count": e.count, "unit": e.rule.unit, "reached": e.reached, "of": e.of,
             "caption": self.entities[e.of].caption if e.of in self.entities else "", "records": len(e.items),
             "evidence": len(e.evidence)} for e in self.counts])
