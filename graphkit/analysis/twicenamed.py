"""Accounts that two tables name differently: one transfer, told of by login in one and by user id in the other.

A transaction number of Alipay names one transfer, so the two are most likely one account. But no row states both names,
and equal shares of a group's red packet have one number too. So nothing is joined: both reports count, as everything
ambiguous does, and the two names are listed until a person says whether they are the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from graphkit.model.kinds import is_alipay_user
from graphkit.model.records import Entity, SourceRef, Transaction
from graphkit.store.pairing import TELLING, WINDOW
from graphkit.store.view import View


class TwoNames(NamedTuple):
    """An account known by its user id and one known by its login, each with the rows that name it so."""

    user: Entity
    login: Entity
    user_rows: tuple[SourceRef, ...]
    login_rows: tuple[SourceRef, ...]


def twice_named(view: View) -> Iterator[TwoNames]:
    """Pairs of accounts that stand at the same end of a transfer in two kinds of table of the same reporter."""
    accounts = {i: e for i, e in view.get(view.ids_of("Account")).items() if e.first("scheme") == "alipay"}
    logins = {i for i, e in accounts.items() if not any(is_alipay_user(str(n)) for n in e.properties["number"])}
    asked = {_ends(t)[0] for t in _touching(view, logins, set(accounts))} - logins
    told: dict[tuple[str, str, str, int | None], list[Transaction]] = defaultdict(list)
    for t in _touching(view, asked, set(accounts)):
        if t.moved and len(t.reference) >= TELLING and _ends(t)[0] in asked:
            told[_ends(t)[0], t.side, t.reference, t.amount].append(t)
    pairs = [sorted(two, key=lambda t: _ends(t)[1] in logins) for two in told.values()
             if len(two) == 2 and sum(_ends(t)[1] in logins for t in two) == 1 and _near(*two)]
    claims = view.claims((), links=[t.id for two in pairs for t in two])
    kind = {s.sha256: s.kind for s in view.sources()}
    rows: dict[tuple[str, str], list[tuple[SourceRef, SourceRef]]] = defaultdict(list)
    for user, login in pairs:
        found = [(u.ref, v.ref) for u in claims[user.id] for v in claims[login.id]
                 if kind[u.ref.sha256] != kind[v.ref.sha256]]
        if found:
            rows[_ends(user)[1], _ends(login)[1]] += found
    for (user_id, login_id), refs in sorted(rows.items()):
        by_user, by_login = (tuple(sorted(set(side))) for side in zip(*refs, strict=True))
        yield TwoNames(accounts[user_id], accounts[login_id], by_user, by_login)


def _touching(view: View, ids: set[str], accounts: set[str]) -> list[Transaction]:
    """The transactions between these and any accounts, each once."""
    found = [*view.transactions_among(ids, accounts), *view.transactions_among(accounts, ids)] if ids else []
    return list({t.id: t for t in found if t.type == "paid"}.values())


def _ends(t: Transaction) -> tuple[str, str]:
    """(the party that reported it, the other)."""
    return (t.source, t.target) if t.side == "out" else (t.target, t.source)


def _near(one: Transaction, other: Transaction) -> bool:
    if not one.time or not other.time or len(one.time) != len(other.time):
        return False
    return abs(datetime.fromisoformat(one.time) - datetime.fromisoformat(other.time)) <= WINDOW
