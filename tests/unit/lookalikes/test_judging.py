"""Which trick is named, against which name; what is left alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.analysis.lookalikes import Lookalikes, judge, lookalikes


@pytest.mark.parametrize(
    ("name", "of", "trick"),
    [
        ("cx.mem.gov.cn.xugou.com", "cx.mem.gov.cn", "gov_label"),
        ("cx.mem.gov.cn-xugou.com", "cx.mem.gov.cn", "gov_label"),
        ("xugouxian.gov.cn.abc-xugou.com", "xugouxian.gov.cn", "gov_label"),
        ("http://mem.gov.cn@xugou.com/x", "mem.gov.cn", "user"),
        ("xugou.com/cx.mem.gov.cn", "cx.mem.gov.cn", "path"),
        ("http://xugou.com/cx/mem/gov/cn/", "cx.mem.gov.cn", "path"),
        ("http://xugou.com/cx_mem_gov_cn/safety?index=1", "cx.mem.gov.cn", "path"),
        ("\u0441x.mem.gov.cn", "cx.mem.gov.cn", "homoglyph"),
        ("https://xugou.com/prod-api/certsearch/code", "cx.mem.gov.cn", "page"),
        ("mem-gov.com", "mem.gov.cn", "suffix"),
        ("mem.gov.com.cn", "mem.gov.cn", "suffix"),
        ("memgov.cn", "mem.gov.cn", "moved"),
        ("cx-mem.gov-cn.com", "cx.mem.gov.cn", "moved"),
        ("zheng-shu-cha-xun-mem.com", "cx.mem.gov.cn", "hyphen"),
        ("mеm-gov.com", "mem.gov.cn", "homoglyph"),
        ("xn--mmgov-zwe.cn", "mem.gov.cn", "homoglyph"),
        ("mem.g0v-cn.com", "mem.gov.cn", "homoglyph"),
        ("rnem-gov.cn", "mem.gov.cn", "homoglyph"),
        ("ｍｅｍ．gov.cn.xugou.com", "mem.gov.cn", "full_width"),
        ("chinasafty.com", "chinasafety.gov.cn", "omitted"),
        ("chinasaafety-cx.com", "chinasafety.gov.cn", "doubled"),
        ("memx-gov.cn", "mem.gov.cn", "inserted"),
        ("mem-gvo.cn", "mem.gov.cn", "swapped"),
        ("mem.gow.cn", "mem.gov.cn", "replaced"),
        ("mem365.com", "mem.gov.cn", "digits"),
        ("yjglj-beijing.com", "yjglj.beijing.gov.cn", "core"),
        ("sdyjt.com", "yjt.shandong.gov.cn", "core"),
        ("tezhongzuoyechaxun.com", "cx.mem.gov.cn", "says"),
        ("广东应急管理厅.com", "yjgl.gd.gov.cn", "says"),
    ],
)
def test_the_trick_and_the_name_imitated_are_told(name: str, of: str, trick: str) -> None:
    finding = judge(name)
    assert finding.lookalike
    assert finding.of == of
    assert trick in [r.code for r in finding.reasons]


@pytest.mark.parametrize("name", [
    "mem.gov.cn", "anything.at.all.gov.cn", "cxmem.gov.cn", "cx.saws.org.cn", "zscx.osta.org.cn", "CX.MEM.GOV.CN.",
    "ｃｘ．ｍｅｍ。ｇｏｖ．ｃｎ", "data.gov.uk", "mem.tsinghua.edu.cn", "www.mem.gov.cn.cdn20.com",
])
def test_a_genuine_site_is_never_flagged(name: str) -> None:
    assert not judge(name).lookalike


@pytest.mark.parametrize("name", [
    "memory.com", "member.cn", "memphis.net", "mem.com", "membrane021-xugou.com", "cx.com", "yj.cn", "yjgl.com",
    "cxyj.net", "anquanpeixun.com", "tezhongzuoyepeixun.com", "tzzy.com", "egov.cn", "china-safety-helmet.com",
    "мем.рф", "1.2.3.4", "https://web.archive.org/web/cx.mem.gov.cn",
])
def test_a_chance_resemblance_is_left_alone(name: str) -> None:
    assert not judge(name).lookalike


def test_a_defanged_or_wildcard_name_is_the_name() -> None:
    assert judge("hxxp://cx-mem[.]com").of == judge("*.cx-mem.com").of == judge("cx-mem.com").of == "cx.mem.gov.cn"


def test_a_name_that_no_registry_takes_is_judged_by_its_look() -> None:
    assert judge("cx-mℯm-gov.com").of == judge("mem-gοv\u0301.com").of.replace("mem", "cx.mem", 1) == "cx.mem.gov.cn"


def test_a_text_that_is_no_name_is_told_so() -> None:
    finding = judge("不是网址")
    assert finding.unreadable
    assert "不是网址或域名" in finding.reasons[0].text("zh")


def test_evidence_in_a_reason_is_made_harmless() -> None:
    assert "\x1b" not in judge("a b\x1b[31m\u202e").reasons[0].text("zh")


def test_the_answer_has_the_contracts_form() -> None:
    found = lookalikes(["memgov.cn", "memory.com"])
    assert isinstance(found, Lookalikes)
    flagged, plain = found.to_json("en")["domains"]
    assert {"name", "lookalike", "of", "score", "reasons"} <= flagged.keys()
    assert (flagged["lookalike"], flagged["of"]) == (True, "mem.gov.cn")
    assert (plain["lookalike"], plain["of"], plain["reasons"]) == (False, None, [])
    assert list(found.to_frame()["name"]) == ["memgov.cn", "memory.com"]


@given(st.text(max_size=80))
def test_any_text_gets_an_answer(text: str) -> None:
    assert 0 <= judge(text).score <= 1


@pytest.mark.parametrize("name", [
    "-".join(["cx"] * 21) + ".com", ".".join(["gov-cn-" * 8 + "x"] * 4) + ".com", "x.com/" + "gov.cn/" * 100_000,
    "a-" * 50_000 + "@x.com", "http://" + "a-" * 50_000 + "@x.com", "xn--" + "a" * 59 + ".com", "mem" * 21 + ".com",
])
def test_a_hostile_name_takes_no_time(name: str) -> None:
    started = time.process_time()
    judge(name)
    assert time.process_time() - started < 0.5
