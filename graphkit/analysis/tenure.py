"""Whose a name or an address was at the time: what ended before its present use is an earlier owner's.

A domain that lapses is registered by somebody else, an address given up is given to the next customer; records of both
stand side by side. A record counts when it reaches into the registration in force when the certificates were made, or,
where none is known, into the time in which they can have been ordered. Source: domain notes §5.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from graphkit.analysis.findings import Reason
from graphkit.analysis.near import Near
from graphkit.analysis.printed import day
from graphkit.analysis.times import Times
from graphkit.model.records import Link

_SAME = timedelta(days=2)
"""Registries state one registration in several zones and forms."""


class Tenure:
    """Reasons why a record is another owner's, None when it counts. `times` gives the days in question."""

    def __init__(self, near: Near, times: Times) -> None:
        self.near = near
        self.times = times
        self._stated: dict[str, Link] = {}

    def prepare(self, links: Iterable[Link], domains: Iterable[str]) -> None:
        """Read the times of these links and the registrations of these domains."""
        self._stated |= self.near.view.stated(k for k in links if k.id not in self._stated)
        self.near.describe(domains)

    def registrant(self, domain: str, link: Link) -> Reason | None:
        """A registration that another one followed, or that ran out, before the time in question."""
        began, made = self._in_force([domain]), self._days(link, "time")
        expiries, when = self._dates(domain, "expires_at"), self.times.made(domain).first
        if when and expiries and max(expiries) < when:
            return self._earlier(max(expiries), when)  # nothing says who had the name by then
        ended = [d for d in expiries if not began or d <= began]
        if began:
            earlier = made and max(made) < began - _SAME
            return self._earlier(max(ended, default=began), began) if earlier else None
        return self._ended(max(ended, default=None), [domain])

    def order(self, sites: Iterable[str], order: str) -> Reason | None:
        """An order that ended before the present use of the site, or of the address by these sites, began."""
        last = max(self._dates(order, "ends_at"), default=None)
        return self._ended(last, self._domains(sites))

    def resolution(self, site: str, link: Link) -> Reason | None:
        """An address that the name was last seen on before its present registration."""
        last = max(self._days(link, "last_seen"), default=None)
        return self._ended(last, self._domains([site])) if self._in_force(self._domains([site])) else None

    def apart(self, order: str, seen: Iterable[Link]) -> bool:
        """Whether an order for an address ended before each of these sites came to it, or began after it had left."""
        first, last = self.ordered(order), self._dates(order, "ends_at")
        spans = [(self._days(k, "first_seen"), self._days(k, "last_seen")) for k in seen]
        return bool(spans) and all((came and last and min(came) > max(last)) or
                                   (left and first and max(left) < min(first)) for came, left in spans)

    def filing(self, domain: str, filing: str) -> Reason | None:
        """A filing older than the domain's present registration."""
        filed = min(self._dates(filing, "updated_at"), default=None)
        known = self._dates(domain, "registered_at")
        registered = self._in_force([domain]) or min(known, default=None)
        if filed and registered and filed < registered:
            return Reason("earlier_filing", {"filed": str(filed), "registered": str(registered)})
        return None

    def later(self, site: str, began: Iterable[date]) -> tuple[Reason, ...]:
        """A mark when something of a site's began only after the certificates were made or found."""
        first, made = min(began, default=None), self.times.made(site).last
        if not made or not first or first <= made:
            return ()
        return (Reason("began_later", {"began": str(first), "when": str(made)}),)

    def ordered(self, order: str) -> list[date]:
        """When an order began."""
        return self._dates(order, "started_at")

    def registered(self, domain: str, link: Link) -> list[date]:
        """When somebody registered a domain; where only the domain's own record says, that."""
        return self._days(link, "time") or self._dates(domain, "registered_at")

    def _ended(self, last: date | None, domains: Iterable[str]) -> Reason | None:
        domains = list(domains)
        firsts = [f for d in domains if (f := self.times.sold(d).first)]
        began = self._in_force(domains) or min(firsts, default=self.times.sold("").first)
        return self._earlier(last, began) if last and began and last <= began else None

    def _in_force(self, domains: Iterable[str]) -> date | None:
        """The start of the registration in force on the first of the days in question."""
        return max((d for i in domains if (d := self._registration(i, self.times.made(i).first))), default=None)

    def _registration(self, domain: str, when: date | None) -> date | None:
        """The start of a domain's registration in force on a day; of the next, when that one had run out by then."""
        starts = sorted(set(self._dates(domain, "registered_at")))
        begun = [d for d in starts if not when or d <= when]
        if not begun:
            return None
        after = starts[len(begun):]
        ended = [d for d in self._dates(domain, "expires_at") if after and begun[-1] < d <= after[0]]
        return after[0] if when and ended and max(ended) < when else begun[-1]

    def _domains(self, sites: Iterable[str]) -> set[str]:
        return {d for s in sites for d in ([s] if self.near.types[s] == "Domain" else
                                           [k.target for k in self.near.out(s, "on_domain")])}

    def _dates(self, entity: str, name: str) -> list[date]:
        return [d for v in self.near.entity(entity).properties.get(name, ()) if (d := day(v))]

    def _days(self, link: Link, name: str) -> list[date]:
        stated = self._stated.get(link.id)
        return [d for v in stated.properties.get(name, ()) if (d := day(v))] if stated else []

    def _earlier(self, ended: date, began: date) -> Reason:
        return Reason("earlier_owner", {"ended": str(ended), "began": str(began)})
