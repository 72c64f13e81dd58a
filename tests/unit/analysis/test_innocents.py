"""Each is here for one wrong inference: none of them may be called a suspect, whoever is asked about."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graphkit.model.statements import Statements
from tests.unit.analysis.case import Case, called, standing, suspects
from tests.unit.analysis.world import (
    DOMAIN,
    SITE,
    advert,
    answer,
    bank,
    card,
    customer,
    filed,
    handle,
    lead,
    office,
    order,
    owned,
    paid,
    parcel,
    phone,
    reach,
    registered,
    resident,
    resolved,
    subscriber,
    user,
)

CARD = f"Certificate:T{resident(1)}"


@pytest.fixture(autouse=True)
def _whole_case_agrees(case: Case) -> Iterator[None]:
    """Over the whole case nobody is called a suspect whom no trace calls one, whatever certificate is asked about."""
    yield
    for certificate in case.ask(lambda view: view.ids_of("Certificate")):
        case.trace(certificate)
    assert called(case.roles()) <= {caption for found in case.traces for caption in suspects(found)}


def buyers(case: Case, *numbers: int) -> None:
    """Holders of suspect certificates with an account each."""
    case.file("certificates", *[card(n, payer=100 + n) for n in numbers or (1, 2, 3)])


def damped(case: Case, seed: str = CARD) -> set[str]:
    """The codes of what was met and not walked through."""
    return {reason.code for reason in case.trace(seed).damped.values()}


# -- money


def test_a_shop_that_many_holders_pay_is_no_seller(case: Case) -> None:
    buyers(case)
    case.file("bank_accounts", owned("百家惠超市有限公司", 500))
    case.file("bank_transactions", *[paid(100 + n, 500, 300 + n, "2025-05-02", memo="消费") for n in (1, 2, 3)])
    assert not suspects(case.trace(CARD))


def test_a_school_that_holders_pay_for_training_is_no_seller(case: Case) -> None:
    buyers(case)
    case.file("bank_accounts", owned("正途职业技能培训学校", 500))
    case.file("bank_transactions", *[paid(100 + n, 500, 680, "2025-04-22", memo="培训费") for n in (1, 2, 3)])
    assert not suspects(case.trace(CARD))


def test_an_account_that_only_its_name_shows_to_be_a_merchants_is_no_seller(case: Case) -> None:
    buyers(case)
    case.file("bank_transactions", *[paid(100 + n, 500, 680, "2025-04-22", holder="兴旺五金商行") for n in (1, 2, 3)])
    assert not suspects(case.trace(CARD))


def test_a_clearing_account_is_no_seller_even_when_a_holder_names_it(case: Case) -> None:
    case.file("certificates", card(1, payee=500), card(2, payee=500))
    case.file("bank_accounts", owned("某支付有限公司", 500, holder="某支付有限公司客户备付金"))
    assert not suspects(case.trace(CARD))
    assert "payment_platform" in damped(case)


def test_a_workmate_who_collects_for_a_meal_is_no_seller(case: Case) -> None:
    buyers(case)
    case.file("bank_accounts", owned(50, 500))
    case.file("bank_transactions", *[paid(100 + n, 500, 120, "2025-05-02", memo="聚餐AA") for n in (1, 2, 3)])
    assert not suspects(case.trace(CARD))


def test_a_friend_with_whom_holders_lend_to_and_fro_is_no_seller(case: Case) -> None:
    buyers(case)
    case.file("bank_accounts", owned(50, 500))
    case.file("bank_transactions", *[r for n in (1, 2, 3) for r in (
        paid(100 + n, 500, 500, "2025-05-02"), paid(500, 100 + n, 500, "2025-06-02"))])
    assert not suspects(case.trace(CARD))


def test_a_landlord_whom_holders_pay_every_month_is_no_seller(case: Case) -> None:
    buyers(case)
    case.file("bank_accounts", owned(50, 500))
    case.file("bank_transactions", *[paid(100 + n, 500, 650, f"2025-{m:02d}-06") for n in (1, 2, 3) for m in (4, 5, 6)])
    assert not suspects(case.trace(CARD))


def test_what_was_paid_long_before_the_certificate_says_nothing(case: Case) -> None:
    buyers(case)
    case.file("bank_accounts", owned(50, 500))
    case.file("bank_transactions", *[paid(100 + n, 500, 600, "2023-05-02") for n in (1, 2, 3)])
    assert not suspects(case.trace(CARD))


def test_what_one_holder_pays_says_nothing(case: Case) -> None:
    buyers(case)
    case.file("bank_accounts", owned(50, 500))
    case.file("bank_transactions", paid(101, 500, 700, "2025-05-02"))
    assert not suspects(case.trace(CARD))


def test_those_whom_holders_of_genuine_certificates_pay_are_no_sellers(case: Case) -> None:
    buyers(case)
    case.file("official_results", *[answer(n, "有效") for n in (1, 2, 3)])
    case.file("bank_accounts", owned(50, 500))
    case.file("bank_transactions", *[paid(100 + n, 500, 700, "2025-04-28") for n in (1, 2, 3)])
    assert not suspects(case.trace(CARD))


def test_a_payee_with_many_other_payers_is_no_seller(case: Case) -> None:
    buyers(case, 1, 2)
    case.file("bank_accounts", owned(50, 500))
    case.file("bank_transactions", *[paid(100 + n, 500, 300, "2025-05-02") for n in (1, 2)],
              *[paid(1000 + n, 500, 20 + n, "2025-05-03") for n in range(40)])
    assert not suspects(case.trace(CARD))


def test_an_employer_and_those_whom_it_pays_wages_are_no_suspects(case: Case) -> None:
    case.file("certificates", card(1, sellers=(11,), employer="鼎固劳务公司"), card(2, sellers=(12,)))
    case.file("bank_persons", customer(12, 12))
    case.file("bank_accounts", owned("鼎固劳务公司", 600), owned(12, 120), owned(50, 500))
    case.file("bank_transactions", *[paid(600, a, 5200, f"2025-{m:02d}-10", memo="工资") for a in (120, 500)
                                     for m in (4, 5, 6)])
    found = case.trace(CARD)
    assert standing(found, "employer") == {"鼎固劳务公司"}
    assert suspects(found) == {phone(11)}


def named_agents(case: Case) -> None:
    """Two sellers named at seizures, with an account each."""
    case.file("certificates", card(1, sellers=(11,), payee=110), card(2, sellers=(12,), payee=120))
    case.file("bank_persons", customer(11, 11), customer(12, 12))
    case.file("bank_accounts", owned(11, 110), owned(12, 120))


def test_a_landlord_of_two_sellers_makes_nothing(case: Case) -> None:
    named_agents(case)
    case.file("bank_accounts", owned(50, 500))
    case.file("bank_transactions", *[paid(a, 500, 2600, f"2025-{m:02d}-06") for a in (110, 120) for m in (4, 5, 6, 7)])
    assert "甲50" not in suspects(case.trace(CARD))


@pytest.mark.parametrize("memo", ["快递费", "房租", "餐费", "还款"])
def test_everyday_payments_of_two_sellers_make_nobody_a_maker(case: Case, memo: str) -> None:
    named_agents(case)
    case.file("bank_accounts", owned(50, 500))
    case.file("bank_transactions", *[paid(a, 500, 100 + 37 * m, f"2025-{m:02d}-16", memo=memo) for a in (110, 120)
                                     for m in (4, 5, 6)])
    assert "甲50" not in suspects(case.trace(CARD))


def test_who_pays_a_seller_or_maker_is_no_suspect(case: Case) -> None:
    """A mother's allowance, a customer for a second-hand phone."""
    named_agents(case)
    case.file("bank_accounts", owned(51, 510), owned(52, 520))
    case.file("bank_transactions", *[paid(510, 110, 1500, f"2025-{m:02d}-05", memo="生活费") for m in (4, 5, 6)],
              paid(520, 110, 1250, "2025-05-14"))
    for seed in (CARD, f"Person:{resident(51)}", f"Account:{bank(520)}"):
        assert not {"甲51", "甲52", bank(510), bank(520)} & suspects(case.trace(seed))


