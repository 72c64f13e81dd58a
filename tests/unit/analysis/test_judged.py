"""Every trace follows what an investigator said, names it, and forgets it when it is taken back."""

from __future__ import annotations

from graphkit.analysis.hubs import hubs
from graphkit.analysis.rulings import confirmed_roles, rejected_roles
from graphkit.model.catalog import ENTITY_TYPES
from graphkit.model.identity import key_id
from graphkit.model.judging import UNDO, contradicted, effective, judgement_id
from graphkit.model.records import Judgement
from tests.unit.analysis.case import Case, standing, suspects
from tests.unit.analysis.world import DOMAIN, SITE, bank, card, customer, office, order, owned, resident, resolved, user

SEED, OPERATOR, AGENT = f"Certificate:T{resident(1)}", 92, 91


def ring(case: Case) -> None:
    case.file("back_office", office(1))
    case.file("back_office_users", user("zz1", role="录入", contacts=[900]), user("dl1", role="代理", contacts=[910]))
    case.file("bank_persons", customer(90, 900), customer(AGENT, 910))
    case.file("bank_accounts", owned(AGENT, 9100), owned(1, 101))
    case.file("certificates", card(1, sellers=[910], payee=9100, payer=101))
    case.file("service_orders", order("S1", "某云", [DOMAIN], by=OPERATOR, ip="192.0.2.7"))
    case.file("passive_dns", resolved(SITE, "192.0.2.7"))


def identity(type_name: str, *values: str) -> str:
    """The id of an entity by its strongest key."""
    return key_id(type_name, ENTITY_TYPES[type_name].keys[0], values)


def say(case: Case, verb: str, *subjects: str, value: str = "", second: int = 0, who: str = "王警官") -> Judgement:
    word = Judgement(verb, subjects, subjects, value, who, f"2026-06-01T10:00:{second:02d}+00:00", "已核对")
    case.store.judge(word)
    return word


def test_a_rejected_role_goes_with_everything_that_is_the_same_person(case: Case) -> None:
    ring(case)
    assert standing(case.trace(SEED), "agent") == {f"甲{AGENT}"}
    say(case, "reject", identity("Person", resident(AGENT)), value="agent")
    found = case.trace(SEED)
    assert not standing(found, "agent")  # neither he nor his phone, his back-office account or his card
    assert f"甲{AGENT}" not in suspects(found)
    assert standing(found, "maker") == {"甲90"}
    assert [w.value for w in found.judgements] == ["agent"]


def test_a_rejected_role_leaves_the_others_of_the_same_person(case: Case) -> None:
    ring(case)
    say(case, "reject", identity("Person", resident(OPERATOR)), value="maker")
    assert standing(case.trace(SEED), "site_operator") == {f"甲{OPERATOR}"}


def test_a_rejected_step_is_walked_no_more(case: Case) -> None:
    ring(case)
    say(case, "reject", identity("Person", resident(OPERATOR)), identity("Service", "某云", "S1"), value="ordered")
    found = case.trace(SEED)
    assert not standing(found, "site_operator")
    assert any(n.stage == "site_operator" for n in found.next)  # so the gap and what to obtain are told again
    assert [w.verb for w in found.judgements] == ["reject"]


def test_a_confirmed_step_makes_its_chains_stronger_and_says_who_confirmed_it(case: Case) -> None:
    ring(case)
    before = max(c.score for c in case.trace(SEED).chains if c.stages[-1:] == ("site_operator",))
    say(case, "confirm", identity("Person", resident(OPERATOR)), identity("Service", "某云", "S1"), value="ordered")
    chain = max((c for c in case.trace(SEED).chains if c.stages[-1:] == ("site_operator",)), key=lambda c: c.score)
    assert chain.score > before
    assert any("王警官" in r.text("zh") for s in chain.steps for r in s.reasons)


