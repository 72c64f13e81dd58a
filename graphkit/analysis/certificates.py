"""Certificates: a verdict on each, with the reasons and the rows they rest on. Indications, no finding of guilt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from graphkit.analysis.findings import Reason, distinct_refs, frame
from graphkit.analysis.official import NOT_FOUND, Answer, newest
from graphkit.analysis.printed import Card
from graphkit.analysis.verdicts import Listed, judge
from graphkit.model.identity import key_id
from graphkit.model.records import Claim, Entity, Link, SourceRef
from graphkit.store.view import View

if TYPE_CHECKING:
    import pandas

QUESTIONED = ("forged", "suspect")
"""The verdicts that make a certificate the beginning of a chain."""
VERDICTS = ("forged", "suspect", "unknown", "expired", "genuine")
"""Every verdict, the gravest first."""
JUDGED_BY = ("entered", "holds", "lists", "requested")
"""The links to a certificate that a verdict rests on, in the order in which they are looked at."""
_BATCH = 2_000
_CLAIMS = 500


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the records indicate of one certificate: genuine, expired, suspect, forged or unknown, and why.

    `holder` is the name of the person it was found with or made for, `holder_id` that person's entity.
    """

    id: str
    number: str
    operation_item: str
    holder: str
    holder_id: str
    verdict: str
    reasons: tuple[Reason, ...]

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """The contract's form."""
        return {
            "id": self.id, "number": self.number, "operation_item": self.operation_item or None,
            "holder": self.holder or None, "holder_id": self.holder_id or None, "verdict": self.verdict,
            "reasons": [r.to_json(lang) for r in self.reasons],
        }


@dataclass(frozen=True, slots=True)
class Certificates:
    """Every certificate with its verdict, by number and item."""

    verdicts: tuple[Verdict, ...]

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """The contract's form."""
        return {"certificates": [v.to_json(lang) for v in self.verdicts]}

    def to_frame(self) -> pandas.DataFrame:
        """One row per certificate."""
        return frame([{"id": v.id, "number": v.number, "operation_item": v.operation_item, "holder": v.holder,
                       "verdict": v.verdict, "reasons": "；".join(r.text() for r in v.reasons)} for v in self.verdicts])


def certificates(view: View) -> Certificates:
    """A verdict on every certificate of the investigation."""
    ids = view.ids_of("Certificate")
    found: dict[str, Verdict] = {}
    for start in range(0, len(ids), _BATCH):
        at: dict[str, list[Link]] = {i: [] for i in ids[start:start + _BATCH]}
        for link in sorted(view.links_at(at, JUDGED_BY), key=lambda k: (k.type, k.source, k.id)):
            at[link.target].append(link)
        found |= assess(view, at, view.get)
    return Certificates(listed(found.values()))


def listed(verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """The verdicts on all certificates, by number, without bare numbers that stand beside permits of that number."""
    found = list(verdicts)
    permits = {v.number for v in found if v.operation_item}
    own = [v for v in found if v.operation_item or v.number not in permits]
    return tuple(sorted(own, key=lambda v: (v.number, v.operation_item, v.id)))


def assess(
    view: View, at: Mapping[str, Sequence[Link]], describe: Callable[[Iterable[str]], Mapping[str, Entity]]
) -> dict[str, Verdict]:
    """Verdicts on some certificates, by id, from their links; a fixed number of reads however many there are.

    `describe` gives entities with their properties, others may be among them.
    """
    wanted = sorted(at)
    described = describe({k.source for links in at.values() for k in links if k.type in ("holds", "lists")})
    asked = {k.source for links in at.values() for k in links if k.type == "holds"}
    asked = {i for i in asked if "official_status" in described[i].properties}
    about = view.claims({*wanted, *asked}, _CLAIMS, links={k.id for links in at.values() for k in links})
    apart = _number_alone(view, {i: _value(about[i], "number") for i in wanted})
    verdicts = {}
    for i in wanted:
        claims = about[i]
        own = [k for k in at[i] if k.type == "holds"]
        ids_of = {k.id: str(described[k.source].first("resident_id") or "") for k in own}
        answer = _answer(claims, apart.get(i, ()), own, about, ids_of)
        holders = _holders(claims, own, about, ids_of)
        card = Card(_value(claims, "number"), _value(claims, "operation_item"),
                    tuple(c for c in claims if "official_status" not in c.values), holders)
        person = next((k.source for k in own if described[k.source].first("resident_id") in holders), "")
        person = person or (own[0].source if own else "")
        listed = [Listed(k.type, _host(described.get(k.source)), tuple(c.ref for c in about[k.id]))
                  for k in at[i] if k.type != "holds"]
        verdict, reasons = judge(card, answer, listed)
        name = _value(claims, "holder_name") or (described[person].caption if person else "")
        verdicts[i] = Verdict(i, card.number, card.item, name, person, verdict, reasons)
    return verdicts


def _number_alone(view: View, numbers: Mapping[str, str]) -> dict[str, Sequence[Claim]]:
    """Claims about a number without an item, for the certificates under it, where it stands apart from all of them."""
    keys = {i: key_id("Certificate", ("number",), [n]) for i, n in numbers.items() if n}
    known = view.canonical(keys.values())
    alone = {i: known[k] for i, k in keys.items() if k in known and known[k] != i and known[k] == k}
    about = view.claims(alone.values(), _CLAIMS) if alone else {}
    return {i: about[k] for i, k in alone.items()}


def _answer(
    claims: Sequence[Claim], apart: Sequence[Claim], own: Sequence[Link], about: Mapping[str, Sequence[Claim]],
    ids_of: Mapping[str, str],
) -> Answer | None:
    """The official answer for the certificate, else a 查无 for its number or its person, which covers it too."""
    if (answer := newest(claims)) is not None:
        rows = set(answer.refs)
        named = frozenset(ids_of[k.id] for k in own if ids_of[k.id] and rows & {c.ref for c in about[k.id]})
        return replace(answer, holders=named)
    wider = [a for a in (newest(apart), *(newest(about.get(k.source, ())) for k in own))
             if a is not None and a.status == NOT_FOUND]
    return max(wider, key=lambda a: a.checked) if wider else None


def _holders(
    claims: Sequence[Claim], own: Sequence[Link], about: Mapping[str, Sequence[Claim]], ids_of: Mapping[str, str]
) -> dict[str, tuple[SourceRef, ...]]:
    """Resident ID of each person whom rows other than an official answer name as the holder."""
    answers = {c.ref for c in claims if "official_status" in c.values}
    found: dict[str, tuple[SourceRef, ...]] = {}
    for link in own:
        refs = distinct_refs(c.ref for c in about[link.id] if c.ref not in answers)
        if refs and ids_of[link.id]:
            found[ids_of[link.id]] = refs
    return found


def _value(claims: Iterable[Claim], name: str) -> str:
    """The value stated by most rows, then the smallest, "" when none states one."""
    stated = [str(claim.values[name]) for claim in claims if name in claim.values]
    if not stated or stated.count(stated[0]) == len(stated):
        return stated[0] if stated else ""
    counts = Counter(stated)
    return min(counts, key=lambda v: (-counts[v], v))


def _host(site: Any) -> str:
    return str(site.first("host") or "") if site is not None else ""