# -- numbers and names


def test_a_former_owner_of_a_number_by_the_operators_record_is_left_out(case: Case) -> None:
    case.file("certificates", card(1, sellers=(11,)))
    case.file("phone_subscribers", subscriber(11, 50, "2018-01-01", "2024-06-28"),
              subscriber(11, 11, "2024-09-01"))
    found = case.trace(CARD)
    assert standing(found, "agent") == {"甲11"}
    assert "甲50" not in suspects(found)
    assert "used_before" in damped(case)
    assert not suspects(case.trace(f"Person:{resident(50)}"))


def test_a_former_owner_is_left_out_when_nobody_else_is_known(case: Case) -> None:
    case.file("certificates", card(1, sellers=(11,)))
    case.file("phone_subscribers", subscriber(11, 50, "2018-01-01", "2024-06-28"))
    assert suspects(case.trace(CARD)) == {phone(11)}


def test_a_former_owner_whose_account_was_closed_is_left_out(case: Case) -> None:
    case.file("certificates", card(1, sellers=(11,)))
    case.file("bank_accounts", owned(50, 500, contact=11, closed="2024-06-28"), owned(11, 110, contact=11))
    assert "甲50" not in suspects(case.trace(CARD))
    assert not suspects(case.trace(f"Person:{resident(50)}"))


