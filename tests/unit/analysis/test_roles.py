"""Roles over a whole case: what makes one, what does not, and what speaks for somebody."""

from __future__ import annotations

import gc
from typing import Any

import pytest

from graphkit.model.records import Judgement
from graphkit.model.statements import Statements
from tests.unit.analysis.case import Case, Row, called
from tests.unit.analysis.world import (
    DOMAIN,
    account,
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
    subscriber,
    user,
)


def reasons(case: Case, caption: str, role: str) -> set[str]:
    """The codes of the reasons for a role."""
    return {x.code for r in case.roles().roles if (r.caption, r.role) == (caption, role) for x in r.reasons}


def notes(case: Case, caption: str) -> dict[str, set[str]]:
    """What is noted beside somebody's role: name → codes."""
    return {name: {x.code for x in said} for r in case.roles().roles if r.caption == caption
            for name, said in r.notes.items()}


def judged(case: Case, verb: str, subject: str, role: str, when: str) -> None:
    """An investigator's word on a role."""
    (found,) = (r.id for r in case.roles().roles if r.caption == subject)
    case.store.judge(Judgement(verb, (found,), (), role, "甲", when, "复核"))


# -- holders and employers


def test_a_holder_needs_a_questioned_certificate_of_his_own(case: Case) -> None:
    case.file("certificates", card(1, employer="甲厂"), card(2, qr="", employer="乙厂"),
              card(3, qr="", employer="丙厂"))
    case.file("official_results", answer(2, "有效", start="2025-05-01", end="2031-04-30"))
    assert {(r.caption, r.role) for r in case.roles().roles} == {("甲1", "holder"), ("甲厂", "employer")}


@pytest.mark.parametrize(("how", "deceived"), [
    ("交培训费，公司统一办理", True), ("微信上买的，免考", False), ("本人参加培训考试取得", True), ("", False)])
def test_a_holder_may_have_been_deceived(case: Case, how: str, deceived: bool) -> None:
    case.file("certificates", card(1, bought_how=how) if how else card(1))
    assert ("deceived" in notes(case, "甲1")) is deceived


def test_what_speaks_against_having_been_deceived_is_said_too(case: Case) -> None:
    case.file("certificates", card(1, bought_how="培训班同学介绍，免考买的"))
    assert notes(case, "甲1") == {"deceived": {"sign_told_training"}, "against": {"sign_told_bought"}}


def test_a_holder_who_paid_a_school_may_have_been_deceived_and_one_who_shopped_not(case: Case) -> None:
    case.file("certificates", card(1, payer=101), card(2, payer=102))
    case.file("bank_accounts", owned("正途职业技能培训学校", 500), owned("百家惠超市有限公司", 501))
    case.file("bank_transactions", paid(101, 500, 680, "2025-04-22", memo="培训费"),
              paid(102, 501, 680, "2025-04-22", memo="消费"))
    assert notes(case, "甲1") == {"deceived": {"sign_paid_training"}}
    assert notes(case, "甲2") == {}


def penalty(unit: str, day: str) -> Row:
    def row(say: Statements) -> None:
        decided = say.entity("Penalty", decision_number=f"罚{day}", decided_on=day)
        say.link("imposed_on", decided, say.entity("Organization", name=unit))

    return row


@pytest.mark.parametrize(("day", "tolerates"), [("2025-10-22", True), ("2026-05-30", False)])
def test_an_employer_tolerates_when_its_holders_are_found_after_a_penalty(
    case: Case, day: str, tolerates: bool
) -> None:
    case.file("certificates", card(1, employer="众力劳务公司"))
    case.file("penalties", penalty("众力劳务公司", day))
    assert ("tolerates" in notes(case, "众力劳务公司")) is tolerates


# -- direct signs and pairs of signs


def test_whom_a_buyer_and_a_lead_name_is_an_agent_and_every_name_for_him_is_one_subject(case: Case) -> None:
    case.file("certificates", card(1, sellers=(11, "wechat:13800000011")))
    assert case.role_of(phone(11)) == set()
    case.file("leads", lead("L1", contacts=(11,)))
    assert case.role_of(phone(11)) | case.role_of("13800000011") == {"agent"}
    case.file("bank_persons", customer(11, 11))
    (agent,) = (r for r in case.roles().roles if r.role == "agent")
    assert agent.caption == "甲11"
    assert {("resident_id", resident(11)), ("phone", "13800000011"), ("online_account", "wechat:13800000011")} <= set(
        agent.identifiers)


