"""Phone subscribers (机主信息): in whose name a number runs, and since when; a number can pass to somebody else."""

from __future__ import annotations

from graphkit.model.statements import Statements
from ingest.source import NoData, Row, Source
from ingest.sources._common import column, nothing_found, subscriber


def say(row: Row, say: Statements) -> None:
    """A number and its subscriber for the time stated. NoData: the operator knows of none."""
    text, since, until = row.text, row.text("opened_at"), row.text("closed_at")
    if nothing_found(row.raw.get("name")) or nothing_found(text("status")):
        raise NoData
    phone = say.entity(
        "Phone", number=text("number"), carrier=text("carrier"), opened_at=since, closed_at=until
    )
    who = subscriber(say, text("document"), text("name"), text("number"), address=text("address"))
    say.link("uses", who, phone, since=since, until=until)


SOURCE = Source(
    "phone_subscribers", "机主信息", "Phone subscribers",
    (
        column("number", "phone", "号码 手机号码 电话号码 手机号 业务号码 用户号码 服务号码", required=True),
        column("name", "caption", "机主姓名 机主 户主姓名 用户姓名 客户姓名 客户名称 用户名称 姓名"),
        column("document", "document_number", "证件号码 机主证件号码 机主身份证号 身份证号 身份证号码 证件号"),
        column("opened_at", "time", "入网时间 开户时间 入网日期 开户日期 激活时间 启用时间"),
        column("closed_at", "time", "销户时间 销户日期 拆机时间 离网时间 注销时间"),
        column("carrier", "text", "运营商 归属运营商 所属运营商 通信运营商"),
        column("address", "text", "装机地址 证件地址 客户地址 用户地址"),
        column("status", "text", "号码状态 状态 用户状态 查询结果"),
    ),
    ("number", "opened_at"), say,
)
