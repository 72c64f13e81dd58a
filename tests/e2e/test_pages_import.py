"""Bringing files in through the browser, and what hostile ones can do there: nothing."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

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
    assert visit.column(0, 0) == [LETTER.name, SEIZED.name, LEADS.name]  # what nobody knows comes first
    assert visit.column(0, 1) == ["未识别", "查获证书", "线索"]
    assert visit.column(0, 2) == ["否", "是", "是"]
    assert visit.heads(0)[4:11] == ["数据行", "接收", "拒收", "无数据", "新增", "更新", "矛盾"]
    assert visit.column(0, 4) == ["0", "125", "14"]
    assert visit.column(0, 6) == ["0", "0", "1"]
    assert all(int(made.replace(",", "")) > 50 for made in visit.column(0, 8)[1:])
    visit.says("还没有装入任何材料")

    visit.button("确认装入 2 个文件").click()
    visit.page.get_by_text("已装入。").wait_for()
    visit.settled()
    assert visit.column(0, 0) == [LETTER.name, LEADS.name, SEIZED.name]  # what was not loaded whole comes first
    assert visit.column(0, 4) == ["0", "1", "0"]
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
    visit.says("个文件没有装入")
    visit.open("/import")
    assert visit.column(0, 2) == ["已撤回", "有效"]
    visit.tick(0, 0)
    visit.says("误导入")
    visit.button("恢复这份材料").click()
    visit.settled()
    visit.open("/import")
    assert visit.column(0, 2) == ["有效", "有效"]


WAYBILLS = "寄件日期,运单编号,寄件人,寄件人手机,收件人,收件人手机,内件品名,业务员微信\n" + "".join(
    f"2026-04-0{day} 15:00,7310000000{day},钱先生,15955556666,孙女士,1391111000{day},文件,wx_{day}\n"
    for day in range(1, 6)
)
MADE = (
    "证书编号,姓名,身份证号,作业项目,录入人,批次,操作日,备注\n"
    "T320102198503129973,刘大成,320102198503129973,低压电工作业,zz_qian,dl_hong,,\n"
)


def test_a_file_that_is_not_surely_recognised_waits_until_its_user_says_what_it_is(
    visitor: Callable[[str], Visit], tmp_path: Path, serve: Callable[..., str]
) -> None:
    (tmp_path / "运单.csv").write_text(WAYBILLS, encoding="utf-8")
    (tmp_path / "菜单.txt").write_text("今天吃什么", encoding="utf-8")
    with ZipFile(tmp_path / "勘验.zip", "w") as archive:
        archive.writestr("zs.example.cn/制证记录.csv", MADE)
    site = serve(f"sqlite:///{tmp_path}/graph.db")
    visit = visitor(site).open("/import")
    chosen(visit, *(tmp_path / name for name in ("运单.csv", "菜单.txt", "勘验.zip")))
    made, menu, parcels = "勘验.zip!zs.example.cn/制证记录.csv", "菜单.txt", "运单.csv"
    assert visit.column(0, 0) == [made, menu, parcels]
    assert visit.column(0, 1) == ["查获证书", "未识别", "快递运单（缺列：快递公司）"]
    assert visit.column(0, 2) == ["否", "否", "否"]
    assert visit.column(0, 11)[0].endswith("未使用的列：录入人、批次、操作日、备注")
    visit.says("3 个文件暂不装入")
    assert visit.button("确认装入 0 个文件").is_disabled()

    visit.tick(0, 2)
    visit.button("按此重新识别，以后自动认出").click()
    visit.says("缺少必需的列：快递公司")
    visit.page.get_by_label("快递公司 *：文件里没有这一列时").fill("顺丰")
    visit.page.keyboard.press("Tab")
    visit.settled()
    visit.button("按此重新识别，以后自动认出").click()
    visit.says("2 个文件暂不装入")
    visit.settled()
    assert visit.column(0, 1)[2] == "快递运单"
    assert visit.column(0, 11)[2] == "未使用的列：业务员微信"

    visit.tick(0, 0)
    visit.page.get_by_text("装入这个文件").click()
    visit.says("1 个文件暂不装入")
    visit.button("确认装入 2 个文件").click()
    visit.says("已装入。")
    visit.settled()
    assert visit.column(2, 0) == [made, parcels]
    assert visit.column(2, 3) == ["录入人、批次、操作日、备注", "业务员微信"]
    visit.open()
    visit.button("查看原因").click()
    visit.goes("show=refused")
    visit.settled()
    assert visit.column(0, 0) == [menu]
    visit.page.get_by_text("没用到的列 1").click()  # of the parcels somebody has said how they are read
    visit.settled()
    assert visit.column(0, 0) == [made]
    visit.open("/import")

    (tmp_path / "五月运单.csv").write_text(WAYBILLS.replace("2026-04", "2026-05"), encoding="utf-8")
    chosen(visit, tmp_path / "五月运单.csv")
    assert visit.column(0, 1) == ["快递运单"]
    visit.button("确认装入 1 个文件").click()
    visit.says("已装入。")


def test_the_same_file_again_changes_nothing_and_says_so(visitor: Callable[[str], Visit], empty_site: str) -> None:
    visit = visitor(empty_site).open("/import")
    for _ in range(2):
        chosen(visit, LEADS)
        visit.button("确认装入 1 个文件").click()
        visit.page.get_by_text("已装入。").wait_for()
        visit.settled()
        said = visit.column(0, 8)
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
    visit.page.get_by_label("专案名称").wait_for(state="detached")
    visit.page.reload()
    visit.settled()
    visit.says("另案 <b>1</b>")


def test_a_wrong_investigation_in_the_address_opens_no_other_one(
    visitor: Callable[[str], Visit], empty_site: str
) -> None:
    visit = visitor(empty_site).open("/import?case=没有的")
    visit.says("没有这个专案")
    assert visit.page.locator("input[type=file]").count() == 0
    visit.button("打开").click()
    visit.settled()
    visit.goes("case=main")
    visit.page.locator("input[type=file]").wait_for(state="attached")


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
    visit.tick(0, 0)
    visit.says("这是哪类材料")
    visit.says(HOSTILE[:20])
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
