"""The chain: from a certificate to everybody behind it, each step with its rows."""

from __future__ import annotations

from tests.unit.analysis.case import Case, asked, standing, suspects
from tests.unit.analysis.world import (
    DOMAIN,
    OFFICE,
    SITE,
    advert,
    answer,
    card,
    customer,
    lead,
    office,
    order,
    owned,
    paid,
    parcel,
    phone,
    registered,
    resident,
    resolved,
    user,
)

CARD = f"Certificate:T{resident(1)}"


def ring(case: Case) -> None:
    """A small ring with a back office: agent 11, maker 21, operator 31, a hosting firm that went on after a notice."""
    case.file("certificates", card(1, sellers=(11, "wechat:seller_1"), payee=110, payer=101))
    case.file("official_results", answer(1, "查无"))
    case.file("back_office", office(1))
    case.file("back_office_users", user("dl1", role="一级代理", above="zz1", contacts=(11,)),
              user("zz1", role="制证员", above="boss", contacts=(21,)), user("boss", role="管理员", contacts=(31,)))
    case.file("bank_persons", customer(11, 11), customer(21, 21), customer(31, 31))
    case.file("bank_accounts", owned(11, 110), owned(21, 210), owned(31, 310))
    case.file("service_orders", order("Y1", "云某公司", [DOMAIN], by=31, ip="192.88.99.7", notified="2025-12-01",
                                      continued="yes"))


def test_a_certificate_leads_to_agent_maker_operator_and_enabler(case: Case) -> None:
    ring(case)
    found = case.trace(CARD)
    assert standing(found, "holder") == {"甲1"}
    assert standing(found, "agent") == {"甲11"}
    assert standing(found, "maker") == {"甲21"}
    assert standing(found, "site_operator") == {"甲31"}
    assert standing(found, "enabler") == {"云某公司"}
    assert not found.truncated


def test_every_step_of_every_chain_names_links_and_rows(case: Case) -> None:
    ring(case)
    found = case.trace(CARD)
    assert found.chains
    known = case.ask(lambda view: view.links(i for c in found.chains for s in c.steps for i in s.links))
    for chain in found.chains:
        assert chain.entities[0] == found.seeds[0]
        for step, here, there in zip(chain.steps, chain.entities, chain.entities[1:], strict=False):
            assert (step.source, step.target) == (here, there)
            assert step.links
            assert step.evidence
            ends = (step.source, step.target) if step.forward else (step.target, step.source)
            assert {(known[i].source, known[i].target) for i in step.links} == {ends}


def test_scores_fall_and_each_subject_has_its_best_chain_first(case: Case) -> None:
    ring(case)
    found = case.trace(CARD)
    scores = [c.score for c in found.chains]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < s <= 1 for s in scores)
    few = case.trace(CARD, limit=5)
    assert {c.stages[-1] for c in few.chains} == {"holder", "agent", "maker", "site_operator", "enabler"}
    assert few.truncated


def test_two_kinds_of_source_beat_one(case: Case) -> None:
    case.file("certificates", card(1, sellers=(11,)), card(2, sellers=(12,)))
    case.file("bank_persons", customer(11, 11), customer(12, 12))
    case.file("phone_subscribers", customer(11, 11))
    first, second = case.trace(CARD), case.trace(f"Certificate:T{resident(2)}")
    assert max(c.score for c in first.chains if "agent" in c.stages) > max(
        c.score for c in second.chains if "agent" in c.stages)


def test_money_leads_from_the_named_payee_to_the_maker(case: Case) -> None:
    """No back office: two sellers send batches to the same account."""
    case.file("certificates", card(1, sellers=(11,), payee=110), card(2, sellers=(12,), payee=120))
    case.file("bank_persons", customer(11, 11), customer(12, 12))
    case.file("bank_accounts", owned(11, 110), owned(12, 120), owned(21, 210))
    case.file("bank_transactions", *[paid(a, 210, 900 + 50 * m, f"2025-{m:02d}-{a % 20 + 1:02d}", memo="货款")
                                     for a in (110, 120) for m in (6, 7, 8)])
    found = case.trace(CARD)
    assert standing(found, "maker") == {"甲21"}


