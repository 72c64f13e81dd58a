"""Who sends cards to buyers and pays on to those above him stands between: an agent, whatever his parcels alone say.

Parcels to buyers who named another seller look like a maker's. The maker is where the money ends. Source: contract,
roles (agent: sends cards to buyers, passes orders or money upward); published cases (several tiers of agents).
"""

from __future__ import annotations

from collections import defaultdict

from graphkit.analysis.casewide import Whole
from graphkit.analysis.moves import State
from graphkit.analysis.rolesigns import Part
from graphkit.analysis.rulings import PASS
from graphkit.analysis.settings import share
from graphkit.analysis.subjects import Subjects
from graphkit.analysis.walk import Step

_ABOVE = ("maker", "collector")


def place_between(whole: Whole, subjects: Subjects, parts: dict[tuple[str, str], Part]) -> None:
    """Give the part of an agent to everybody between. No maker's is left to one from whom most of what he got went on
    to another who is paid as a maker is, or whose account makes the cards."""
    above = {s for s, stage in parts if stage in _ABOVE}
    makers = {s for (s, stage), p in parts.items()
              if stage == "maker" and (p.office or p.links("entered") or p.links("paid"))}
    accounts: dict[str, set[str]] = defaultdict(set)
    for state in whole.ground.hops:
        if state.place in _ABOVE and whole.near.types[state.entity] == "Account":
            accounts[subjects.owning(state.entity)].add(state.entity)
    for subject in sorted(above):
        own = [p for stage in _ABOVE if (p := parts.get((subject, stage)))]
        sent = [s for p in own for s in p.steps if s.type == "sent" and s.start.place == "holder"]
        if not sent or any(p.office or p.links("entered") for p in own):
            continue
        others = above - {subject}
        onward = [x for account in sorted(accounts[subject]) for x in _upward(whole, subjects, account, others)]
        if not onward:
            continue
        part = parts.setdefault((subject, "agent"), Part(whole.near, "agent"))
        part.steps += [s for s in sent if s not in part.steps]
        part.onward += onward
        got = {k.id: k.amount for p in (*own, part) for s in p.steps if s.type == "paid" for k in s.links}
        gone = {k.id: k.amount for s in onward for k in s.links if subjects.owning(k.target) in makers}
        if gone and got and sum(gone.values()) >= sum(got.values()) * share("money", "passed_on"):
            parts.pop((subject, "maker"), None)


def _upward(whole: Whole, subjects: Subjects, account: str, above: set[str]) -> list[Step]:
    """The payments in batches from an account to those `above` sellers."""
    near, principals = whole.near, whole.walker.money.principals
    found = []
    for link in near.out(account, "paid"):
        known = subjects.owning(link.target) in above and principals.batches(link)
        if known and not principals.everyday(account, link.target):
            found.append(Step(State(account, "agent"), State(link.target, "maker"), "paid", True, [link], PASS))
    return found
