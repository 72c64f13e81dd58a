"""How a reported transaction is stated, whichever bank or payment platform reported it."""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import normalize

from graphkit.model.records import Value
from graphkit.model.statements import Statements
from ingest.source import Row
from ingest.sources._common import account, column, good

_FAILED = re.compile(
    "失败|冲正|冲账|冲销|抹账|撤销|退汇|退票|作废|取消|关闭|未成功|不成功|拒绝|等待付款|全额退款|已退还|^(?:0|否|n|no|f|false|failed?)$",
    re.IGNORECASE,
).search
_REVERSED = re.compile(
    "(?P<done>[已被])?(?:冲正|冲账|抹账|红冲|退汇|退票)(?!手续费|费)|(?:转账|红包)[-—－]?退[款还回]|未领取|过期退"
).search
_OTHER_SIDE = {"in": "out", "out": "in"}
_SAID_TO_FAIL = re.compile(
    "(?:交易|转账|付款|支付|提现|汇款)(?:失败|未成功|关闭)|资金已?(?:原路)?退回|已全额退款|对方已退还"
).search
_SHORTEST_SERIAL = 6
"""A serial number shorter than this counts rows (1, 2, 3…) and tells no transaction from another."""


SIDELESS = (
    column("paid", "money_yuan", "支出金额 支出 借方发生额 借方金额 借方 转出金额 付款金额 支出(-元) 支出金额(-元)",
           gives="amount side"),
    column("received", "money_yuan", "收入金额 收入 贷方发生额 贷方金额 贷方 转入金额 存入金额 收款金额 收入(+元) "
           "收入金额(+元)", gives="amount side"),
    column("signed", "money_yuan", "带正负号的金额 收支金额 金额(+/-) 收入/支出金额", gives="amount side",
           instead="amount", shown_by=r"[-−－﹣]\s*[\d.]"),
)
"""The columns of a statement that states no side: what went out beside what came in, or one amount with its sign."""


def amount_and_side(row: Row) -> tuple[int, str | None]:
    """What a row of a statement moved, in 分, negative in red, and "in" or "out", None when it states no side."""
    amount = row.number("amount")
    if amount is not None:
        return amount, row.text("side")
    signed = row.number("signed")
    if signed is not None:
        return abs(signed), "out" if signed < 0 else "in"
    paid = row.number("paid")
    return (paid, "out") if paid else (row.number("received") or 0, "in")


class Unmoved(NamedTuple):
    """Why a row moved no money; a reversal also takes back what an earlier row of the same account moved."""

    why: str
    takes_back: bool = False


def unmoved(status: str | None, memo: str | None, side: str | None, amount: int) -> Unmoved | None:
    """None when money moved, else the answer of the bank, a reversal or return in the memo, a negative receipt."""
    if status and _FAILED(status):
        return Unmoved(status)
    if memo and (found := _REVERSED(memo)):
        return Unmoved(memo, not found["done"])
    if memo and _SAID_TO_FAIL(memo):
        return Unmoved(memo)
    return Unmoved("负数入账", takes_back=True) if side == "in" and amount < 0 else None


def transaction(
    row: Row, say: Statements, own: tuple[str, str], other: str | None, *, side: str | None, amount: int,
    time: str | None, serial: str | None, memo: str, kept: Unmoved | None, stated: str | None,
    currency: str | None = None, **values: Value | None,
) -> None:
    """One transaction as the reporting account (`own`: id and "scheme:number") has it.

    With an account at the other end it is `paid`, told apart by reporting account, side and serial number, else by
    all that the row says. Without one (cash, empty, masked, itself: `stated` is what the row calls it), or without a
    side, it is a value of the account. Sums are in 分, so an amount in another currency is kept beside them. `kept`:
    why no money moved. A reversal stands beside what it takes back, with the side that this was booked on: booked on
    the other side, or in red (negative) on the same.
    """
    reporter, number = own
    why = kept.why if kept else None
    if not other or not side or other == reporter:
        account(
            say, number, lone_side=side, lone_fen=abs(amount), lone_time=time, lone_party=stated, lone_memo=memo,
            lone_status=why,
        )
        return
    key = f"{reporter}|{side}|{serial}" if serial and len(serial) >= _SHORTEST_SERIAL else row.content
    back = kept is not None and kept.takes_back
    if back:
        key, side = f"{key}|back", side if amount < 0 else _OTHER_SIDE[side]
    payer, payee = (reporter, other) if side == "out" else (other, reporter)
    if currency is not None and currency != "CNY":
        values["foreign_amount"] = abs(amount)
    else:
        values["takes_back_fen" if back else "amount_fen"] = abs(amount)
    say.transaction(
        "paid", payer, payee, key, side=side, time=time, reference=serial, memo=memo, currency=currency,
        status=why, **values,
    )


def alipay_party(stated: str | None) -> tuple[str, str | None]:
    """The account ("alipay:…", "" when none is usable) and the name in a cell such as `2088…(张三)`."""
    number, _, name = normalize("NFKC", stated or "").partition("(")
    found = good("alipay_id", number)
    return f"alipay:{found}" if found else "", name.rstrip(") ") or None
