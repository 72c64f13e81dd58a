"""An investigator's word in the browser: said of a card, followed by the chart, listed, and taken back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.conftest import Visit

FORGED = "T110102196605099973"


@pytest.fixture
def own(sample_store: str, serve: Callable[..., str], visitor: Callable[[str], Visit], tmp_path: Path) -> Visit:
    """The app over a store of this test's own with the sample case: what is said here is nobody else's."""
    copy = tmp_path / "graph.db"
    shutil.copy(sample_store.removeprefix("sqlite:///"), copy)
    return visitor(serve(f"sqlite:///{copy}"))


def test_a_rejected_role_leaves_the_chart_is_listed_and_comes_back_when_taken_back(own: Visit) -> None:
    own.open(f"/trace?seed={FORGED}").chart()
    own.page.mouse.click(*own.at("岳文涛\n人员"))
    own.page.locator(".st-key-details").wait_for()
    own.settled()
    own.button("作出认定").first.click()
    own.page.get_by_text("不是“网站运营”环节的人").click()
    own.page.get_by_text("记录认定").click()
    own.page.get_by_text("请写明理由").wait_for()
    own.page.get_by_label("理由（必填，记录在案）").fill("服务器另有其人")
    own.page.get_by_label("认定人").fill("王警官")
    own.page.get_by_text("记录认定").click()
    own.says("认定（1）")
    own.chart()
    assert "岳文涛" not in own.page.locator(".st-key-stage_site_operator").inner_text()
    own.page.get_by_role("tab", name="认定（1）").click()
    own.settled()
    own.tick(2, 0)  # the tables of the other tabs come first
    own.page.get_by_label("撤销的理由（必填）").fill("核实有误")
    own.page.get_by_text("撤销这条认定").click()
    own.settled()
    own.chart()
    assert "岳文涛" in own.page.locator(".st-key-stage_site_operator").inner_text()
