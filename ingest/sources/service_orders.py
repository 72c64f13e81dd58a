"""Service orders (服务订单): who ordered hosting, storage, access or messages, for which site, from whom."""

from __future__ import annotations

from graphkit.model.statements import Statements
from ingest.source import Row, Source
from ingest.sources._common import account, address, column, email, organization, party, site_or_domain


def say(row: Row, say: Statements) -> None:
    """An order with its provider, its customer (by document, else by phone and mailbox) and what it serves."""
    provider, started = row.text("provider"), row.text("started_at")
    order = say.entity(
        "Service", provider=provider, order_number=row.text("number"), service_type=row.text("type"),
        customer_name=row.text("customer"), started_at=started, ends_at=row.text("ends_at"),
        amount_fen=row.number("amount"), notified_at=row.text("notified_at"), continued=row.text("continued"),
        document=row.text("document"),
    )
    say.link("provided", organization(say, provider), order)
    mailbox = email(say, row.text("mailbox"))
    customer = party(say, row.text("document_number"), row.text("customer"), row.text("phone"))
    if customer:
        say.link("uses", customer, mailbox)
        say.link("ordered", customer, order, time=started)
    else:
        phone = say.entity("Phone", number=row.text("phone"))
        for reached in (phone, mailbox):
            say.link("ordered", reached, order, time=started)
    for host in row.many("hosts"):
        say.link("serves", order, site_or_domain(say, host))
    for ip in row.many("ips"):
        say.link("serves", order, address(say, ip))
    say.link("paid_for", account(say, row.text("payer")), order)
    say.link("used_ip", order, address(say, row.text("login_ip")))


SOURCE = Source(
    "service_orders", "服务订单", "Service orders",
    (
        column("provider", "org_name", "服务商 服务商名称 服务提供商 云服务商 运营商 接入商", required=True,
               titled="provider"),
        column("type", "text", "服务类型 产品类型 业务类型 产品名称 服务内容"),
        column("number", "reference", "订单号 订单编号 业务单号 服务编号 实例id", required=True),
        column("customer", "caption", "客户名称 客户姓名 用户名称 开户名称 购买人 客户"),
        column("document_number", "document_number", "客户证件号 客户证件号码 证件号码 证件号 实名证件号 实名证件号码"),
        column("phone", "phone", "客户手机 客户手机号 客户电话 手机号码 联系电话 注册手机 联系手机"),
        column("mailbox", "email", "客户邮箱 邮箱 注册邮箱 联系邮箱 电子邮箱"),
        column("ips", "ip", "ip ip地址 公网ip 服务器ip 分配ip", many=True),
        column("hosts", "host", "域名 绑定域名 解析域名 服务域名 接入域名", many=True),
        column("started_at", "time", "开通时间 购买时间 订购时间 下单时间 开始时间"),
        column("ends_at", "time", "到期时间 结束时间 停止时间 到期日期"),
        column("amount", "money_yuan", "金额 订单金额 支付金额 费用 金额(元) 实付金额"),
        column("payer", "account", "付款账号 支付账号 付款账户 支付账户 付款卡号"),
        column("login_ip", "ip", "最后登录ip 最近登录ip 登录ip 管理登录ip"),
        column("notified_at", "time", "监管告知时间 监管通知时间 告知时间 通知时间 违规告知时间"),
        column("continued", "yes_no", "告知后是否继续服务 是否继续服务 告知后继续服务 通知后是否继续服务"),
        column("document", "reference", "调证文书号 调取证据通知书文号 调证编号 调证文书编号 文书号"),
    ),
    ("provider", "number"), say,
)
