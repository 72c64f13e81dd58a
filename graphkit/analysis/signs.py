"""Direct signs of a role: what the records say of somebody himself, whoever paid him.

A payment alone shows nothing. These do: named as the seller or payee when a questioned certificate was seized; an
account in a back office; named in an advert for certificates without an exam; named in a lead. Source: contract, roles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graphkit.analysis.adverts import sells, warns
from graphkit.analysis.near import HANDLES, PARTIES, Near
from graphkit.analysis.owners import Owners
from graphkit.analysis.settings import limit, mentions, words
from graphkit.model.records import Link

_NAMED = ("sold", "contact", "mentions")
_OFFICE = ("sub_account_of", "administers")


class Signs:
    """Signs of the subject behind an entity, with all that is known to be the same subject's (its faces)."""

    def __init__(self, near: Near, owners: Owners) -> None:
        self.near = near
        self.owners = owners
        self._faces: dict[str, frozenset[str]] = {}
        self._found: dict[str, dict[str, list[Link | None]]] = {}

    def prepare(self, ids: Iterable[str]) -> None:
        """Read what the signs of these accounts, handles and parties need."""
        near, owners = self.near, self.owners
        new = {i for i in ids if i not in self._faces}
        if not new:
            return
        owners.prepare(new)
        party = {i: i if near.types[i] in PARTIES else self.owners.party(i) for i in new}
        near.load((p for p in party.values() if p), ("uses",))
        near.load((i for i in new if near.types[i] in ("Account", "OnlineAccount")), ("bound_to",))
        reached = {k.target for p in party.values() if p for k in near.out(p, "uses")}
        reached |= {k.target for i in new for k in near.out(i, "bound_to") if near.types[k.target] in HANDLES}
        reached |= {i for i in new if near.types[i] in HANDLES}
        owners.prepare(reached)
        near.load(reached, ("bound_to",))
        bound = {k.source for h in reached for k in near.into(h, "bound_to")}
        office = {i for i in bound if near.types[i] == "OnlineAccount"}
        near.load(reached | office, (*_NAMED, *_OFFICE))
        near.load((i for i in new if near.types[i] == "Account"), ("sold", "contact", "mentions"))
        for i in sorted(new):
            self._faces[i] = self._same_subject(i, party[i])
        everyone = {f for i in new for f in self._faces[i]}
        near.describe(f for f in everyone if near.types[f] == "OnlineAccount")
        unclear = {f for f in everyone if self._in_office(f) and not self._office_roles(f)}
        near.load(unclear, ("entered", "requested"))
        near.judge(c for f in everyone for c in self._sold(f))
        near.describe(k.source for f in everyone for k in near.into(f, "contact"))

    def _same_subject(self, i: str, party: str) -> frozenset[str]:
        """The entity, its party, the phones and handles that are this party's and nobody else's, accounts on them."""
        near = self.near
        mine = {i} | ({party} if party else set())
        handles = {k.target for k in near.out(party, "uses")} if party else set()
        handles |= {k.target for k in near.out(i, "bound_to") if near.types[k.target] in HANDLES}
        mine |= {h for h in handles if self.owners.party(h) in ("", party)}
        if near.types[i] not in PARTIES:
            mine |= {k.source for k in near.into(i, "bound_to") if near.types[k.source] == "OnlineAccount"}
        mine |= {k.source for h in mine for k in near.into(h, "bound_to") if near.types[k.source] == "OnlineAccount"
                 and near.types[h] in HANDLES}
        return frozenset(mine)

    def faces(self, entity_id: str) -> frozenset[str]:
        """Everything known to be the same subject as a prepared entity."""
        return self._faces.get(entity_id) or frozenset((entity_id,))

    def of(self, entity_id: str) -> dict[str, list[Link | None]]:
        """Stage → the links that are direct signs of it (None where a back office's own word for the role is).

        "named" stands beside the stages: a lead names a handle or account of his, without proof of what he does.
        """
        known = self._found.get(entity_id)
        if known is None:
            found: dict[str, list[Link | None]] = defaultdict(list)
            for face in sorted(self.faces(entity_id)):
                for stage, links in self._of_face(face).items():
                    found[stage] += links
            known = self._found[entity_id] = dict(found)
        return known

    def _of_face(self, face: str) -> dict[str, list[Link | None]]:
        near, handle = self.near, self.near.types[face] in HANDLES
        found: dict[str, list[Link | None]] = defaultdict(list)
        sold = {c for c in self._sold(face) if near.questioned(c)}
        named = [k for k in near.out(face, "sold") if k.target in sold] if sold else []
        named += [k for k in near.into(face, "contact") if self.sells(k.source)]
        if named:
            found["agent" if handle else "collector"] += named
        for stage, links in self.in_office(face).items():
            found[stage] += links
        if handle or near.types[face] == "Account":
            found["named"] += near.into(face, "mentions")
        return {stage: links for stage, links in found.items() if links}

    def in_office(self, account: str) -> dict[str, list[Link | None]]:
        """Stage → what a back office's records show of an account of it: its role, what it entered or requested, or
        its superior, when anybody stands behind it at all (test, demo: nobody does)."""
        near, found = self.near, defaultdict[str, list[Link | None]](list)
        if near.types[account] != "OnlineAccount":
            return {}
        roles = self._office_roles(account)
        for role in roles:
            found[role].append(None)
        found["maker"] += near.out(account, "entered")
        found["agent"] += near.out(account, "requested")
        if not roles and not found["maker"] and any(near.out(account, "bound_to")):
            found["agent"] += near.out(account, "sub_account_of")
        found["site_operator"] += near.out(account, "administers")
        return {stage: links for stage, links in found.items() if links}

    def _sold(self, face: str) -> list[str]:
        """Some of the certificates at whose seizure it was named: one that is known to be questioned, else a few."""
        links = self.near.out(face, "sold")
        if not links:
            return []
        sold = sorted(k.target for k in links)
        known = [c for c in sold if self.near.judged(c) and self.near.questioned(c)]
        return known[:1] or sold[:limit("limits", "named")]

    def sells(self, advert: str) -> bool:
        """Whether an advert offers certificates without an exam."""
        return sells(self._texts(advert))

    def warns(self, advert: str) -> bool:
        """Whether an advert warns of such offers and sites."""
        return warns(self._texts(advert))

    def _texts(self, advert: str) -> list[str]:
        return [str(v) for n in ("title", "content") for v in self.near.entity(advert).properties.get(n, ())]

    def _in_office(self, face: str) -> bool:
        """Whether this is an account of some site's back office: its platform is a host."""
        return self.near.types[face] == "OnlineAccount" and "." in str(self.near.entity(face).first("platform"))

    def _office_roles(self, face: str) -> list[str]:
        """The stages that a back office's own word for an account's role means."""
        if self.near.types[face] != "OnlineAccount" or not self._in_office(face):
            return []
        return [stage for stage in ("site_operator", "maker", "agent") if any(
            mentions(v, words("infrastructure", "back_office", stage))
            for v in self.near.entity(face).properties.get("role", ()))]
