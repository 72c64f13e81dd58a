"""The question: what the accounts of those in a suspect's role took in, from whom, and what became of it."""

from __future__ import annotations

from collections import defaultdict

from graphkit.analysis.casewide import kept
from graphkit.analysis.ledger.entries import entries
from graphkit.analysis.roles import Given, given
from graphkit.analysis.takings.answers import Takings
from graphkit.analysis.takings.sales import bought, sales
from graphkit.analysis.takings.turnover import turnovers
from graphkit.model.schema import STAGES, SUSPECT
from graphkit.store.view import View


def takings(view: View) -> Takings:
    """The accounts of everybody in a suspect's role with their turnover, every sale that the walk saw paid to them,
    and what left them in cash. Indications: an account is listed for the role of its subject, which `roles` explains.
    """
    with kept():
        return takings_of(view, given(view))


def takings_of(view: View, found: Given) -> Takings:
    """The same where the roles were asked for already; within `kept`."""
    stages: dict[str, list[str]] = defaultdict(list)
    for s, stage in sorted(found.signs, key=lambda key: STAGES.index(key[1])):
        stages[s].append(stage)
    roles = {s: some for s, some in stages.items() if {*some} & {*SUSPECT}}
    near, owners = found.whole.near, found.whole.walker.owners
    owner = {face: s for s, faces in sorted(found.subjects.faces(roles).items()) for face in sorted(faces)
             if near.types[face] == "Account" and (face == s or owners.party(face))}
    payers = bought((step for steps in found.whole.ground.steps.values() for step in steps), owner)
    sold = sales(near, owners, payers, owner)
    left = entries(view, owner.keys())
    buyers: dict[str, set[str]] = defaultdict(set)
    for sale in sold:
        buyers[sale.account].add(sale.buyer)
    accounts = turnovers(view, owner, roles, left, buyers)
    cash = tuple(sorted((e for e in left if e.side == "out" and e.kind == "cash"), key=lambda e: (e.time, e)))
    named = {i for t in accounts for i in (t.account, t.subject)} | {e.account for e in cash}
    named |= {i for s in sold for i in (s.payer, s.buyer, s.account, s.subject, *s.certificates)}
    return Takings(tuple(accounts), tuple(sold), cash, view.get(named))