def test_a_payee_whom_another_seller_uses_collects_and_passes_on(case: Case) -> None:
    case.file("certificates", card(1, sellers=(11,), payee=410), card(2, sellers=(11,), payee=410))
    case.file("bank_persons", customer(11, 11))
    case.file("bank_accounts", owned(41, 410), owned(42, 420), owned(11, 110))
    case.file("bank_transactions", *[paid(410, 420, 5000 + m, f"2025-{m:02d}-11") for m in (6, 7, 8)],
              paid(410, 110, 300, "2025-07-01"), paid(410, 110, 310, "2025-08-01"))
    found = case.trace(CARD)
    assert standing(found, "collector") == {"甲41", "甲42"}
    assert standing(found, "agent") == {"甲11"}


def test_several_buyers_who_pay_one_unexplained_account_show_its_owner(case: Case) -> None:
    case.file("certificates", *[card(n, payer=100 + n) for n in (1, 2, 3)])
    case.file("bank_accounts", owned(11, 110))
    case.file("bank_transactions", *[r for n in (1, 2, 3) for r in (
        paid(100 + n, 110, 300, f"2025-04-2{n}", memo="定金"), paid(100 + n, 110, 400, f"2025-05-0{n}", memo="尾款"))])
    assert standing(case.trace(CARD), "agent") == {"甲11"}


def test_an_address_of_its_own_leads_to_who_ordered_it(case: Case) -> None:
    case.file("certificates", card(1))
    case.file("passive_dns", resolved(SITE, "192.88.99.7"))
    case.file("service_orders", order("Y1", "云某公司", [], by=31, ip="192.88.99.7"))
    found = case.trace(CARD)
    assert standing(found, "site_operator") == {"甲31"}
    assert {found.entities[i].caption for i in found.coverage["enabler"].providers} == {"云某公司"}


def test_who_publishes_for_the_seller_advertises(case: Case) -> None:
    case.file("certificates", card(1, sellers=(11,)))
    case.file("adverts", advert("http://a.example.cn/1", "douyin:promo", "免考办电工证 全国可查", (11,)))
    assert standing(case.trace(CARD), "advertiser") == {"promo"}


def test_a_registration_after_the_seizure_is_marked_and_counts_less(case: Case) -> None:
    case.file("certificates", card(1))
    case.file("whois", registered(DOMAIN, "email:early@mail.example.cn", day="2025-02-27"))
    timely = case.trace(CARD).chains[-1]
    case.file("certificates", card(2, qr="other-example.cn"))
    case.file("whois", registered("other-example.cn", "email:late@mail.example.cn", day="2026-05-30"))
    late = case.trace(f"Certificate:T{resident(2)}").chains[-1]
    assert (timely.stages, late.stages) == (("site_operator",), ("site_operator",))
    assert late.score < timely.score
    assert "began_later" in {r.code for r in late.why}
    assert "began_later" not in {r.code for r in timely.why}


def test_an_advert_for_the_imitating_site_names_the_seller(case: Case) -> None:
    case.file("certificates", card(1))
    case.file("adverts", advert("http://a.example.cn/1", "douyin:promo", "证书查询入口", (11,), host=SITE))
    found = case.trace(CARD)
    assert standing(found, "agent") == {phone(11)}
    assert standing(found, "advertiser") == {"promo"}


def test_an_operators_messages_lead_to_who_went_on_sending_them(case: Case) -> None:
    case.file("certificates", card(1))
    case.file("service_orders", order("Y1", "云某公司", [DOMAIN], by=31),
              order("D1", "短信某公司", [], by=31, notified="2025-12-01", continued="yes"))
    assert standing(case.trace(CARD), "enabler") == {"短信某公司"}


def test_parcels_to_several_buyers_of_others_show_the_maker(case: Case) -> None:
    case.file("certificates", card(1, sellers=(11,)), card(2, sellers=(12,)))
    case.file("bank_persons", customer(1, 1), customer(2, 2), customer(21, 21))
    case.file("waybills", parcel("SF10000001", 21, 1), parcel("SF10000002", 21, 2))
    assert standing(case.trace(CARD), "maker") == {"甲21"}


def test_a_subject_known_by_a_number_only_still_stands_there(case: Case) -> None:
    case.file("certificates", card(1, sellers=("wechat:seller_1",)))
    case.file("service_orders", order("Y1", "云某公司", [DOMAIN], contact=31))
    found = case.trace(CARD)
    assert standing(found, "agent") == {"seller_1"}
    assert standing(found, "site_operator") == {phone(31)}
    assert {("tenpay_registration", "seller_1"), ("phone_subscribers", phone(31))} <= asked(found)


