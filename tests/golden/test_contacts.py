"""How people write down how to reach each other, and what is read out of it."""

from __future__ import annotations

from time import perf_counter

import pytest

from graphkit.model.kinds import clean
from ingest.columns import columns_of
from ingest.source import sources
from ingest.sources._contacts import Contact, contacts, hosts, platform_of
from ingest.sources.whois import document as whois

WECHAT = "OnlineAccount", "wechat"
QQ = "OnlineAccount", "qq"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("微信:zs_banzheng", [(*WECHAT, "zs_banzheng")]),
        ("加V信 ZS-banzheng", [(*WECHAT, "zs-banzheng")]),
        ("vx：abc12345", [(*WECHAT, "abc12345")]),
        ("wxid_abc12345", [(*WECHAT, "wxid_abc12345")]),
        ("微信号wxid_abc12345", [(*WECHAT, "wxid_abc12345")]),
        ("QQ 12345", [(*QQ, "12345")]),
        ("ｑｑ：１２３４５６", [(*QQ, "123456")]),
        ("扣扣12345678", [(*QQ, "12345678")]),
        ("QQ群：87654321", [("Group", "qq", "87654321")]),
        ("邮箱 A.b@Xugou-Mail.cn", [("OnlineAccount", "email", "a.b@xugou-mail.cn")]),
        ("mailbox@xugou-mail.cn", [("OnlineAccount", "email", "mailbox@xugou-mail.cn")]),
        ("12345@qq.com", [("OnlineAccount", "email", "12345@qq.com")]),
        ("电话138 0013 8000", [("Phone", "", "+8613800138000")]),
        ("+86-13800138000 / 0512-88886666", [("Phone", "", "+8613800138000"), ("Phone", "", "+8651288886666")]),
        ("微信同号13800138000", [("Phone", "", "+8613800138000"), (*WECHAT, "13800138000")]),
        ("微信13800138000", [(*WECHAT, "13800138000"), ("Phone", "", "+8613800138000")]),
        ("抖音号 zheng88，快手：zh99", [("OnlineAccount", "douyin", "zheng88"), ("OnlineAccount", "kuaishou", "zh99")]),
        ("加v：zs_banzheng", [(*WECHAT, "zs_banzheng")]),
        ("+V❤zs-banzheng 办证", [(*WECHAT, "zs-banzheng")]),
        ("加威信zs_banzheng", [(*WECHAT, "zs_banzheng")]),
        ("微信是zs_banzheng", [(*WECHAT, "zs_banzheng")]),
        ("WeChat ID zs_banzheng", [(*WECHAT, "zs_banzheng")]),
        ("或者q号1908822716", [(*QQ, "1908822716")]),
        ("座机(0512)88886666", [("Phone", "", "+8651288886666")]),
        ("(+86) 136 0152 7788", [("Phone", "", "+8613601527788")]),
        ("zs_banzheng", []),
        ("微信昵称：小王办证", []),
        ("身份证110101199003070126", []),
        ("卡号6222020011112222333", []),
        ("微信 无、QQ 无", []),
        ("", []),
    ],
)
def test_contacts_are_read_out_of_free_text(text: str, found: list[tuple[str, str, str]]) -> None:
    assert list(contacts(text)) == [Contact(*contact) for contact in found]


def test_hosts_are_those_of_written_addresses_only() -> None:
    text = "官网 http://A.xugou-zs.cn/q，备用hxxps://b.xugou-zs.cn。不是网址：a.b"
    assert hosts(text) == ["a.xugou-zs.cn", "b.xugou-zs.cn"]


def test_platforms_have_one_name_each() -> None:
    assert {platform_of(name) for name in ("微信", "WeChat", " 微信号 ")} == {"wechat"}
    assert platform_of("某论坛") == "某论坛"


@pytest.mark.parametrize(
    "pattern", ["a", "1", " ", "微信 ", "微信:", "a@", "@a.", "http://", "wxid_", "(", "1 ", "QQ群 ", "支付宝 "]
)
def test_a_long_unfriendly_text_takes_no_longer_than_its_length(pattern: str) -> None:
    text = pattern * (50_000 // len(pattern))
    answer = f"Domain Name: {text}\nRegistrar:{text}x"
    for hostile in (text, f"微信{text}", f"支付宝{text}\n", f"工商银行{text}", answer):
        started = perf_counter()
        contacts(hostile)
        hosts(hostile)
        clean("account", hostile)
        clean("document_number", hostile)
        list(whois(hostile) or ())
        assert perf_counter() - started < 3


def test_a_contact_in_a_whois_text_that_nobody_is_said_to_be_is_no_registrants() -> None:
    text = ("Domain Name: a-example.com\nCreation Date: 2026-01-01\nRegistrar: Some Registrar\n"
            "Email: abuse@registrar-example.com\nPhone: 13812345678\n")
    _, record = next(iter(whois(text) or ()))
    held = {column.name for _, column in columns_of(sources()["whois"], list(record))}
    assert held == {"domain", "registered_at", "registrar"}
