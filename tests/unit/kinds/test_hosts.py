"""Hosts, domains, URLs, IP addresses, filings, certificate serials."""

from __future__ import annotations

import socket

import pytest

from graphkit.model.kinds import Bad, clean, icp_site_number

WILDCARD = Bad("host_wildcard", placeholder=True)
SUFFIX = Bad("domain_is_suffix", placeholder=True)
PRIVATE = Bad("ip_not_public", placeholder=True)


@pytest.mark.parametrize(
    ("raw", "host", "domain"),
    [
        ("cx-mem.gov.cn.abc.com", "cx-mem.gov.cn.abc.com", "abc.com"),
        ("WWW.Abc.COM.", "www.abc.com", "abc.com"),
        ("http://cx.abc.com.cn:8080/q?id=1", "cx.abc.com.cn", "abc.com.cn"),
        ("hxxps://cx[.]abc[.]cn/q", "cx.abc.cn", "abc.cn"),
        ("cx(dot)abc.cn", "cx.abc.cn", "abc.cn"),
        ("ｃｘ．ｍｅｍ。gov.cn", "cx.mem.gov.cn", "mem.gov.cn"),
        ("\u0441x.mem.abc.cn", "xn--x-6tb.mem.abc.cn", "abc.cn"),  # a Cyrillic с
        ("应急.中国", "xn--extu8a.xn--fiqs8s", "xn--extu8a.xn--fiqs8s"),
        ("http://cx.mem.gov.cn@evil.abc.com/", "evil.abc.com", "abc.com"),
        ("http://evil.abc.com\\@cx.mem.gov.cn/", "evil.abc.com", "abc.com"),
        ("_dmarc.abc.com", "_dmarc.abc.com", "abc.com"),
        ("site.abc.example", "site.abc.example", "abc.example"),  # a suffix that the list does not know
        ("*.abc.com", WILDCARD, "abc.com"),
        ("gov.cn", "gov.cn", SUFFIX),
        ("203.0.114.9", "203.0.114.9", Bad("domain_is_ip")),
        ("http://[2001:DB8::1]:80/", "2001:db8::1", Bad("domain_is_ip")),
        ("localhost", Bad("host_form"), Bad("host_form")),
        ("999.1.1.1", Bad("host_form"), Bad("host_form")),
        ("abc.com已关闭", Bad("host_form"), Bad("host_form")),
        ("abc.com 已关闭", Bad("host_form"), Bad("host_form")),
        ("wang@qq.com", Bad("host_form"), Bad("host_form")),
        ("abc..com", Bad("host_form"), Bad("host_form")),
        ("<b>.com", Bad("host_form"), Bad("host_form")),
        ("a" * 64 + ".com", Bad("host_form"), Bad("host_form")),
        ("javascript:alert(1)", Bad("host_form"), Bad("host_form")),
    ],
)
def test_a_host_and_its_registrable_domain(raw: str, host: object, domain: object) -> None:
    assert clean("host", raw) == host
    assert clean("domain", raw) == domain


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("http://CX.abc.cn", "http://cx.abc.cn/"),
        ("HTTPS://cx.abc.cn:443/Q?ID=1#/a", "https://cx.abc.cn/Q?ID=1#/a"),
        ("http://cx.abc.cn:080/", "http://cx.abc.cn/"),
        ("http://cx.abc.cn:8080/", "http://cx.abc.cn:8080/"),
        ("cx.abc.cn/q", "http://cx.abc.cn/q"),
        ("//cx.abc.cn/q", "http://cx.abc.cn/q"),
        ("hxxp://cx[.]abc[.]cn/q?id=1", "http://cx.abc.cn/q?id=1"),
        ("http://cx.abc.cn/查询?名=张", "http://cx.abc.cn/%E6%9F%A5%E8%AF%A2?%E5%90%8D=%E5%BC%A0"),
        ("http://cx.abc.cn/%E6%9F%A5", "http://cx.abc.cn/%E6%9F%A5"),
        ('http://cx.abc.cn/"><script>', "http://cx.abc.cn/%22%3E%3Cscript%3E"),
        ("http://cx.abc.cn/q。", "http://cx.abc.cn/q"),
        ("http://203.0.114.9/q", "http://203.0.114.9/q"),
        ("http://[2001:db8::1]/q", "http://[2001:db8::1]/q"),
        ("http://u:p@cx.abc.cn/", "http://u:p@cx.abc.cn/"),
        ("javascript:alert(1)", Bad("url_scheme")),
        ("ftp://cx.abc.cn/", Bad("url_scheme")),
        ("data:text/html,x", Bad("url_scheme")),
        ("file:///etc/passwd", Bad("url_scheme")),
        ("http://", Bad("url_form")),
        ("http://cx.abc.cn:99999/", Bad("url_form")),
        ("http://[::1", Bad("url_form")),
        ("扫码查看", Bad("url_form")),
    ],
)
def test_a_url_has_one_form(raw: str, found: object) -> None:
    assert clean("url", raw) == found


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("8.8.8.8", "8.8.8.8"),
        (" ８.８.８.８ ", "8.8.8.8"),
        ("008.008.008.008", "8.8.8.8"),
        ("8.8.8.8:443", "8.8.8.8"),
        ("2001:4860:4860:0:0:0:0:8888", "2001:4860:4860::8888"),
        ("[2001:4860:4860::8888]", "2001:4860:4860::8888"),
        ("::ffff:8.8.8.8", "8.8.8.8"),
        ("192.168.1.1", PRIVATE),
        ("10.0.0.1", PRIVATE),
        ("127.0.0.1", PRIVATE),
        ("0.0.0.0", PRIVATE),
        ("100.64.0.1", PRIVATE),
        ("169.254.1.1", PRIVATE),
        ("192.0.2.1", PRIVATE),
        ("224.0.0.1", PRIVATE),
        ("::1", PRIVATE),
        ("fe80::1%eth0", PRIVATE),
        ("8.8.8.0/24", Bad("ip_form")),
        ("8.8.8", Bad("ip_form")),
        ("256.1.1.1", Bad("ip_form")),
        ("8.8.8.*", Bad("masked", placeholder=True)),
    ],
)
def test_only_a_public_address_identifies(raw: str, found: object) -> None:
    assert clean("ip", raw) == found