def test_a_wechat_name_that_is_no_number_is_nobody_elses(case: Case) -> None:
    case.file("certificates", card(1, sellers=(11,)), card(2, sellers=("wechat:zs_0011",)))
    case.file("leads", lead("L1", contacts=(11, "wechat:zs_0011")))
    assert len([r for r in case.roles().roles if r.role == "agent"]) == 2


def test_being_paid_by_two_holders_is_one_sign_and_one_kind_of_source(case: Case) -> None:
    """A trace follows such payments as a lead to check; a role takes more."""
    case.file("certificates", card(1, payer=101), card(2, payer=102), card(3, payer=103))
    case.file("bank_accounts", owned(50, 500))
    case.file("bank_transactions", *[paid(100 + n, 500, 600, "2025-05-02") for n in (1, 2, 3)])
    assert case.role_of("甲50") == set()
    case.file("leads", lead("L1"), lambda say: say.link(
        "mentions", say.entity("Lead", number="L2", receiving_body="某局"), account(say, 500)))
    assert case.role_of("甲50") == {"agent"}


def test_a_lead_and_one_payment_make_nobody_a_seller(case: Case) -> None:
    case.file("certificates", card(1, payer=101))
    case.file("bank_accounts", owned(50, 500))
    case.file("bank_transactions", paid(101, 500, 600, "2025-05-02"))
    case.file("leads", lambda say: say.link(
        "mentions", say.entity("Lead", number="L2", receiving_body="某局"), account(say, 500)))
    assert case.role_of("甲50") == set()


def test_deposits_and_balances_of_strangers_show_a_seller_whom_buyers_name(case: Case) -> None:
    case.file("certificates", card(1, sellers=(11,)), card(2, sellers=(11,)))
    case.file("bank_persons", customer(11, 11))
    case.file("bank_accounts", owned(11, 110))
    halves = [(300, "2025-05-02", "定金"), (400, "2025-05-09", "尾款")]
    case.file("bank_transactions", *[paid(700, 110, *half[:2], memo=half[2]) for half in halves])
    assert case.role_of("甲11") == set()  # one payer
    case.file("tenpay_trades", *[paid(701, 110, *half[:2], memo=half[2]) for half in halves])
    assert reasons(case, "甲11", "agent") >= {"sign_named_seller", "sign_takes_instalments"}


def test_whom_a_lead_names_and_who_sends_to_holders_is_an_agent_and_no_maker(case: Case) -> None:
    case.file("certificates", *[card(n, sellers=(12,)) for n in (1, 2, 3, 4)])
    case.file("bank_persons", *[customer(n, n) for n in (1, 2, 3, 4)], customer(60, 60))
    case.file("waybills", *[parcel(f"W{n}", 60, n) for n in (1, 2, 3, 4)])
    assert case.role_of("甲60") == set()
    case.file("leads", lead("L1", contacts=(60,)))
    assert case.role_of("甲60") == {"agent"}


def test_who_sends_cards_to_several_is_a_maker_only_with_another_sign(case: Case) -> None:
    case.file("certificates", *[card(n, sellers=(11 + n % 2,), payee=110 + n % 2) for n in (1, 2, 3, 4)])
    case.file("bank_persons", *[customer(n, n) for n in (1, 2, 3, 4)], customer(11, 11), customer(12, 12),
              customer(60, 60))
    case.file("bank_accounts", owned(11, 110), owned(12, 111), owned(60, 600))
    case.file("waybills", *[parcel(f"W{n}", 60, n) for n in (1, 2, 3, 4)])
    assert case.role_of("甲60") == set()
    case.file("bank_transactions", *[paid(a, 600, 300 + 40 * m, f"2025-{m:02d}-1{a % 7}", memo="货款")
                                     for a in (110, 111) for m in (4, 5, 6)])
    assert reasons(case, "甲60", "maker") >= {"sign_sends_cards", "sign_paid_by_ring"}


# -- back offices


def test_an_agent_of_the_sites_back_office_is_one_before_anything_was_ordered(case: Case) -> None:
    case.file("back_office", office(1))
    case.file("back_office_users", user("dl1", role="代理"), user("dl9", role="代理", above="dl1", contacts=(19,)),
              user("boss", role="管理员"))
    case.file("phone_subscribers", subscriber(19, 19, "2020-01-01"))
    assert reasons(case, "甲19", "agent") >= {"sign_office_account"}
    assert case.role_of("boss") == {"site_operator"}
    assert case.role_of("zz1") == {"maker"}


