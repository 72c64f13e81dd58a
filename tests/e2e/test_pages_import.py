"""Bringing files in through the browser, and what hostile ones can do there: nothing."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.e2e.conftest import SAMPLE, Visit

SEIZED = SAMPLE / "02查获物品" / "0428行动查获证件登记表.csv"
LEADS = SAMPLE / "01线索" / "群众来信来电登记.csv"
LETTER = SAMPLE / "情况说明.txt"
OUTSIDE = "203.0.113.9"
HOSTILE = f"![](http://{OUTSIDE}/p.png)<img src=x onerror=window.owned=1>[a](javascript:window.owned=1):red[x]"


@pytest.fixture(scope="module")
def empty_site(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> str:
    """The app over a store with nothing in it."""
    return serve(f"sqlite:///{tmp_path_factory.mktemp('empty')}/graph.db")


def chosen(visit: Visit, *files: Path) -> None:
    """Give files to the uploader and wait for the preview."""
    visit.page.locator("input[type=file]").set_input_files([str(file) for file in files])
    visit.page.get_by_text("尚未装入任何内容").wait_for()
    visit.settled()


def test_an_empty_investigation_says_what_to_do_first(visitor: Callable[[str], Visit], empty_site: str) -> None:
    visit = visitor(empty_site).open()
    visit.says("这个专案还没有材料")
    assert "示例案件" not in visit.text()
    visit.button("导入材料").click()
    visit.settled()
    visit.goes("/import")
    visit.says("还没有装入任何材料")


def test_files_are_previewed_loaded_read_for_rejects_withdrawn_and_restored(
    visitor: Callable[[str], Visit], empty_site: str
) -> None:
    visit = visitor(empty_site).open("/import")
    chosen(visit, SEIZED, LEADS, LETTER)
    assert visit.column(0, 0) == [SEIZED.name, LETTER.name, LEADS.name]
    assert visit.column(0, 1) == ["查获证书", "未识别", "线索"]
    assert visit.column(0, 3) == ["125", "0", "14"]
    visit.says("还没有装入任何材料")

    visit.button("确认装入 2 个文件").click()
    visit.page.get_by_text("已装入。").wait_for()
    visit.settled()
    assert visit.column(0, 4) == ["0", "0", "1"]
    assert visit.heads(1) == ["文件", "行", "列", "处理", "原值", "原因与办法"]
    assert [visit.column(1, place)[0] for place in range(4)] == [LETTER.name, "", "", "拒收"]
    assert [visit.column(1, place)[1] for place in range(4)] == [LEADS.name, "17", "线索编号", "拒收"]
    visit.tick(1, 1)
    visit.says("必填的“线索编号”为空")
    with visit.page.expect_download() as download:
        visit.button("下载拒收行（XLSX）").click()
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    sheet = book.worksheets[0]
    assert sheet.cell(2, 1).value == LEADS.name
    assert sheet.cell(2, 3).value == "17"
    book.close()

    assert visit.column(2, 2) == ["有效", "有效"]
    visit.tick(2, 0)
    visit.button("撤回这份材料").click()
    visit.button("撤回").click()
    visit.page.get_by_text("请先写明理由").wait_for()
    visit.page.get_by_label("理由（必填，记录在案）").fill("误导入")
    visit.page.keyboard.press("Tab")
    visit.settled()
    visit.button("撤回").click()
    visit.settled()
    visit.open()
    visit.says("份材料已撤回")
    visit.open("/import")
    assert visit.column(0, 2) == ["已撤回", "有效"]
    visit.tick(0, 0)
    visit.says("误导入")
    visit.button("恢复这份材料").click()
    visit.settled()
    visit.open("/import")
    assert visit.column(0, 2) == ["有效", "有效"]


def test_the_same_file_again_changes_nothing_and_says_so(visitor: Callable[[str], Visit], empty_site: str) -> None:
    visit = visitor(empty_site).open("/import")
    for _ in range(2):
        chosen(visit, LEADS)
        visit.button("确认装入 1 个文件").click()
        visit.page.get_by_text("已装入。").wait_for()
        visit.settled()
        said = visit.column(0, 6)
        visit.button("继续导入").click()
        visit.settled()
    assert said == ["已装入过，无变化"]


def test_investigations_are_kept_apart(visitor: Callable[[str], Visit], empty_site: str) -> None:
    visit = visitor(empty_site).open()
    visit.page.get_by_role("button", name="新建专案").click()
    visit.page.get_by_label("专案名称").fill("另案 <b>1</b>")
    visit.button("建立并打开").click()
    visit.settled()
    visit.says("这个专案还没有材料")
    visit.says("另案 <b>1</b>")
    visit.goes("case=")
    visit.page.reload()
    visit.settled()
    visit.says("另案 <b>1</b>")


def test_hostile_evidence_stays_text_on_every_page(
    visitor: Callable[[str], Visit], tmp_path: Path, serve: Callable[..., str]
) -> None:
    header = "证件编号,姓名,身份证号,操作项目,二维码内容,查获地点,工作单位,卖家联系方式,收款账号"
    row = f"{HOSTILE},{HOSTILE},11010219660509997X,{HOSTILE},http://{OUTSIDE}/q,{HOSTILE},{HOSTILE},微信{HOSTILE},=1+1"
    known = "T110102196605099973,{0},110102196605099973,低压电工作业,http://{1}/q,{0},{0},微信 evil_handle1,{2}"
    rows = [row, known.format(HOSTILE, OUTSIDE, "=cmd|' /C calc'!A0")]
    file = tmp_path / f"{HOSTILE.replace('/', '')[:60]} =SUM(A1).csv"
    file.write_text("\n".join([header, *rows]), encoding="utf-8")
    visit = visitor(serve(f"sqlite:///{tmp_path}/hostile.db")).open("/import")
    chosen(visit, file)
    visit.page.get_by_role("button", name="确认装入").click()
    visit.page.get_by_text("已装入。").wait_for()
    visit.settled()
    visit.tick(visit.page.locator("[data-testid=stDataFrame]").count() - 1, 0)
    visit.open()
    visit.open("/certificates")
    visit.tick(0, 0)
    visit.tick(1, 0)
    visit.says("原始记录")
    visit.open(f"/trace?seed={HOSTILE[:40]}")
    visit.open("/trace?seed=T110102196605099973").chart()
    visit.page.mouse.click(*visit.at("onerror"))
    visit.page.locator(".st-key-details").wait_for()
    visit.settled()
    assert HOSTILE[:20] in visit.text()
    assert visit.page.evaluate("window.owned") is None
    assert visit.page.locator(f"img[src*='{OUTSIDE}'], img[src=x], a[href*='javascript']").count() == 0
