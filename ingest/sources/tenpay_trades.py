"""Tenpay trades (财付通交易明细, TenpayTrades.txt): what one user's account received and paid.

Amounts are in 分, or in 元 where their headers say so.
"""

from __future__ import annotations

from graphkit.model.statements import Statements
from ingest.source import Row, Source
from ingest.sources._common import account, column, tenpay_account
from ingest.sources._money import transaction, unmoved

_OWN_CARD = ("提现", "充值")


def say(row: Row, say: Statements) -> None:
    """One trade as the user's side reports it. The other end is a user, else a bank card, else the user's own card.

    A red packet to a group is one serial number with many takers: the taker tells them apart, and where each row
    repeats the whole packet, what the taker received is what was paid to him.
    """
    text, side = row.text, row.text("side")
    amount, received, balance = (_stated(row, name) for name in ("amount", "received", "balance"))
    amount = amount or 0
    number = f"tenpay:{text('own') or ''}"
    if side == "out" and text("other") and received is not None:
        amount = min(amount, received)
    own = tenpay_account(say, text("own") or "")
    if not own:
        return
    card = say.entity("Account", scheme="bank", number=text("own_card"), bank=text("own_bank"))
    say.link("bound_to", own, card)
    other = account(say, f"tenpay:{text('other') or ''}", holder_name=text("other_name"))
    other = other or say.entity(
        "Account", scheme="bank", number=text("other_card"), bank=text("other_bank"), holder_name=text("other_name")
    )
    about = " ".join(part for part in (text("type"), text("purpose")) if part)
    if not other and any(word in about for word in _OWN_CARD):
        other = card
    memo = "；".join(part for part in (about, text("note"), text("note2")) if part)
    transaction(
        row, say, (own, number), other, side=side, amount=amount, time=text("time"), serial=text("serial"), memo=memo,
        kept=unmoved(None, memo, side, amount), stated=text("other_name"), balance_fen=balance,
    )


def _stated(row: Row, name: str) -> int | None:
    fen = row.number(name)
    return row.number(f"{name}_yuan") if fen is None else fen


SOURCE = Source(
    "tenpay_trades", "财付通交易明细", "Tenpay trades",
    (
        column("own", "tenpay_id", "用户ID 用户侧ID 用户标识"),
        column("serial", "reference", "交易单号 交易流水号"),
        column("order", "reference", "大单号"),
        column("own_name", "caption", "用户侧账号名称 用户侧账户名称"),
        column("side", "direction", "借贷类型 借贷标志", required=True),
        column("type", "text", "交易业务类型 业务类型"),
        column("purpose", "text", "交易用途类型 用途类型"),
        column("time", "time", "交易时间"),
        column("amount", "money_fen", "交易金额(分)", required=True),
        column("balance", "money_fen", "账户余额(分)"),
        column("own_card", "account_number", "用户银行卡号 用户侧银行卡号"),
        column("own_bank", "text", "用户侧银行名称"),
        column("other", "tenpay_id", "对手方ID 对手侧ID"),
        column("other_name", "caption", "对手侧账户名称 对手方账户名称"),
        column("other_card", "account_number", "对手方银行卡号 对手侧银行卡号"),
        column("other_bank", "text", "对手侧银行名称 对手方银行名称"),
        column("received", "money_fen", "对手方接收金额(分)"),
        column("amount_yuan", "money_yuan", "交易金额(元) 金额(元) 发生金额(元) 交易金额(人民币元) amount_yuan "
               "amount(cny) amount(yuan)", gives="amount", verbatim=True),
        column("balance_yuan", "money_yuan", "账户余额(元) 余额(元) 零钱余额(元) balance_yuan balance(cny) "
               "balance(yuan)", verbatim=True),
        column("received_yuan", "money_yuan", "对手方接收金额(元) 对方接收金额(元) received_yuan", verbatim=True),
        column("note", "text", "备注1"),
        column("note2", "text", "备注2"),
    ),
    ("own", "amount", "side"), say,
)
