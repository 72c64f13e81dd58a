"""What to obtain next: for a stage that is missing or known by a number only, which record, from whom, about what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graphkit.analysis.answers import NextRecord, Reached
from graphkit.analysis.findings import Reason, Word
from graphkit.analysis.near import HANDLES, PARTIES, Near
from graphkit.analysis.walk import Ground, Walker

_SITES = ("Website", "Domain")
_SHOWN = 5


class _List:
    """Collects records, each about one thing once."""

    def __init__(self, near: Near) -> None:
        self._near = near
        self.records: dict[tuple[str, tuple[str, ...]], NextRecord] = {}

    def ask(self, record: str, stage: str, why: str, about: Iterable[str]) -> None:
        for entity in sorted(set(about))[:_SHOWN]:
            found = self._near.entity(entity)
            reason = Reason(f"next_{why}", {"record": Word(f"record_{record}"), "type": Word(found.type),
                                            "about": found.caption})
            self.records.setdefault((record, (entity,)), NextRecord(record, stage, (entity,), reason))


def next_records(
    near: Near, walker: Walker, ground: Ground, reached: Mapping[str, Reached], certificates: Sequence[str]
) -> tuple[NextRecord, ...]:
    """The records that would close the gaps of a trace, those nearest to the certificates first."""
    doubted = [c for c in certificates if near.verdict(c).verdict not in ("genuine", "expired")]
    if certificates and not doubted:
        return ()
    todo = _List(near)
    at = {stage: [s.entity for s in sorted(ground.hops) if s.place == stage] for stage in (*reached, "site")}
    _verify(todo, near, doubted)
    _identify(todo, near, reached)
    if doubted:
        _sellers(todo, near, reached, at, doubted)
    _money(todo, near, walker, reached, at)
    _makers(todo, near, reached, at)
    _operators(todo, near, reached, at, doubted)
    _enablers(todo, near, reached, at)
    _advertisers(todo, near, ground, reached, at)
    if not reached["employer"].by:
        todo.ask("staff", "employer", "employer", reached["holder"].by)
    return tuple(todo.records.values())


def _verify(todo: _List, near: Near, doubted: Sequence[str]) -> None:
    """A certificate that nobody has asked the official platform about."""
    answered = [c for c in doubted if "official_status" in near.entity(c).properties]
    todo.ask("official_results", "holder", "verify", set(doubted) - set(answered))


def _identify(todo: _List, near: Near, reached: Mapping[str, Reached]) -> None:
    """A subject known by a number or handle only: whose is it?"""
    for stage, found in reached.items():
        for subject in found.by:
            faces = {subject}
            if near.types[subject] == "OnlineAccount":
                near.load([subject], ("bound_to",))
                faces |= {k.target for k in near.out(subject, "bound_to")}
            for face in sorted(faces):
                if near.types[subject] in PARTIES:
                    continue
                if near.types[face] == "Phone":
                    todo.ask("phone_subscribers", stage, "subscriber", [face])
                elif near.types[face] == "Account":
                    todo.ask("bank_accounts", stage, "account_holder", [face])
                elif near.types[face] == "OnlineAccount" and near.entity(face).first("platform") in ("wechat", "qq"):
                    todo.ask("tenpay_registration", stage, "handle_user", [face])


def _sellers(
    todo: _List, near: Near, reached: Mapping[str, Reached], at: Mapping[str, Sequence[str]], doubted: Sequence[str]
) -> None:
    """Nobody is known to have sold it: whose is the account it was paid to? Else ask the holder, and his bank."""
    if reached["agent"].by or reached["collector"].by:
        return
    near.load(doubted, ("sold",))
    sold = {c: {k.source for k in near.into(c, "sold")} for c in doubted}
    todo.ask("bank_accounts", "agent", "account_holder", sorted(
        {s for named in sold.values() for s in named if near.types[s] == "Account"}))
    todo.ask("phone_subscribers", "agent", "subscriber", sorted(
        {s for named in sold.values() for s in named if near.types[s] == "Phone"}))
    todo.ask("certificates", "agent", "ask_holder", (c for c in doubted if not sold[c]))
    accounts = [a for a in at["holder"] if near.types[a] == "Account"]
    answered = _reported(near, accounts)
    todo.ask("bank_transactions", "agent", "buyer_payments", (a for a in accounts if a not in answered))
    if not accounts:
        todo.ask("bank_accounts", "agent", "buyer_accounts", reached["holder"].by)


def _money(
    todo: _List, near: Near, walker: Walker, reached: Mapping[str, Reached], at: Mapping[str, Sequence[str]]
) -> None:
    """Accounts of sellers and collectors from which no payment is known: where did the money go?"""
    accounts = {a for stage in ("agent", "collector") for a in at[stage] if near.types[a] == "Account"}
    silent = accounts - _reported(near, accounts)
    todo.ask("bank_transactions", "maker" if not reached["maker"].by else "collector", "onward_payments", silent)
    if not reached["maker"].by:
        walker.signs.prepare(accounts)
        with_account = {f for a in accounts for f in walker.signs.faces(a)}
        without = [s for s in (*reached["agent"].by, *reached["collector"].by)
                   if near.types[s] in PARTIES and s not in with_account]
        todo.ask("bank_accounts", "maker", "seller_accounts", without)


def _reported(near: Near, accounts: Iterable[str]) -> set[str]:
    """The accounts whose banks have answered: some transaction is reported from their own side."""
    listed = sorted(accounts)
    near.load(listed, ("paid",))
    some = {a: [("out", k) for k in near.out(a, "paid")][:_SHOWN] + [("in", k) for k in near.into(a, "paid")][:_SHOWN]
            for a in listed}
    told = near.view.transactions_of({(k.source, k.target) for links in some.values() for _, k in links}, _SHOWN)
    return {a for a, links in some.items() if (a, "paid") in near.wide
            or any(t.side in (side, "") for side, k in links for t in told[k.source, k.target])}


def _makers(todo: _List, near: Near, reached: Mapping[str, Reached], at: Mapping[str, Sequence[str]]) -> None:
    """Nobody is known to have made it: the site's database, and who sends cards to the seller."""
    if reached["maker"].by:
        return
    todo.ask("back_office", "maker", "database", (s for s in at["site"] if near.types[s] == "Website"))
    phones = [p for p in at["agent"] if near.types[p] == "Phone"]
    near.load(phones, ("delivered_to",))
    todo.ask("waybills", "maker", "parcels", (p for p in phones if not any(near.into(p, "delivered_to"))))


