"""Rules on what the official query platform answered about a certificate, and on what a back office holds of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from graphkit.analysis.findings import Reason, distinct_refs
from graphkit.analysis.printed import Card, day
from graphkit.analysis.settings import limit, words
from graphkit.model.kinds import cert_number_form
from graphkit.model.records import Claim, SourceRef

VALID, EXPIRED, REVOKED, NOT_FOUND = "有效", "过期", "注销", "查无"
"""The answers of the platform, as the official_results source states them."""
_PLAIN_NAME = re.compile("[\u3400-\u9fff]{2,5}").fullmatch
"""Names that systems write alike; those with a dot, a letter or a substitute for a rare character they don't."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The newest official answer about a certificate: its status, what it says beside it, the rows of that answer.

    `holders`: resident IDs that the answer names.
    """

    status: str
    checked: str
    claims: tuple[Claim, ...]
    holders: frozenset[str] = frozenset()

    @property
    def refs(self) -> tuple[SourceRef, ...]:
        """The rows of the answer."""
        return distinct_refs(c.ref for c in self.claims)

    def says(self, name: str) -> str:
        """A value of the answer, "" when it gives none."""
        return next((str(c.values[name]) for c in self.claims if name in c.values), "")


def newest(claims: Iterable[Claim]) -> Answer | None:
    """The newest answer among the claims about a certificate or person; rows of one moment must agree to count."""
    stated = [c for c in claims if "official_status" in c.values]
    if not stated:
        return None
    last = max(str(c.values.get("official_checked", "")) for c in stated)
    rows = tuple(c for c in stated if str(c.values.get("official_checked", "")) == last)
    statuses = {str(c.values["official_status"]) for c in rows}
    return Answer(statuses.pop() if len(statuses) == 1 else "", last, rows)


def other_holder(card: Card, answer: Answer) -> Reason | None:
    """The platform knows the certificate as somebody else's."""
    if not answer.holders or not card.holders or answer.holders & card.holders.keys():
        return None
    return Reason("official_other_holder", {}, answer.refs)


def other_dates(card: Card, answer: Answer) -> Reason | None:
    """The platform gives another period of validity; one that begins as the card's ends is a renewal."""
    start, end = day(answer.says("official_valid_from")), day(answer.says("official_valid_to"))
    slack = timedelta(days=limit("certificate", "date_tolerance"))
    for claim in card.claims:
        first, last = day(claim.values.get("valid_from")), day(claim.values.get("valid_to"))
        renewed = start and last and start >= last - timedelta(days=365)
        differs = (start and first and abs(start - first) > slack) or (end and last and abs(end - last) > slack)
        if differs and not renewed:
            printed, official = (f"{a or '?'}–{b or '?'}" for a, b in ((first, last), (start, end)))
            return Reason("official_other_dates", {"printed": printed, "official": official}, (claim.ref, *answer.refs))
    return None


def other_name(card: Card, answer: Answer) -> Reason | None:
    """The platform registers it under another name than every one that stands on the card or beside it in a list."""
    official, printed = answer.says("official_holder"), card.values("holder_name")
    if not official or not printed or official in printed or not all(map(_PLAIN_NAME, (official, *printed))):
        return None
    refs = distinct_refs((*(r for name in printed for r in card.rows("holder_name", name)), *answer.refs))
    return Reason("official_other_name", {"printed": "、".join(printed), "official": official}, refs)


def not_found(card: Card, answer: Answer) -> tuple[bool, Reason]:
    """The platform does not know it, and whether that alone shows a forgery.

    Not for an old-style number, which it never held; nor for a permit so young that it may be pending; nor for coal
    mines, whose permits are kept apart; nor for a number whose person nobody confirmed.
    """
    if cert_number_form(card.number) == "old":
        return False, Reason("not_found_old", {"number": card.number}, answer.refs)
    if any(card.says(name, words("operations", "issuers", "coal")) for name in ("category", "issuer")):
        return False, Reason("not_found_coal", {}, answer.refs)
    checked = day(answer.checked)
    starts = [start for value in card.values("valid_from") if (start := day(value))]
    if checked and starts and checked - max(starts) < timedelta(days=limit("certificate", "pending_days")):
        return False, Reason("not_found_pending", {"start": str(max(starts)), "checked": str(checked)}, answer.refs)
    return card.kind == "permit", Reason("not_found", {}, answer.refs)
