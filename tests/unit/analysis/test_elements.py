"""What `elements` counts, and what it must not count."""

from __future__ import annotations

import pytest

from graphkit.analysis.elements import elements, provincial, provisions
from graphkit.analysis.elements.answers import Elements, Provision
from graphkit.model.statements import Statements
from graphkit.words import LANGUAGES, section
from tests.unit.analysis.case import Case, Row
from tests.unit.analysis.world import (
    DOMAIN,
    OFFICE,
    SITE,
    account,
    answer,
    card,
    customer,
    handle,
    office,
    order,
    owned,
    paid,
    person,
    reach,
    registered,
    resident,
    resolved,
    user,
    website,
)

MAKER, AGENT, OPERATOR = 90, 91, 92


def ring(case: Case, *buyers: int) -> None:
    """A ring with a seized back office: a maker, an agent with an account, the site's operator, buyers' cards."""
    case.file("back_office", *(office(n) for n in buyers))
    case.file("back_office_users", user("zz1", role="录入", contacts=[900]), user("dl1", role="代理", contacts=[910]),
              user("root", role="管理员", contacts=[920]))
    case.file("bank_persons", customer(MAKER, 900), customer(AGENT, 910), customer(OPERATOR, 920))
    case.file("bank_accounts", owned(MAKER, 9000), owned(AGENT, 9100), owned(OPERATOR, 9200),
              *(owned(n, 100 + n) for n in buyers))
    case.file("certificates", *(card(n, sellers=[910], payee=9100, payer=100 + n) for n in buyers))


def counts(case: Case, element: str, thresholds: dict[str, int] | None = None) -> dict[str, int]:
    """Caption ("" for the whole case) → what is counted."""
    found = answers(case, thresholds)
    return {found.entities[e.of].caption if e.of else "": e.count for e in found.counts if e.rule.element == element}


def answers(case: Case, thresholds: dict[str, int] | None = None) -> Elements:
    return case.ask(lambda view: elements(view, thresholds))


def reached(found: Elements, element: str) -> dict[str, bool | None]:
    return {found.entities[e.of].caption if e.of else "": e.reached for e in found.counts if e.rule.element == element}


def test_only_forged_certificates_count_each_once_and_by_whose_account_entered_it(case: Case) -> None:
    ring(case, 1, 2)
    case.file("back_office", office(2))  # the same record in a second export
    case.file("certificates", card(3, qr=""), card(4), card(5, qr="", item="低压电工作业"))
    case.file("official_results", answer(5, "有效", start="2025-05-01", end="2031-04-30"))
    assert counts(case, "certificates_forged") == {"": 2, f"甲{MAKER}": 2}  # 3 unknown, 4 suspect, 5 genuine


def test_a_sale_counts_for_whom_the_seizure_names_and_a_purchase_once_per_certificate(case: Case) -> None:
    ring(case, 1, 2, 3)
    case.file("back_office", office(4, agent="dl1"))
    assert counts(case, "certificates_sold") == {"": 4, f"甲{AGENT}": 4}
    assert counts(case, "certificates_bought") == {"": 3}  # nothing tells how the fourth was bought


def test_a_person_found_with_two_forged_certificates_counts_once(case: Case) -> None:
    ring(case, 1)
    case.file("certificates", card(1, item="高处安装、维护、拆除作业", sellers=[910]))
    case.file("official_results", answer(1, "查无", item="高处安装、维护、拆除作业"))
    case.file("back_office", office(2))  # a record of it, but nobody was found using it
    assert counts(case, "certificates_forged")[""] == 3
    assert counts(case, "holders_using") == {"": 1}


def test_a_site_in_a_state_organs_name_counts_once_with_and_without_www(case: Case) -> None:
    ring(case, 1)
    case.file("certificates", card(2, qr=f"www.{SITE}", sellers=[910]))
    case.file("passive_dns", *(resolved(f"shop{n}.other{n}-example.cn", "192.0.2.7") for n in range(20)),
              resolved(SITE, "192.0.2.7"))
    case.file("service_orders", order("S1", "某云", [DOMAIN], by=OPERATOR))
    assert counts(case, "state_organ_sites") == {"": 1, f"甲{OPERATOR}": 1}
    assert counts(case, "sites") == {"": 2, f"甲{OPERATOR}": 2}  # the back office imitates nobody, but serves it


