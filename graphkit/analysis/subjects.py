"""Who is the same somebody over a whole case, and everything known of him. Source: contract (identity is a key)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphkit.analysis.chains import RANK
from graphkit.analysis.near import PARTIES
from graphkit.analysis.walk import Walker
from graphkit.model.identity import key_id

Identifier = tuple[str, str]
"""(resident_id, phone, account, online_account, uscc or name; its value)."""


class Subjects:
    """The strongest subject behind each of some entities, with everything that is his."""

    def __init__(self, walker: Walker, entities: Iterable[str]) -> None:
        self.walker = walker
        self.near = walker.near
        ids = sorted(set(entities))
        self._same_number = self._numbers(ids)
        walker.signs.prepare((*ids, *self._same_number.values()))
        parties = {i for i in ids if self.near.types[i] in PARTIES} | {p for i in ids if (p := self._party(i))}
        self.near.load(parties, ("owns", "uses"))
        walker.owners.prepare(k.target for p in parties for k in self.near.out(p, "owns", "uses"))
        self._of: dict[str, str] = {}
        for i in ids:
            self._join(i)

    def of(self, entity: str) -> str:
        """The subject that stands for an entity."""
        while self._of.get(entity, entity) != entity:
            entity = self._of[entity]
        return entity

    def owning(self, account: str) -> str:
        """The subject whose a prepared account is; the account's own where nobody's is settled."""
        return self.of(self.walker.owners.party(account) or account)

    def groups(self) -> Mapping[str, list[str]]:
        """Subject → the given entities that he is."""
        found: dict[str, list[str]] = {}
        for entity in sorted(self._of):
            found.setdefault(self.of(entity), []).append(entity)
        return found

    def _numbers(self, ids: Iterable[str]) -> dict[str, str]:
        """A WeChat handle or an Alipay login that is a mobile number is used by whoever has the number (微信同号):
        handle or account → phone."""
        handles = {}
        listed = [i for i in ids if self.near.types[i] in ("OnlineAccount", "Account")]
        self.near.describe(listed)
        for i in listed:
            known = self.near.entity(i)
            number = str(known.first("handle") or known.first("number") or "").removeprefix("+86")
            where = known.first("platform") or known.first("scheme")
            if where in ("wechat", "alipay") and len(number) == 11 and number.isdigit():
                handles[i] = key_id("Phone", ("number",), [f"+86{number}"])
        known_phones = self.near.view.canonical(handles.values())
        self.near.types |= dict.fromkeys(known_phones.values(), "Phone")
        return {i: known_phones[p] for i, p in handles.items() if p in known_phones}

    def _party(self, entity: str) -> str:
        """The party whose an entity is, directly or by the phone of the same number."""
        for known in (entity, self._same_number.get(entity, entity)):
            owner = self.walker.owners.of(known).link
            if owner is not None:
                return owner.source
        return ""

    def _join(self, entity: str) -> None:
        """Join an entity with its party, else with the other numbers and handles that are the same somebody's."""
        self._of.setdefault(entity, entity)
        if self.near.types[entity] in PARTIES:
            return
        faces = {self._party(entity)} - {""}
        faces = faces or {*self.walker.signs.faces(entity), self._same_number.get(entity, entity)}
        for face in sorted(faces):
            a, b = self.of(entity), self.of(face)
            if a != b:
                weak, strong = sorted((a, b), key=lambda i: (-RANK.get(self.near.types[i], 9), i))
                self._of[weak] = strong
                self._of.setdefault(strong, strong)

    def identifiers(self, subjects: Iterable[str]) -> dict[str, tuple[Identifier, ...]]:
        """Everything known of some subjects."""
        faces = self.faces(subjects)
        self.near.describe(f for found in faces.values() for f in found)
        return {s: self._stated(found) for s, found in faces.items()}

    def faces(self, subjects: Iterable[str]) -> dict[str, set[str]]:
        """What each of some subjects is and has: itself, its accounts, numbers and handles."""
        groups = self.groups()
        return {s: self._faces(s, groups.get(s, ())) for s in subjects}

    def _faces(self, subject: str, entities: Iterable[str]) -> set[str]:
        near = self.near
        faces = {subject, *(f for e in entities for f in (e, *self.walker.signs.faces(e)))}
        if near.types[subject] in PARTIES:
            faces |= {k.target for k in near.out(subject, "owns", "uses")
                      if (owner := self.walker.owners.of(k.target).link) is None or owner.source == subject}
        return {f for f in faces if near.types[f] not in PARTIES or f == subject}

    def _stated(self, faces: Iterable[str]) -> tuple[Identifier, ...]:
        near, found = self.near, set[Identifier]()
        for face in faces:
            known = near.entity(face).properties
            if near.types[face] == "OnlineAccount":
                platforms = known.get("platform", ("",))
                found |= {("online_account", f"{platforms[0]}:{h}") for h in known.get("handle", ())}
            for kind, name in _STATED.get(near.types[face], ()):
                found |= {(kind, str(v).removeprefix("+86")) for v in known.get(name, ())}
        return tuple(sorted(found, key=lambda i: (_ORDER.index(i[0]), i[1])))


_STATED = {
    "Person": (("resident_id", "resident_id"), ("name", "name"), ("phone", "phone")),
    "Organization": (("uscc", "uscc"), ("name", "name"), ("phone", "phone")),
    "Phone": (("phone", "number"),), "Account": (("account", "number"),),
}
_ORDER = ("resident_id", "uscc", "name", "phone", "account", "online_account")
