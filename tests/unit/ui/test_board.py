"""The chart a user works on keeps everything in its place, and nothing that he does gives anybody a role."""

from __future__ import annotations

from graphkit.model.records import Link
from graphkit.ui.board import Workspace, lane_of, workspace

HELD = Link("1", "holds", "person", "certificate")
PAID = Link("2", "paid", "account", "shop", count=3)


def started() -> Workspace:
    return workspace(("certificate",), {"certificate": "certificate", "person": "holder"}, [HELD], {})


def test_what_is_there_keeps_its_place_when_the_chart_grows() -> None:
    work = started()
    before = dict(work.board.layout.positions)
    work.grow({"account": "holder", "shop": "other"}, [PAID])
    assert {i: work.board.layout.positions[i] for i in before} == before
    assert set(work.board.lanes) == {"certificate", "person", "account", "shop"}


def test_somebody_who_is_there_stays_in_his_lane() -> None:
    work = started()
    work.grow({"person": "other"}, [])
    assert work.board.lanes["person"] == "holder"


def test_undo_and_redo_go_through_the_same_charts_and_a_new_step_forgets_what_was_undone() -> None:
    work = started()
    first = work.board
    work.grow({"account": "other"}, [])
    second = work.board
    work.step(-1)
    assert work.board is first
    work.step(-1)
    assert work.board is first
    work.step(1)
    assert work.board is second
    work.step(-1)
    work.hide("person")
    work.step(1)
    assert set(work.board.lanes) == {"certificate"}


def test_hiding_takes_the_links_along_and_lets_the_selection_go() -> None:
    work = started()
    work.selected = ("edge", "1")
    work.hide("person")
    assert work.board.links == {}
    assert work.selected is None


def test_what_the_user_dragged_stays_there_until_the_first_chart_is_brought_back() -> None:
    work = started()
    work.moved = {"person": (900.0, 40.0)}
    work.grow({"account": "other"}, [])
    assert work.board.layout.positions["person"] == (900.0, 40.0)
    work.reset()
    assert work.moved == {}
    assert work.at == 0


def test_expanding_gives_nobody_a_role_that_the_link_itself_does_not_state() -> None:
    assert lane_of(PAID, "account", "agent", "Account") == "other"
    assert lane_of(Link("3", "sent", "phone", "parcel"), "phone", "maker", "Waybill") == "other"
    assert lane_of(Link("4", "registered", "person", "domain"), "domain", "site", "Person") == "other"


def test_what_somebody_owns_or_uses_stands_with_him_and_a_holder_with_the_holders() -> None:
    assert lane_of(Link("5", "owns", "person", "account"), "person", "agent", "Account") == "agent"
    assert lane_of(Link("6", "uses", "person", "phone"), "phone", "maker", "Person") == "maker"
    assert lane_of(HELD, "certificate", "certificate", "Person") == "holder"
    assert lane_of(HELD, "person", "agent", "Certificate") == "certificate"
    assert lane_of(Link("7", "on_domain", "site", "domain"), "site", "site", "Domain") == "site"