def test_only_accounts_of_the_questioned_sites_count(case: Case) -> None:
    ring(case, 1)
    case.file("back_office_users", user("x1", host="ht.unrelated-example.com"), user("dl2", role="代理"))
    assert counts(case, "site_accounts")[""] == 4


def test_adverts_without_an_examination_count_once_per_address(case: Case) -> None:
    ring(case, 1)
    sells, school = "电工证免考包过", "电工培训班开课，须参加考试"
    case.file("adverts", _advert("https://a.example.com/1", "wechat:x1", sells, members=600, group="g1"),
              _advert("https://a.example.com/1", "wechat:x1", sells, followers=12_000),
              _advert("https://a.example.com/2", "wechat:x1", sells, members=500, group="g2"),
              _advert("https://a.example.com/3", "wechat:school", school, followers=90_000, members=3000, group="g3"))
    assert counts(case, "posts") == {"": 2, "x1": 2}
    assert counts(case, "groups") == {"": 2, "x1": 2}
    assert counts(case, "group_members") == {"": 1100, "x1": 1100}
    assert counts(case, "followers") == {"": 12_000, "x1": 12_000}
    found = answers(case)
    assert reached(found, "group_members")["x1"] is True
    assert reached(found, "group_audience")["x1"] is False


def test_money_counts_each_transfer_once_and_leaves_out_what_failed_or_was_for_something_else(case: Case) -> None:
    ring(case, 1, 2)
    case.file("bank_transactions", paid(101, 9100, 300, "2025-05-02"), paid(102, 9100, 400, "2025-05-03"),
              paid(101, 9100, 50, "2025-05-04", memo="还款"), _failed(102, 9100, 999, "2025-05-05"))
    case.file("bank_transactions", paid(101, 9100, 300, "2025-05-02", side="in"))
    assert counts(case, "gain") == {f"甲{AGENT}": 70_000}
    assert counts(case, "fraud_large") == {f"甲{AGENT}": 70_000}
    (gain,) = (e for e in answers(case).counts if e.rule.element == "gain")
    assert len(gain.items) == 3  # both banks' reports of the first
    assert {(r.file[:17], r.row) for r in gain.evidence} == {("bank_transactions", 2), ("bank_transactions", 3)}


def test_what_passes_between_accounts_of_one_person_is_no_gain(case: Case) -> None:
    ring(case, 1, 2)
    case.file("bank_accounts", owned(AGENT, 9101))
    case.file("bank_transactions", paid(101, 9100, 300, "2025-05-02"), paid(9100, 9101, 300, "2025-05-02"))
    assert counts(case, "gain") == {f"甲{AGENT}": 30_000}


def test_a_province_sets_its_own_threshold_and_others_stay(case: Case) -> None:
    ring(case, 1, 2)
    case.file("bank_transactions", *(paid(100 + n, 9100, 1800, "2025-05-02") for n in (1, 2)))
    assert reached(answers(case), "fraud_large") == {f"甲{AGENT}": True}  # ¥3,600 beside ¥3,000
    assert reached(answers(case, {"fraud_large": 500_000}), "fraud_large") == {f"甲{AGENT}": False}
    assert set(provincial()) == {"fraud_large", "fraud_huge"}


def test_a_collectors_accounts_and_inflow_count_together_only(case: Case) -> None:
    ring(case, 1)
    buyers, cards = range(10, 16), (8000, 8001, 8002)
    case.file("certificates", *(card(n, sellers=[910], payee=cards[n % 3], payer=100 + n) for n in buyers))
    case.file("back_office", *(office(n) for n in buyers))
    case.file("bank_accounts", *(owned(80, c) for c in cards), *(owned(n, 100 + n) for n in buyers))
    case.file("bank_transactions", *(paid(100 + n, cards[n % 3], 600, "2025-05-02") for n in buyers))
    assert counts(case, "own_accounts") == {"甲80": 3}
    assert counts(case, "settlement") == {"甲80": 360_000}
    assert reached(answers(case), "own_accounts") == {"甲80": False}  # three accounts, but far below ¥300,000
    assert counts(case, "others_inflow") == {f"甲{AGENT}": 360_000}  # named together with the agent's phone


