"""A SIM card in another's name: the subscriber lent a name, somebody else sends and is paid."""

from __future__ import annotations

from tests.unit.analysis.case import Case, standing, suspects
from tests.unit.analysis.world import card, customer, owned, paid, parcel, phone, resident, subscriber

CARD = f"Certificate:T{resident(1)}"


def sending(case: Case) -> None:
    """A phone that runs in 甲60's name sends certificates to two holders; 甲41's account is bound to it."""
    case.file("certificates", card(1, sellers=(11,), payee=110), card(2, sellers=(12,), payee=120))
    case.file("bank_persons", customer(1, 1), customer(2, 2), customer(11, 11), customer(12, 12))
    case.file("waybills", *[parcel(f"SF4000{n}", 40, to) for n, to in enumerate((1, 2, 11, 12))])
    case.file("phone_subscribers", subscriber(40, 60, "2024-04-28"))
    case.file("accounts", lambda say: say.link(
        "bound_to", say.entity("Account", scheme="bank", number="6299000000000410"),
        say.entity("Phone", number=phone(40))))


def own(case: Case) -> None:
    case.file("bank_accounts", owned(11, 110), owned(12, 120), lambda say: say.link(
        "owns", say.entity("Person", resident_id=resident(41), name="甲41"),
        say.entity("Account", scheme="bank", number="6299000000000410")))


def test_the_subscriber_is_open_where_another_owns_the_accounts_bound_to_the_phone(case: Case) -> None:
    sending(case)
    own(case)
    found = case.trace(CARD)
    assert "甲60" not in suspects(found)
    assert standing(found, "maker") == {phone(40)}
    assert "subscriber_only" in {r.code for r in found.damped.values()}


def test_the_phone_is_in_the_use_of_who_is_paid_in_batches_there(case: Case) -> None:
    sending(case)
    own(case)
    case.file("bank_transactions", *[paid(a, 410, 600, f"2025-{m:02d}-1{m}", memo="货款") for a in (110, 120)
                                     for m in (5, 6, 8)])
    found = case.trace(CARD)
    assert standing(found, "maker") == {"甲41"}
    assert any("Waybill" in {found.entities[e].type for e in c.entities} for c in found.chains
               if found.entities[c.entities[-1]].caption == "甲41")


def test_a_subscriber_with_an_account_of_his_own_keeps_his_phone(case: Case) -> None:
    sending(case)
    own(case)
    case.file("bank_accounts", owned(60, 600, contact=40))
    assert standing(case.trace(CARD), "maker") == {"甲60"}