def test_a_confirmed_role_makes_the_chains_to_it_stronger_and_invents_none(case: Case) -> None:
    ring(case)
    before = case.trace(SEED)
    say(case, "confirm", identity("Person", resident(OPERATOR)), value="site_operator")
    say(case, "confirm", identity("Person", resident(OPERATOR)), value="maker", second=1)
    after = case.trace(SEED)
    assert standing(after, "maker") == {"甲90"}
    assert {c.entities for c in after.chains} == {c.entities for c in before.chains}
    was, now = (max(c.score for c in found.chains if c.stages[-1:] == ("site_operator",)) for found in (before, after))
    assert now > was


def test_what_is_said_to_be_common_infrastructure_is_shown_and_not_walked_through(case: Case) -> None:
    ring(case)
    host = identity("Domain", DOMAIN)
    say(case, "exclude", host, value="hub")
    found = case.trace(SEED)
    assert not standing(found, "site_operator")
    assert "王警官" in found.damped[host].text("zh")


def test_what_is_said_to_be_no_common_infrastructure_is_walked_through(case: Case) -> None:
    case.file("certificates", card(1))
    case.file("back_office", office(1, host=SITE))
    case.file("passive_dns", resolved(SITE, "192.0.2.7"),
              *(resolved(f"s{n}.o{n}-example.cn", "192.0.2.7") for n in range(15)))
    case.file("service_orders", order("S1", "某云", [], by=OPERATOR, ip="192.0.2.7"))
    assert not standing(case.trace(SEED), "site_operator")
    say(case, "include", identity("IPAddress", "192.0.2.7"), value="hub")
    assert standing(case.trace(SEED), "site_operator") == {f"甲{OPERATOR}"}


def test_the_list_of_common_infrastructure_follows_the_word_too(case: Case) -> None:
    case.file("passive_dns", *(resolved(f"s{n}.o{n}-example.cn", "192.0.2.7") for n in range(15)),
              resolved(SITE, "192.0.2.8"))
    assert {h.entity.caption for h in case.ask(hubs).hubs} == {"192.0.2.7"}
    say(case, "include", identity("IPAddress", "192.0.2.7"), value="hub")
    say(case, "exclude", identity("IPAddress", "192.0.2.8"), value="hub", second=1)
    (hub,) = case.ask(hubs).hubs
    assert (hub.entity.caption, hub.reason.code) == ("192.0.2.8", "judged_hub")


def test_a_word_that_was_taken_back_changes_nothing(case: Case) -> None:
    ring(case)
    before = case.trace(SEED)
    word = say(case, "reject", identity("Person", resident(AGENT)), value="agent")
    say(case, UNDO, judgement_id(word), second=1)
    assert case.trace(SEED) == before


def test_a_word_that_took_another_back_can_be_taken_back_itself() -> None:
    word = Judgement("reject", ("a",), (), "agent", "甲", "2026-06-01T10:00:00+00:00", "")
    back = Judgement(UNDO, (judgement_id(word),), (), "", "乙", "2026-06-01T10:00:01+00:00", "")
    again = Judgement(UNDO, (judgement_id(back),), (), "", "甲", "2026-06-01T10:00:02+00:00", "")
    assert effective([word, back]) == []
    assert effective([again, word, back]) == [word]


def test_two_investigators_who_disagree_are_told_and_the_newest_word_counts() -> None:
    yes = Judgement("confirm", ("a",), (), "agent", "甲", "2026-06-01T10:00:00+00:00", "")
    no = Judgement("reject", ("a",), (), "agent", "乙", "2026-06-01T10:00:01+00:00", "")
    assert effective([no, yes]) == [no]
    assert contradicted([yes, no]) == {judgement_id(yes): [no], judgement_id(no): [yes]}


def test_the_roles_said_of_many_subjects_are_read_at_once_by_any_of_their_ids(case: Case) -> None:
    case.file("bank_accounts", owned(AGENT, 9100))
    agent, account = identity("Person", resident(AGENT)), identity("Account", "bank", bank(9100))
    say(case, "reject", agent, value="agent")
    say(case, "confirm", agent, value="maker", second=1)
    assert case.ask(lambda view: rejected_roles(view, [agent, account])) == {agent: frozenset({"agent"})}
    assert case.ask(lambda view: confirmed_roles(view, [agent, account])) == {agent: frozenset({"maker"})}
