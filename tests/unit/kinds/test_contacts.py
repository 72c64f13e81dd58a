"""Phones, mailboxes and handles."""

from __future__ import annotations

import pytest

from graphkit.model.kinds import Bad, clean


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("13812345678", "+8613812345678"),
        ("138 1234 5678", "+8613812345678"),
        ("138-1234-5678", "+8613812345678"),
        ("１３８１２３４５６７８", "+8613812345678"),
        ("+86 138 1234 5678", "+8613812345678"),
        ("+86-13812345678", "+8613812345678"),
        ("008613812345678", "+8613812345678"),
        ("8613812345678", "+8613812345678"),
        ("13812345678.0", "+8613812345678"),
        ("电话：13812345678", "+8613812345678"),
        ("14812345678", "+8614812345678"),  # a range that the library does not know
        ("17412345678", "+8617412345678"),
        ("010-12345678", "+861012345678"),
        ("(0512) 1234567", "+865121234567"),
        ("（010）12345678转801", "+861012345678"),
        ("0512-12345678-801", "+8651212345678"),
        ("+861012345678", "+861012345678"),
        ("+86 0512 12345678", "+8651212345678"),
        ("400-123-4567", "+864001234567"),
        ("95588", "+8695588"),
        ("10086", "+8610086"),
        ("106900123456", "+86106900123456"),
        ("+852 2123 4567", "+85221234567"),
        ("0085221234567", "+85221234567"),
        ("+44 (0)20 7946 0958", "+442079460958"),
        ("12345678", Bad("phone_form")),
        ("62345678", Bad("phone_no_area")),
        ("1381234567", Bad("phone_form")),
        ("138123456789", Bad("phone_form")),
        ("13812345678、13912345678", Bad("phone_form")),
        ("+99912", Bad("phone_form")),
        ("微信同号", Bad("phone_form")),
        ("1.38E+10", Bad("ruined_number")),
        ("138****5678", Bad("masked", placeholder=True)),
        ("00000000000", Bad("all_same", placeholder=True)),
        ("REDACTED FOR PRIVACY", Bad("redacted", placeholder=True)),
    ],
)
def test_a_phone_number_is_e164(raw: str, found: object) -> None:
    assert clean("phone", raw) == found


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("Wang.San@Example-A.CN", "wang.san@example-a.cn"),
        ("ｗａｎｇ＠ｑｑ．ｃｏｍ", "wang@qq.com"),
        ("mailto:wang@qq.com", "wang@qq.com"),
        ("wang@例子.中国", "wang@xn--fsqu00a.xn--fiqs8s"),
        ("wang[at]qq.com", Bad("email_form")),
        ("wang@qq", Bad("email_form")),
        ("@qq.com", Bad("email_form")),
        ("a@b@qq.com", Bad("email_form")),
        ("<script>@qq.com", Bad("email_form")),
        ("w***@qq.com", Bad("masked", placeholder=True)),
        ("abc123@privacyguardian.org", Bad("redacted", placeholder=True)),
        ("Please query the RDDS service of the Registrar", Bad("redacted", placeholder=True)),
    ],
)
def test_a_mailbox_is_lower_case(raw: str, found: object) -> None:
    assert clean("email", raw) == found


@pytest.mark.parametrize(
    ("kind", "raw", "found"),
    [
        ("wechat", "Wxid_AbC123", "wxid_abc123"),
        ("wechat", "微信：zhang_2026", "zhang_2026"),
        ("wechat", "微信号zhang_2026", "zhang_2026"),
        ("wechat", "13812345678", "13812345678"),
        ("wechat", "小王办证", Bad("wechat_nickname", placeholder=True)),
        ("wechat", "A办证 王经理", Bad("wechat_nickname", placeholder=True)),
        ("qq", "QQ:123456", "123456"),
        ("qq", "１２３４５６", "123456"),
        ("qq", "012345", Bad("qq_form")),
        ("qq", "小王", Bad("qq_form")),
        ("handle", "Admin", "admin"),
        ("handle", "@Admin", "admin"),
        ("handle", "admin", "admin"),
        ("handle", "小王办证", "小王办证"),
        ("handle", "未知", None),
        ("handle", "微信：无", None),
        ("handle", "0000000", Bad("all_same", placeholder=True)),
        ("handle", "z***3", Bad("masked", placeholder=True)),
    ],
)
def test_a_handle_ignores_case_and_labels(kind: str, raw: str, found: object) -> None:
    assert clean(kind, raw) == found
