"""The days in question: when certificates were made, by which ownership is judged, and when they can have been paid.

A trace asks about the certificates of its seed, and the same days hold for everybody it meets. Over a whole case each
certificate has its own days, which spread with the walk to those whom it leads to. Source: contract, identity.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graphkit.analysis.near import Near
from graphkit.analysis.periods import Period, sale_period
from graphkit.analysis.printed import day


class Times:
    """What days count for an entity; `made` and `sold` hold for whom no certificate of known days was met: any day,
    where none are given."""

    def __init__(self, made: Period | None = None, sold: Period | None = None) -> None:
        self._made, self._sold = made or Period(), sold or Period()
        self._at: dict[str, tuple[Period, Period]] = {}

    def made(self, entity: str) -> Period:
        """From the first to the last day on which a certificate that leads to it was made, or else found."""
        return self._at[entity][0] if entity in self._at else self._made

    def sold(self, entity: str) -> Period:
        """The period in which the certificates that lead to it can have been paid for."""
        return self._at[entity][1] if entity in self._at else self._sold

    def start(self, certificate: str, made: Period, sold: Period) -> None:
        """Give a certificate days of its own."""
        self._at[certificate] = made, sold

    def spread(self, start: str, end: str) -> None:
        """A walk leads from one entity to another: the days of the first are days of the second."""
        days, known = self._at.get(start), self._at.get(end)
        if days is None or known is days:
            return
        if known is None:
            self._at[end] = days
            return
        made, sold = known[0].hull(days[0]), known[1].hull(days[1])
        if made is not known[0] or sold is not known[1]:
            self._at[end] = made, sold


def seed_times(near: Near, certificates: Iterable[str]) -> Times:
    """The days of a seed's certificates together: the last of them, and the period that allows for all of them."""
    ids = sorted(certificates)
    entered = _entered(near, ids)
    days = [d for found in entered.values() for d in found]
    known = days if all(entered[c] for c in ids) else []
    sold = sale_period((near.entity(c) for c in ids), max(known) if len(set(known)) == 1 else None)
    last = max(days or _stated(near, ids, "seized_at") or _stated(near, ids, "valid_from"), default=None)
    return Times(Period(last, last), sold)


def case_times(near: Near, certificates: Iterable[str]) -> Times:
    """The days of every certificate of a case."""
    ids = sorted(certificates)
    entered = _entered(near, ids)
    days, sales = {}, {}
    for c in ids:
        own = entered[c] or _stated(near, [c], "seized_at") or _stated(near, [c], "valid_from")
        days[c] = Period(max(own, default=None), max(own, default=None))
        sales[c] = sale_period([near.entity(c)], max(entered[c], default=None))
    known = [p.first for p in days.values() if p.first]
    times = Times(Period(min(known, default=None), max(known, default=None)), Period())
    for c in ids:
        if days[c].first:
            times.start(c, days[c], sales[c])
    return times


def _entered(near: Near, ids: list[str]) -> dict[str, list[date]]:
    """When each certificate was entered into a back office."""
    near.load(ids, ("entered",))
    near.describe(ids)
    links = {c: list(near.into(c, "entered")) for c in ids}
    stated = near.view.stated(k for found in links.values() for k in found)
    return {c: [d for k in found for v in stated[k.id].properties.get("time", ())[:1] if (d := day(v))]
            for c, found in links.items()}


def _stated(near: Near, ids: list[str], name: str) -> list[date]:
    return [d for c in ids for v in near.entity(c).properties.get(name, ()) if (d := day(v))]