def test_a_number_on_the_forms_of_several_people_is_nobodys(case: Case) -> None:
    case.file("certificates", card(1, sellers=(11,)))
    case.file("bank_persons", customer(50, 11), customer(51, 11))
    found = case.trace(CARD)
    assert suspects(found) == {phone(11)}
    assert "several_users" in damped(case)


def test_a_namesake_is_somebody_else(case: Case) -> None:
    case.file("certificates", card(1, sellers=(11,)), card(50, qr="", start="2022-01-01", end="2028-01-01"))
    case.file("official_results", answer(50, "有效"))
    case.file("bank_persons", customer(11, 11, name="覃海波"), customer(50, 50, name="覃海波"))
    found = case.trace(CARD)
    assert {e.first("resident_id") for i, e in found.entities.items() if i in found.coverage["agent"].by} == {
        resident(11)}


def test_who_shares_a_phone_with_a_holder_is_no_holder(case: Case) -> None:
    case.file("certificates", card(1))
    case.file("bank_persons", customer(1, 1), customer(50, 1))
    assert standing(case.trace(CARD), "holder") == {"甲1"}


def test_the_owner_of_a_borrowed_number_in_a_forged_certificate_is_no_holder(case: Case) -> None:
    """The number is another person's, and the platform knows it as his."""
    case.file("certificates", card(1, number=f"T{resident(50)}"))
    case.file("official_results", answer(1, "有效", number=f"T{resident(50)}", holder=50))
    found = case.trace(f"Certificate:T{resident(50)}")
    assert standing(found, "holder") == {"甲1"}
    assert found.verdicts[0].verdict == "forged"


# -- parcels, adverts, leads


def test_a_shop_that_sends_to_holders_among_many_is_no_maker(case: Case) -> None:
    case.file("certificates", card(1), card(2))
    case.file("bank_persons", customer(1, 1), customer(2, 2))
    case.file("waybills", *[parcel(f"SF2000{n:04d}", 50, n) for n in range(1, 30)])
    assert not suspects(case.trace(CARD))


def test_who_sends_fruit_to_holders_is_no_maker(case: Case) -> None:
    case.file("certificates", card(1), card(2))
    case.file("bank_persons", customer(1, 1), customer(2, 2))
    case.file("waybills", *[parcel(f"SF3000000{n}", 50, n, goods="水果") for n in (1, 2)])
    assert not suspects(case.trace(CARD))


def test_a_pick_up_point_that_sends_to_holders_is_no_maker(case: Case) -> None:
    case.file("certificates", card(1), card(2))
    case.file("bank_persons", customer(1, 1), customer(2, 2))
    case.file("waybills", *[parcel(f"SF3000000{n}", 50, n, name="平安路驿站") for n in (1, 2)])
    assert not suspects(case.trace(CARD))


def test_a_school_named_on_a_card_that_nobody_checked_is_no_seller(case: Case) -> None:
    case.file("certificates", card(1, qr="", sellers=(50,), payee=500))
    case.file("bank_accounts", owned("正途职业技能培训学校", 500, contact=50))
    assert not suspects(case.trace(CARD))


def test_a_seller_of_phones_who_advertises_his_number_advertises_no_certificates(case: Case) -> None:
    case.file("certificates", card(1, sellers=(11,)))
    case.file("adverts", advert("http://a.example.cn/2", "xianyu:shop", "转让二手手机", (11, 50)))
    assert suspects(case.trace(CARD)) == {phone(11)}


def test_a_school_that_advertises_training_advertises_no_forgeries(case: Case) -> None:
    case.file("certificates", card(1, sellers=(11,)))
    case.file("adverts", advert("http://a.example.cn/3", "douyin:school", "电工证培训报名 正规考试", (11,)))
    assert suspects(case.trace(CARD)) == {phone(11)}


def test_a_holder_wrongly_reported_leads_to_nobody(case: Case) -> None:
    case.file("certificates", card(1, qr="", start="2022-03-01", end="2028-02-28", payer=101))
    case.file("official_results", answer(1, "有效", start="2022-03-01", end="2028-02-28"))
    case.file("leads", lead("XS1", cards=(1,)))
    case.file("bank_accounts", owned(50, 500))
    case.file("bank_transactions", paid(101, 500, 700, "2022-02-28"))
    assert not suspects(case.trace("Lead:XS1"))


