"""Counts against the elements that the law names. Indications for an investigator and counsel, never a verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from graphkit.analysis.casewide import kept
from graphkit.analysis.elements import firms, papers, payments, posts, websites
from graphkit.analysis.elements.answers import Element, Elements, Provision
from graphkit.analysis.elements.counting import Counted
from graphkit.analysis.elements.scene import Scene
from graphkit.analysis.findings import distinct_refs
from graphkit.analysis.settings import whole_table
from graphkit.model.records import SourceRef
from graphkit.store.view import View

COUNTERS: dict[str, Callable[[Scene], list[Counted]]] = {
    "certificates_forged": papers.forged, "certificates_sold": papers.sold, "certificates_bought": papers.bought,
    "holders_using": papers.using, "state_organ_sites": websites.state_organ, "sites": websites.sites,
    "site_accounts": websites.accounts, "warnings_ignored": websites.warned, "recipients_helped": websites.helped,
    "helper_gain": websites.order_amounts, "groups": posts.groups, "group_members": posts.group_members,
    "posts": posts.posts, "followers": posts.followers, "gain": payments.gain, "settlement": payments.settlement,
    "own_accounts": payments.own_accounts, "others_inflow": payments.others_inflow,
    "advert_funding": payments.advert_funding, "buyers_paid": payments.buyers_paid, "sim_cards": payments.phones,
    "earlier_penalties": firms.penalties, "uncertified_workers": firms.uncertified, "uncorrected": firms.uncorrected,
    "employer_forged": firms.paid_by_employer,
}
_EVERY = (1 << 31) - 1
_BATCH = 5_000


@cache
def provisions() -> tuple[Provision, ...]:
    """What the law counts, in the order of data/elements.toml."""
    names = ("provision", "source", "valid_from", "valid_to", "unit", "threshold", "above", "unverified")
    return tuple(Provision(element=name, counter=found.get("counter", name), with_=found.get("with", ""),
                           **{n: found[n] for n in names if n in found})
                 for name, found in whole_table("elements").items())


def provincial() -> tuple[str, ...]:
    """The elements whose threshold each province sets for itself."""
    return tuple(name for name, found in whole_table("elements").items() if found.get("provincial"))


def elements(view: View, thresholds: Mapping[str, int] | None = None) -> Elements:
    """Every count with its records. `thresholds`: a province's own, by element, in 分."""
    with kept():
        return _elements(view, thresholds)


def _elements(view: View, thresholds: Mapping[str, int] | None) -> Elements:
    scene = Scene(view)
    counted = {name: count(scene) for name, count in COUNTERS.items()}
    rules = [_with(rule, thresholds or {}) for rule in provisions()]
    met = {(r.element, c.of): r.meets(c.number) for r in rules for c in counted[r.counter]}
    rows = _rows(view, {i for some in counted.values() for c in some for i in c.proof or c.items})
    found = []
    for rule in rules:
        for one in counted[rule.counter] or [Counted("", 0, ())]:
            reached = rule.meets(one.number)
            if rule.with_ and reached:
                reached = bool(met.get((rule.with_, one.of)))
            found.append(Element(rule, one.of, one.number, reached, one.items,
                                 distinct_refs(r for i in one.proof or one.items for r in rows[i])))
    return Elements(tuple(found), view.get(e.of for e in found if e.of))


def _with(rule: Provision, thresholds: Mapping[str, int]) -> Provision:
    return replace(rule, threshold=thresholds[rule.element]) if rule.element in thresholds else rule


def _rows(view: View, ids: set[str]) -> dict[str, tuple[SourceRef, ...]]:
    """Every source row that speaks of each of these."""
    wanted, found = sorted(ids), dict[str, tuple[SourceRef, ...]]()
    for start in range(0, len(wanted), _BATCH):
        told = view.claims(wanted[start:start + _BATCH], _EVERY)
        found |= {i: distinct_refs(c.ref for c in claims) for i, claims in told.items()}
    return found
