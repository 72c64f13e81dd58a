"""The pages on the whole case in a real browser: imitating sites, groups, shared infrastructure, statutory counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.conftest import Visit

IMITATION = "mem-zscx-xugou.com"
OPERATOR = "岳文涛"
SHARED = "192.88.99.200"


def test_imitating_sites_are_listed_once_with_the_certificates_that_lead_there(visit: Visit) -> None:
    visit.open("/sites?lang=zh")
    names = visit.column(0, 0)
    assert names[0] == IMITATION
    assert len(names) == len(set(names))
    assert int(visit.column(0, 2)[0]) > 50
    visit.tick(0, 0)
    visit.says("1. 含“mem”：应急管理部")
    visit.button("追查该对象").click()
    visit.goes("/trace")


def test_a_group_says_who_plays_which_role_in_it_and_what_binds_it(visit: Visit) -> None:
    visit.open("/groups?lang=zh")
    assert "代理" in visit.column(0, 1)[0]
    assert "关系" in visit.column(0, 3)[0]
    visit.tick(0, 0)
    visit.says("联系着组内")
    visit.says("选中一个成员即从它追查。")


def test_the_investigator_overrules_what_is_taken_for_shared_infrastructure(
    sample_store: str, tmp_path: Path, serve: Callable[..., str], visitor: Callable[[str], Visit]
) -> None:
    copy = tmp_path / "graph.db"
    copy.write_bytes(Path(sample_store.removeprefix("sqlite:///")).read_bytes())
    visit = visitor(serve(f"sqlite:///{copy}")).open("/groups?lang=zh&list=hubs")
    row = visit.column(0, 1).index(SHARED)
    visit.tick(0, row)
    visit.button("作出认定").first.click()
    visit.page.get_by_text("不是公共设施，可以据此追查").click()
    visit.page.get_by_label("理由（必填，记录在案）").fill("该地址由一个客户独占，见租用合同")
    visit.page.get_by_label("认定人").fill("丁某")
    visit.button("记录认定").click()
    cell = visit.page.locator("[data-testid=stDataFrame] tbody td", has_text=SHARED)
    expect(cell).to_have_count(0, timeout=30_000)  # the list is made anew, which takes its time
    visit.settled()
    assert SHARED not in visit.column(0, 1)


def test_a_statutory_count_leads_to_the_rows_of_each_subject(visit: Visit) -> None:
    visit.open("/elements?lang=zh")
    visit.says("是线索，不是认定")
    counted = visit.column(0, 0)
    row = counted.index("冒用国家机关名义的网站")
    assert visit.column(0, 5)[row] == "达到"
    visit.tick(0, row)
    assert visit.column(1, 0)[:2] == ["全案", OPERATOR]
    visit.tick(1, 1)
    visit.settled()
    rows = visit.column(2, 0)
    visit.tick(2, 0)
    visit.says(rows[0])
    visit.says("SHA-256")
    visit.open("/elements?lang=en&elements=reached")
    assert set(visit.column(0, 5)) == {"reached"}