@pytest.mark.parametrize(
    ("raw", "main", "site"),
    [
        ("京ICP备2024077296号-1", "京ICP备2024077296号", "京ICP备2024077296号-1"),
        ("京ICP备2024077296-1号", "京ICP备2024077296号", "京ICP备2024077296号-1"),
        (" 京icp备 2024077296 号－２ ", "京ICP备2024077296号", "京ICP备2024077296号-2"),
        ("蜀ICP备08088888号", "蜀ICP备08088888号", None),
        ("京ICP证030173号", "京ICP证030173号", None),
        ("备案号：京ICP备2024077296号-1", "京ICP备2024077296号", "京ICP备2024077296号-1"),
        ("ICP备2024077296号", Bad("icp_form"), None),
        ("京公网安备11010502030143号", Bad("icp_form"), None),
    ],
)
def test_a_filing_has_a_main_number_and_a_site_s_number(raw: str, main: object, site: str | None) -> None:
    assert clean("icp", raw) == main
    assert icp_site_number(raw) == site


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("0a:1B:2c", "A1B2C"),
        ("0x0A1B2C", "A1B2C"),
        ("03ab", "3AB"),
        ("00", Bad("all_same", placeholder=True)),
        ("xyz", Bad("serial_form")),
    ],
)
def test_a_certificate_serial_is_plain_hexadecimal(raw: str, found: object) -> None:
    assert clean("serial", raw) == found


def test_no_kind_ever_asks_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a value kind tried to reach the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert clean("domain", "never-asked-before.example-a.com.cn") == "example-a.com.cn"
    assert clean("phone", "+852 2123 9999") == "+85221239999"