# -- sites


def test_a_shared_host_joins_nobody(case: Case) -> None:
    case.file("certificates", card(1))
    case.file("passive_dns", resolved(SITE, "192.88.99.7"),
              *[resolved(f"www.shop{n}-example.cn", "192.88.99.7") for n in range(15)])
    case.file("service_orders", *[order(f"Y{n}", "云某公司", [f"shop{n}-example.cn"], by=50 + n, ip="192.88.99.7")
                                  for n in range(15)], order("Y99", "云某公司", [], by=90, ip="192.88.99.7"))
    found = case.trace(CARD)
    assert not suspects(found)
    assert "shared_host" in damped(case)


def test_another_customers_order_for_the_same_address_is_not_the_sites(case: Case) -> None:
    case.file("certificates", card(1))
    case.file("passive_dns", resolved(SITE, "192.88.99.7"))
    case.file("service_orders", order("Y1", "云某公司", ["shop-example.cn"], by=50, ip="192.88.99.7"))
    assert not suspects(case.trace(CARD))


def test_an_order_that_ended_before_the_site_came_to_the_address_is_not_the_sites(case: Case) -> None:
    case.file("certificates", card(1))
    case.file("passive_dns", resolved(SITE, "192.88.99.7", first="2025-03-05"))
    case.file("service_orders", order("Y1", "云某公司", [], by=50, ip="192.88.99.7", start="2022-01-01",
                                      end="2023-01-01"))
    assert not suspects(case.trace(CARD))


@pytest.mark.parametrize(("notified", "continued"), [("", ""), ("2025-12-01", "no"), ("2025-12-01", "")])
def test_a_provider_without_a_sign_of_knowledge_is_a_provider(case: Case, notified: str, continued: str) -> None:
    case.file("certificates", card(1))
    case.file("service_orders", order("Y1", "云某公司", [DOMAIN], by=31, notified=notified, continued=continued))
    found = case.trace(CARD)
    assert not found.coverage["enabler"].by
    assert {found.entities[i].caption for i in found.coverage["enabler"].providers} == {"云某公司"}
    assert suspects(found) == {"甲31"}


def test_a_registrar_is_neither_operator_nor_enabler(case: Case) -> None:
    case.file("certificates", card(1))
    case.file("whois", registered(DOMAIN, "email:boss@mail.example.cn", registrar="某域名注册有限公司"),
              lambda say: say.link("registered", say.entity("Organization", name="某域名注册有限公司"),
                                   say.entity("Domain", name=DOMAIN)))
    found = case.trace(CARD)
    assert suspects(found) == {"boss@mail.example.cn"}
    assert "registrar" in damped(case)


def test_a_mailbox_under_which_names_are_registered_in_bulk_is_nobodys(case: Case) -> None:
    case.file("certificates", card(1))
    case.file("whois", *[registered(d, "email:agency@mail.example.cn")
                         for d in (DOMAIN, *(f"shop{n}-example.cn" for n in range(40)))])
    assert not suspects(case.trace(CARD))
    assert "bulk_registrant" in damped(case)


def test_a_filing_older_than_the_registration_is_an_earlier_owners(case: Case) -> None:
    case.file("certificates", card(1))
    case.file("whois", registered(DOMAIN, "email:boss@mail.example.cn", day="2025-02-27"))
    case.file("icp", filed(DOMAIN, "浙ICP备2019000001号", "老实贸易有限公司", "2019-06-01"))
    assert suspects(case.trace(CARD)) == {"boss@mail.example.cn"}
    assert "earlier_filing" in damped(case)


@pytest.mark.parametrize("host", ["cx.mem.gov.cn", "yjj.someplace.gov.cn"])
def test_a_genuine_government_site_leads_to_nobody(case: Case, host: str) -> None:
    domain = "mem.gov.cn" if host.endswith("mem.gov.cn") else "someplace.gov.cn"
    case.file("certificates", card(1, qr=host, sellers=(11,)))
    case.file("service_orders", order("Y1", "云某公司", [domain], by=50))
    assert not {"甲50"} & suspects(case.trace(CARD))
    assert not suspects(case.trace(f"Domain:{domain}"))


def test_a_service_that_prints_codes_for_anybody_is_not_the_sellers(case: Case) -> None:
    case.file("certificates", card(1, qr="u.wechat.com"))
    case.file("whois", registered("wechat.com", "email:dns@mail.example.com"))
    assert not suspects(case.trace(CARD))