def test_an_account_of_which_only_those_below_it_tell_is_no_agents(case: Case) -> None:
    case.file("back_office", office(1))
    case.file("back_office_users", user("dl1", role="代理", above="admin"), user("dl2", role="代理", above="admin"))
    assert case.role_of("admin") == set()


def test_an_account_that_nobody_is_bound_to_and_nothing_was_done_through_is_nobodys(case: Case) -> None:
    case.file("back_office", office(1))
    case.file("back_office_users", user("test", above="zz1"), user("xj", above="dl1", contacts=(12,)))
    found = called(case.roles())
    assert "test" not in found
    assert len(found) == len({"zz1", "dl1", "xj"})


def test_the_accounts_of_another_sites_back_office_are_nobodys_business(case: Case) -> None:
    case.file("back_office", office(1))
    case.file("back_office_users", user("dl7", role="代理", host="oa.honest-example.com"),
              user("root", role="管理员", host="oa.honest-example.com"))
    assert called(case.roles()) == {"zz1", "dl1"}


def test_below_a_domain_where_anybody_gets_a_host_another_office_is_somebody_elses(case: Case) -> None:
    case.file("back_office", office(1, host="zs.pages.dev"))
    case.file("passive_dns", *[lambda say, n=n: say.link(
        "on_domain", say.entity("Website", host=f"s{n}.pages.dev"), say.entity("Domain", name="pages.dev"))
        for n in range(40)])
    case.file("back_office_users", user("admin", role="管理员", host="shop.pages.dev"))
    assert "admin" not in called(case.roles())


# -- adverts


def test_who_publishes_such_adverts_and_does_not_sell_is_an_advertiser(case: Case) -> None:
    case.file("adverts", advert("https://a.example.com/1", "短视频:kq", "电工证 免考速办", (21,)))
    assert case.role_of("kq") == {"advertiser"}
    assert case.role_of(phone(21)) == set()  # a number in an advert alone


def test_an_advertiser_who_also_sells_is_an_agent(case: Case) -> None:
    case.file("adverts", advert("https://a.example.com/1", "wechat:zs_1", "电工证 免考速办", ("wechat:zs_1",)))
    case.file("certificates", card(1, sellers=("wechat:zs_1",)))
    assert case.role_of("zs_1") == {"agent"}


def test_whom_sellers_pay_for_adverts_with_his_number_is_no_seller(case: Case) -> None:
    case.file("certificates", card(1, sellers=(11,), payee=110), card(2, sellers=(12,), payee=120))
    case.file("bank_persons", customer(11, 11), customer(12, 12), customer(21, 21))
    case.file("bank_accounts", owned(11, 110), owned(12, 120), owned(21, 210))
    case.file("adverts", advert("https://a.example.com/1", "短视频:kq", "电工证 免考速办", (21,)))
    case.file("bank_transactions", *[paid(a, 210, 600 + 10 * m, f"2025-{m:02d}-28", memo="推广费")
                                     for a in (110, 120) for m in (4, 5, 6)])
    assert case.role_of("甲21") == {"advertiser"}


def test_a_school_that_advertises_and_lets_a_site_be_named_in_a_lead_is_no_suspect(case: Case) -> None:
    case.file("adverts", advert("https://a.example.com/1", "短视频:school", "培训报名，须通过考试，杜绝免考", (31,),
                                "chaxun.school-example.cn"))
    case.file("whois", registered("school-example.cn", "email:jw@school-example.cn"))
    case.file("leads", lead("L1", contacts=(31,), hosts=("chaxun.school-example.cn",)))
    assert not case.roles().roles


# -- money that is taken for others


def test_who_takes_money_for_another_seller_is_a_collector_and_no_agent(case: Case) -> None:
    case.file("certificates", *[card(n, sellers=(11,), payee=500, payer=100 + n) for n in (1, 2, 3)],
              card(4, payee=500, payer=104))
    case.file("bank_accounts", owned(50, 500), owned(11, 110, contact=11))
    case.file("bank_transactions", *[paid(100 + n, 500, 600, "2025-05-02") for n in (1, 2, 3, 4)],
              *[paid(500, 110, 1100 + m, f"2025-05-0{m}") for m in (3, 4, 5)])
    assert case.role_of("甲50") == {"collector"}
    assert case.role_of("甲11") == {"agent"}


def test_an_account_named_twice_of_which_nothing_else_is_known_is_no_collectors(case: Case) -> None:
    case.file("certificates", *[card(n, sellers=(11,), payee=500) for n in (1, 2)])
    case.file("leads", lead("L1", contacts=(11,)))
    assert called(case.roles()) == {phone(11)}


# -- sites and their suppliers


