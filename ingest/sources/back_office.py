"""Back-office records (后台制证记录): what a seized site's database lists, who entered it, who asked for it."""

from __future__ import annotations

from graphkit.model.statements import Statements
from ingest.source import Row, Source
from ingest.sources._common import address, certificate, column, holder, office, site


def say(row: Row, say: Statements) -> None:
    """The site lists the certificate; its accounts entered and requested it. A handle counts on its site only."""
    host, number, name, time = row.text("site"), row.text("number"), row.text("name"), row.text("time")
    fee = row.number("fee")
    listed = certificate(say, number, row.text("item"), holder_name=name)
    holder(say, listed, number, row.text("resident_id"), name)
    say.link("lists", site(say, host), listed)
    entered_by = say.entity("OnlineAccount", platform=office(host), handle=row.text("entered_by"))
    agent = say.entity("OnlineAccount", platform=office(host), handle=row.text("agent"))
    say.link("entered", entered_by, listed, time=time, fee_fen=fee)
    say.link("requested", agent, listed, time=time, fee_fen=fee)
    say.link("used_ip", entered_by, address(say, row.text("ip")), time=time)


SOURCE = Source(
    "back_office", "后台制证记录", "Back-office records",
    (
        column("site", "host", "站点域名 站点 网站域名 域名 网址 所属站点 站点网址 domain site host", required=True,
               titled="site"),
        column("name", "name", "姓名 持证人 持证人姓名 name realname xm"),
        column("resident_id", "resident_id", "身份证号 身份证号码 证件号码 公民身份号码 idcard id_card sfzh"),
        column("number", "cert_number", "证书编号 证件编号 证号 证书号 certnum certno cert_no", required=True),
        column("item", "operation_item", "操作项目 准操项目 作业项目 operitemname item"),
        column("time", "time", "录入时间 创建时间 添加时间 制证时间 createtime create_time addtime"),
        column("entered_by", "handle", "录入账号 录入人 操作账号 制证账号 管理员账号 录入员 operator admin"),
        column("agent", "handle", "代理账号 代理 代理商 代理商账号 所属代理 下单账号 agent"),
        column("ip", "ip", "录入ip ip ip地址 操作ip 登录ip addip createip"),
        column("fee", "money_yuan", "费用 扣费 扣费金额 收费 单价 金额 fee price"),
    ),
    ("site", "number"), say,
)
