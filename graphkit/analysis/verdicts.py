"""From a card, the official answer and the back offices' records to one verdict with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphkit.analysis import official, printed
from graphkit.analysis.findings import Reason, distinct_refs
from graphkit.analysis.hosts import host_class
from graphkit.analysis.official import Answer
from graphkit.analysis.printed import Card
from graphkit.model.records import SourceRef


@dataclass(frozen=True, slots=True)
class Listed:
    """A back office's record of a certificate: the link type (lists, entered, requested), the site's host, the rows."""

    type: str
    host: str
    refs: tuple[SourceRef, ...]


def judge(card: Card, answer: Answer | None, listed: Sequence[Listed]) -> tuple[str, tuple[Reason, ...]]:
    """The verdict and its reasons, those it rests on first.

    The platform's word on the very certificate counts most; then what shows a forgery by itself (a back office that
    is not a government's holds it; the platform, asked in time, does not know it); then what makes it suspect.
    """
    doubts = [reason for rule in printed.RULES if (reason := rule(card))]
    made = back_office(listed)
    if answer and answer.status in (official.VALID, official.EXPIRED, official.REVOKED):
        return _known(card, answer, doubts, made)
    if made:
        missing = [official.not_found(card, answer)[1]] if answer and answer.status == official.NOT_FOUND else []
        return "forged", (made, *missing, *doubts)
    if answer and answer.status == official.NOT_FOUND:
        shows, reason = official.not_found(card, answer)
        # A permit that is still being processed has no code that could lead anywhere.
        led_astray = reason.code in ("not_found", "not_found_pending") and any(
            d.code == "code_leads_elsewhere" for d in doubts)
        if shows or led_astray:
            return "forged", (reason, *doubts)
        return ("suspect" if doubts else "unknown"), (*doubts, reason)
    if doubts:
        return "suspect", tuple(doubts)
    ended = past_its_end(card)
    if ended and not answer:
        return "expired", (ended,)
    return "unknown", (Reason("official_unclear", {}, answer.refs) if answer else Reason("not_checked"),)


def _known(card: Card, answer: Answer, doubts: list[Reason], made: Reason | None) -> tuple[str, tuple[Reason, ...]]:
    """The platform knows the certificate: is it this person's, under this name, with these dates?"""
    rest = (*([made] if made else []), *doubts)
    if other := official.other_holder(card, answer):
        return "forged", (other, *rest)
    if other := official.other_name(card, answer) or official.other_dates(card, answer):
        return "suspect", (other, *rest)
    if answer.status == official.VALID:
        return "genuine", (Reason("official_valid", {"checked": answer.checked}, answer.refs), *rest)
    code = "official_expired" if answer.status == official.EXPIRED else "official_revoked"
    return "expired", (Reason(code, {"checked": answer.checked}, answer.refs), *rest)


def back_office(listed: Sequence[Listed]) -> Reason | None:
    """A site that is not a government's holds it in its database, or its accounts entered or ordered it."""
    own = [x for x in listed if not x.host or host_class(x.host) not in ("platform", "government")]
    hosts = sorted({x.host for x in own if x.host})
    refs = distinct_refs(r for x in own for r in x.refs)
    return Reason("in_back_office", {"host": "、".join(hosts) or "?"}, refs) if own else None


def past_its_end(card: Card) -> Reason | None:
    """It was past its last day when it was found; whether it was genuine is open."""
    for claim in card.claims:
        end, seized = printed.day(claim.values.get("valid_to")), printed.day(claim.values.get("seized_at"))
        if end and seized and end < seized:
            return Reason("past_its_end", {"end": str(end), "seized": str(seized)}, (claim.ref,))
    return None