def test_the_operator_is_the_one_of_the_time_and_the_supplier_a_provider(case: Case) -> None:
    case.file("certificates", card(1, start="2025-05-01"))
    case.file("service_orders", order("A1", "云栈公司", [DOMAIN], by=71, start="2022-01-01", end="2023-01-01"),
              order("A2", "云栈公司", [DOMAIN], by=72, start="2025-03-01"))
    assert case.role_of("甲72") == {"site_operator"}
    assert case.role_of("甲71") == set()
    assert case.role_of("云栈公司") == {"provider"}
    assert called(case.roles()) == {"甲72"}


def test_who_registers_or_orders_an_imitation_is_its_operator_before_a_certificate_leads_there(case: Case) -> None:
    case.file("whois", registered("mem-gov-cx.cn", "email:boss@mail.example.cn"),
              registered("tea-house.cn", "email:tea@mail.example.cn"))
    case.file("service_orders", order("Y1", "云某公司", ["yjt-jl-gov.cn"], by=31),
              order("Y2", "云某公司", ["tea-house.cn"], by=32))
    assert {r.caption for r in case.roles().roles if r.role == "site_operator"} == {"boss@mail.example.cn", "甲31"}


def test_one_operator_after_another_is_found_by_the_days_of_the_certificates(case: Case) -> None:
    """Each certificate has days of its own: what was ordered when the first ones were made counts as well."""
    case.file("certificates", card(1, start="2022-06-01", end="2028-05-31", seized="2022-09-01"), card(2))
    case.file("service_orders", order("A1", "云栈公司", [DOMAIN], by=71, start="2022-01-01", end="2023-01-01"),
              order("A2", "云栈公司", [DOMAIN], by=72, start="2025-03-01"))
    assert called(case.roles()) == {"甲71", "甲72"}


def test_a_supplier_that_went_on_after_the_notice_is_an_enabler(case: Case) -> None:
    case.file("certificates", card(1))
    case.file("service_orders", order("A1", "云栈公司", [DOMAIN], by=72, notified="2026-01-05", continued="yes"))
    assert case.role_of("云栈公司") == {"enabler"}


OTHER = "zs-other.cn"


@pytest.mark.parametrize(("this", "other", "enabler"), [
    ({}, {"continued": "yes"}, True),
    ({}, {"continued": "no"}, False),
    ({"end": "2025-12-31"}, {"continued": "yes"}, False),
    ({"by": 73}, {"continued": "yes"}, False),
])
def test_who_went_on_with_a_customer_after_a_notice_knew_of_his_other_sites(
    case: Case, this: dict[str, Any], other: dict[str, Any], enabler: bool
) -> None:
    """A notice about a site tells what its customer does: not what another does, and nothing of what had ended."""
    case.file("certificates", card(1))
    case.file("service_orders", order("A1", "云栈公司", [DOMAIN], **{"by": 72} | this),
              order("A2", "云栈公司", [OTHER], by=72, notified="2026-01-05", **other))
    found = case.trace(f"Certificate:T{resident(1)}")
    assert bool(found.coverage["enabler"].by) is enabler


def test_a_notice_about_one_customer_of_a_reseller_says_nothing_of_another(case: Case) -> None:
    def resold(say: Statements) -> None:
        reseller = say.entity("Organization", name="转售公司")
        for number in ("A1", "A2"):
            say.link("ordered", reseller, say.entity("Service", provider="云栈公司", order_number=number))
        say.link("provided", reseller, say.entity("Service", provider="转售公司", order_number="R1"))

    case.file("certificates", card(1))
    case.file("service_orders", order("A1", "云栈公司", [DOMAIN]), resold,
              order("A2", "云栈公司", [OTHER], notified="2026-01-05", continued="yes"))
    assert not case.trace(f"Certificate:T{resident(1)}").coverage["enabler"].by


def middle(case: Case, *, upward: str = "结账") -> None:
    """甲21 sends cards to two buyers of 甲11, who pays him; he pays 甲31 in batches, as other sellers do."""
    case.file("certificates", *[card(n, sellers=(s,)) for n, s in ((1, 11), (2, 11), (3, 12), (4, 13))])
    case.file("bank_persons", *[customer(n, n) for n in (1, 2, 11, 12, 13, 21, 31)])
    case.file("bank_accounts", *[owned(n, n * 10) for n in (11, 12, 13, 21, 31)])
    case.file("waybills", parcel("Y1", 21, 1), parcel("Y2", 21, 2))
    case.file("bank_transactions", *[paid(110, 210, 500, f"2025-0{m}-06", memo="结账") for m in (5, 6, 7)],
              *[paid(210, 310, 450, f"2025-0{m}-09", memo=upward) for m in (5, 6, 7)],
              *[paid(a, 310, 600, f"2025-0{m}-11", memo="结账") for a in (120, 130) for m in (5, 6, 7)])


