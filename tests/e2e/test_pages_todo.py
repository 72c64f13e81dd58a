"""What needs a person, in the browser: rejected rows, contradictions, unused columns, refused files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.e2e.conftest import Visit
from tests.e2e.test_pages_import import HOSTILE, LEADS, LETTER, OUTSIDE, chosen

SUBSCRIBERS = "号码,机主姓名,证件号码,入网时间,运营商,内部备注\n"


@pytest.fixture
def own(tmp_path: Path, serve: Callable[..., str], visitor: Callable[[str], Visit]) -> Visit:
    """The app over an empty store of this test's own."""
    return visitor(serve(f"sqlite:///{tmp_path}/graph.db"))


def loaded(visit: Visit, *files: Path) -> None:
    """Bring files in on the import page."""
    visit.open("/import")
    chosen(visit, *files)
    visit.page.get_by_role("button", name="确认装入").click()
    visit.says("已装入。")
    visit.settled()


def test_where_nothing_waits_the_page_says_so_for_every_matter_in_both_languages(own: Visit) -> None:
    own.open("/todo")
    own.says("没有需要处理的：")
    own.says("没有待补正的行。")
    for matter, empty in (("conflicts", "The sources contradict each other about nothing."),
                          ("unused", "No column waits"), ("refused", "No file was refused.")):
        own.open(f"/todo?lang=en&show={matter}")
        own.says("Nothing needs you")
        own.says(empty)


def test_a_rejected_row_is_downloaded_put_right_and_given_back_with_who_and_why(own: Visit, tmp_path: Path) -> None:
    loaded(own, LEADS)
    own.open()
    own.button("逐行补正").click()
    own.goes("show=rejected")
    own.says("没有装入的行（1 处原因）")
    with own.page.expect_download() as download:
        own.button("下载拒收行（XLSX）").click()
    file = tmp_path / "补正.xlsx"
    download.value.save_as(file)
    book = openpyxl.load_workbook(file)
    heads = [str(cell.value) for cell in book.worksheets[0][1]]
    book.worksheets[0].cell(2, heads.index("线索编号") + 1).value = "JB2026补001"
    book.save(file)
    chosen(own, file)
    own.says("注明补正的是哪个文件哪一行")
    own.button("确认装入 1 个文件").click()
    own.says("请先写明补正人和理由")
    own.page.get_by_label("补正人").fill("王警官")
    own.page.get_by_label("理由（必填，记录在案）").fill("对照来信原件 <b>1</b>")
    own.page.keyboard.press("Tab")
    own.settled()
    own.button("确认装入 1 个文件").click()
    own.says("已装入。")
    own.says("没有待补正的行。")
    own.says("已补正的行（1）")
    own.settled()
    last = own.page.locator("[data-testid=stDataFrame]").count() - 1
    assert own.column(last, 0) == [LEADS.name]
    assert own.column(last, 2) == ["17"]
    assert own.column(last, 4) == ["王警官"]
    assert own.column(last, 6) == ["对照来信原件 <b>1</b>"]
    own.tick(last, 0)
    own.says("原始记录：")
    own.open()
    assert "行数据被拒收" not in own.text()
    own.open("/trace?seed=JB2026补001").chart()


def test_sources_that_contradict_each_other_are_compared_row_by_row(own: Visit, tmp_path: Path) -> None:
    evil = HOSTILE.replace(",", "")
    for name, carrier in (("甲.csv", "某移动"), ("乙.csv", evil)):
        (tmp_path / name).write_text(f"{SUBSCRIBERS}13812345678,张三,110101199003074477,2020-01-01,{carrier},x\n",
                                     "utf-8")
    loaded(own, tmp_path / "甲.csv", tmp_path / "乙.csv")
    own.open()
    own.says("处内容互相矛盾")
    own.button("逐处核对").click()
    own.goes("show=conflicts")
    own.settled()
    assert own.column(0, 2) == ["运营商"]
    assert set(own.column(0, 3)[0].split(" ≠ ")) == {"某移动", evil}
    own.tick(0, 0)
    own.says("运营商：某移动")
    assert {own.column(1, 0)[0], own.column(2, 0)[0]} == {"甲.csv", "乙.csv"}
    own.tick(1, 0)
    own.says("原始记录：")
    assert own.page.evaluate("window.owned") is None
    assert own.page.locator(f"img[src*='{OUTSIDE}'], a[href*='javascript']").count() == 0
    own.button("追查该对象").first.click()
    own.goes("/trace")

    own.open("/todo?show=unused")
    own.says("没用到的列 2")
    own.settled()
    assert own.column(0, 2) == ["内部备注", "内部备注"]


def test_a_refused_file_is_still_listed_after_a_restart_until_nobody_needs_it(
    tmp_path: Path, serve: Callable[..., str], visitor: Callable[[str], Visit]
) -> None:
    store = f"sqlite:///{tmp_path}/graph.db"
    (tmp_path / f"{HOSTILE.replace('/', '')[:40]}.txt").write_text("今天吃什么", "utf-8")
    loaded(visitor(serve(store)), LEADS, LETTER, next(tmp_path.glob("*.txt")))
    later = visitor(serve(store)).open("/todo?lang=en&show=refused")
    later.says("Files not loaded 2")
    later.settled()
    assert len(set(later.column(0, 4))) == 1
    place = later.column(0, 0).index(LETTER.name)
    later.tick(0, place)
    later.says("It is of no known kind.")
    later.button("This file is not needed").click()
    later.says("Files not loaded 1")
    later.button("None is needed: clear the list").click()
    later.says("No file was refused.")


def test_every_matter_can_be_reached_by_keyboard(own: Visit) -> None:
    loaded(own, LEADS)
    own.open("/todo")
    own.page.get_by_role("radio", name="拒收的行 1").focus()
    own.page.keyboard.press("ArrowRight")
    own.page.keyboard.press("ArrowRight")
    own.page.keyboard.press("ArrowRight")
    own.page.keyboard.press("Space")
    own.says("没有被拒的文件。")