def test_going_on_after_a_notice_counts_and_stopping_does_not(case: Case) -> None:
    ring(case, 1)
    case.file("service_orders",
              order("S1", "知情云公司", [DOMAIN], by=OPERATOR, notified="2025-06-01", continued="yes"),
              order("S2", "守法云公司", [DOMAIN], by=OPERATOR, notified="2025-06-01", continued="no"),
              order("S3", "知情云公司", ["bakery-example.cn"], by=70, notified="2025-06-01", continued="yes"))
    assert counts(case, "warnings_ignored") == {"知情云公司": 1}
    assert counts(case, "recipients_helped") == {"知情云公司": 1}


def test_workers_count_once_and_not_with_a_genuine_permit_for_the_same_work(case: Case) -> None:
    case.file("back_office", *(office(n) for n in (1, 2, 3)))
    case.file("certificates", card(1, employer="某建筑公司"), card(2, employer="某建筑公司"),
              card(2, employer="某建筑公司", item="高处安装、维护、拆除作业"), card(3, employer="另一公司"),
              card(4, employer="某建筑公司", qr=""))
    case.file("back_office", _office_of_another_number(4, 40))  # a forged one beside his genuine one
    case.file("official_results", answer(4, "有效", start="2025-05-01", end="2031-04-30"))
    assert counts(case, "certificates_forged")[""] == 4
    assert counts(case, "uncertified_workers") == {"": 3, "某建筑公司": 2, "另一公司": 1}


def test_permits_that_the_employer_paid_for_leave_out_workers_who_paid_themselves(case: Case) -> None:
    buyers = (1, 2, 3, 4)
    ring(case, *buyers)
    case.file("staff", *(_works(n, "某建筑公司") for n in buyers))
    case.file("bank_accounts", owned("某建筑公司", 7000))
    case.file("bank_transactions", paid(7000, 9100, 900, "2025-05-02", memo="培训费"),
              paid(101, 9100, 300, "2025-05-02"))
    assert counts(case, "employer_forged") == {"某建筑公司": 3}


def test_an_employer_who_pays_a_school_bought_nothing(case: Case) -> None:
    ring(case, 1, 2)
    case.file("staff", *(_works(n, "某建筑公司") for n in (1, 2)))
    case.file("bank_accounts", owned("某建筑公司", 7000), owned("某培训学校", 7100))
    case.file("bank_transactions", paid(7000, 7100, 900, "2025-05-02", memo="培训费"))
    assert counts(case, "employer_forged") == {"": 0}


def test_what_a_helpers_orders_cost_counts_for_questioned_sites_only(case: Case) -> None:
    ring(case, 1)
    case.file("service_orders", _costly("S1", DOMAIN, 1_200_000), _costly("S2", "bakery-example.cn", 9_000_000))
    assert counts(case, "helper_gain") == {"知情云公司": 1_200_000}


def test_what_the_ring_pays_an_advertiser_counts_and_what_others_pay_does_not(case: Case) -> None:
    ring(case, 1)
    case.file("adverts", _advert("https://a.example.com/1", "wechat:x1", "电工证免考包过", contact=910))
    case.file("bank_accounts", owned(70, 7000, contact=700), owned(60, 6000))
    case.file("leads", _bound("wechat:x1", 700))
    case.file("bank_transactions", paid(9100, 7000, 2000, "2025-05-02", memo="推广"),
              paid(6000, 7000, 800, "2025-05-02"))
    assert sum(counts(case, "advert_funding").values()) == 200_000


def test_a_permit_found_before_the_decision_is_not_uncorrected(case: Case) -> None:
    case.file("back_office", *(office(n) for n in (1, 2)))
    case.file("certificates", card(1, employer="某建筑公司", seized="2026-01-10"),
              card(2, employer="某建筑公司", seized="2026-04-20"))
    case.file("penalties", _penalty("罚1", "2026-02-01", organisation="某建筑公司"))
    assert counts(case, "uncorrected") == {"某建筑公司": 1}


