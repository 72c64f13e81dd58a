"""Roles: who plays which part in the whole case, and why. Indications, no finding of guilt. Source: contract, roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphkit.analysis.casewide import Whole, kept, walk_case
from graphkit.analysis.circumstances import circumstances
from graphkit.analysis.coverage import providers
from graphkit.analysis.evidence import Proof
from graphkit.analysis.findings import Reason, Word, frame
from graphkit.analysis.parts import Key, gather, prove_signs
from graphkit.analysis.rolesigns import Part, Sign, signs_of
from graphkit.analysis.settings import share
from graphkit.analysis.subjects import Identifier, Subjects
from graphkit.model.schema import STAGES
from graphkit.store.view import View

if TYPE_CHECKING:
    import pandas

PROVIDER = "provider"
ROLES = (*STAGES, PROVIDER)


@dataclass(frozen=True, slots=True)
class Role:
    """One subject in one role. `confidence` 0–1, explained by the last of the `reasons`; `notes`: circumstances for and
    against, by name: "deceived" (a holder), "tolerates" (an employer)."""

    id: str
    type: str
    caption: str
    identifiers: tuple[Identifier, ...]
    role: str
    confidence: float
    reasons: tuple[Reason, ...]
    notes: Mapping[str, tuple[Reason, ...]]

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """The contract's form."""
        return {
            "id": self.id, "type": self.type, "caption": self.caption, "role": self.role,
            "identifiers": [{"type": t, "value": v} for t, v in self.identifiers],
            "confidence": self.confidence, "reasons": [r.to_json(lang) for r in self.reasons],
            **{name: [r.to_json(lang) for r in said] for name, said in self.notes.items()},
        }


@dataclass(frozen=True, slots=True)
class Roles:
    """Everybody's roles: by role in the order of the chain, then by confidence."""

    roles: tuple[Role, ...]

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """The contract's form."""
        return {"roles": [r.to_json(lang) for r in self.roles]}

    def to_frame(self) -> pandas.DataFrame:
        """One row per role."""
        return frame([{"id": r.id, "type": r.type, "caption": r.caption, "role": r.role, "confidence": r.confidence,
                       "identifiers": "；".join(f"{t}:{v}" for t, v in r.identifiers),
                       "reasons": "；".join(x.text() for x in r.reasons), "notes": "；".join(r.notes)}
                      for r in self.roles])


@dataclass(frozen=True, slots=True)
class Given:
    """Who has which role by which signs, what proves these, and the walk that they come from."""

    whole: Whole
    subjects: Subjects
    parts: Mapping[Key, Part]
    signs: Mapping[Key, Sequence[Sign]]
    proofs: Mapping[Sign, Proof]


def given(view: View, role: str | None = None) -> Given:
    """The roles that signs give (only `role` when one is given) and no investigator refused; within `kept`."""
    whole = walk_case(view)
    subjects, parts = gather(whole)
    wanted = {key: part for key, part in parts.items() if role in (None, key[1])}
    signs = {key: signs_of(part) for key, part in wanted.items()}
    proofs = prove_signs(view, {s for found in signs.values() for s in found})
    refused = _refused(whole)
    enough = {key: found for key, found in signs.items() if _enough(found, proofs) and key not in refused}
    named = {(s, stage): found for (s, stage), found in enough.items()
             if stage != "advertiser" or (s, "agent") not in enough}
    return Given(whole, subjects, parts, named, proofs)


def roles(view: View, role: str | None = None) -> Roles:
    """Who plays which role in the whole case (only `role` when one is given)."""
    with kept():
        return roles_of(given(view, role), role)


def roles_of(found: Given, role: str | None = None) -> Roles:
    """The same where it was asked already who is given which; within `kept`."""
    whole, subjects, proofs = found.whole, found.subjects, found.proofs
    noted = circumstances(whole, found.parts, found.signs)
    whole.near.describe(s for s, _ in found.signs)
    known_of = subjects.identifiers({s for s, _ in found.signs})
    told = []
    for (subject, stage), reasons in found.signs.items():
        known = whole.near.entity(subject)
        confidence, why = _confidence(reasons, proofs)
        said = (*(_said(s, stage, proofs[s]) for s in reasons), why)
        told.append(Role(subject, known.type, known.caption, known_of[subject], stage, confidence, said,
                          noted.get((subject, stage), {})))
    if role in (None, PROVIDER):
        told += _providers(whole, subjects, {s for s, stage in found.signs if stage == "enabler"})
    return Roles(tuple(sorted(told, key=lambda r: (ROLES.index(r.role), -r.confidence, r.caption, r.id))))


def _enough(signs: Sequence[Sign], proofs: Mapping[Sign, Proof]) -> bool:
    """One direct sign, or two independent ones that rest on different kinds of source."""
    kinds = {kind for s in signs for kind in proofs[s].kinds}
    return any(s.direct for s in signs) or (len(signs) > 1 and len(kinds) > 1)


def _confidence(signs: Sequence[Sign], proofs: Mapping[Sign, Proof]) -> tuple[float, Reason]:
    """How unlikely it is that every sign misleads; a sign is worth more the more rows state it."""
    doubt = 1.0
    for sign in signs:
        weight = share("signs", sign.name)
        doubt *= 1 - weight * (1 if sign.count > 1 else share("roles", "once"))
    kinds = {kind for s in signs for kind in proofs[s].kinds}
    value = round(min(1 - doubt, share("roles", "most")), 2)
    return value, Reason("role_score", {"count": len(signs), "kinds": len(kinds), "value": f"{value:.2f}"})


def _said(sign: Sign, stage: str, proof: Proof) -> Reason:
    return Reason(f"sign_{sign.name}", {"count": sign.count, "stage": Word(f"stage_{stage}")}, proof.evidence)


def _refused(whole: Whole) -> set[Key]:
    """The roles that an investigator rejected."""
    return {key for key, word in whole.near.words.roles.items() if word.verb == "reject"}


def _providers(whole: Whole, subjects: Subjects, knowing: set[str]) -> list[Role]:
    """Who supplies the ring's sites in the ordinary course of business: listed, not suspected."""
    near, refused = whole.near, _refused(whole)
    ids = [p for p in providers(whole.ground, near) if p not in knowing and (p, PROVIDER) not in refused]
    near.load(ids, ("provided", "registered_through"))
    sites = {s.entity for s in whole.ground.hops if s.place == "site"}
    signs = {p: Sign("supplies", True, tuple(k for k in (*near.out(p, "provided"), *near.into(p, "registered_through"))
                                             if k.other(p) in sites)) for p in ids}
    proofs = prove_signs(near.view, set(signs.values()))
    near.describe(ids)
    known_of = subjects.identifiers(ids)
    return [Role(p, near.types[p], near.entity(p).caption, known_of[p], PROVIDER, 1.0,
                 (_said(sign, PROVIDER, proofs[sign]),), {}) for p, sign in signs.items()]
