"""A shop that sends everybody's parcels is no way from one of its recipients to the certificates of the others."""

from __future__ import annotations

from tests.unit.analysis.case import Case, suspects
from tests.unit.analysis.world import card, customer, parcel, phone, resident


def sent(case: Case, strangers: int) -> None:
    """Sender 40 sends to 甲90, the seller of one certificate, and to the holders of two others among strangers."""
    case.file("certificates", card(1), card(2), card(3, sellers=(90,)))
    case.file("bank_persons", customer(1, 1), customer(2, 2), customer(90, 90))
    case.file("waybills", *[parcel(f"SF50{n:04d}", 40, n) for n in (1, 2, 90, *range(200, 200 + strangers))])


def certificates(case: Case) -> set[str]:
    """The numbers of the certificates that a trace of the phone of 甲90 has to do with."""
    return {v.number for v in case.trace(f"Phone:{phone(90)}").verdicts}


def test_a_courier_shop_leads_a_recipient_to_nobody_elses_certificate(case: Case) -> None:
    sent(case, 30)
    assert certificates(case) == {f"T{resident(3)}"}


def test_who_sends_to_the_ring_alone_leads_to_its_certificates(case: Case) -> None:
    sent(case, 0)
    assert certificates(case) == {f"T{resident(n)}" for n in (1, 2, 3)}


def test_a_courier_shop_that_is_asked_about_is_no_suspect(case: Case) -> None:
    sent(case, 30)
    assert phone(40) not in suspects(case.trace(f"Phone:{phone(40)}"))
