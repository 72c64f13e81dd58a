"""What follows from a site's records: its domain, address, orders and filing lead to those who run and carry it.

A genuine government site leads nowhere; a shared address, a domain under which anybody gets a host, a bulk registrant,
a reseller and a registrar join thousands who have nothing to do with each other. Source: contract, domain notes §5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet

from graphkit.analysis.findings import Reason
from graphkit.analysis.hosts import declared, for_anybody
from graphkit.analysis.moves import Move
from graphkit.analysis.near import Near
from graphkit.analysis.rulings import PASS, Damp, Ruling, Walk
from graphkit.analysis.settings import limit, mentions, words
from graphkit.analysis.suppliers import Suppliers
from graphkit.analysis.tenure import Tenure

LINKS = ("mentions", "qr_points_to", "lists", "redirects_to", "on_domain", "resolves_to", "serves", "filed_under",
         "filed_by", "registered", "ordered", "administers", "paid_for", "provided")


class Sites:
    """Rules on links among sites and to those who run them. `standing`: places the walk has found for an entity."""

    def __init__(self, near: Near, standing: Callable[[str], AbstractSet[str]], tenure: Tenure) -> None:
        self.near = near
        self.standing = standing
        self.tenure = tenure
        self.suppliers = Suppliers(near)

    def prepare(self, moves: Iterable[Move]) -> None:
        """Read the neighbours that tell a site's own from what is shared."""
        near, moves = self.near, list(moves)
        ends = {t: {m.end for m in moves if near.types[m.end] == t} for t in {near.types[m.end] for m in moves}}
        near.load(ends.get("Domain", ()), ("on_domain", "registered_through"))
        near.load(ends.get("Service", ()), ("serves",))
        self.prepare_hosting((*ends.get("IPAddress", ()), *ends.get("Domain", ())))
        near.load((m.end for m in moves if m.link.type == "registered"), ("registered",))
        near.load((m.end for m in moves if m.link.type == "ordered"), ("ordered",))
        near.describe(m.end for m in moves)
        near.describe(m.start.entity for m in moves if near.types[m.start.entity] in ("Filing", "Service", "Domain"))
        customers = {m.end for m in moves if m.link.type == "ordered" and near.types[m.end] == "Organization"}
        near.load(customers, ("provided",))
        near.load({k.target for c in customers for k in near.out(c, "provided")}, ("serves", "ordered"))
        dated = [k for m in moves for k in (m.link, *near.into(m.start.entity, "resolves_to"))
                 if k.type in ("resolves_to", "registered")]
        starts = {m.start.entity for m in moves} | {k.source for k in dated if k.type == "resolves_to"}
        self.suppliers.prepare(m for m in moves if m.link.type == "provided" and not m.forward)
        self.tenure.prepare(dated, {k.target for i in starts for k in near.out(i, "on_domain")})

    def prepare_hosting(self, ids: Iterable[str]) -> None:
        """Read which sites live on these addresses and under these domains, and what ties them to the case."""
        near, ids = self.near, list(ids)
        near.load((i for i in ids if near.types[i] == "IPAddress"), ("resolves_to", "serves"))
        hosts = {k.source for i in ids for k in near.into(i, "resolves_to", "on_domain")
                 if not self.standing(k.source)}
        near.load(hosts, ("qr_points_to", "lists", "on_domain"))

    def rule(self, move: Move) -> Ruling:
        """Whether the move leads to what is this site's own."""
        if (host := self._host(move.end)) and (reason := declared(host)):
            return Damp(move.end, reason)
        rules: dict[str, Callable[[Move], Ruling]] = {
            "resolves_to": self._address, "on_domain": self._domain, "serves": self._order,
            "registered": self._registrant, "ordered": self._customer, "filed_under": self._filing,
            "provided": self.suppliers.rule,
        }
        rule = rules.get(move.link.type)
        return rule(move) if rule else PASS

    def _host(self, entity: str) -> str:
        name = {"Website": "host", "Domain": "name"}.get(self.near.types[entity])
        return str(self.near.entity(entity).first(name) or "") if name else ""

    def _unrelated(self, websites: Iterable[str]) -> set[str]:
        """Sites that nothing ties to the case: the walk has not met them, no certificate leads to them."""
        return {w for w in websites if not self.standing(w) and not any(self.near.out(w, "lists"))
                and not any(self.near.into(w, "qr_points_to")) and (w, "lists") not in self.near.wide}

    def shared_address(self, address: str) -> Reason | None:
        """Why a prepared address is a shared host's: many unrelated sites live on it, or many orders were placed."""
        others = self._unrelated(k.source for k in self.near.into(address, "resolves_to"))
        domains = {k.target for w in others for k in self.near.out(w, "on_domain")} or others
        count = max(len(domains), len({k.source for k in self.near.into(address, "serves")}))
        if self.near.wide & {(address, "resolves_to"), (address, "serves")}:
            count = limit("limits", "links")
        return Reason("shared_host", {"count": count}) if count > limit("hubs", "host_sites") else None

    def _address(self, move: Move) -> Ruling:
        """An address that is this site's own at the time."""
        if reason := self.shared_address(move.end):
            return Damp(move.end, reason)
        return self._unless(move.end, self.tenure.resolution(move.start.entity, move.link))

    def _unless(self, entity: str, earlier: Reason | None) -> Ruling:
        """An earlier owner's record is shown, and nobody is sought through it."""
        return Damp(entity, earlier) if earlier else PASS

    def _domain(self, move: Move) -> Ruling:
        """A domain under which many unrelated hosts live is one where anybody gets a host."""
        domain = move.end if move.forward else move.start.entity
        if reason := for_anybody(str(self.near.entity(domain).first("name"))):
            return Damp(domain, reason)
        count = len(self._unrelated(k.source for k in self.near.into(domain, "on_domain")))
        if count > limit("hubs", "domain_hosts") or (domain, "on_domain") in self.near.wide:
            return Damp(domain, Reason("shared_domain", {"count": count}))
        return PASS

    def _order(self, move: Move) -> Ruling:
        """An order that did not end before the site's present use; one reached through an address is this site's only
        when it names no other site and covers its time."""
        here = move.start.entity
        if self.near.types[here] != "IPAddress":
            return self._unless(move.end, self.tenure.order([here], move.end))
        named = [k.target for k in self.near.out(move.end, "serves") if self.near.types[k.target] != "IPAddress"]
        if named and not any(self.standing(n) for n in named):
            return None
        seen = [k for k in self.near.into(here, "resolves_to") if self.standing(k.source)]
        if earlier := self.tenure.order([k.source for k in seen], move.end):
            return Damp(move.end, earlier)
        if named:
            return PASS
        return None if self.tenure.apart(move.end, seen) else Walk(0.8)

    def _registrant(self, move: Move) -> Ruling:
        """A registrar, a privacy service or a trader in names registers for others."""
        through = {k.target for k in self.near.out(move.start.entity, "registered_through")}
        if move.end in through or mentions(self.near.entity(move.end).caption, words("infrastructure", "registrars")):
            return Damp(move.end, Reason("registrar"))
        count = len({k.target for k in self.near.out(move.end, "registered")})
        if count > limit("hubs", "registrant_domains") or (move.end, "registered") in self.near.wide:
            return Damp(move.end, Reason("bulk_registrant", {"count": count}))
        domain, link, tenure = move.start.entity, move.link, self.tenure
        if earlier := tenure.registrant(domain, link):
            return Damp(move.end, earlier)
        return Walk(marks=tenure.later(domain, tenure.registered(domain, link)))

    def _customer(self, move: Move) -> Ruling:
        """A customer with very many orders, or who provides what he ordered, resells. Of an operator's other orders
        those count that name no other site (messages, storage)."""
        if move.forward:
            named = [k.target for k in self.near.out(move.end, "serves")]
            return Walk(0.8) if all(self.standing(n) for n in named) else None
        count = len({k.target for k in self.near.out(move.end, "ordered")})
        if count > limit("hubs", "customer_services") or (move.end, "ordered") in self.near.wide:
            return Damp(move.end, Reason("reseller", {"count": count}))
        if sold := self._resold(move):
            return Damp(move.end, Reason("provider_itself", {"count": sold}))
        return Walk(marks=self.tenure.later(move.start.entity, self.tenure.ordered(move.start.entity)))

    def _resold(self, move: Move) -> int:
        """How many orders a customer provides himself, when one is for the same address or site, or several others
        are his customers: he passes the service on."""
        near, orders = self.near, {k.target for k in self.near.out(move.end, "provided")}
        here = {k.target for k in near.out(move.start.entity, "serves")}
        same = any(k.target in here for o in orders for k in near.out(o, "serves"))
        others = {k.source for o in orders for k in near.into(o, "ordered")} - {move.end}
        return len(orders) if same or len(others) > 1 or (move.end, "provided") in near.wide else 0

    def _filing(self, move: Move) -> Ruling:
        """A filing older than the domain's present registration was made by an earlier owner of the name."""
        return self._unless(move.end, self.tenure.filing(move.start.entity, move.end))
