"""Records of the same name or address from another time: they are an earlier owner's, who stands behind nothing."""

from __future__ import annotations

from tests.unit.analysis.case import Case, standing, suspects
from tests.unit.analysis.world import DOMAIN, SITE, card, filed, office, order, registered, resident, resolved

CARD = f"Certificate:T{resident(1)}"
BOSS, TEA = "email:boss@mail.example.cn", "email:tea@mail.example.cn"


def damped(case: Case) -> set[str]:
    return {r.code for r in case.trace(CARD).damped.values()}


def reregistered(case: Case, day: str = "2025-02-27") -> None:
    """A tea house's domain lapsed in 2024 and was registered by somebody else."""
    case.file("certificates", card(1))
    case.file("whois", registered(DOMAIN, TEA, day="2019-08-01"), registered(DOMAIN, BOSS, day=day))


def test_the_registrant_of_an_earlier_registration_is_shown_and_not_suspected(case: Case) -> None:
    reregistered(case)
    assert suspects(case.trace(CARD)) == {"boss@mail.example.cn"}
    assert "earlier_owner" in damped(case)
    assert "tea@mail.example.cn" not in suspects(case.trace("OnlineAccount:" + TEA))


def test_who_let_the_name_run_out_before_the_certificates_were_made_is_not_suspected(case: Case) -> None:
    case.file("certificates", card(1))
    case.file("whois", registered(DOMAIN, TEA, day="2018-04-02", until="2021-04-02"))
    assert not suspects(case.trace(CARD))
    assert "earlier_owner" in damped(case)


def test_a_certificate_dated_between_two_registrations_points_to_the_later_one(case: Case) -> None:
    """Forged cards are dated back; the name had run out by then, and nobody else had it before the next registrant."""
    case.file("back_office", office(1, host=SITE, time="2025-02-20"))
    case.file("whois", registered(DOMAIN, TEA, day="2019-08-01", until="2024-08-01"),
              registered(DOMAIN, BOSS, day="2025-02-27", until="2027-02-27"))
    assert standing(case.trace(CARD), "site_operator") == {"boss@mail.example.cn"}


def test_an_order_that_ended_before_the_present_registration_is_an_earlier_owners(case: Case) -> None:
    reregistered(case)
    case.file("service_orders", order("Y1", "云某公司", [DOMAIN], by=50, start="2019-08-01", end="2024-08-01"),
              order("Y2", "云某公司", [DOMAIN], by=31))
    assert suspects(case.trace(CARD)) == {"boss@mail.example.cn", "甲31"}
    assert "earlier_owner" in damped(case)


def test_an_order_long_ended_counts_for_nothing_where_no_registration_is_known(case: Case) -> None:
    case.file("certificates", card(1))
    case.file("service_orders", order("Y1", "云某公司", [DOMAIN], by=50, start="2019-08-01", end="2024-08-01"))
    assert not suspects(case.trace(CARD))


def test_an_order_that_ended_before_the_seizure_counts_when_the_certificate_is_older(case: Case) -> None:
    case.file("certificates", card(1, start="2025-05-01", seized="2026-04-20"))
    case.file("service_orders", order("Y1", "云某公司", [DOMAIN], by=31, start="2025-03-01", end="2025-09-01"))
    assert suspects(case.trace(CARD)) == {"甲31"}


def test_who_registers_the_name_after_the_seizure_does_not_clear_who_had_it_before(case: Case) -> None:
    case.file("certificates", card(1, seized="2026-04-20"))
    case.file("whois", registered(DOMAIN, BOSS, day="2025-02-27"), registered(DOMAIN, TEA, day="2026-06-01"))
    found = case.trace(CARD)
    assert "boss@mail.example.cn" in standing(found, "site_operator")
    weak = {c.score for c in found.chains if found.entities[c.entities[-1]].caption == "tea@mail.example.cn"}
    assert max(weak) < max(c.score for c in found.chains if c.stages[-1] == "site_operator")


def test_who_renews_his_own_registration_stays_the_registrant(case: Case) -> None:
    case.file("certificates", card(1))
    case.file("whois", registered(DOMAIN, BOSS, day="2019-08-01"), registered(DOMAIN, BOSS, day="2025-02-27"))
    assert suspects(case.trace(CARD)) == {"boss@mail.example.cn"}


def test_an_address_from_before_the_present_registration_leads_to_nobody(case: Case) -> None:
    reregistered(case)
    case.file("passive_dns", resolved(SITE, "192.88.99.7", first="2019-09-01", last="2024-07-30"))
    case.file("service_orders", order("Y1", "云某公司", [], by=50, ip="192.88.99.7", start="2019-08-01"))
    assert suspects(case.trace(CARD)) == {"boss@mail.example.cn"}


def test_a_filing_between_two_registrations_is_the_earlier_owners(case: Case) -> None:
    reregistered(case)
    case.file("icp", filed(DOMAIN, "浙ICP备2020000001号", "老实贸易有限公司", "2020-06-01"))
    assert suspects(case.trace(CARD)) == {"boss@mail.example.cn"}


def test_a_customer_who_provides_the_same_address_to_others_is_a_provider(case: Case) -> None:
    case.file("certificates", card(1))
    case.file("passive_dns", resolved(SITE, "192.88.99.7"))
    case.file("service_orders", order("Z1", "转租服务部", [], by=31, ip="192.88.99.7"),
              order("Y1", "云某公司", [], ip="192.88.99.7"), lambda say: say.link(
                  "ordered", say.entity("Organization", name="转租服务部"),
                  say.entity("Service", provider="云某公司", order_number="Y1")))
    found = case.trace(CARD)
    assert suspects(found) == {"甲31"}
    assert {"转租服务部", "云某公司"} == {found.entities[i].caption for i in found.coverage["enabler"].providers}
    assert "provider_itself" in damped(case)
