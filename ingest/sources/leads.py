"""Leads (线索): what a tip-off mentions, and the case that came of it."""

from __future__ import annotations

from graphkit.model.statements import Statements
from ingest.source import Row, Source
from ingest.sources._common import account, certificate, column, good, organization, person, site_or_domain
from ingest.sources._contacts import contacts, named, reach


def say(row: Row, say: Statements) -> None:
    """A lead and what it mentions. A name is a person only by an ID, or by a phone when the row has one of each."""
    names = row.many("names")
    lead = say.entity(
        "Lead", number=row.text("number"), receiving_body=row.text("receiving_body"), origin=row.text("origin"),
        received_at=row.text("received_at"), province=row.text("province"), city=row.text("city"),
        content=row.text("content"), names="、".join(names), handler=row.text("handler"), status=row.text("status"),
        closed_at=row.text("closed_at"), result=row.text("result"),
    )
    mentioned = [certificate(say, number) for number in row.many("certificates")]
    mentioned += [site_or_domain(say, host) for host in row.many("sites")]
    mentioned += [say.entity("Phone", number=number) for number in row.many("phones")]
    mentioned += [reach(say, contact) for text in row.many("online") for contact in contacts(text)]
    mentioned += [reach(say, contact) for contact in named(row, ("wechat", "qq"))]
    mentioned += [account(say, number) for number in row.many("accounts")]
    mentioned += [organization(say, name) for name in row.many("organizations")]
    mentioned += _people(row, say, names)
    for found in mentioned:
        say.link("mentions", lead, found)
    if case := row.text("case"):
        say.link("led_to", lead, say.entity("Case", number=case))


def _people(row: Row, say: Statements, names: tuple[str, ...]) -> list[str | None]:
    ids, phones = row.many("resident_ids"), row.many("phones")
    name = good("name", names[0]) if len(names) == 1 else None
    if ids:
        return [person(say, number, name if len(ids) == 1 else None) for number in ids]
    return [person(say, None, name, phones[0])] if name and len(phones) == 1 else []


SOURCE = Source(
    "leads", "线索", "Leads",
    (
        column("number", "reference", "线索编号 线索号 线索流水号 举报编号 举报件编号 工单编号 "
               "信访件编号", required=True),
        column("origin", "text", "线索来源 来源 来源渠道 举报渠道 线索类型"),
        column("receiving_body", "org_name", "受理单位 受理机关 受理部门 接收单位 接报单位"),
        column("received_at", "time", "接收时间 受理时间 接报时间 举报时间 接收日期 受理日期"),
        column("province", "text", "省份 省 所属省份 省级"),
        column("city", "text", "地市 市 城市 所属地市 地区 市州"),
        column("content", "text", "内容 线索内容 举报内容 线索描述 主要内容 简要内容 简要案情 情况说明"),
        column("certificates", "cert_number", "涉及证书编号 涉证编号 证书编号 证件编号 涉及证书 "
               "涉及证件编号", many=True),
        column("sites", "host", "涉及网址 涉及网站 涉及域名 网址 网站 域名 涉案网址 涉案网站 涉案域名", many=True),
        column("names", "caption", "涉及姓名 涉及人员 姓名 被举报人 涉案人员 当事人", many=True),
        column("resident_ids", "resident_id", "涉及身份证号 身份证号 身份证号码 涉及证件号码 公民身份号码", many=True),
        column("phones", "phone", "涉及电话 涉及手机号 涉及手机 联系电话 涉案电话 手机号码 电话", many=True),
        column("online", "text", "涉及网络账号 网络账号 涉及微信QQ 涉及微信/QQ 微信/QQ 社交账号 "
               "涉案网络账号", many=True),
        column("wechat", "text", "涉及微信 涉及微信号 微信 微信号 被举报微信", many=True),
        column("qq", "text", "涉及QQ 涉及QQ号 QQ QQ号 被举报QQ", many=True),
        column("accounts", "account", "涉及账号 涉及银行账号 涉及收款账号 收款账号 涉案账户 涉案账号 "
               "银行卡号", many=True),
        column("organizations", "org_name", "涉及单位 涉及企业 涉及公司 涉案单位 被举报单位", many=True),
        column("handler", "org_name", "办理单位 承办单位 主办单位 核查单位"),
        column("status", "text", "办理状态 状态 核查状态 处理状态"),
        column("closed_at", "time", "办结时间 办结日期 反馈时间"),
        column("result", "text", "办理结果 核查结果 处理结果 办理情况 核查情况"),
        column("case", "reference", "案件编号 案件号 案号 立案编号"),
    ),
    ("number",), say,
)
