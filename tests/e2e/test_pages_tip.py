"""A tip by telephone, in the browser: written down, joined to what somebody ticks, and traced."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.conftest import Visit
from tests.e2e.test_pages_import import HOSTILE, OUTSIDE

HANDLE = "node => (node.options.title || '').includes('\\n网络账号')"
CALL = "有个叫张三的人卖假电工证，微信号 zj_888，电话138 1234 5678，网站 yjgl-zs.net"


@pytest.fixture
def own(tmp_path: Path, serve: Callable[..., str], visitor: Callable[[str], Visit]) -> Visit:
    """The app over an empty store of this test's own."""
    return visitor(serve(f"sqlite:///{tmp_path}/graph.db"))


def written(visit: Visit, label: str, text: str) -> None:
    """Type into a field and leave it by the keyboard."""
    visit.page.get_by_label(label, exact=True).fill(text)
    visit.page.keyboard.press("Tab")
    visit.settled()


def test_a_tip_becomes_a_lead_that_is_linked_to_what_was_ticked_alone(own: Visit) -> None:
    own.open("/tip")
    written(own, "来电内容", f"{CALL} {HOSTILE}")
    own.says("勾选与本线索有关的")
    names, values = own.column(0, 0), own.column(0, 1)
    found = dict(zip(values, names, strict=True))
    assert found["张三"] == "涉及姓名"
    assert found["yjgl-zs.net"] == "涉及网址"
    own.says("记录线索，关联 0 项")
    own.tick(0, values.index("yjgl-zs.net"))
    own.tick(0, values.index("+8613812345678"))
    own.says("记录线索，关联 2 项")
    written(own, "受理单位", "某市应急管理局")
    written(own, "举报人", "李大姐")
    written(own, "接收时间", "前天")
    own.button("记录线索，关联 2 项").click()
    own.says("看不懂的接收时间：前天")
    written(own, "接收时间", "2026-05-17 10:22")
    own.button("记录线索，关联 2 项").click()
    own.says("线索已记录，关联了 2 项。")
    own.says("线索编号 TIP-202605171022-")
    own.button("追查这条线索").click()
    own.goes("/trace")
    own.chart()
    own.at("yjgl-zs.net")
    assert not own.page.evaluate(f"Object.values(net.body.nodes).some({HANDLE})"), "what was not ticked is not linked"
    own.open("/todo")
    own.says("没有需要处理的")
    own.open("/tip")
    assert own.page.evaluate("window.owned") is None
    assert own.page.locator(f"img[src*='{OUTSIDE}'], a[href*='javascript']").count() == 0


def test_the_page_is_in_english_too_and_another_tip_can_follow_by_keyboard(own: Visit) -> None:
    own.open("/tip?lang=en")
    written(own, "What was said", "那个平台不靠谱，具体的说不上来")
    own.says("No number, site or name was recognised")
    own.button("Record the tip and link 0").focus()
    own.page.keyboard.press("Enter")
    own.says("The tip is recorded and linked to 0.")
    own.button("Take down another").focus()
    own.page.keyboard.press("Enter")
    own.says("Find numbers, sites and names in it")
    assert own.page.get_by_label("What was said", exact=True).input_value() == ""
