"""Rules on what is printed on a certificate: its number and person, the work it names, its dates, issuer and code.

Each rule takes the card's facts and gives a reason to doubt it, or None. Sources: 30号令 (permits), 44号令 (safety
certificates), the catalogue of work in data/operations.toml. A rule speaks only of the kind of certificate it is for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from graphkit.analysis.findings import Reason, distinct_refs
from graphkit.analysis.hosts import host_class
from graphkit.analysis.settings import limit, mentions, table, words
from graphkit.model.kinds import cert_number_form, person_of
from graphkit.model.records import Claim, SourceRef


@dataclass(frozen=True)
class Card:
    """One certificate as printed: its number and item, and every row's claims about it (not the official answers).

    `holders`: resident ID of each person named as the holder → the rows that say so.
    """

    number: str
    item: str
    claims: tuple[Claim, ...]
    holders: dict[str, tuple[SourceRef, ...]]

    @cached_property
    def _stated(self) -> dict[str, dict[str, list[SourceRef]]]:
        found: dict[str, dict[str, list[SourceRef]]] = {}
        for claim in self.claims:
            for name, value in claim.values.items():
                found.setdefault(name, {}).setdefault(str(value), []).append(claim.ref)
        return found

    def values(self, name: str) -> list[str]:
        """Each value stated for a property."""
        return sorted(self._stated.get(name, ()))

    def rows(self, name: str, value: str) -> tuple[SourceRef, ...]:
        """The rows that state a value of a property."""
        return distinct_refs(self._stated[name][value])

    def says(self, name: str, vocabulary: Iterable[str]) -> bool:
        """Whether a property is stated with one of these words."""
        return any(mentions(value, vocabulary) for value in self._stated.get(name, ()))

    @cached_property
    def kind(self) -> str:
        """"permit", "safety" (the safety-knowledge certificate), or "" when nothing says."""
        if self.says("title", words("operations", "titles", "safety")):
            return "safety"
        if self.says("title", words("operations", "titles", "permit")) or cert_number_form(self.number) == "permit":
            return "permit"
        return ""


Rule = Callable[[Card], Reason | None]


def number_without_person(card: Card) -> Reason | None:
    """A permit's number is T and a valid resident ID."""
    if card.kind != "permit" or person_of(card.number) or cert_number_form(card.number) == "old":
        return None
    return Reason("number_without_person", {"number": card.number}, _refs(card))


def number_of_another(card: Card) -> Reason | None:
    """The person in a permit's number is its holder."""
    person = person_of(card.number)
    others = {i: stated for i, stated in card.holders.items() if i != person}
    if card.kind != "permit" or not person or not others or person in card.holders:
        return None
    refs = distinct_refs(r for stated in others.values() for r in stated)
    return Reason("number_of_another", {"number": card.number}, refs)


def item_out_of_catalogue(card: Card) -> Reason | None:
    """No emergency-management permit is issued for lifting, signalling, fork-lifts and other licensed trades."""
    if card.kind != "permit":
        return None
    outside = words("operations", "outside")
    for name in ("operation_item", "category"):
        for value in card.values(name):
            if mentions(value, outside) and not in_catalogue(value):
                return Reason("item_out_of_catalogue", {"item": value}, card.rows(name, value))
    return None


def in_catalogue(item: str) -> bool:
    """Whether the name of a category or item is one of the catalogue, with or without 作业."""
    plain = item.replace("作业", "").replace("操作", "")
    known = [n for c, items in table("operations", "categories").items() for n in (c, *items)]
    return any((k := n.replace("操作", "")) in plain or (len(plain) > 1 and plain in k) for n in known)


def wrong_validity(card: Card) -> Reason | None:
    """A permit is valid six years, a safety certificate three, a day more or less."""
    if not card.kind or cert_number_form(card.number) == "old":
        return None
    years = limit("certificate", f"{card.kind}_years")
    for claim in card.claims:
        start, end = day(claim.values.get("valid_from")), day(claim.values.get("valid_to"))
        if start and end and not whole_years(start, end, years):
            return Reason("wrong_validity", {"start": str(start), "end": str(end), "years": years}, (claim.ref,))
    return None


def whole_years(start: date, end: date, years: int) -> bool:
    """Whether `end` lies `years` after `start`, its day counted or not, within the tolerance; who reckons a year as 365
    days loses the leap days, which shows no forgery."""
    try:
        due = start.replace(year=start.year + years)
    except ValueError:  # 29 February
        due = start.replace(year=start.year + years, day=28)
    allowed = timedelta(days=limit("certificate", "date_tolerance"))
    return start + timedelta(days=365 * years - 1) - allowed <= end <= due + allowed


def dated_after_seizure(card: Card) -> Reason | None:
    """A card cannot have become valid after it was found."""
    for claim in card.claims:
        start, seized = day(claim.values.get("valid_from")), day(claim.values.get("seized_at"))
        if start and seized and start > seized + timedelta(days=limit("certificate", "date_tolerance")):
            return Reason("dated_after_seizure", {"start": str(start), "seized": str(seized)}, (claim.ref,))
    return None


def foreign_issuer(card: Card) -> Reason | None:
    """Permits are issued by emergency-management (formerly work-safety) offices."""
    if card.kind != "permit":
        return None
    for issuer in card.values("issuer"):
        if mentions(issuer, words("operations", "issuers", "foreign")) and not mentions(
            issuer, words("operations", "issuers", "permit")
        ):
            return Reason("foreign_issuer", {"issuer": issuer}, card.rows("issuer", issuer))
    return None


def code_leads_elsewhere(card: Card) -> Reason | None:
    """A genuine code is checked on the national platform; another government site is not held against it."""
    for host in card.values("qr_host"):
        if host_class(host) in ("other", "code_host"):
            return Reason("code_leads_elsewhere", {"host": host}, card.rows("qr_host", host))
    return None


RULES: tuple[Rule, ...] = (
    code_leads_elsewhere, number_of_another, number_without_person, item_out_of_catalogue, wrong_validity,
    dated_after_seizure, foreign_issuer,
)


@lru_cache(100_000)
def day(value: object) -> date | None:
    """The date of a canonical date or time; None when it states none."""
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _refs(card: Card) -> tuple[SourceRef, ...]:
    return distinct_refs(c.ref for c in card.claims)
