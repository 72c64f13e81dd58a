"""Sale by sale: what each buyer paid an account of the ring, payment by payment, with the rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graphkit.analysis.findings import distinct_refs
from graphkit.analysis.instalments import says_both
from graphkit.analysis.moves import BUYING
from graphkit.analysis.near import Near
from graphkit.analysis.owners import Owners
from graphkit.analysis.purposes import everyday
from graphkit.analysis.settings import limit
from graphkit.analysis.takings.answers import Payment, Sale
from graphkit.analysis.walk import Step
from graphkit.model.records import Link, SourceRef, Transfer
from graphkit.store.pairing import transfers_of


def bought(steps: Iterable[Step], owner: Mapping[str, str]) -> dict[str, set[str]]:
    """Account of the ring → the accounts of buyers that the walk saw pay it."""
    found: dict[str, set[str]] = defaultdict(set)
    for step in steps:
        if step.type == "paid" and step.start.place in BUYING:
            for link in step.links:
                if link.target in owner:
                    found[link.target].add(link.source)
    return found


def sales(near: Near, owners: Owners, payers: Mapping[str, Iterable[str]], owner: Mapping[str, str]) -> list[Sale]:
    """Every sale, by the time of its first payment. `payers`: account of the ring → buyers' accounts (see `bought`).

    A payment that names an everyday purpose, failed or was taken back is none of a sale.
    """
    pairs = [(payer, account) for account, some in sorted(payers.items()) for payer in sorted(some)]
    told = near.view.transactions_of(pairs)
    reports = [t for found in told.values() for t in found]
    stated = near.view.stated(reports)
    transfers = {pair: [t for t in transfers_of(found) if not everyday(stated[i] for i in t.reports)]
                 for pair, found in told.items()}
    rows = near.view.claims((), limit("limits", "evidence"),
                            links=(i for found in transfers.values() for t in found for i in t.reports))
    found = []
    held = _held(near, owners, {payer for payer, _ in pairs})
    for payer, account in pairs:
        payments = tuple(_payment(t, stated, distinct_refs(c.ref for i in t.reports for c in rows[i]))
                         for t in transfers[payer, account] if t.amount)
        if payments:
            buyer, certificates = held[payer]
            found.append(Sale(payer, buyer, account, owner[account], certificates, payments, _in_two(payments)))
    return sorted(found, key=lambda s: (s.payments[0].time, s.payer, s.account))


def _payment(transfer: Transfer, stated: Mapping[str, Link], evidence: tuple[SourceRef, ...]) -> Payment:
    memo = next((str(v) for i in transfer.reports for v in stated[i].properties.get("memo", ())), "")
    return Payment(transfer.time, transfer.amount or 0, memo, transfer.reports, evidence)


def _held(near: Near, owners: Owners, accounts: Iterable[str]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Account → its owner (else itself) and the questioned certificates that he holds."""
    wanted = list(accounts)
    owners.prepare(wanted)
    owner = {a: owners.party(a) or a for a in wanted}
    near.load(owner.values(), ("holds",))
    near.judge(k.target for person in owner.values() for k in near.out(person, "holds"))
    return {a: (person, tuple(sorted(k.target for k in near.out(person, "holds") if near.questioned(k.target))))
            for a, person in owner.items()}


def _in_two(payments: Sequence[Payment]) -> bool:
    """Whether they say that they are a deposit and a balance, or are two, as published cases have it."""
    return says_both(p.memo for p in payments) or len(payments) == 2
