"""What a supplier knew: going on after a regulator's notice, about this order or about its customer's other sites.

Supplying a service is ordinary business. Source: contract, roles (enabler); 法释〔2019〕15号 §11.
"""

from __future__ import annotations

from collections.abc import Iterable

from graphkit.analysis.findings import Reason
from graphkit.analysis.moves import Move
from graphkit.analysis.near import Near
from graphkit.analysis.printed import day
from graphkit.analysis.rulings import Ruling, Walk
from graphkit.analysis.settings import limit


class Suppliers:
    """Rules on the link from a service order to who provides it."""

    def __init__(self, near: Near) -> None:
        self.near = near

    def prepare(self, moves: Iterable[Move]) -> None:
        """Read these orders, their customers, and what else these ordered of whom."""
        near, orders = self.near, {m.start.entity for m in moves}
        near.describe(orders)
        orders = {o for o in orders if not self._continued(o)}
        near.load(orders, ("ordered",))
        customers = {k.source for o in orders for k in near.into(o, "ordered")}
        near.load(customers, ("ordered", "provided"))
        others = {k.target for c in customers for k in near.out(c, "ordered")} - orders
        near.load(others, ("provided",))
        near.describe(others)

    def rule(self, move: Move) -> Ruling:
        """Who went on after being told of this order, or of another of the same customer, is shown to have known."""
        order = move.start.entity
        told = order if self._continued(order) else self._told_of_customer(order, move.end)
        if not told:
            return None
        noticed = str(self.near.entity(told).first("notified_at") or "?")[:10]
        if told == order:
            return Walk(1.0, (Reason("went_on_after_notice", {"day": noticed}),))
        number = str(self.near.entity(told).first("order_number") or "")
        return Walk(0.9, (Reason("went_on_for_customer", {"day": noticed, "number": number}),))

    def _told_of_customer(self, order: str, provider: str) -> str:
        """Another order of the same customer that this provider went on with, if this one outlasted the notice. One who
        provides himself, or orders very much, resells: his own customers are strangers to each other."""
        near = self.near
        ended = max((d for v in near.entity(order).properties.get("ends_at", ()) if (d := day(v))), default=None)
        for customer in sorted(k.source for k in near.into(order, "ordered")):
            others = sorted({k.target for k in near.out(customer, "ordered")} - {order})
            many = len(others) >= limit("hubs", "customer_services") or (customer, "ordered") in near.wide
            for other in () if many or any(near.out(customer, "provided")) else others:
                if self._continued(other) and any(k.source == provider for k in near.into(other, "provided")):
                    noticed = day(near.entity(other).first("notified_at") or "")
                    if noticed and (ended is None or ended > noticed):
                        return other
        return ""

    def _continued(self, order: str) -> bool:
        return "yes" in self.near.entity(order).properties.get("continued", ())
