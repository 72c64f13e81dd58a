"""When a certificate can have been paid for: a while before it was made until a while after, or after it was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from graphkit.analysis.printed import day
from graphkit.analysis.settings import limit
from graphkit.model.records import Entity, Link


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another; None leaves a side open."""

    first: date | None = None
    last: date | None = None

    def hull(self, other: Period) -> Period:
        """The shortest period that both lie in."""
        if self is other or (
            (not self.first or (other.first and self.first <= other.first))
            and (not self.last or (other.last and other.last <= self.last))
        ):
            return self
        return Period(min(self.first, other.first) if self.first and other.first else None,
                      max(self.last, other.last) if self.last and other.last else None)

    def overlaps(self, link: Link) -> bool:
        """Whether transactions of a total may lie in the period; those without a time may."""
        start, end = day(link.first_time), day(link.last_time)
        return not (start and self.last and start > self.last) and not (end and self.first and end < self.first)


def sale_period(certificates: Iterable[Entity], entered: date | None) -> Period:
    """When these certificates can have been paid for: around the day of entry, else between what is printed and what
    was seized. A forged card may be dated back, so a late payment is not held against it before the seizure."""
    found = list(certificates)
    starts = [d for c in found for v in c.properties.get("valid_from", ()) if (d := day(v))]
    seized = [d for c in found for v in c.properties.get("seized_at", ()) if (d := day(v))]
    first = entered or min(starts, default=None)
    last = None
    if entered:
        last = entered + timedelta(days=limit("sale", "days_after"))
    elif seized:
        last = max(seized) + timedelta(days=limit("sale", "days_after_seizure"))
    return Period(first - timedelta(days=limit("sale", "days_before")) if first else None, last)
