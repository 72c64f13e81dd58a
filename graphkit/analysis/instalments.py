"""Deposits and balances: strangers who each pay an account in the two halves of a sale, and say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphkit.analysis.near import Near
from graphkit.analysis.settings import limit, mentions, words
from graphkit.model.records import Link


def instalments(near: Near, subjects: Iterable[str]) -> dict[str, list[Link]]:
    """Subject → the payments of those who paid one of its accounts a deposit and a balance, when there are several."""
    wanted = list(subjects)
    near.load(wanted, ("owns",))
    accounts = {s: [k.target for k in near.out(s, "owns")] for s in wanted}
    near.load({a for own in accounts.values() for a in own}, ("paid",))
    paid = {a: _of_two_halves(near, a) for own in accounts.values() for a in own}
    memos = _memos(near, {(k.source, k.target) for links in paid.values() for k in links})
    found = {s: [k for a in own for k in paid[a] if says_both(memos[k.source, k.target])]
             for s, own in accounts.items()}
    return {s: links for s, links in found.items() if len({k.source for k in links}) >= limit("money", "buyers")}


def _of_two_halves(near: Near, account: str) -> list[Link]:
    links = (k for k in near.into(account, "paid") if 1 < k.count <= limit("sale", "most_payments"))
    return sorted(links, key=lambda k: k.source)[:limit("money", "payers_looked_at")]


def _memos(near: Near, pairs: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], list[str]]:
    reports = near.view.transactions_of(pairs, limit("sale", "most_payments") * 2)
    stated = near.view.stated(t for found in reports.values() for t in found)
    return {pair: [str(m) for t in found if t.amount for m in stated[t.id].properties.get("memo", ())]
            for pair, found in reports.items()}


def says_both(memos: Iterable[str]) -> bool:
    """Whether some of these memos name a deposit and some a balance."""
    said = list(memos)
    halves = (words("infrastructure", "memos", half) for half in ("deposit", "balance"))
    return all(any(mentions(m, half) for m in said) for half in halves)
