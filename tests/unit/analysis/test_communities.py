"""Groups that work together: joined by what binds them, never by what everybody shares; always the same."""

from __future__ import annotations

import random

import networkx

from graphkit.analysis.communities import Communities, communities
from graphkit.analysis.communities.cutting import cuts
from tests.unit.analysis.case import Case, Row
from tests.unit.analysis.world import customer, owned, paid, registered, resolved


def ring(first: int) -> list[Row]:
    """Four people who pay each other on and on, each with an account and a phone."""
    people = range(first, first + 4)
    rows = [owned(n, n, contact=n) for n in people]
    return rows + [paid(a, b, 100 * m, f"2025-0{m}-11") for a in people for b in people if a < b for m in (3, 4, 5)]


def groups(found: Communities) -> list[set[str]]:
    """The members by caption, where they are described."""
    return [{found.entities[i].caption for i, _ in g.members if i in found.entities} for g in found.groups]


def test_rings_are_told_apart_with_what_binds_each(case: Case) -> None:
    case.file("bank_accounts", *ring(10), *ring(20))
    found = case.ask(communities)
    first, second = groups(found)
    assert {frozenset(n for n in g if n.startswith("甲")) for g in (first, second)} == {
        frozenset(f"甲{n}" for n in range(start, start + 4)) for start in (10, 20)}
    for group in found.groups:
        assert {r.code for r in group.reasons} >= {"bound_by", "tied_by"}
        assert any(r.evidence for r in group.reasons)
        assert all(r.text("zh") and r.text("en") for r in group.reasons)


def test_shared_infrastructure_joins_nobody(case: Case) -> None:
    case.file("passive_dns", *[resolved(f"www.shop{n}.cn", "198.51.100.7") for n in range(30)])
    case.file("bank_persons", *[customer(n, 50) for n in range(1, 8)])
    found = case.ask(communities)
    assert not found.groups
    assert {r.code for r in found.damped.values()} == {"shared_host", "many_users"}


def test_the_one_who_joins_two_halves_is_a_cut_point_and_what_joins_them_a_bridge(case: Case) -> None:
    halves = [(a, b, 1.0) for part in ("abcd", "wxyz") for a in part for b in part if a < b]
    assert cuts([*halves, ("d", "w", 1.0)]) == (("d", "w"), (("d", "w"),))
    assert cuts([*halves, ("d", "m", 1.0), ("m", "w", 1.0)]) == (("d", "m", "w"), (("d", "m"), ("m", "w")))
    assert cuts([*halves, ("d", "w", 1.0), ("a", "z", 1.0), ("a", "tail", 1.0)]) == ((), ())


def test_groups_hang_together_and_do_not_depend_on_the_order_of_loading(case: Case, other: Case) -> None:
    chance = random.Random(5)
    rows = [row for n in range(100, 200, 5) for row in ring(n)]
    rows += [paid(chance.randrange(100, 200), chance.randrange(100, 200), 9, "2025-06-11") for _ in range(60)]
    case.file("bank_transactions", *rows)
    chance.shuffle(rows)
    for start in range(0, len(rows), 50):
        other.file("bank_transactions", *rows[start:start + 50])
    found, again = case.ask(communities), other.ask(communities)
    assert [(g.id, g.members, g.bonds, g.cut_points, g.bridges) for g in found.groups] == [
        (g.id, g.members, g.bonds, g.cut_points, g.bridges) for g in again.groups]
    assert len(found.groups) > 5
    graph = found.to_networkx()
    for group in found.groups:
        assert networkx.is_connected(graph.subgraph(i for i, _ in group.members))
    assert len(found.to_frame()) == sum(len(g.members) for g in found.groups) == len(graph)


def test_fewer_groups_than_there_are_is_said(case: Case) -> None:
    case.file("bank_accounts", *ring(10), *ring(20), *ring(30))
    found = case.ask(lambda view: communities(view, most=2))
    assert (len(found.groups), found.count, found.truncated) == (2, 3, True)


def test_an_empty_case_has_no_groups(case: Case) -> None:
    case.file("leads", lambda say: say.entity("Lead", number="X1"))
    assert not case.ask(communities).groups


def test_sites_run_alike_are_told_with_what_they_have_in_common(case: Case) -> None:
    case.file("whois", registered("a.cn", 7), registered("b.cn", 7), registered("c.cn", 8))
    case.file("passive_dns", *[resolved(f"www.{name}.cn", "198.51.100.9") for name in "bc"],
              *[resolved(f"www.shop{n}.cn", "198.51.100.7") for n in range(30)],
              *[lambda say, name=name: say.entity("Domain", name=f"{name}.cn", name_server="ns1.ring.cn")
                for name in "ac"])
    found = case.ask(communities)
    told = {h.reason.code: {found.entities[i].caption for i in h.domains} for h in found.habits}
    assert told == {"same_registrant": {"a.cn", "b.cn"}, "same_address": {"b.cn", "c.cn"},
                    "same_name_server": {"a.cn", "c.cn"}}
    assert all(h.reason.evidence for h in found.habits)
