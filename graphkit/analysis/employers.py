"""Whether an employer buys certificates for its workers: several of them hold questioned ones, and it pays a private
person for training that only a school could give. Source: contract (employer, agent), published cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from graphkit.analysis.moves import Move
from graphkit.analysis.near import Near
from graphkit.analysis.purposes import Purposes
from graphkit.analysis.settings import limit
from graphkit.model.records import Link


class Employers:
    """Rules on payments by an employer. `owner`: whose an account is ("" when open)."""

    def __init__(self, near: Near, purposes: Purposes, owner: Callable[[str], str]) -> None:
        self.near = near
        self.purposes = purposes
        self.owner = owner
        self._workers: dict[str, frozenset[str]] = {}
        self._looked_at: set[str] = set()

    def prepare(self, moves: Iterable[Move]) -> None:
        """Read who works for these employers and what they hold; few payments that make a price are looked at."""
        near = self.near
        links = [m.link for m in moves if m.place == "agent" and m.link.count <= limit("sale", "most_payments")
                 and m.link.amount >= limit("sale", "least_fen") * limit("money", "employees")]
        near.load({o for k in links if (o := self.owner(k.source))}, ("employed_by",))
        most = limit("money", "payers_looked_at")
        for account in sorted({k.source for k in links}):
            staff = {k.source for k in near.into(self.owner(account), "employed_by")}
            paid = sorted((k for k in links if k.source == account and self.owner(k.target) not in staff),
                          key=lambda k: (-k.amount, k.id))
            self._looked_at |= {k.id for k in paid[:most]}
            self._workers[account] = frozenset(sorted(staff)[:most])

    def buys(self, link: Link) -> int:
        """How many workers with questioned certificates an employer has who pays a private person for training; 0
        when they are too few, or it pays for something else."""
        if link.id not in self._looked_at or self.purposes.of(link.source, link.target) != "tuition":
            return 0
        near, staff = self.near, self._workers[link.source]
        near.load(staff, ("holds",))
        near.judge(k.target for w in staff for k in near.out(w, "holds"))
        found = sum(any(near.questioned(k.target) for k in near.out(w, "holds")) for w in staff)
        return found if found >= limit("money", "employees") else 0
