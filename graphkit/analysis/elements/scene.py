"""The whole case as `trace` sees it: one walk from every questioned certificate, and who stands where by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from graphkit.analysis.casewide import walk_case
from graphkit.analysis.certificates import QUESTIONED, Verdict, listed
from graphkit.analysis.moves import IDENTITY, PARTIES
from graphkit.analysis.near import HANDLES
from graphkit.analysis.purposes import everyday_memo
from graphkit.analysis.walk import Step
from graphkit.model.records import Transaction
from graphkit.model.schema import STAGES
from graphkit.store.view import View

_SUBJECTS = (*PARTIES, *HANDLES, "Account")
_STRENGTH = {name: n for n, name in enumerate(("Person", "Organization", "OnlineAccount", "Phone", "Account"))}


@dataclass(slots=True)
class Subject:
    """Somebody in the case, named by the strongest thing known: a party, else an online account, phone or account.

    `places`: the stages that the walk gives him; `members`: everything that is his.
    """

    id: str
    places: set[str] = field(default_factory=set)
    members: set[str] = field(default_factory=set)


class Scene:
    """What every count starts from. `verdicts` by certificate; `questioned` those forged or suspect."""

    def __init__(self, view: View) -> None:
        self.view = view
        whole = walk_case(view)
        self.near, self.walker, self.ground = whole.near, whole.walker, whole.ground
        judged = map(self.near.verdict, view.ids_of("Certificate"))
        self.verdicts: dict[str, Verdict] = {v.id: v for v in listed(judged)}
        self.questioned = [i for i, v in self.verdicts.items() if v.verdict in QUESTIONED]
        self.forged = [i for i, v in self.verdicts.items() if v.verdict == "forged"]
        made = (self.walker.times.made(c).last for c in self.questioned)
        self.last_made = max((day for day in made if day), default=None)
        self.near.describe(self.forged)
        self.subjects = self._subjects()
        self.by_member = {m: s for s in self.subjects.values() for m in s.members}

    @cached_property
    def paid(self) -> list[Step]:
        """Every payment that the walk follows."""
        return [s for steps in self.ground.steps.values() for s in steps if s.type == "paid"]

    @cached_property
    def _payments(self) -> dict[tuple[str, str], list[Transaction]]:
        links = [k for s in self.paid for k in s.links]
        found: dict[tuple[str, str], list[Transaction]] = {(k.source, k.target): [] for k in links}
        self._read_payments(found)
        return found

    def payments(self, pairs: Collection[tuple[str, str]]) -> dict[tuple[str, str], list[Transaction]]:
        """(payer, payee) → the reports of what moved between them, less those that name an everyday purpose."""
        known = self._payments
        new: dict[tuple[str, str], list[Transaction]] = {p: [] for p in pairs if p not in known}
        self._read_payments(new)
        known |= new
        return {p: known[p] for p in pairs}

    def _read_payments(self, pairs: dict[tuple[str, str], list[Transaction]]) -> None:
        """Two readings for all of them."""
        if not pairs:
            return
        reports = [t for t in self.view.transactions_among({a for a, _ in pairs}, {b for _, b in pairs})
                   if t.type == "paid" and t.moved and not t.conflict and (t.source, t.target) in pairs]
        stated = self.view.links(t.id for t in reports)
        for t in reports:
            if not everyday_memo(stated[t.id]):
                pairs[t.source, t.target].append(t)

    def at(self, *places: str) -> list[Subject]:
        """The subjects that stand at one of these stages, by id."""
        return [s for _, s in sorted(self.subjects.items()) if s.places & set(places)]

    def standing(self, place: str, *types: str) -> list[str]:
        """The entities of these types that the walk has met at a place."""
        return sorted({s.entity for s in self.ground.hops if s.place == place and self.near.types[s.entity] in types})

    def owner(self, account: str) -> str:
        """The party whose a prepared account is; itself when nobody's is settled."""
        return self.walker.owners.party(account) or account

    def subject_of(self, entity: str) -> str:
        """Whose an entity is among the subjects; itself when it is nobody's."""
        found = self.by_member.get(entity)
        return found.id if found else entity

    def _subjects(self) -> dict[str, Subject]:
        states = [s for s in self.ground.hops if s.place in STAGES and self.near.types[s.entity] in _SUBJECTS]
        everyone = sorted({s.entity for s in states})
        names = self._names(everyone)
        self.walker.signs.prepare(everyone)
        found: dict[str, Subject] = {}
        for state in states:
            name = names.get(state.entity, state.entity)
            subject = found.setdefault(name, Subject(name))
            subject.places.add(state.place)
            subject.members |= {state.entity, name}
            if name == state.entity:
                subject.members |= {f for f in self.walker.signs.faces(name) if names.get(f, name) == name}
        return found

    def _names(self, everyone: Iterable[str]) -> dict[str, str]:
        """Whose each is: the one party that the walk leads to from it or from what it is the same as, else the
        strongest of those it is the same as."""
        near, owners = self.near, self.walker.owners
        same: dict[str, set[str]] = defaultdict(set)
        party: dict[str, set[str]] = defaultdict(set)
        owners.prepare(everyone)
        for e in everyone:
            party[e] |= {e} if near.types[e] in PARTIES else {k.source} if (k := owners.of(e).link) else set()
        for step in (x for steps in self.ground.steps.values() for x in steps if x.type in IDENTITY):
            here, there = step.start.entity, step.to.entity
            for a, b in ((here, there), (there, here)):
                (party if near.types[b] in PARTIES else same)[a].add(b)
        names: dict[str, str] = {e: e for e in everyone if near.types[e] in PARTIES}
        for e in (e for e in everyone if e not in names):
            group = _closed(e, same, names)
            parties = {p for g in group for p in party[g] if p != g}
            strongest = min(group, key=lambda i: (_STRENGTH[near.types[i]], i))
            for g in group:
                mine = parties if len(parties) == 1 else party[g]
                names[g] = min(mine) if len(mine) == 1 else strongest if not parties else g
        return names


def _closed(start: str, same: dict[str, set[str]], taken: Mapping[str, str]) -> set[str]:
    """Everything that is the same as `start`, step by step."""
    group, frontier = {start}, [start]
    while frontier:
        new = {b for b in same[frontier.pop()] if b not in group and b not in taken}
        group |= new
        frontier += sorted(new)
    return group