def test_what_is_missing_says_which_record_to_obtain(case: Case) -> None:
    case.file("certificates", card(1, sellers=(11,), payee=110))
    case.file("bank_persons", customer(11, 11))
    found = case.trace(CARD)
    assert not found.coverage["maker"].by
    assert {("bank_transactions", "6299000000000110"), ("service_orders", DOMAIN), ("passive_dns", SITE),
            ("back_office", SITE)} <= asked(found)
    assert all(n.why.text(lang) and "{" not in n.why.text(lang) for n in found.next for lang in ("zh", "en"))


def test_a_chain_longer_than_asked_for_is_not_walked(case: Case) -> None:
    ring(case)
    short = case.trace(CARD, max_hops=2)
    assert all(len(c.steps) <= 2 for c in short.chains)
    assert not short.coverage["enabler"].by


def test_any_seed_of_the_ring_finds_its_own_part(case: Case) -> None:
    ring(case)
    case.file("bank_transactions", paid(101, 110, 700, "2025-04-27"))
    for seed, stage, name in (
        (f"Person:{resident(21)}", "maker", "甲21"), (f"Phone:{phone(11)}", "agent", "甲11"),
        (f"Domain:{DOMAIN}", "site_operator", "甲31"), ("Organization:云某公司", "enabler", "云某公司"),
        ("Account:6299000000000110", "agent", "甲11"), (f"Website:{OFFICE}", "maker", "甲21"),
    ):
        found = case.trace(seed)
        assert name in standing(found, stage), seed
        assert found.chains[0].entities[0] == found.seeds[0]


def test_a_lead_leads_on_from_what_it_mentions(case: Case) -> None:
    ring(case)
    case.file("leads", lead("XS1", contacts=(11,), hosts=(SITE,)))
    found = case.trace("Lead:XS1")
    assert standing(found, "maker") == {"甲21"}
    assert all(c.places[0] == "lead" for c in found.chains)


def test_a_bare_number_in_a_lead_leads_to_every_permit_under_it(case: Case) -> None:
    case.file("certificates", card(1, sellers=(11,)), card(1, sellers=(12,), item="登高架设作业"))
    case.file("leads", lead("XS1", cards=(1,)))
    assert standing(case.trace("Lead:XS1"), "agent") == {phone(11), phone(12)}
    assert len(case.trace(CARD).verdicts) == 2


def test_a_registrant_known_by_mailbox_is_named_by_his_order(case: Case) -> None:
    case.file("certificates", card(1))
    case.file("whois", registered(DOMAIN, "email:boss@mail.example.cn"))
    case.file("service_orders", order("Y2", "云某公司", ["other-example.cn"], by=31))
    assert standing(case.trace(CARD), "site_operator") == {"boss@mail.example.cn"}
    case.file("bank_persons", customer(31), lambda say: say.link(
        "uses", say.entity("Person", resident_id=resident(31)), say.entity(
            "OnlineAccount", platform="email", handle="boss@mail.example.cn")))
    assert standing(case.trace(CARD), "site_operator") == {"甲31"}


def test_the_answer_does_not_depend_on_the_order_of_loading(case: Case, other: Case) -> None:
    ring(case)
    for kind, rows in case.told[::-1]:
        other.file(kind, *rows[::-1])
    first, second = case.trace(CARD), other.trace(CARD)
    assert [(c.entities, c.places, c.score) for c in first.chains] == [
        (c.entities, c.places, c.score) for c in second.chains]
    assert first.coverage == second.coverage
    assert suspects(first)


def test_an_account_that_the_money_went_to_is_asked_about_before_the_holder(case: Case) -> None:
    case.file("certificates", card(1, payee=110), card(2))
    case.file("official_results", answer(1, "查无"), answer(2, "查无"))
    records = {step.why.code: step.record for step in case.trace(CARD).next}
    assert records["next_account_holder"] == "bank_accounts"
    assert "next_ask_holder" not in records
    assert "next_ask_holder" in {step.why.code for step in case.trace(f"Certificate:T{resident(2)}").next}
