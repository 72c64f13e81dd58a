"""Shared infrastructure: found from the data and from the list, never a subject of the case."""

from __future__ import annotations

from graphkit.analysis.hubs import hubs
from tests.unit.analysis.case import Case
from tests.unit.analysis.world import (
    DOMAIN,
    SITE,
    account,
    card,
    customer,
    order,
    owned,
    paid,
    registered,
    resolved,
    website,
)


def found(case: Case) -> dict[str, str]:
    """caption → code of the reason."""
    return {h.entity.caption: h.reason.code for h in case.ask(hubs).hubs}


def test_an_address_of_many_unrelated_sites_is_a_shared_host_with_rows_and_degree(case: Case) -> None:
    case.file("passive_dns", *[resolved(f"www.shop{n}.cn", "198.51.100.7") for n in range(11)],
              *[resolved(f"a{n}.{DOMAIN}", "198.51.100.8") for n in range(3)])
    (hub,) = case.ask(hubs).hubs
    assert (hub.entity.caption, hub.reason.code, hub.degree) == ("198.51.100.7", "shared_host", 11)
    assert [r.row for r in hub.evidence]
    assert "11" in hub.reason.text("en")


def test_an_address_for_which_many_ordered_is_a_shared_host(case: Case) -> None:
    case.file("service_orders", *[order(f"N{n}", "某云", [], ip="198.51.100.7", by=n) for n in range(11)])
    assert found(case)["198.51.100.7"] == "shared_host"


def test_registrars_bulk_registrants_and_resellers_are_hubs(case: Case) -> None:
    case.file("whois", *[registered(f"n{n}.cn", 5) for n in range(31)])
    case.file("service_orders", *[order(f"N{n}", "某云", [f"m{n}.cn"], by=9) for n in range(31)])
    codes = found(case)
    assert codes["某域名注册有限公司"] == "registrar"
    assert "bulk_registrant" in codes.values()
    assert codes["甲9"] == "reseller"


def test_what_the_lists_name_is_a_hub_however_small(case: Case) -> None:
    case.file("certificates", card(1, qr="cx.mem.gov.cn"), card(2, qr="u.wechat.com"), card(3, qr=SITE))
    case.file("bank_accounts", owned("某支付有限公司", 90, holder="某支付有限公司备付金"))
    case.file("bank_transactions", *[paid(n, 90, 5, "2025-05-11") for n in range(100, 125)])
    codes = found(case)
    assert codes["cx.mem.gov.cn"] == "host_platform"
    assert codes["u.wechat.com"] == "host_code_host"
    assert codes["6299000000000090"] == "payment_platform"
    assert SITE not in codes


def test_a_number_on_many_peoples_forms_is_a_hub_and_a_familys_is_not(case: Case) -> None:
    case.file("bank_persons", *[customer(n, 50) for n in range(1, 6)], customer(11, 60), customer(12, 60))
    codes = found(case)
    assert list(codes.values()) == ["many_users"]


def test_a_collector_whom_a_seizure_names_is_no_hub_however_many_pay_him(case: Case) -> None:
    case.file("certificates", card(1, payee=70))
    case.file("bank_transactions", *[paid(n, 70, 300, "2025-05-11") for n in range(1_000, 1_310)],
              *[paid(n, 80, 12, "2025-05-11") for n in range(1_000, 1_310)])
    assert found(case) == {"6299000000000080": "public_payee"}


def test_an_empty_case_has_none(case: Case) -> None:
    case.file("leads", lambda say: (account(say, 1), website(say, SITE)))
    assert not case.ask(hubs).hubs
