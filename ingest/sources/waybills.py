"""Waybills (快递运单): who sent what to whom, as the courier recorded it."""

from __future__ import annotations

import re

from graphkit.model.kinds.things import COURIERS, courier_of
from graphkit.model.statements import Statements
from ingest.source import Row, Source
from ingest.sources._common import column, good, person

_IN_TITLES = re.compile(f"({'|'.join(name[:2] for name in COURIERS.values())}|邮政)(?:速[运递]|快[递运]|物流|包裹)")


def say(row: Row, say: Statements) -> None:
    """A parcel between two phones. A name with its phone is a person; a name alone stays on the waybill."""
    sent_at, delivered_at = row.text("sent_at"), row.text("delivered_at")
    mail = row.text("mail")
    number = row.text("number") or row.text("lettered") or mail
    courier = row.text("courier") or courier_of(number) or (mail and "中国邮政")  # nobody else calls a parcel mail
    parcel = say.entity(
        "Waybill", courier=courier, number=number, sent_at=sent_at,
        sender_name=row.text("sender"), recipient_name=row.text("recipient"),
        sender_address=row.text("sender_address"), recipient_address=row.text("recipient_address"),
        goods=row.text("goods"), delivered_at=delivered_at,
    )
    for end in _end(row, say, "sender"):
        say.link("sent", end, parcel, time=sent_at)
    for end in _end(row, say, "recipient"):
        say.link("delivered_to", parcel, end, time=delivered_at)


def _end(row: Row, say: Statements, role: str) -> list[str]:
    """The phone at one end and the person who uses it, each at the address stated."""
    number = row.text(f"{role}_phone")
    phone = say.entity("Phone", number=number)
    who = person(say, None, good("name", row.text(role)), number) if phone else None
    place = say.entity("Place", address=row.text(f"{role}_address"))
    ends = [end for end in (phone, who) if end]
    for end in ends:
        say.link("located_at", end, place)
    return ends


def courier_in(title: str) -> str | None:
    """The courier that a title names (中通快递寄递信息)."""
    named = {found[0]: None for found in _IN_TITLES.finditer(title)}
    return next(iter(named)) if len(named) == 1 else None


SOURCE = Source(
    "waybills", "快递运单", "Waybills",
    (
        column("courier", "org_name", "快递公司 物流公司 承运商 快递企业 快递品牌 快递 公司 承运公司 寄递企业",
               required=True, titled="courier", entitled=courier_in),
        column("number", "waybill", "运单号 快递单号 运单编号 物流单号 面单号", required=True),
        column("mail", "waybill", "邮件号 邮件号码 邮件编号 给据邮件号", gives="courier number"),
        column("lettered", "lettered_waybill", "带公司字母的运单号", gives="courier number", instead="number",
               shown_by="|".join(COURIERS)),
        column("sent_at", "time", "寄件时间 揽收时间 揽件时间 收寄时间 发货时间 寄件日期"),
        column("sender", "caption", "寄件人 寄件人姓名 发件人 发件人姓名 寄方姓名"),
        column("sender_phone", "phone", "寄件电话 寄件人电话 寄件人手机 发件人电话 寄件手机 寄件人联系方式 寄方电话"),
        column("sender_address", "address", "寄件地址 寄件人地址 发件地址 发件人地址 寄方地址"),
        column("recipient", "caption", "收件人 收件人姓名 收方姓名 收货人"),
        column("recipient_phone", "phone", "收件电话 收件人电话 收件人手机 收件手机 收件人联系方式 收方电话"),
        column("recipient_address", "address", "收件地址 收件人地址 收方地址 收货地址"),
        column("goods", "text", "物品 物品名称 内件品名 托寄物 寄递物品 货物名称"),
        column("delivered_at", "time", "签收时间 妥投时间 派件时间 签收日期"),
    ),
    ("courier", "number"), say,
)
