"""A tip by telephone is typed in: a lead with its text as the source row, linked to what somebody confirmed."""

from __future__ import annotations

import io
import json
import sys

import pytest

from graphkit.cli import main
from graphkit.workbench import Workbench, open_workbench
from ingest.spotting import recognise
from ingest.tips import TipError, read_tip, tip_document

CALL = (
    "群众来电：有个叫张三的人卖假电工证，微信号 zj_888，电话138 1234 5678，网站 WWW.AQSC-CX.COM/query?a=1 和"
    "yjgl-zs.net，收款卡 6222 0202 0011 2233 445。证书 T110101199003074477，身份证 110101199003074477，"
    "QQ群12345678，卖家欧阳小明说保过，邮箱 a.b@qq.com"
)


@pytest.fixture
def wb(tmp_path: object) -> Workbench:
    return open_workbench(f"sqlite:///{tmp_path}/graph.db")


def found(text: str) -> set[tuple[str, str]]:
    return {(one.column, one.value) for one in recognise(text)}


def test_numbers_sites_accounts_and_names_are_recognised() -> None:
    assert found(CALL) == {
        ("names", "张三"), ("names", "欧阳小明"), ("online", "微信号:zj_888"), ("phones", "+8613812345678"),
        ("sites", "www.aqsc-cx.com"), ("sites", "yjgl-zs.net"), ("accounts", "6222020200112233445"),
        ("certificates", "T110101199003074477"), ("resident_ids", "110101199003074477"), ("online", "QQ群:12345678"),
        ("online", "a.b@qq.com"),
    }  # fmt: skip


@pytest.mark.parametrize(("text", "named"), [
    ("收款支付宝账户：2088112233445566，付了七百", ("accounts", "2088112233445566")),
    ("卡号 6217 0012 6000 3456 780，户名孙桂兰", ("names", "孙桂兰")),
    ("张建军，男，身份证号码：610113199011302656", ("names", "张建军")),
    ("他发的网站：cx点aqsc-cx点com，去那里查", ("sites", "cx.aqsc-cx.com")),
    ("网址 aqsc-cx。cn 打开是应急管理部的样子", ("sites", "aqsc-cx.cn")),
    ("我们公司（株江鼎源机电安装有限公司）有六个人用假证", ("organizations", "株江鼎源机电安装有限公司")),
])
def test_what_is_named_in_other_ways_is_recognised_too(text: str, named: tuple[str, str]) -> None:
    assert named in found(text)


@pytest.mark.parametrize(
    "text",
    ["", "今天下午三点有人来问证书的事", "叫我明天再来", "老板说没有", "版本 1.2.3，金额 3.50 元",
     "身份证 110101199003074470", "13812345678901234567890", "见 report.docx 和 a.b", "自称李经理"],
)  # fmt: skip
def test_what_only_looks_like_one_is_left_in_the_text(text: str) -> None:
    assert not found(text)


@pytest.mark.parametrize("text", ["叫" * 20_000, "1 " * 50_000, "a." * 50_000, "@" * 100_000, "\ud800叫张三\x00"])
def test_no_text_takes_long_or_raises(text: str) -> None:
    recognise(text)


def test_a_tip_is_a_lead_whose_source_row_is_its_text(wb: Workbench) -> None:
    tip = wb.tip(CALL, {"receiving_body": "某县应急管理局", "received_at": "2026-11-23 10:22", "informant": "匿名"})
    assert (tip.report.path, tip.report.kind, tip.report.accepted) == ("电话记录 2026-11-23 10:22", "leads", 1)
    shown = wb.show(tip.lead)
    assert shown.links == (), "nothing is linked before somebody confirms"
    assert shown.entity.first("receiving_body") == "某县应急管理局"
    row = wb.raw_row(shown.claims[0].ref)
    assert (row["内容"], row["举报人"], row["线索编号"]) == (CALL, "匿名", tip.number)
    assert not wb.find("匿名").entities, "who tells is in no graph"
    assert wb.sources().files[0].name == "电话记录 2026-11-23 10:22"


