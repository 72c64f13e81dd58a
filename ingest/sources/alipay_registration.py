"""Alipay registrations (支付宝注册信息): whose a user id is, its logins, and what is bound to it."""

from __future__ import annotations

from graphkit.model.statements import Statements
from ingest.source import Row, Source
from ingest.sources._common import account, column, email, good, subscriber


def say(row: Row, say: Statements) -> None:
    """A user id with its logins (the same account), its owner, phones, mailbox and bank cards."""
    text, phone, mailbox = row.text, row.text("login_phone"), row.text("login_email")
    own = account(
        say, f"alipay:{text('user') or ''}", holder_name=text("name"), balance_fen=row.number("balance"),
        opened_at=text("registered_at"),
    )
    for login in (phone, mailbox):
        say.alias(own, account(say, f"alipay:{login or ''}"))
    say.link("owns", subscriber(say, text("document"), text("name"), text("phone") or phone), own)
    for number in dict.fromkeys((text("phone"), phone)):
        if number:
            say.link("bound_to", own, say.entity("Phone", number=number))
    say.link("bound_to", own, email(say, mailbox))
    for card in row.many("cards"):
        say.link("bound_to", own, account(say, good("account", card)))
    for other in row.many("related"):
        say.link("bound_to", own, account(say, f"alipay:{other}"))


SOURCE = Source(
    "alipay_registration", "支付宝注册信息", "Alipay registrations",
    (
        column("user", "alipay_id", "用户ID 支付宝用户ID 用户编号", required=True),
        column("login_email", "email", "登录邮箱 登陆邮箱 邮箱"),
        column("login_phone", "phone", "登录手机 登陆手机 登录手机号"),
        column("name", "caption", "账户名称 账户名 姓名"),
        column("document_type", "text", "证件类型"),
        column("document", "document_number", "证件号 证件号码 身份证号"),
        column("balance", "money_yuan", "可用余额 账户余额 余额"),
        column("phone", "phone", "绑定手机 绑定手机号"),
        column("cards", "text", "绑定银行卡 银行卡 绑定银行卡号", many=True),
        column("related", "alipay_id", "关联账户 关联账号", many=True),
        column("registered_at", "time", "注册时间 开户时间"),
        column("asked", "text", "对应的协查数据"),
    ),
    ("user", "name"), say,
)
