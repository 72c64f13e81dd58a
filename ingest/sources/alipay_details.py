"""Alipay account statements (支付宝账户明细): what one account received and paid."""

from __future__ import annotations

from graphkit.model.statements import Statements
from ingest.source import Row, Source
from ingest.sources._common import account, column
from ingest.sources._money import SIDELESS, alipay_party, amount_and_side, transaction, unmoved


def say(row: Row, say: Statements) -> None:
    """One entry as the account itself reports it. Parties are written as `account(name)`."""
    text, (amount, side) = row.text, amount_and_side(row)
    number, name = alipay_party(text("own"))
    other_number, other_name = alipay_party(text("other"))
    own = account(say, number, holder_name=name)
    if not own:
        return
    other = account(say, other_number, holder_name=other_name)
    memo = "；".join(part for part in (text("goods"), text("note")) if part)
    transaction(
        row, say, (own, number), other, side=side, amount=amount, time=text("paid_at") or text("created_at"),
        serial=text("serial"), memo=memo, kept=unmoved(text("status"), text("type"), side, amount),
        stated=text("other"), place=text("place"),
    )


SOURCE = Source(
    "alipay_details", "支付宝账户明细", "Alipay statements",
    (
        column("serial", "reference", "交易号 交易流水号"),
        column("order", "reference", "商户订单号"),
        column("created_at", "time", "交易创建时间 创建时间"),
        column("paid_at", "time", "付款时间 支付时间"),
        column("changed_at", "time", "最近修改时间"),
        column("place", "text", "交易来源地 交易发生地"),
        column("type", "text", "类型 交易类型"),
        column("own", "text", "用户信息 用户账号"),
        column("other", "text", "交易对方信息 交易对方 对方信息"),
        column("goods", "text", "消费名称 商品名称"),
        column("amount", "money_yuan", "金额(元) 金额 交易金额(元)", required=True),
        column("side", "direction", "收/支 收支 收支类型"),
        *SIDELESS,
        column("status", "text", "交易状态 状态"),
        column("method", "text", "支付方式"),
        column("clearing", "reference", "清算流水号 充值流水号"),
        column("note", "text", "备注"),
        column("asked", "text", "对应的协查数据"),
    ),
    ("serial", "own", "amount"), say,
)
