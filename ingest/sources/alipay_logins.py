"""Alipay logins (支付宝登陆日志): from which address an account was used, and when."""

from __future__ import annotations

from graphkit.model.statements import Statements
from ingest.source import Row, Source
from ingest.sources._common import account, address, column


def say(row: Row, say: Statements) -> None:
    """One login; the login name and the user id are one account."""
    text = row.text
    own = account(say, f"alipay:{text('user') or ''}", holder_name=text("name"))
    login = account(say, f"alipay:{text('login') or ''}")
    say.alias(own, login)
    say.link("used_ip", own or login, address(say, text("ip")), time=text("time"))


SOURCE = Source(
    "alipay_logins", "支付宝登陆日志", "Alipay logins",
    (
        column("login", "alipay_id", "登陆账号 登录账号 登录名"),
        column("user", "alipay_id", "支付宝用户ID 用户ID"),
        column("name", "caption", "账户名 账户名称"),
        column("ip", "ip", "客户端ip 登录ip ip ip地址"),
        column("time", "time", "操作发生时间 登录时间 登陆时间 操作时间"),
        column("asked", "text", "对应的协查数据"),
    ),
    ("user", "ip", "time"), say,
)
