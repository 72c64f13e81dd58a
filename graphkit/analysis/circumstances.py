"""What speaks for a holder and against an employer: signs that he was deceived, that it tolerates. Source: contract."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from graphkit.analysis.casewide import Whole
from graphkit.analysis.findings import Reason
from graphkit.analysis.parts import Key, prove_signs
from graphkit.analysis.printed import day
from graphkit.analysis.rolesigns import Part, Sign
from graphkit.analysis.settings import limit, mentions, words
from graphkit.model.records import Entity, Link

Notes = dict[str, tuple[Reason, ...]]
_Found = dict[Key, list[tuple[str, Sign]]]


def circumstances(
    whole: Whole, parts: Mapping[Key, Part], given: Collection[Key]
) -> dict[Key, Notes]:
    """(subject, stage) → "deceived" and what speaks "against" it (holders), "tolerates" (employers)."""
    found: _Found = defaultdict(list)
    holders = [s for s, stage in given if stage == "holder"]
    employers = [s for s, stage in given if stage == "employer"]
    workers = {k.source for e in employers for k in parts[e, "employer"].links("employed_by")}
    whole.near.load({*holders, *workers}, ("holds", "owns"))
    for rule in (_told, _paid_training, _reported):
        rule(whole, holders, found)
    for key in [k for k, said in found.items() if all(name == "against" for name, _ in said)]:
        del found[key]
    _kept_after_penalty(whole, employers, parts, found)
    _bought(whole, employers, parts, given, found)
    proofs = prove_signs(whole.near.view, {sign for said in found.values() for _, sign in said})
    notes: dict[Key, Notes] = {}
    for key, said in found.items():
        for name, sign in said:
            reason = Reason(f"sign_{sign.name}", {"count": sign.count}, proofs[sign].evidence)
            notes.setdefault(key, {})
            notes[key][name] = (*notes[key].get(name, ()), reason)
    return notes


def _told(whole: Whole, holders: Iterable[str], found: _Found) -> None:
    """What the seizure record says of how he came by it: a course, his employer, or a purchase."""
    near = whole.near
    for person in holders:
        links = [k for k in near.out(person, "holds") if near.questioned(k.target)]
        for name, code, vocabulary in (("deceived", "told_training", "training"), ("against", "told_bought", "bought")):
            said = [k.target for k in links if any(mentions(v, words("infrastructure", "bought_how", vocabulary))
                                                   for v in near.entity(k.target).properties.get("bought_how", ()))]
            if said:
                found[person, "holder"].append((name, Sign(code, False, (), tuple(said))))


def _paid_training(whole: Whole, holders: Iterable[str], found: _Found) -> None:
    """He paid a school, or paid whoever sold it for training, as his memo says."""
    near, money, owners = whole.near, whole.walker.money, whole.walker.owners
    accounts: dict[str, list[str]] = defaultdict(list)
    for person in holders:
        for link in near.out(person, "owns"):
            owner = owners.of(link.target).link
            if owner and owner.source == person:
                accounts[person].append(link.target)
    out = {p: [k for a in own for k in near.out(a, "paid")] for p, own in accounts.items()}
    payees = {k.target for links in out.values() for k in links}
    near.describe(payees)
    schools = {p for p in payees if _school(near.entity(p))}
    steps = {(k.source, k.target) for found_steps in whole.ground.steps.values() for s in found_steps
             if s.type == "paid" and s.start.place == "holder" for k in s.links}
    for person, links in out.items():
        paid = [k for k in links if k.target in schools
                or ((k.source, k.target) in steps and money.purposes.of(k.source, k.target) == "tuition")]
        if paid:
            found[person, "holder"].append(("deceived", Sign("paid_training", False, tuple(paid))))


def _school(account: Entity) -> bool:
    return any(mentions(n, words("infrastructure", "schools")) for n in account.properties.get("holder_name", ()))


def _reported(whole: Whole, holders: Collection[str], found: _Found) -> None:
    """He told the authorities himself."""
    near = whole.near
    near.load(holders, ("mentions",))
    near.describe({k.source for h in holders for k in near.into(h, "mentions")})
    for person in holders:
        own = [k for k in near.into(person, "mentions") if any(
            mentions(v, words("infrastructure", "bought_how", "reported"))
            for v in near.entity(k.source).properties.get("origin", ()))]
        if own:
            found[person, "holder"].append(("deceived", Sign("reported_himself", False, tuple(own))))


def _kept_after_penalty(
    whole: Whole, employers: Collection[str], parts: Mapping[Key, Part], found: _Found
) -> None:
    """Certificates of its workers were found after it had been penalised."""
    near = whole.near
    near.load(employers, ("imposed_on",))
    near.describe({k.source for e in employers for k in near.into(e, "imposed_on")})
    for employer in employers:
        penalties = [(k, d) for k in near.into(employer, "imposed_on")
                     if (d := day(near.entity(k.source).first("decided_on")))]
        workers = {k.source for k in parts[employer, "employer"].links("employed_by")}
        seized = [d for w in workers for k in near.out(w, "holds") if near.questioned(k.target)
                  for v in near.entity(k.target).properties.get("seized_at", ()) if (d := day(v))]
        before = [k for k, decided in penalties if any(d > decided for d in seized)]
        if before:
            found[employer, "employer"].append(("tolerates", Sign("kept_after_penalty", False, tuple(before))))


def _bought(
    whole: Whole, employers: Iterable[str], parts: Mapping[Key, Part], given: Collection[Key], found: _Found
) -> None:
    """Its own account paid whoever sells, or one of its own people sold to several of its workers."""
    near, owners = whole.near, whole.walker.owners
    paid: dict[str, list[Link]] = defaultdict(list)
    for steps in whole.ground.steps.values():
        for step in steps:
            if step.type == "paid" and step.start.place == "employer" and (o := owners.of(step.start.entity).link):
                paid[o.source] += step.links
    agents = [s for s, stage in given if stage == "agent" and near.types[s] == "Person"]
    near.load(agents, ("employed_by",))
    for employer in employers:
        if paid[employer]:
            found[employer, "employer"].append(("tolerates", Sign("employer_paid", False, tuple(paid[employer]))))
        workers = {k.source for k in parts[employer, "employer"].links("employed_by")}
        held = {k.target for w in workers for k in near.out(w, "holds")}
        for agent in (k.source for k in near.into(employer, "employed_by") if k.source in agents):
            sold = tuple(k for k in parts[agent, "agent"].links("sold") if k.target in held)
            if len({k.target for k in sold}) >= limit("money", "employees"):
                found[employer, "employer"].append(("tolerates", Sign("own_seller", False, sold)))
