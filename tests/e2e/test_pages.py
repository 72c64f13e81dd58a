"""The app as a person uses it, in a real browser over the sample case."""

from __future__ import annotations

import zipfile

from tests.e2e.conftest import Visit

FORGED = "T110102196605099973"
"""Ring A: its chain reaches maker, operator and enabler."""


def traced(visit: Visit, seed: str = FORGED, lang: str = "zh") -> Visit:
    """The trace of a seed with its chart on the screen."""
    visit.open(f"/trace?lang={lang}&seed={seed}").chart()
    return visit


def test_the_first_page_shows_the_sample_case_and_says_that_it_is_fictional(visit: Visit) -> None:
    visit.open()
    said = visit.text()
    assert "案件概览" in said
    assert "示例案件（虚构）" in said
    assert "有伪造迹象或可疑" in said
    shown = visit.page.locator("[data-testid=stMetric]").all_inner_texts()
    figures = {figure.split("\n")[0]: figure.split("\n")[-1] for figure in shown}
    assert figures["证书"] == "365"
    assert int(figures["已装入行"].replace(",", "")) > 3000
    assert "行数据被拒收" in said


def test_every_matter_on_the_overview_leads_to_where_it_is_dealt_with(visit: Visit) -> None:
    visit.open()
    visit.button("逐行补正").click()
    visit.settled()
    visit.goes("/todo")
    visit.says("没有装入的行（4 处原因）")
    assert set(visit.column(0, 3)) == {"拒收"}
    visit.open()
    visit.button("查看原因").click()
    visit.says("这些文件里的内容都不在图里")
    visit.open()
    visit.settled()
    visit.button("查看").first.click()
    visit.goes("verdict=forged")
    visit.settled()
    assert set(visit.column(0, 3)) == {"有伪造迹象"}


def test_the_language_goes_along_to_every_page_and_stands_in_the_address(visit: Visit) -> None:
    visit.open()
    visit.until("document.documentElement.lang === 'zh'")
    visit.page.get_by_text("English", exact=True).click()
    visit.settled()
    visit.says("Needs attention")
    visit.until("document.documentElement.lang === 'en'")
    headings = {"Import": "Loaded files", "Trace": "Certificates to begin with", "Help": "First steps"}
    for name, heading in headings.items():
        visit.page.locator("[data-testid=stSidebarNav]").get_by_text(name, exact=True).click()
        visit.settled()
        visit.says(heading)
        visit.goes("lang=en")
    visit.page.reload()
    visit.settled()
    visit.says("Sample case (fictional)")
    assert "truth.json" not in visit.text()


def test_a_certificate_is_found_by_its_number_and_its_ring_is_on_the_chart(visit: Visit) -> None:
    visit.open("/trace")
    visit.page.get_by_placeholder("证书编号、姓名").fill(FORGED)
    visit.page.keyboard.press("Enter")
    visit.settled()
    visit.chart()
    visit.says("现有材料追到：持证人、代理、制作、网站运营、技术支持")
    for somebody in ("陶琳雪", "邵美琴", "岳文涛", "虚江市云栈网络"):
        visit.at(somebody)
    visit.goes("seed=")


def test_a_name_that_several_answer_to_lets_the_user_choose(visit: Visit) -> None:
    visit.open("/trace?seed=贺立锋")
    visit.says("有多个对象符合")
    visit.tick(0, visit.column(0, 0).index("人员"))
    visit.chart()
    visit.at("贺立锋")


def test_a_text_that_nothing_answers_to_says_what_to_do(visit: Visit) -> None:
    visit.open("/trace?seed=没有这个人xyz")
    visit.says("没有完全等于「没有这个人xyz」的对象")
    visit.says("请核对写法")


def test_a_click_on_a_card_lists_what_is_stated_with_file_and_row_and_the_record_itself(visit: Visit) -> None:
    traced(visit)
    visit.page.mouse.click(*visit.at("邵美琴\n人员"))
    visit.page.locator(".st-key-details").wait_for()
    visit.settled()
    names, values = visit.column(0, 0), visit.column(0, 1)
    assert dict(zip(names, values, strict=True))["姓名"] == "邵美琴"
    files, rows = visit.column(0, 2), visit.column(0, 4)
    assert all(file.endswith((".csv", ".xlsx", ".jsonl", ".txt", ".json")) for file in files)
    assert all(row.isdigit() for row in rows)
    visit.tick(0, names.index("姓名"))
    visit.says("行，表内一次显示 5 行")  # many rows state it: choose one
    visit.tick(1, 0)
    visit.says("原始记录：")
    visit.says("SHA-256")


