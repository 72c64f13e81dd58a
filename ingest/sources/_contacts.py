"""Contacts in free text: how people write down a phone, a WeChat, a QQ, a mailbox, a web address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from unicodedata import normalize

from graphkit.model.statements import Statements
from ingest.source import Row
from ingest.sources._common import good


class Contact(NamedTuple):
    """A way to reach somebody: the entity type (Phone, OnlineAccount or Group), platform ("" for a phone), value."""

    type: str
    platform: str
    value: str


def reach(say: Statements, contact: Contact) -> str | None:
    """The entity of a contact."""
    if contact.type == "Phone":
        return say.entity("Phone", number=contact.value)
    key = "number" if contact.type == "Group" else "handle"
    return say.entity(contact.type, platform=contact.platform, **{key: contact.value})


_PLATFORMS = {
    "wechat": "微信号 微信 威信 薇信 v信 wechat weixin wx vx",
    "qq": "扣扣 企鹅 qq",
    "email": "电子邮箱 电子邮件 邮箱 邮件 e-mail email mail",
    "telegram": "telegram 电报 纸飞机 飞机",
    "wecom": "企业微信",
    "wechat_public": "微信公众号 公众号",
    "douyin": "抖音",
    "kuaishou": "快手",
    "weibo": "新浪微博 微博",
    "xiaohongshu": "小红书",
    "tieba": "百度贴吧 贴吧",
    "xianyu": "闲鱼",
    "taobao": "淘宝",
    "pinduoduo": "拼多多",
    "58": "58同城",
}
_LABELS = {label: platform for platform, labels in _PLATFORMS.items() for label in labels.split()}
_PART = re.compile("(?:短视频|直播间?|朋友圈|空间|群聊?|平台|app)$")
"""A part of a platform, where the same accounts are: 微信群, QQ空间, 抖音短视频."""
_LABEL = "|".join(  # a Latin label ends where its letters do: "mailbox@…" has none
    re.escape(label) + ("(?![a-z])" if label.isascii() else "") for label in sorted(_LABELS, key=len, reverse=True)
)
_GAP = r"(?:\s|[:=是为❤♥\ufe0f]){0,6}"  # every repetition is bounded: texts are long and not always friendly
_GROUP = re.compile(rf"(?<![a-z@.])({_LABEL})群(?:聊|号|聊号)?{_GAP}([0-9]{{5,12}})")
_SPOKEN = (
    (re.compile(r"(?:加|\+)\s?(?:[薇威微]信?|v[信x]?(?![a-z0-9_]))(?:号|我)?"), "微信:"),
    (re.compile(r"(?:加|\+)\s?(?:q|扣)(?![a-z])(?:号|我)?|(?<![a-z])q号"), "qq:"),
)
"""How people write down a WeChat ID or QQ number so that no platform notices (加V, +V❤, 加q)."""
_WXID = re.compile("(?<![a-z0-9_])wxid_[a-z0-9]{5,30}")
_SAME_NUMBER = re.compile("(?:微信|v)同|同(?:微信|v)")
_HANDLE = re.compile(rf"(?<![a-z@.])({_LABEL})\s?(?:号码|账号|号|id)?{_GAP}([a-z0-9_+][a-z0-9_.+@-]{{3,63}})")
_EMAIL = re.compile(r"[a-z0-9][a-z0-9_.+-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}")
_PHONE = re.compile(
    r"(?<![0-9a-z])(?:\(?\+?86\)?[ -]?)?(1[3-9][0-9](?:[ -]?[0-9]{4}){2}|\(?0[0-9]{2,3}\)?[ -]?[0-9]{7,8}"
    r"|400-?[0-9]{3}-?[0-9]{4})(?![0-9])"
)
_URL = re.compile(r"(?:h(?:tt|xx)ps?://|www\.)[^\s\u3000-\u9fff<>\"']+", re.IGNORECASE)


def platform_of(name: str) -> str:
    """The canonical name of a platform (wechat, qq, douyin…); one that is not listed keeps its own."""
    plain = normalize("NFKC", name).strip().lower()
    return _LABELS.get(plain) or _LABELS.get(_PART.sub("", plain), plain)


def hosts(text: str) -> list[str]:
    """The hosts of the web addresses in a free text, in order, none twice."""
    found = (good("host", url.rstrip(".,;:!?)]}")) for url in _URL.findall(normalize("NFKC", text)))
    return list(dict.fromkeys(host for host in found if host))


def contacts(text: str) -> tuple[Contact, ...]:
    """The contacts that a free text names: `微信:abc`, `QQ 12345`, e-mail addresses, phones; in order, none twice.

    A handle without its platform is left in the text: it could be anybody's on any platform. A mobile number given
    as somebody's WeChat is also a phone.
    """
    return tuple(dict.fromkeys(_contacts(normalize("NFKC", text).lower())))


def named(row: Row, platforms: Iterable[str], suffix: str = "") -> Iterator[Contact]:
    """The contacts in columns that each hold those of one platform, whose name the cell then need not repeat."""
    for platform in platforms:
        for value in row.many(f"{platform}{suffix}"):
            yield from contacts(value) or contacts(f"{platform}:{value}")


def written(contact: Contact) -> str:
    """A contact as `contacts` reads it."""
    if contact.type == "Phone" or contact.platform == "email":
        return contact.value
    label = "QQ" if contact.platform == "qq" else _PLATFORMS[contact.platform].split()[0]
    return f"{label}群:{contact.value}" if contact.type == "Group" else f"{label}:{contact.value}"


def _contacts(text: str) -> Iterator[Contact]:
    for label, raw in _GROUP.findall(text):
        if number := good("handle", raw):
            yield Contact("Group", _LABELS[label], number)
    rest = _GROUP.sub(" ", text)
    for spoken, label in _SPOKEN:
        rest = spoken.sub(label, rest)
    for label, raw in _HANDLE.findall(rest):
        platform = _LABELS[label]
        kind = platform if platform in ("wechat", "qq", "email") else "handle"
        if value := good(kind, raw.rstrip(".-@+")):
            yield Contact("OnlineAccount", platform, value)
    for raw in _WXID.findall(rest):
        yield Contact("OnlineAccount", "wechat", raw)
    for raw in _EMAIL.findall(rest):
        if value := good("email", raw):
            yield Contact("OnlineAccount", "email", value)
    for raw in _PHONE.findall(rest):
        if value := good("phone", raw):
            yield Contact("Phone", "", value)
            if _SAME_NUMBER.search(rest) and value.startswith("+861"):
                yield Contact("OnlineAccount", "wechat", value[3:])