def test_what_is_confirmed_is_linked_and_nothing_else(wb: Workbench) -> None:
    chosen = [one for one in recognise(CALL) if one.column in ("phones", "sites", "online", "accounts")]
    tip = wb.tip(CALL, {}, chosen)
    near = wb.neighbourhood([tip.lead])
    mentioned = {(wb.show(k.target).entity.type, wb.show(k.target).entity.caption) for k in near.links.values()}
    assert mentioned == {
        ("Phone", "+8613812345678"), ("Website", "www.aqsc-cx.com"), ("Domain", "yjgl-zs.net"),
        ("OnlineAccount", "zj_888"), ("OnlineAccount", "a.b@qq.com"), ("Group", "12345678"),
        ("Account", "6222020200112233445"),
    }  # fmt: skip
    assert not wb.find("110101199003074477", "Person").entities


def test_links_confirmed_later_join_the_same_lead_and_a_withdrawn_tip_is_gone(wb: Workbench) -> None:
    first = wb.tip("网站 yjgl-zs.net", {"received_at": "2026-11-23 10:22"})
    second = wb.tip("网站 yjgl-zs.net", {"number": first.number, "received_at": first.received_at}, first.recognised)
    assert first.lead == second.lead
    assert first.report.sha256 != second.report.sha256
    assert len(wb.neighbourhood([first.lead]).links) == 1
    for tip in (first, second):
        wb.withdraw(tip.report.sha256, "误报")
    assert wb.stats().entities == {}


def test_two_tips_of_one_minute_are_two_leads(wb: Workbench) -> None:
    one, two = (wb.tip(text, {"received_at": "2026-11-23 10:22"}) for text in ("甲说的", "乙说的"))
    assert one.lead != two.lead


@pytest.mark.parametrize(
    ("text", "fields", "code"),
    [
        ("", {}, "tip_text"), (" \n", {}, "tip_text"), ("x" * 100_001, {}, "tip_text"),
        ("x", {"received_at": "昨天"}, "tip_time"), ("x", {"线索编号": "无"}, "tip_number"),
    ],
)  # fmt: skip
def test_a_tip_that_cannot_be_taken_says_why(text: str, fields: dict[str, str], code: str) -> None:
    with pytest.raises(TipError) as caught:
        tip_document(text, fields, ())
    assert caught.value.code == code
    assert "{" not in caught.value.message("en")


@pytest.mark.parametrize("content", ['{"text": ["x"]}', "{", '{"text": {"a": 1}}', '{"a":' * 5000])
def test_a_document_that_is_no_tip_is_refused(content: str) -> None:
    with pytest.raises(TipError) as caught:
        read_tip(content)
    assert caught.value.code == "tip_form"


def test_fields_go_by_name_or_by_header_and_others_are_kept() -> None:
    text, fields = read_tip('{"text": "内容", "受理单位": "某局", "city": "徐州", "备注": "=1+1", "number": 7}')
    document = json.loads(tip_document(text, fields, ()).content)
    assert {k: document[k] for k in ("内容", "受理单位", "地市", "备注", "线索编号")} == {
        "内容": "内容", "受理单位": "某局", "地市": "徐州", "备注": "=1+1", "线索编号": "7"}


def test_the_command_takes_text_or_json_and_links_when_told(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ["--store", f"sqlite:///{tmp_path}/graph.db"]
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps({"text": CALL, "number": "X1", "receiving_body": "某局"})))
    assert main([*store, "tip", "--json"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert (first["number"], first["file"]["accepted"]) == ("X1", 1)
    assert not any(one["linked"] for one in first["recognised"])
    again = [*store, "tip", CALL, "--number", "X1", "--receiving-body", "某局", "--received-at", first["received_at"]]
    assert main([*again, "--yes", "--json"]) == 0
    second = json.loads(capsys.readouterr().out)
    assert all(one["linked"] for one in second["recognised"])
    assert second["lead"] == first["lead"]
    assert main([*store, "tip", "x", "--received-at", "明天"]) == 2
    assert "明天" in capsys.readouterr().err


def test_at_a_terminal_single_items_can_be_left_out(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    store = f"sqlite:///{tmp_path}/graph.db"
    said = "电话 13812345678，网站 yjgl-zs.net"
    for number, (answer, linked) in enumerate({"\n": 2, "1\n": 1, "n\n": 0}.items()):
        monkeypatch.setattr(sys, "stdin", Terminal(answer))
        assert main(["--store", store, "tip", said, "--number", f"N{number}"]) == 0
        assert f"关联 {linked} 项" in capsys.readouterr().out