def test_only_a_recent_penalty_for_the_same_kind_of_act_counts(case: Case) -> None:
    ring(case, 1)
    case.file("penalties", _penalty("罚1", "2025-03-01", n=OPERATOR, facts="非法利用信息网络发布信息"),
              _penalty("罚2", "2020-03-01", n=OPERATOR, facts="非法利用信息网络发布信息"),
              _penalty("罚3", "2025-03-01", n=OPERATOR, facts="占用消防通道"))
    assert counts(case, "earlier_penalties") == {f"甲{OPERATOR}": 1}


def test_phones_count_for_whom_they_are(case: Case) -> None:
    ring(case, 1)
    case.file("bank_persons", customer(AGENT, 911, 912), customer(60, 600))
    assert counts(case, "sim_cards")[f"甲{AGENT}"] == 3
    assert "甲60" not in counts(case, "sim_cards")


def test_an_element_without_any_record_is_listed_with_nothing(case: Case) -> None:
    found = answers(case)
    assert {e.rule.element for e in found.counts} == {p.element for p in provisions()}
    assert all(e.count == 0 and not e.evidence and e.reached in (False, None) for e in found.counts)


def test_who_shares_a_host_or_registers_another_site_is_in_no_count(case: Case) -> None:
    ring(case, 1)
    case.file("whois", registered("bakery-example.cn", 700))
    case.file("passive_dns", resolved("bakery-example.cn", "192.0.2.7"), resolved(SITE, "192.0.2.7"),
              *(resolved(f"s{n}.o{n}-example.cn", "192.0.2.7") for n in range(15)))
    assert not {e.caption for e in answers(case).entities.values()} - {f"甲{n}" for n in (MAKER, AGENT, OPERATOR)}


@pytest.mark.parametrize("found", provisions(), ids=lambda p: p.element)
def test_every_provision_is_dated_sourced_and_worded(found: Provision) -> None:
    assert found.provision
    assert found.source
    assert found.valid_from[4] == found.valid_from[7] == "-"
    assert all(section("elements")[found.element][lang] for lang in LANGUAGES)
    assert f"unit_{found.unit}" in section("elements")


def _advert(url: str, by: str, title: str, *, group: str = "", members: int = 0, followers: int = 0,
            contact: int = 0) -> Row:
    def row(say: Statements) -> None:
        found = say.entity("Advert", url=url, title=title)
        say.link("published", handle(say, by, followers=followers or None), found)  # type: ignore[arg-type]
        if contact:
            say.link("contact", found, reach(say, contact))
        if group:
            say.link("contact", found, say.entity("Group", platform="qq", number=group, members=members))

    return row


def _office_of_another_number(n: int, number: int) -> Row:
    """A back-office record of person `n` under another number."""

    def row(say: Statements) -> None:
        held = say.entity("Certificate", number=f"T{resident(number)}", operation_item="低压电工作业")
        say.link("holds", person(say, n), held)
        say.link("lists", website(say, OFFICE), held)

    return row


def _works(n: int, employer: str) -> Row:
    def row(say: Statements) -> None:
        say.link("employed_by", person(say, n), say.entity("Organization", name=employer))

    return row


def _bound(name: str, number: int) -> Row:
    def row(say: Statements) -> None:
        say.link("bound_to", handle(say, name), reach(say, number))

    return row


def _costly(number: str, domain: str, fen: int) -> Row:
    def row(say: Statements) -> None:
        found = say.entity("Service", provider="知情云公司", order_number=number, amount_fen=fen,
                           notified_at="2025-06-01", continued="yes")
        say.link("provided", say.entity("Organization", name="知情云公司"), found)
        say.link("ordered", person(say, OPERATOR), found)
        say.link("serves", found, say.entity("Domain", name=domain))

    return row


def _failed(payer: int, payee: int, yuan: int, day: str) -> Row:
    def row(say: Statements) -> None:
        say.transaction("paid", account(say, payer), account(say, payee), f"failed|{payer}|{payee}|{day}", side="out",
                        amount_fen=yuan * 100, time=f"{day}T10:00:00+08:00", status="失败")

    return row


def _penalty(number: str, day: str, *, organisation: str = "", n: int = 0, facts: str = "") -> Row:
    def row(say: Statements) -> None:
        party = say.entity("Organization", name=organisation) if organisation else person(say, n)
        decision = say.entity("Penalty", decision_number=number, decided_on=day, facts=facts or None)
        say.link("imposed_on", decision, party)

    return row