def test_who_sends_cards_and_pays_most_of_it_on_is_an_agent_and_no_maker(case: Case) -> None:
    middle(case)
    assert case.role_of("甲21") == {"agent"}
    assert reasons(case, "甲21", "agent") >= {"sign_sends_cards", "sign_passes_on"}
    assert "agent" not in case.role_of("甲31")


def test_a_maker_who_passes_his_money_to_one_who_collects_stays_the_maker(case: Case) -> None:
    """The account that buyers name is a collector's: what the maker pays there shows nobody above him."""
    case.file("certificates", card(1, sellers=(11,)), card(2, sellers=(12,)), card(3, sellers=(13,), payee=410),
              card(4, sellers=(13,), payee=410))
    case.file("bank_persons", *[customer(n, n) for n in (1, 2, 11, 12, 31, 41)])
    case.file("bank_accounts", *[owned(n, n * 10) for n in (11, 12, 31, 41)])
    case.file("waybills", parcel("Y1", 31, 1), parcel("Y2", 31, 2))
    case.file("bank_transactions", *[paid(310, 410, 900, f"2025-0{m}-09") for m in (5, 6, 7)],
              *[paid(a, 310, 600, f"2025-0{m}-06", memo="结账") for a in (110, 120) for m in (5, 6, 7)])
    assert "maker" in case.role_of("甲31")


def test_who_sends_cards_and_pays_rent_to_another_is_not_between(case: Case) -> None:
    middle(case, upward="房租")
    assert "agent" not in case.role_of("甲21")


def test_an_alipay_login_that_is_a_mobile_number_is_whoever_has_the_number(case: Case) -> None:
    """His parcels are known by the phone, what sellers pay him by the login: one maker, not two half ones."""
    def settled(seller: int, month: int) -> Row:
        return lambda say: say.transaction(
            "paid", account(say, seller), say.entity("Account", scheme="alipay", number=phone(40)), f"{seller}|{month}",
            side="out", amount_fen=60_000, time=f"2025-0{month}-09T10:00:00+08:00", memo="结账")

    case.file("certificates", card(1, sellers=(11,)), card(2, sellers=(12,)))
    case.file("bank_persons", *[customer(n, n) for n in (1, 2, 11, 12)])
    case.file("bank_accounts", owned(11, 110), owned(12, 120))
    case.file("waybills", parcel("Y1", 40, 1), parcel("Y2", 40, 2))
    case.file("bank_transactions", *[settled(a, m) for a in (110, 120) for m in (5, 6, 7)])
    (maker,) = (r for r in case.roles().roles if r.role == "maker")
    assert {("phone", phone(40)[3:]), ("account", phone(40)[3:])} <= set(maker.identifiers)


# -- the investigator's word


def test_a_rejected_role_is_gone_until_it_is_confirmed_again_and_others_stay(case: Case) -> None:
    case.file("certificates", card(1, sellers=(11,)))
    case.file("leads", lead("L1", contacts=(11,)))
    judged(case, "reject", phone(11), "agent", "2026-05-01T00:00:00")
    assert [(r.caption, r.role) for r in case.roles().roles] == [("甲1", "holder")]
    (entity,) = case.ask(lambda view: view.ids_of("Phone"))
    case.store.judge(Judgement("confirm", (entity,), (), "agent", "乙", "2026-05-02T00:00:00", "再核"))
    assert case.role_of(phone(11)) == {"agent"}


# -- bad input


def test_an_empty_case_has_no_roles(case: Case) -> None:
    assert case.roles().roles == ()


def test_a_ring_of_payments_and_a_payment_to_oneself_end(case: Case) -> None:
    case.file("certificates", card(1, sellers=(11,), payee=110, payer=101))
    case.file("leads", lead("L1", contacts=(11,)))
    case.file("bank_accounts", owned(11, 110, contact=11))
    case.file("bank_transactions", paid(110, 110, 600, "2025-05-02"), paid(101, 110, 600, "2025-05-02"),
              paid(110, 101, 600, "2025-05-03"))
    assert called(case.roles()) == {"甲11"}


def test_asking_for_roles_leaves_the_search_for_garbage_as_it_was(case: Case) -> None:
    case.file("certificates", card(1, sellers=(11,)))
    case.roles()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