def test_a_site_whose_name_imitates_a_government_says_so_and_how(visit: Visit) -> None:
    traced(visit)
    visit.page.mouse.click(*visit.at("cx-mem.gov.cn.aqcx-xugou.cn\n网站"))
    visit.says("名称疑似仿冒政府网站")
    visit.says("像是冒充 cx.mem.gov.cn：把政府网站名“cx-mem.gov.cn”放在 aqcx-xugou.cn 前面")


def test_a_click_on_a_payment_lists_its_transfers_and_their_sum(visit: Visit) -> None:
    traced(visit)
    paid = visit.page.evaluate(
        "(() => { const e = Object.values(net.body.edges).find(e => (e.options.label || '').includes('元'));"
        " const box = net.canvas.frame.getBoundingClientRect(); const p = net.canvasToDOM(e.edgeType.getPoint(0.5));"
        " return [box.left + p.x, box.top + p.y]; })()"
    )
    visit.page.mouse.click(*paid)
    visit.page.locator(".st-key-details").wait_for()
    visit.settled()
    assert "笔" in visit.page.locator(".st-key-details").inner_text()
    assert visit.heads(0)[:3] == ["交易时间", "金额", "摘要"]
    assert all(amount.endswith(" 元") for amount in visit.column(0, 1))


def test_a_double_click_expands_and_every_card_keeps_its_place_and_undo_takes_it_back(visit: Visit) -> None:
    traced(visit)
    before = visit.places()
    visit.page.mouse.dblclick(*visit.at("岳文涛\n人员"))
    visit.until(f"Object.keys(net.getPositions()).length > {len(before)}")
    after = visit.places()
    assert {card: after[card] for card in before} == before
    visit.settled()
    visit.button("撤销").click()
    visit.until(f"Object.keys(net.getPositions()).length === {len(before)}")
    assert visit.places() == before
    visit.settled()
    visit.button("重做").click()
    visit.until(f"Object.keys(net.getPositions()).length === {len(after)}")
    assert visit.places() == after


def test_a_large_neighbourhood_is_expanded_by_kind_of_link_with_counts(visit: Visit) -> None:
    traced(visit)
    before = len(visit.places())
    visit.page.mouse.dblclick(*visit.at("ht.aqcx-xugou.cn\n网站"))
    visit.page.locator(".st-key-details").wait_for()
    visit.settled()
    assert len(visit.places()) == before
    visit.page.get_by_text("关系较多，请在图下方选择").wait_for()
    visit.page.get_by_role("button", name="数据库载有 →").click()
    visit.until(f"Object.keys(net.getPositions()).length === {before + 30}")
    visit.settled()
    visit.page.get_by_text("未显示").first.wait_for()


def test_what_is_on_the_chart_is_not_offered_again_and_new_cards_are_in_sight(visit: Visit) -> None:
    traced(visit)
    visit.page.mouse.click(*visit.at("邵美琴\n人员"))
    offered = visit.page.get_by_role("button", name="拥有 →")
    offered.click()
    offered.wait_for(state="detached")
    visit.page.mouse.dblclick(*visit.at("岳文涛\n人员"))
    visit.settled()
    visit.page.wait_for_timeout(300)
    outside = visit.page.evaluate(
        "Object.values(net.body.nodes).map(n => net.canvasToDOM(n)).filter(p => p.x < 0 || p.y < 30"
        " || p.x > net.canvas.frame.clientWidth || p.y > net.canvas.frame.clientHeight).length"
    )
    assert outside == 0


def test_a_tooltip_goes_with_the_pointer(visit: Visit) -> None:
    traced(visit)
    x, y = visit.at("邵美琴\n人员")
    shown = "net.canvas.frame.querySelector('.vis-tooltip')?.style.visibility"
    visit.page.mouse.move(x, y)
    visit.until(f"{shown} === 'visible'")
    visit.page.mouse.move(x, 20)
    visit.until(f"{shown} === 'hidden'")


