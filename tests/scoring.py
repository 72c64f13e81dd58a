"""The product's answers beside the truth of a case: roles, and money between two accounts.

A truth lists `people` (`label`, `roles`, `innocent`, `identifiers` of `type` and `value`; `may`: further roles that are
neither due nor wrong), `holders_may` (IDs or names of those who may be called holders) and `money` (`from`, `to`,
`amount_fen`, `count`; `soft`: the contract leaves it open). Phones stand as they are dialled, account numbers without
their scheme.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from graphkit.analysis.roles import ROLES
from graphkit.model.records import Entity, Flow
from graphkit.store.view import View
from graphkit.workbench import Workbench


@dataclass
class Given:
    """Who was given a role: those of the truth to whom it is due, those of them who were missed, and the labels of
    those who were given it wrongly (the caption of whom the truth does not know)."""

    hit: list[dict[str, Any]] = field(default_factory=list)
    missed: list[dict[str, Any]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def told(self) -> str:
        """Precision and recall in a line."""
        right, given, due = len(self.hit), len(self.hit) + len(self.wrong), len(self.hit) + len(self.missed)
        return f"precision {right}/{given}, recall {right}/{due}"


def roles_given(truth: dict[str, Any], wb: Workbench) -> dict[str, Given]:
    """Every role as the product gives it. A subject is who its resident ID says, without one whoever has any of its
    other identifiers but a person's name; a number of several is that of the one who is not innocent."""
    of: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for person in truth["people"]:
        for i in person["identifiers"]:
            of[i["type"], i["value"]].append(person)
    found = {role: Given() for role in ROLES}
    for role in wb.roles().roles:
        stated = [i for i in role.identifiers if i[0] != "name" or role.type == "Organization"]
        people = [p for i in [i for i in stated if i[0] == "resident_id"] or stated for p in of.get(i, ())]
        person = min(people, key=lambda p: p["innocent"], default=None)
        given = found[role.role]
        allowed = role.role == "holder" and any(value in truth.get("holders_may", ()) for _, value in role.identifiers)
        if allowed or (person and role.role in person.get("may", ())):
            continue
        if person is None or role.role not in person["roles"]:
            given.wrong.append(person["label"] if person else role.caption)
        elif person not in given.hit:
            given.hit.append(person)
    for name, given in found.items():
        given.missed = [p for p in truth["people"] if name in p["roles"] and p not in given.hit]
    return found


def money(truth: dict[str, Any], wb: Workbench) -> tuple[Counter[str], list[str]]:
    """How many ordered pairs of accounts agree to the 分 and how many do not, by the payer's scheme, and every
    difference in words. What moves between two accounts of one owner is not asked of the truth."""
    accounts, flows = wb.store.read(_flows)
    moving = {end for f in flows for end in (f.source, f.target)}  # a number may stand under another scheme elsewhere
    known = {str(number): i for i in sorted(accounts, key=moving.__contains__)
             for number in accounts[i].properties["number"]}
    owner = {known.get(i["value"], ""): n for n, p in enumerate(truth["people"]) for i in p["identifiers"]
             if i["type"] == "account"}
    soft = {(known.get(m["from"], m["from"]), known.get(m["to"], m["to"])) for m in truth["money"] if m.get("soft")}
    due = {(known.get(m["from"], m["from"]), known.get(m["to"], m["to"])): (m["amount_fen"], m["count"])
           for m in truth["money"]}
    moved = {(f.source, f.target): (f.amount, f.count) for f in flows if f.count}
    counts, differs = Counter[str](), []
    for payer, payee in sorted(due.keys() | moved.keys()):
        expected, got = due.get((payer, payee)), moved.get((payer, payee))
        if (payer, payee) in soft:
            continue
        if expected is None and payer in owner and owner[payer] == owner.get(payee):
            continue
        how = "exact" if got == expected else "absent" if got is None else "beyond" if expected is None else "differs"
        scheme = str(accounts[payer].first("scheme")) if payer in accounts else "unknown"
        counts[f"{scheme} {how}"] += 1
        if how != "exact":
            ends = " → ".join(accounts[i].caption if i in accounts else i for i in (payer, payee))
            differs.append(f"{scheme} {how}: {ends}, expected {expected}, got {got}")
    return counts, differs


def _flows(view: View) -> tuple[dict[str, Entity], list[Flow]]:
    accounts = dict(view.get(view.ids_of("Account")))
    return accounts, view.flows_at(accounts, {"paid"})
