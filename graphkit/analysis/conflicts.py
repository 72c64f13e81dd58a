"""What contradicts itself: something that has one of a kind and is said to have two, a transfer told differently, or an
account that two tables name differently.

Two values contradict each other when neither can be a form of the other: a masked or redacted name says nothing, and a
time without its clock agrees with any of that day. Both values stay; which is right is for a person to find.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphkit.analysis.findings import frame, ref_json
from graphkit.analysis.settings import limit
from graphkit.analysis.twicenamed import twice_named
from graphkit.model.catalog import ENTITY_TYPES, LINK_TYPES
from graphkit.model.kinds import Bad, clean
from graphkit.model.records import Claim, SourceRef, Transaction, Value
from graphkit.model.schema import Field
from graphkit.store.view import View

if TYPE_CHECKING:
    import pandas

_AT_ONCE = 2_000  # entities read together


@dataclass(frozen=True, slots=True)
class Said:
    """One of the values, and the rows that state it, of which the first are listed."""

    value: Value
    evidence: tuple[SourceRef, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """An entity or transaction (`id`, `type`) of which a field is stated differently.

    `subjects`: the entity, payer and payee, or the two accounts that may be one, as id → caption.
    """

    id: str
    type: str
    subjects: Mapping[str, str]
    field: Field
    said: tuple[Said, ...]

    @property
    def caption(self) -> str:
        """What it is about in a line."""
        return (" → " if self.type in LINK_TYPES else " ? ").join(self.subjects.values())


@dataclass(frozen=True, slots=True)
class Conflicts:
    """Everything that contradicts itself, by type, field and caption."""

    found: tuple[Conflict, ...]

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """One document per contradiction."""
        return {"conflicts": [
            {"id": c.id, "type": c.type, "caption": c.caption, "subjects": list(c.subjects), "property": c.field.name,
             "values": [{"value": s.value, "evidence": [ref_json(r) for r in s.evidence]} for s in c.said]}
            for c in self.found]}

    def to_frame(self) -> pandas.DataFrame:
        """One row per value and source row."""
        return frame([{"id": c.id, "type": c.type, "caption": c.caption, "property": c.field.name,
                       "value": s.value, **ref_json(ref)} for c in self.found for s in c.said for ref in s.evidence])


def conflicts(view: View) -> Conflicts:
    """What live sources contradict each other about."""
    found = [*_of_entities(view), *_of_transactions(view), *_of_names(view)]
    return Conflicts(tuple(sorted(found, key=lambda c: (c.type, c.field.name, c.caption, c.id))))


def _of_entities(view: View) -> Iterator[Conflict]:
    for declared in ENTITY_TYPES.values():
        single = [field for field in declared.fields if field.single]
        ids = view.ids_of(declared.name) if single else []
        for start in range(0, len(ids), _AT_ONCE):
            doubted = {i: (entity, fields) for i, entity in view.get(ids[start : start + _AT_ONCE]).items()
                       if (fields := [f for f in single if differ(f.kind, entity.properties.get(f.name, ()))])}
            claims = view.claims(doubted)
            for i, (entity, fields) in doubted.items():
                for field in fields:
                    yield Conflict(i, declared.name, {i: entity.caption}, field, _said(claims[i], field))


def differ(kind: str, values: Sequence[Value]) -> bool:
    """Whether these values of one thing contradict each other."""
    if len(values) < 2:
        return False
    if kind == "caption":
        names = {clean("name", str(value)) for value in values}
        return sum(not isinstance(name, Bad) for name in names) > 1
    if kind in ("date", "time"):
        longest = max(map(str, values), key=len)
        return not all(longest.startswith(str(value)) for value in values)
    return True


def _of_transactions(view: View) -> Iterator[Conflict]:
    doubted: list[Transaction] = view.disputed()
    claims = view.claims(t.id for t in doubted)
    ends = view.get({end for t in doubted for end in (t.source, t.target)})
    for t in doubted:
        declared = LINK_TYPES[t.type]
        fields = {field.name: field for field in declared.fields}
        amounts = {claim.values.get(declared.amount) for claim in claims[t.id]}
        field = fields[declared.amount if len(amounts) > 1 else "status"]
        captions = {end: ends[end].caption for end in (t.source, t.target) if end in ends}
        yield Conflict(t.id, t.type, captions, field, _said(claims[t.id], field))


def _of_names(view: View) -> Iterator[Conflict]:
    number = next(field for field in ENTITY_TYPES["Account"].fields if field.name == "number")
    most = limit("limits", "evidence")
    for two in twice_named(view):
        said = tuple(Said(account.first("number") or "", rows[:most])
                     for account, rows in ((two.user, two.user_rows), (two.login, two.login_rows)))
        subjects = {account.id: account.caption for account in (two.user, two.login)}
        yield Conflict(two.user.id, "Account", subjects, number, said)


def _said(claims: Iterable[Claim], field: Field) -> tuple[Said, ...]:
    """The values of a property, the most stated first."""
    rows: dict[Value, list[SourceRef]] = {}
    for claim in claims:
        rows.setdefault(claim.values.get(field.name, ""), []).append(claim.ref)
    if field.single:
        rows.pop("", None)
    most = limit("limits", "evidence")
    ranked = sorted(rows.items(), key=lambda said: (-len(said[1]), str(said[0])))
    return tuple(Said(value, tuple(sorted(set(refs))[:most])) for value, refs in ranked)
