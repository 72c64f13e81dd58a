"""Accounts that everybody pays: a payment platform's by its name, a public payee by how many it deals with."""

from __future__ import annotations

from collections.abc import Iterable

from graphkit.analysis.findings import Reason
from graphkit.analysis.near import Near
from graphkit.analysis.settings import limit, mentions, words
from graphkit.analysis.signs import Signs
from graphkit.model.records import Entity


def platform(account: Entity) -> Reason | None:
    """Why an account is a payment platform's or a clearing account: its holder's name."""
    names = account.properties.get("holder_name", ())
    if any(mentions(n, words("infrastructure", "platforms")) for n in names):
        return Reason("payment_platform", {"name": str(names[0])})
    return None


def everybodys(near: Near, signs: Signs, accounts: Iterable[str]) -> dict[str, Reason]:
    """Account → why money is not followed through it: a platform's, or with very many counterparties while no record
    of the case names it."""
    listed = sorted(set(accounts))
    near.describe(listed)
    found = {a: reason for a in listed if (reason := platform(near.entity(a)))}
    most = limit("money", "counterparties")
    near.glance((a for a in listed if a not in found), ("paid",), most)
    large = [a for a in listed if near.public(a)]
    signs.prepare(large)
    return found | {a: Reason("public_payee", {"count": most}) for a in large if not signs.of(a)}