def _operators(
    todo: _List, near: Near, reached: Mapping[str, Reached], at: Mapping[str, Sequence[str]], doubted: Sequence[str]
) -> None:
    """Nobody is known to run the site: who registered the domain, who ordered its server, where did it live?"""
    sites = [s for s in at["site"] if near.types[s] in _SITES]
    domains = [s for s in sites if near.types[s] == "Domain"]
    if not sites:
        todo.ask("certificates", "site_operator", "code", doubted)
        return
    near.load(sites, ("serves", "resolves_to", "registered", "registered_through", "filed_under"))
    served = any(k for s in sites for k in near.into(s, "serves"))
    unnamed = not any(near.types[s] in PARTIES for s in reached["site_operator"].by)
    if not served:
        todo.ask("service_orders", "site_operator", "orders", domains or sites)
    if unnamed:
        todo.ask("whois", "site_operator", "registrant", (d for d in domains if not any(
            (*near.into(d, "registered"), *near.out(d, "registered_through")))))
    if unnamed and not served:
        todo.ask("passive_dns", "site_operator", "addresses", (s for s in sites if near.types[s] == "Website"
                                                               and not any(near.out(s, "resolves_to"))))
        todo.ask("icp", "site_operator", "filing", (d for d in domains if not any(near.out(d, "filed_under"))))


def _enablers(todo: _List, near: Near, reached: Mapping[str, Reached], at: Mapping[str, Sequence[str]]) -> None:
    """Suppliers of the site about whom it is not known whether they were told, and went on."""
    services = [s for s in at["site"] if near.types[s] == "Service"]
    untold = [s for s in services if not near.entity(s).properties.get("notified_at")
              and not near.entity(s).properties.get("continued")]
    if not reached["enabler"].by:
        todo.ask("service_orders", "enabler", "notice", untold)


def _advertisers(
    todo: _List, near: Near, ground: Ground, reached: Mapping[str, Reached], at: Mapping[str, Sequence[str]]
) -> None:
    """Handles that a lead names beside the seller or the site, who is not known to sell, and of whom no advert has been
    secured."""
    if reached["advertiser"].by:
        return
    known = [*(a for a in (*at["agent"], *at["collector"]) if near.types[a] in HANDLES), *at["site"]]
    near.load((k for k in known if near.types[k] in (*HANDLES, *_SITES)), ("mentions",))
    leads = {k.source for i in known for k in near.into(i, "mentions")}
    near.load(leads, ("mentions",))
    named = {k.target for lead in leads for k in near.out(lead, "mentions")}
    beside = sorted(i for i in named if near.types[i] == "OnlineAccount" and not ground.places.get(i))[:2 * _SHOWN]
    near.load(beside, ("sold", "bound_to"))
    todo.ask("adverts", "advertiser", "advert", (b for b in beside if not any(near.out(b, "sold"))
                                                 and not any(near.into(b, "bound_to"))))
