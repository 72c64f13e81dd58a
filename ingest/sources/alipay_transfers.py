"""Alipay transfers (支付宝转账明细): transfers between accounts, and to bank cards."""

from __future__ import annotations

from graphkit.model.statements import Statements
from ingest.source import Row, Source
from ingest.sources._common import account, column, good
from ingest.sources._money import alipay_party, transaction


def say(row: Row, say: Statements) -> None:
    """One transfer; it is the report of the account that was asked for, the payer's unless that was the payee.

    Without a payee's account the money went to the bank card named with the receiving institution.
    """
    text, amount = row.text, row.number("amount") or 0
    payer_number, payer_name = alipay_party(text("payer"))
    payee_number, payee_name = alipay_party(text("payee"))
    payee_number = payee_number or good("account", text("institution")) or ""
    payer = account(say, payer_number, holder_name=payer_name)
    payee = account(say, payee_number, holder_name=payee_name)
    asked, _ = alipay_party(text("asked"))
    incoming = payee is not None and (payer is None or asked == payee_number)
    own, number, other = (payee, payee_number, payer) if incoming else (payer, payer_number, payee)
    if not own:
        return
    transaction(
        row, say, (own, number), other, side="in" if incoming else "out", amount=amount, time=text("time"),
        serial=text("serial"), memo=text("product") or "", kept=None,
        stated=text("payer") if incoming else text("payee") or text("institution"), place=text("place"),
    )


SOURCE = Source(
    "alipay_transfers", "支付宝转账明细", "Alipay transfers",
    (
        column("serial", "reference", "交易号 交易流水号"),
        column("payer", "text", "付款方支付宝账号 付款方账号 付款方"),
        column("payee", "text", "收款方支付宝账号 收款方账号 收款方"),
        column("institution", "text", "收款机构信息 收款机构"),
        column("time", "time", "到账时间 转账时间"),
        column("amount", "money_yuan", "转账金额(元) 转账金额 金额(元)", required=True),
        column("product", "text", "转账产品名称 产品名称"),
        column("place", "text", "交易发生地 交易来源地"),
        column("withdrawal", "reference", "提现流水号"),
        column("asked", "text", "对应的协查数据"),
    ),
    ("payer", "payee", "amount"), say,
)