def test_a_service_that_gives_anybody_a_host_is_not_the_operator(case: Case) -> None:
    case.file("certificates", card(1, qr="cx-mem.github.io"))
    case.file("whois", registered("github.io", "email:dns@mail.example.com"))
    assert not suspects(case.trace(CARD))
    assert "shared_domain_known" in damped(case)


def test_an_innocent_site_on_nobodys_card_is_not_traced(case: Case) -> None:
    case.file("whois", registered("shop-example.cn", "email:shop@mail.example.cn"))
    case.file("service_orders", order("Y1", "云某公司", ["shop-example.cn"], by=50, notified="2025-12-01",
                                      continued="yes"))
    found = case.trace("Domain:shop-example.cn")
    assert not suspects(found)
    assert not found.chains


def test_another_customers_site_of_the_same_operator_draws_nobody_in(case: Case) -> None:
    case.file("certificates", card(1))
    case.file("service_orders", order("Y1", "云某公司", [DOMAIN], by=31),
              order("Y2", "云某公司", ["shop-example.cn"], by=31))
    case.file("whois", registered("shop-example.cn", "email:shop@mail.example.cn"))
    assert suspects(case.trace(CARD)) == {"甲31"}


def test_an_administrator_above_the_agents_is_the_operator_not_an_agent(case: Case) -> None:
    case.file("back_office", office(1))
    case.file("back_office_users", user("dl1", role="代理", above="boss", contacts=(11,)),
              user("boss", role="超级管理员", contacts=(31,)))
    found = case.trace(CARD)
    assert standing(found, "agent") == {"dl1"}
    assert standing(found, "site_operator") == {"boss"}


@pytest.mark.parametrize(("title", "named"), [
    ("办证扫码可查", True), ("谨防假冒查询网站", False), ("该网站是假的，请勿上当", False), ("官网入口", True)])
def test_who_warns_of_the_imitating_site_does_not_advertise_it(case: Case, title: str, named: bool) -> None:
    case.file("certificates", card(1))
    case.file("adverts", advert("https://v.example.cn/1", "douyin:zhengwu", title, contacts=(61,), host=SITE))
    assert ({"zhengwu", phone(61)} & suspects(case.trace(CARD)) != set()) is named


def test_who_got_the_number_after_a_back_office_account_was_set_up_on_it_is_not_its_user(case: Case) -> None:
    """The number ran out and was given to somebody else, while certificates are still ordered through the account."""
    def set_up(say: Statements) -> None:
        found = handle(say, f"{SITE}:dl1", role="代理", created_at="2024-05-25")
        say.link("bound_to", found, reach(say, 41))

    case.file("back_office", office(1, host=SITE, time="2025-04-28"))
    case.file("back_office_users", set_up)
    case.file("phone_subscribers", subscriber(41, 51, "2020-10-18", "2024-11-11"), subscriber(41, 61, "2025-02-02"))
    assert standing(case.trace(CARD), "agent") == {"甲51"}
    assert "甲61" not in called(case.roles())


@pytest.mark.parametrize(("back", "played"), [(200, True), (0, False)])
def test_who_gives_back_much_of_what_several_sellers_pay_him_plays_with_them(
    case: Case, back: int, played: bool
) -> None:
    case.file("certificates", card(1, sellers=(11,)), card(2, sellers=(12,)))
    case.file("bank_persons", customer(11, 11), customer(12, 12))
    case.file("bank_accounts", owned(11, 110), owned(12, 120), owned(50, 500))
    case.file("bank_transactions", *[paid(a, 500, 400, f"2025-0{m}-06") for a in (110, 120) for m in (5, 6)],
              *[paid(500, a, back, f"2025-0{m}-20") for a in (110, 120) for m in (5, 6) if back])
    assert ("甲50" not in suspects(case.trace(CARD))) is played


@pytest.mark.parametrize(("sender", "suspected"), [
    ("乙二", False), ("甲六一", True), ("小乙", True), ("办证中心", True), ("客服", True), ("", True)])
def test_a_card_that_runs_in_anothers_name_does_not_name_its_subscriber(
    case: Case, sender: str, suspected: bool
) -> None:
    """Every parcel names another man in full; the operator's record is all that speaks of the subscriber."""
    def used(say: Statements) -> None:
        if sender:
            say.link("uses", say.entity("Person", name=sender, phone=phone(40)), reach(say, 40))

    case.file("certificates", card(1, sellers=(40,)))
    case.file("phone_subscribers", subscriber(40, 61, "2017-03-04"))
    case.file("waybills", used)
    found = suspects(case.trace(CARD))
    assert ("甲61" in found) is suspected
    assert suspected or phone(40) in found
