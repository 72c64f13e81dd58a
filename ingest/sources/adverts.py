"""Adverts (广告取证): who published an advert, how it wants to be reached, which site it leads to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graphkit.model.statements import Statements
from ingest.source import Row, Source
from ingest.sources._common import column, good, site
from ingest.sources._contacts import Contact, contacts, hosts, named, platform_of, reach, written

_SITE = re.compile(r"https?://[^/?#]+/?").fullmatch


def say(row: Row, say: Statements) -> None:
    """An advert by the address of its page, else by who posted it when. Contacts are read from their column and the
    text; members are the one group's."""
    text, content = row.text, row.text("content") or ""
    platform = platform_of(text("platform") or "")
    stated = dict.fromkeys((*contacts(text("contact") or ""), *named(row, ("wechat", "qq")), *contacts(content)))
    advert = say.entity(
        "Advert", **_key(row, platform, stated), title=text("title"), content=content,
        published_at=text("published_at"), collected_at=text("collected_at"), document=text("document"),
    )
    publisher = say.entity(
        "OnlineAccount", platform=platform, handle=text("publisher"), followers=row.number("followers"),
    )
    say.link("published", publisher, advert)
    groups = [contact for contact in stated if contact.type == "Group"]
    if len(groups) == 1:
        say.entity("Group", platform=groups[0].platform, number=groups[0].value, members=row.number("members"))
    for contact in stated:
        say.link("contact", advert, reach(say, contact))
    page, own = text("url"), good("host", text("url"))
    for host in dict.fromkeys((own, *hosts(content))):
        if host and (host != own or _is_site(page)):
            say.link("advertises", advert, site(say, host))


def _key(row: Row, platform: str, stated: Iterable[Contact]) -> dict[str, str | None]:
    """What tells an advert from others: its page; where none is given, or a site's first page, to which any number of
    adverts may lead, who posted it (else whom to reach) and when (else under which title)."""
    page, poster = row.text("url"), row.text("publisher")
    by = f"{platform}:{poster}" if poster else next(map(written, stated), None)
    day, title = row.text("published_at") or "", row.text("title") or row.text("content") or ""
    posted = day if "T" in day else f"{day} {title}".strip()  # of one day there may be several
    return {"poster": by, "posted": posted} if by and posted and (not page or _is_site(page)) else {"url": page}


def _is_site(page: str | None) -> bool:
    """Whether an address is a site's first page, and so no post's own."""
    return page is not None and _SITE(page) is not None


SOURCE = Source(
    "adverts", "广告取证", "Adverts",
    (
        column("platform", "text", "平台 发布平台 平台名称 网络平台 所属平台"),
        column("publisher", "handle", "发布账号 账号 发布者 发布人 账号ID 用户ID 发布账号ID"),
        column("title", "text", "标题 广告标题 帖子标题 标题名称"),
        column("content", "text", "内容 广告内容 帖子内容 正文 发布内容", gives="url"),
        column("url", "url", "网址 链接 帖子链接 广告链接 网页地址 URL 页面地址"),
        column("contact", "text", "联系方式 联系电话 联系人方式 微信/QQ 留存联系方式"),
        column("wechat", "text", "微信 微信号 联系微信", many=True),
        column("qq", "text", "QQ QQ号 联系QQ", many=True),
        column("published_at", "time", "发布时间 发帖时间 发布日期"),
        column("followers", "count", "粉丝数 粉丝数量 关注数 关注者数"),
        column("members", "count", "群成员数 群人数 成员数 群成员数量"),
        column("collected_at", "time", "取证时间 固定时间 采集时间 截图时间"),
        column("document", "reference", "取证文书号 文书号 取证编号 勘验编号"),
    ),
    ("platform", "url"), say,
)
