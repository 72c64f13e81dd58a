"""Back-office users (后台用户): the accounts of a seized site, their superiors, and what each is bound to."""

from __future__ import annotations

from graphkit.model.statements import Statements
from ingest.source import Row, Source
from ingest.sources._common import address, column, office, site

_ADMINISTRATORS = ("管理", "站长", "超管", "admin", "root")


def say(row: Row, say: Statements) -> None:
    """An account of the site with its rank. Phone, QQ and WeChat are bound to it: whose they are is not known yet.

    A name beside it is a value: in a back office it proves nobody.
    """
    host, role = row.text("site"), row.text("role")
    user = say.entity(
        "OnlineAccount", platform=office(host), handle=row.text("handle"), role=role, created_at=row.text("created_at"),
        nickname=row.text("name"),
    )
    website = site(say, host)
    if any(word in (role or "").lower() for word in _ADMINISTRATORS):
        say.link("administers", user, website)
    say.link("sub_account_of", user, _superior(row, say, host))
    if phone := row.text("phone"):
        say.link("bound_to", user, say.entity("Phone", number=phone))
    for platform in ("qq", "wechat"):
        say.link("bound_to", user, say.entity("OnlineAccount", platform=platform, handle=row.text(platform)))
    say.link("used_ip", user, address(say, row.text("ip")))


def _superior(row: Row, say: Statements, host: str | None) -> str | None:
    """The account above, by its name. A number is nobody's where the table numbers its accounts: two tables of a site
    may give the same number to two people."""
    handle = row.text("superior") or (None if row.text("id") else row.text("superior_id"))
    return None if handle == row.text("handle") else say.entity("OnlineAccount", platform=office(host), handle=handle)


SOURCE = Source(
    "back_office_users", "后台用户", "Back-office users",
    (
        column("site", "host", "站点域名 站点 网站域名 域名 网址 所属站点 站点网址 domain site host", required=True,
               titled="site"),
        column("handle", "handle", "账号 用户名 登录账号 后台账号 登录名 用户账号 username account", required=True),
        column("role", "text", "角色 账号角色 用户角色 权限 用户类型 身份 role"),
        column("name", "caption", "昵称 真实姓名 姓名 使用人 realname nickname"),
        column("superior", "handle", "上级账号 上级 上级代理 父级账号 推荐人账号 parent"),
        column("id", "text", "用户ID 账号ID id uid user_id"),
        column("superior_id", "text", "上级ID 上级用户ID 父级ID parent_id pid"),
        column("phone", "phone", "手机 手机号 手机号码 联系电话 电话 mobile phone tel"),
        column("qq", "qq", "qq qq号 qq号码"),
        column("wechat", "wechat", "微信 微信号 微信账号 wechat weixin"),
        column("created_at", "time", "创建时间 注册时间 添加时间 开通时间 createtime create_time"),
        column("ip", "ip", "最后登录ip 最近登录ip 登录ip ip lastloginip last_login_ip"),
    ),
    ("site", "handle"), say,
)
