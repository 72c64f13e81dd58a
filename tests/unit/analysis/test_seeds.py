"""Seeds: an id, a typed key or a text means one thing, or the user is told what else it could be."""

from __future__ import annotations

import pytest

from graphkit.analysis.errors import AmbiguousSeed, UnknownSeed
from graphkit.analysis.seeds import one_entity, seed_ids
from tests.unit.analysis.case import Case
from tests.unit.analysis.world import DOMAIN, SITE, card, customer, owned, phone, resident, website


def named(case: Case, seed: str) -> set[str]:
    """The types and captions of what a seed means."""
    return {f"{e.type} {e.caption}" for e in case.ask(lambda view: view.get(seed_ids(view, seed))).values()}


@pytest.fixture
def told(case: Case) -> Case:
    """A certificate, a site, an account, two people of one name."""
    case.file("certificates", card(1, sellers=("wechat:seller_1",)))
    case.file("bank_persons", customer(11, 11, name="覃海波"), customer(50, 50, name="覃海波"))
    case.file("bank_accounts", owned(1, 110))
    case.file("alipay_registration", lambda say: say.entity("Account", scheme="alipay", number="+8613800000099"))
    case.file("whois", lambda say: website(say, DOMAIN))
    return case


@pytest.mark.parametrize(("seed", "expected"), [
    (f"Certificate:T{resident(1)}", f"Certificate T{resident(1)}"),
    (f"certificate: t{resident(1).lower()} ", f"Certificate T{resident(1)}"),
    (f"证书：T{resident(1)}", f"Certificate T{resident(1)}"),
    (f"T{resident(1)}", f"Certificate T{resident(1)}"),
    (f"Person:{resident(11)}", "Person 覃海波"),
    (resident(11), "Person 覃海波"),
    ("甲1", "Person 甲1"),
    ("Phone:13800000011", f"Phone {phone(11)}"),
    ("138 0000 0011", f"Phone {phone(11)}"),
    ("Account:6299000000000110", "Account 6299000000000110"),
    ("Account:bank:6299000000000110", "Account 6299000000000110"),
    ("6299 0000 0000 0110", "Account 6299000000000110"),
    ("bank:6299000000000110", "Account 6299000000000110"),
    ("alipay:13800000099", "Account +8613800000099"),
    ("Account:138 0000 0099", "Account +8613800000099"),
    (f"Domain:{DOMAIN}", f"Domain {DOMAIN}"),
    (f"Domain:https://{SITE}/x", f"Domain {DOMAIN}"),
    (DOMAIN, f"Domain {DOMAIN}"),
    (f"Website:{SITE}", f"Website {SITE}"),
    (f"hxxp://{SITE}/special?index=0", f"Website {SITE}"),
    ("OnlineAccount:wechat:Seller_1", "OnlineAccount seller_1"),
    ("seller_1", "OnlineAccount seller_1"),
])
def test_a_seed_means_one_thing(told: Case, seed: str, expected: str) -> None:
    assert named(told, seed) == {expected}


def test_an_id_is_a_seed(told: Case) -> None:
    (found,) = told.ask(lambda view: seed_ids(view, f"Person:{resident(11)}"))
    assert told.ask(lambda view: one_entity(view, found)) == found


@pytest.mark.parametrize("seed", [
    "", " ", "Person:", "Certificate:", "没有这个人", "Person:13800000011", "a" * 32, "x:y", "Phone:110101", "%",
    "' OR 1=1 --", "\x00",
])
def test_what_nothing_answers_to_is_said(told: Case, seed: str) -> None:
    with pytest.raises(UnknownSeed) as raised:
        told.ask(lambda view: seed_ids(view, seed))
    for lang in ("zh", "en"):
        assert "analysis." not in raised.value.message(lang)


def test_a_name_of_two_people_lists_both_with_their_ids(told: Case) -> None:
    with pytest.raises(AmbiguousSeed) as raised:
        told.ask(lambda view: seed_ids(view, "覃海波"))
    message = raised.value.message("zh")
    assert all(e.id in message and str(e.first("resident_id")) in message for e in raised.value.candidates)
    assert len(raised.value.candidates) == 2


def test_a_number_of_two_permits_is_one_seed_but_not_one_entity(told: Case) -> None:
    told.file("certificates", card(1, item="登高架设作业"))
    assert len(told.ask(lambda view: seed_ids(view, f"Certificate:T{resident(1)}"))) == 2
    with pytest.raises(AmbiguousSeed):
        told.ask(lambda view: one_entity(view, f"Certificate:T{resident(1)}"))
