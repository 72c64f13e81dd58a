"""Adverts for forgeries, and adverts that only sound like them."""

from __future__ import annotations

import pytest

from graphkit.analysis.adverts import sells
from tests.unit.analysis.case import Case, suspects
from tests.unit.analysis.world import advert, card, phone, resident


@pytest.mark.parametrize("text", [
    "电工焊工证 免考速办", "急用证的来 包过免考", "不用考试，七天拿证", "代办特种作业操作证", "焊工证包过 全国可查",
    "拒绝假证，免考直出，证件官网可查", "无需考试 出上岗证", "只需提供照片不用考试，电工证当天拿证",
    "操作证 不用参加统一考试，全国可查", "别家都是假证，免考电工证找我", "不是假证，免考电工证官网可查",
    "怕被骗？免考电工证先出证后付款",
])
def test_an_offer_of_certificates_without_an_exam_sells(text: str) -> None:
    assert sells([text])


@pytest.mark.parametrize("text", [
    "营业执照代办", "代办登记、许可证、变更", "证照速办 房产证办证指南", "持证办学，须参加培训并通过考试，杜绝免考",
    "特种作业培训，严禁免考、包过", "本校不办假证，谨防免考骗局", "电工证培训报名 正规考试", "防伪扫码可查，保证正品",
    "考电工证必须通过考核，包过班", "打击假证，人人有责",
    "警惕“免考办证”骗局！ 所谓免考、包过、官网可查的电工证都是假证，请到官网核验", "免考电工证被骗经历，大家引以为戒",
    "特种作业培训招生：正规培训，参加省厅统一考试，考试合格发证，官网可查",
])
def test_schools_agencies_and_warnings_do_not(text: str) -> None:
    assert not sells([text])


def test_a_licensed_agency_whose_number_a_seller_also_gives_advertises_nothing(case: Case) -> None:
    case.file("certificates", card(1, sellers=(11,)))
    case.file("adverts", advert("http://a.example.cn/4", "board:agency", "营业执照代办 资质齐全", (11,)))
    assert suspects(case.trace(f"Certificate:T{resident(1)}")) == {phone(11)}
