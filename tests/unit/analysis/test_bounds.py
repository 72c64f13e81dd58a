"""Odd and huge cases: clear answers in bounded time, and `truncated` says so when something was left out."""

from __future__ import annotations

from tests.unit.analysis.case import Case, standing, suspects
from tests.unit.analysis.world import (
    DOMAIN,
    SITE,
    card,
    customer,
    office,
    order,
    owned,
    paid,
    resident,
    resolved,
    user,
    website,
)

CARD = f"Certificate:T{resident(1)}"


def test_an_empty_case_answers(case: Case) -> None:
    case.file("certificates", card(1, qr=""))
    found = case.trace(CARD)
    assert standing(found, "holder") == {"甲1"}
    assert not suspects(found)
    assert found.next


def test_a_circle_of_payments_and_superiors_ends(case: Case) -> None:
    case.file("certificates", card(1, sellers=(11,), payee=110), card(2, sellers=(12,), payee=120))
    case.file("bank_persons", customer(11, 11), customer(12, 12))
    case.file("bank_accounts", owned(11, 110), owned(12, 120))
    case.file("back_office_users", user("dl1", role="代理", above="dl2", contacts=(11,)),
              user("dl2", role="代理", above="dl1", contacts=(12,)))
    case.file("bank_transactions", *[paid(a, b, 500, f"2025-0{m}-11", memo="货款") for a, b in (
        (110, 120), (120, 110), (110, 110)) for m in (5, 6, 7)])
    found = case.trace(CARD)
    assert "甲11" in standing(found, "agent")
    assert all(len(set(c.entities)) == len(c.entities) for c in found.chains)


def test_payments_without_a_time_or_a_sum_do_no_harm(case: Case) -> None:
    case.file("certificates", card(1, payer=101), card(2, payer=102))
    case.file("bank_accounts", owned(50, 500))

    def odd(amount: int | None, payer: int) -> None:
        case.file("bank_transactions", lambda say: say.transaction(
            "paid", say.entity("Account", scheme="bank", number=f"62990000{payer:08d}"),
            say.entity("Account", scheme="bank", number="6299000000000500"), f"k{payer}", side="out",
            amount_fen=amount, time=""))

    odd(None, 101)
    odd(10**15, 102)
    assert "甲50" not in suspects(case.trace(CARD))


def test_redirects_in_a_circle_and_to_the_genuine_site_end(case: Case) -> None:
    case.file("certificates", card(1))
    case.file("passive_dns", lambda say: say.link("redirects_to", website(say, SITE), website(say, "b-example.cn")),
              lambda say: say.link("redirects_to", website(say, "b-example.cn"), website(say, SITE)),
              lambda say: say.link("redirects_to", website(say, SITE), website(say, "cx.mem.gov.cn")))
    case.file("service_orders", order("Y1", "云某公司", ["b-example.cn"], by=31),
              order("Y2", "云某公司", ["mem.gov.cn"], by=50))
    found = case.trace(CARD)
    assert standing(found, "site_operator") == {"甲31"}
    assert "host_platform" in {r.code for r in found.damped.values()}


def test_a_makers_account_with_thousands_of_entries_still_leads_to_him(case: Case) -> None:
    """Its entries are too many to read; who it is bound to is not."""
    case.file("back_office", office(1), *[
        lambda say, n=n: say.link("entered", say.entity("OnlineAccount", platform="ht.zs-example.cn", handle="zz1"),
                                  say.entity("Certificate", number=f"X{n:06d}", operation_item="低压电工作业"))
        for n in range(5_200)])
    case.file("back_office_users", user("zz1", role="制证", contacts=(21,)))
    case.file("bank_persons", customer(21, 21))
    found = case.trace(CARD)
    assert standing(found, "maker") == {"甲21"}


def test_an_address_with_thousands_of_sites_is_left_out_and_said(case: Case) -> None:
    case.file("certificates", card(1))
    case.file("passive_dns", resolved(SITE, "192.88.99.7"), *[
        lambda say, n=n: say.link("resolves_to", say.entity("Website", host=f"w{n}.many-example.cn"),
                                  say.entity("IPAddress", address="192.88.99.7")) for n in range(5_200)])
    case.file("service_orders", order("Y1", "云某公司", [DOMAIN], by=31), order("Y2", "云某公司", [], by=50,
                                                                            ip="192.88.99.7"))
    found = case.trace(CARD)
    assert suspects(found) == {"甲31"}
    assert found.truncated