def test_the_chart_fills_the_window_and_hardly_a_line_runs_behind_a_card_that_is_not_its_end(visit: Visit) -> None:
    traced(visit)
    crossing = visit.page.evaluate(
        "Object.values(net.body.edges).filter(e => Object.values(net.body.nodes).some(c => c !== e.from && c !== e.to"
        " && [...Array(39).keys()].some(i => { const p = e.edgeType.getPoint((i + 1) / 40);"
        " return Math.abs(c.x - p.x) < 80 && Math.abs(c.y - p.y) < 26; }))).length"
    )
    assert crossing <= 2
    low = visit.page.evaluate("net.canvas.frame.clientHeight")
    visit.page.set_viewport_size({"width": 1440, "height": 1200})
    visit.until(f"net.canvas.frame.clientHeight > {low + 200}")


def test_a_single_character_is_too_little_to_search(visit: Visit) -> None:
    visit.open("/trace?seed=邵")
    visit.says("请至少输入两个字")
    visit.open("/trace?seed=美琴")
    visit.says("勾选要追查的那一个")


def test_a_card_can_be_taken_off_and_the_first_chart_brought_back(visit: Visit) -> None:
    traced(visit)
    before = visit.places()
    visit.page.mouse.click(*visit.at("岳文涛\n人员"))
    visit.button("从图上移除").click()
    visit.until(f"Object.keys(net.getPositions()).length === {len(before) - 1}")
    visit.settled()
    visit.button("恢复初始图").click()
    visit.until(f"Object.keys(net.getPositions()).length === {len(before)}")
    assert visit.places() == before


def test_a_chain_is_spelled_out_step_by_step(visit: Visit) -> None:
    traced(visit)
    visit.tick(0, 1)
    assert visit.heads(1)[:4] == ["步骤", "从", "关系", "到"]
    assert visit.column(1, 1)[0] == f"证书 {FORGED}"
    assert all(int(count) > 0 for count in visit.column(1, 8))


def test_what_is_shown_can_be_taken_away_as_page_tables_or_evidence_bundle(visit: Visit) -> None:
    traced(visit)
    visit.button("导出").click()
    files = {"当前图（离线网页）": ".html", "当前图的表格（CSV）": ".csv.zip", "证据包（ZIP）": ".zip"}
    for button, ending in files.items():
        with visit.page.expect_download() as download:
            visit.page.get_by_role("button", name=button).click()
        assert download.value.suggested_filename == FORGED + ending
        assert download.value.path().stat().st_size > 1_000
    with zipfile.ZipFile(download.value.path()) as bundle:
        names = bundle.namelist()
    assert {"bundle/manifest.json", "bundle/report.pdf", "bundle/chart.html"} <= set(names)
    assert any(name.startswith("SHA-256 ") for name in names)


def test_a_certificate_in_the_list_shows_its_reasons_and_leads_to_its_trace(visit: Visit) -> None:
    visit.open("/certificates?verdict=suspect")
    visit.page.get_by_placeholder("证书编号、持证人").fill("作业")
    visit.page.keyboard.press("Enter")
    visit.settled()
    assert set(visit.column(0, 3)) == {"可疑"}
    number = visit.column(0, 0)[0]
    visit.tick(0, 0)
    visit.says("1. ")
    visit.button("追查这张证书").click()
    visit.settled()
    visit.goes("/trace")
    visit.says(number)


def test_an_innocent_who_only_had_the_phone_before_stands_in_no_stage(visit: Visit) -> None:
    traced(visit, "Person:140122198812309961")
    earlier_user = visit.page.evaluate(
        "Object.values(net.body.nodes).find(n => (n.options.title || '').startsWith('缪春兰\\n'))?.x"
    )
    lanes = visit.page.evaluate(
        "Object.fromEntries(['滕志强', '岳文涛', '虚江市云栈网络'].map(name => [name, Object.values(net.body.nodes)"
        ".find(n => (n.options.title || '').startsWith(name)).x]))"
    )
    assert earlier_user is None or earlier_user > max(lanes.values())


def test_people_are_listed_by_role_with_the_rows_behind_each_reason_and_lead_to_their_trace(visit: Visit) -> None:
    visit.open("/roles?role=maker")
    assert set(visit.column(0, 0)) == {"制证人"}
    assert {"贺立锋", "邵美琴", "邱志远"} == set(visit.column(0, 1))
    visit.page.get_by_placeholder("姓名、证件号、手机或账号").fill("邵美琴")
    visit.page.keyboard.press("Enter")
    visit.settled()
    visit.tick(0, 0)
    visit.says("其账号在后台录入了")
    assert "t_zs_export.csv" in "".join(visit.column(1, 0) + visit.column(2, 0) + visit.column(3, 0))
    visit.button("追查该对象").click()
    visit.settled()
    visit.goes("/trace")
    visit.says("邵美琴")
