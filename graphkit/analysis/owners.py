"""Whose an account, a phone or an online account is: one party, or nobody when several could be meant.

A number is given to another person when its first user gives it up; a number on many people's forms is nobody's.
The party is the one known to use it at the time in question; a person known by a document comes before one known by
name and number only; several remaining names leave it open. Source: contract (identity is a key, never a caption).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from graphkit.analysis.findings import Reason
from graphkit.analysis.near import HANDLES, Near
from graphkit.analysis.periods import Period
from graphkit.analysis.printed import day
from graphkit.analysis.settings import limit
from graphkit.analysis.times import Times
from graphkit.model.records import Link

_FULL_NAME = re.compile(
    "(?![小老阿大])(?!.*[证件店仓库网络电话代快递客服中心站点厂])[\u3400-\u9fff]{2,3}"
    "(?<![姐哥叔姨总])(?<!先生)(?<!女士)(?<!师傅)(?<!老板)(?<!老师)(?<!经理)"
).fullmatch
_SLACK = timedelta(days=31)
_USERS = {"Account": "account_owners", "Phone": "phone_users", "OnlineAccount": "handle_users"}


@dataclass(frozen=True, slots=True)
class Owner:
    """The link that says whose it is, or None; `left_out`: who is not meant, or why nobody is, by entity id.

    `through`: the accounts by whose owner a phone is used that runs in another name.
    """

    link: Link | None
    left_out: tuple[tuple[str, Reason], ...] = ()
    through: frozenset[str] = frozenset()


_NOBODY = Owner(None)


class Owners:
    """Answers for entities that were prepared; `times` gives the days in question."""

    def __init__(self, near: Near, times: Times) -> None:
        self.near = near
        self.times = times
        self._known: dict[str, Owner] = {}

    def prepare(self, ids: Iterable[str]) -> None:
        """Read who owns these accounts and uses these phones and online accounts, and since when."""
        near = self.near
        new = sorted({i for i in ids if i not in self._known and near.types.get(i) in _USERS})
        if not new:
            return
        near.load((i for i in new if near.types[i] == "Account"), ("owns",))
        near.load((i for i in new if near.types[i] in HANDLES), ("uses",))
        links = {i: sorted(near.into(i, "owns", "uses"), key=lambda k: k.source) for i in new}
        stated = near.view.stated(k for found in links.values() for k in found if k.type == "uses")
        contested = [i for i, found in links.items() if len(found) > 1]
        phones = [i for i in new if near.types[i] == "Phone"]
        lent = [i for i in phones if any("since" in stated[k.id].properties for k in links[i])]
        near.load({*phones} & {*contested, *lent}, ("bound_to",))
        near.load((k.source for i in (*contested, *lent) for k in links[i]), ("owns",))
        bound = {k.source for i in lent for k in near.into(i, "bound_to") if near.types[k.source] == "Account"}
        near.load(bound, ("owns",))
        near.glance(bound, ("paid",), limit("money", "counterparties"))
        near.describe(k.source for i in contested for k in links[i])
        near.describe(a for i in contested for k in links[i] for a in self._accounts(k))
        near.describe(k.source for i in contested if near.types[i] == "Phone" for k in near.into(i, "bound_to")
                      if near.types[k.source] == "OnlineAccount")
        self._known |= {i: self._decide(i, found, stated) for i, found in links.items()}

    def of(self, entity_id: str) -> Owner:
        """The owner of a prepared entity."""
        return self._known.get(entity_id, _NOBODY)

    def party(self, entity_id: str) -> str:
        """The party whose a prepared entity is, "" when nobody's is settled."""
        link = self.of(entity_id).link
        return link.source if link else ""

    def prepared(self, entity_id: str) -> bool:
        """Whether it was read whose an entity is."""
        return entity_id in self._known

    def apart(self, a: str, b: str) -> bool:
        """Whether two prepared entities are known to be different parties'."""
        first, second = self.of(a).link, self.of(b).link
        return bool(first and second and first.source != second.source)

    def _decide(self, i: str, links: list[Link], stated: Mapping[str, Link]) -> Owner:
        days = self._days(i) if len(links) > 1 else self.times.made(i)
        out = {k.source: r for k in links if (r := _not_then(stated.get(k.id), days))}
        if len(links) - len(out) > 1:
            out |= {k.source: r for k in links if k.source not in out and (r := self._gave_up(k))}
        left = [k for k in links if k.source not in out]
        if len(left) > 1:
            left = [k for k in left if self._documented(k.source)] or left
            people = {k.source if self._documented(k.source) else self.near.entity(k.source).caption for k in left}
            if len(people) > 1:
                many = len(people) > limit("hubs", _USERS[self.near.types[i]])
                out[i] = Reason("many_users" if many else "several_users", {"count": len(people)})
                left = []
        if left and self._only_subscribed(left[0], stated.get(left[0].id)):
            others = self._lent_to(left[0])
            if others or self._named_otherwise(left[0], links):
                out[left[0].source] = Reason("subscriber_only")
                return Owner(None, tuple(out.items()), frozenset(a for a in others if self._in_batches(a)))
        return Owner(left[0] if left else None, tuple(out.items()))

    def _only_subscribed(self, link: Link, stated: Link | None) -> bool:
        """Whether nothing but the operator's record ties somebody to anything: a SIM card may run in another's name."""
        return stated is not None and "since" in stated.properties and not any(self.near.out(link.source, "owns"))

    def _named_otherwise(self, link: Link, links: Iterable[Link]) -> bool:
        """Whether those who use a phone by name alone all have another's full name: no nickname, another surname."""
        others = [k.source for k in links if k.source != link.source and not self._documented(k.source)]
        surname = self.near.entity(link.source).caption[:1] if others else ""
        used = [self.near.entity(i).caption for i in others]
        return bool(used) and all(_FULL_NAME(name) and name[0] != surname for name in used)

    def _lent_to(self, link: Link) -> set[str]:
        """The accounts bound to a phone when another party owns them all."""
        bound = {k.source for k in self.near.into(link.target, "bound_to") if self.near.types[k.source] == "Account"}
        owners = {k.source for a in bound for k in self.near.into(a, "owns")}
        return bound if len(owners) == 1 else set()

    def _in_batches(self, account: str) -> bool:
        """Whether several pay an account again and again."""
        least = limit("money", "batch_payments")
        payers = {k.source for k in self.near.into(account, "paid") if k.count >= least}
        return len(payers) >= limit("money", "batch_payers")

    def _documented(self, party: str) -> bool:
        return self.near.types[party] == "Organization" or bool(self.near.entity(party).first("resident_id"))

    def _days(self, i: str) -> Period:
        """The days in question: of a phone bound to accounts of a back office those on which they were set up, for it
        was their user's then, whoever has the number when the certificates are made."""
        bound = [self.near.entity(k.source) for k in self.near.into(i, "bound_to")
                 if self.near.types[k.source] == "OnlineAccount"]
        made = [d for account in bound for v in account.properties.get("created_at", ()) if (d := day(v))]
        return Period(min(made), max(made)) if made else self.times.made(i)

    def _gave_up(self, link: Link) -> Reason | None:
        """Every account that ties a person to the number was closed before the day in question."""
        accounts = [self.near.entity(a) for a in self._accounts(link)]
        closed = [day(a.first("closed_at")) for a in accounts]
        last = max((d for d in closed if d), default=None)
        first = self.times.made(link.target).first
        if last and all(closed) and (not first or last < first):
            return Reason("used_before", {"day": str(last)})
        return None

    def _accounts(self, link: Link) -> set[str]:
        """The accounts of a user that are bound to the phone."""
        bound = {k.source for k in self.near.into(link.target, "bound_to") if self.near.types[k.source] == "Account"}
        return bound & {k.target for k in self.near.out(link.source, "owns")}


def _not_then(link: Link | None, days: Period) -> Reason | None:
    """The operator's record: the number ran in this name before or after the days in question only."""
    if link is None or not days.first or not days.last:
        return None
    since = [d for v in link.properties.get("since", ()) if (d := day(v))]
    until = [d for v in link.properties.get("until", ()) if (d := day(v))]
    if until and max(until) < days.first:
        return Reason("used_before", {"day": str(max(until))})
    if since and min(since) > days.last + _SLACK:
        return Reason("used_later", {"day": str(min(since))})
    return None


def bound_to_many(near: Near, handle: str) -> Reason | None:
    """Why a number leads to none of the accounts bound to it: there are too many. Its `bound_to` must be loaded."""
    count = sum(1 for _ in near.into(handle, "bound_to"))
    many = count > limit("hubs", "bound_accounts") or (handle, "bound_to") in near.wide
    return Reason("many_accounts", {"count": max(count, limit("hubs", "bound_accounts"))}) if many else None
