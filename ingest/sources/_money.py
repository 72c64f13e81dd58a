"""How a reported transaction is stated, whichever bank or payment platform reported it."""

from __future__ import annotations

import re
from unicodedata import normalize

from graphkit.model.records import Value
from graphkit.model.statements import Statements
from ingest.source import Row
from ingest.sources._common import account, good

_FAILED = re.compile(
    "失败|冲正|冲账|冲销|抹账|撤销|退汇|退票|作废|取消|关闭|未成功|不成功|拒绝|等待付款|^(?:0|否|n|no|f|false|failed?)$",
    re.IGNORECASE,
).search
_REVERSED = re.compile("(?:冲正|冲账|抹账|红冲|退汇|退票)(?!手续费|费)").search
_SHORTEST_SERIAL = 6
"""A serial number shorter than this counts rows (1, 2, 3…) and tells no transaction from another."""


def not_moved(status: str | None, memo: str | None, side: str | None, amount: int) -> str | None:
    """Why no money moved, None when it did: the answer of the bank, a reversal in the memo, a negative receipt."""
    if status and _FAILED(status):
        return status
    if memo and _REVERSED(memo):
        return memo
    return "负数入账" if side == "in" and amount < 0 else None


def transaction(
    row: Row, say: Statements, own: tuple[str, str], other: str | None, *, side: str | None, amount: int,
    time: str | None, serial: str | None, memo: str, why: str | None, stated: str | None, currency: str | None = None,
    **values: Value | None,
) -> None:
    """One transaction as the reporting account (`own`: id and "scheme:number") has it.

    With an account at the other end it is `paid`, told apart by reporting account, side and serial number, else by
    all that the row says. Without one (cash, empty, masked, itself: `stated` is what the row calls it), or without a
    side, it is a value of the account. Sums are in 分, so an amount in another currency is kept beside them. `why`:
    why no money moved.
    """
    reporter, number = own
    if not other or not side or other == reporter:
        account(
            say, number, lone_side=side, lone_fen=abs(amount), lone_time=time, lone_party=stated, lone_memo=memo,
            lone_status=why,
        )
        return
    key = f"{reporter}|{side}|{serial}" if serial and len(serial) >= _SHORTEST_SERIAL else row.content
    payer, payee = (reporter, other) if side == "out" else (other, reporter)
    if currency is not None and currency != "CNY":
        values["foreign_amount"] = abs(amount)
    else:
        values["amount_fen"] = abs(amount)
    say.transaction(
        "paid", payer, payee, key, side=side, time=time, reference=serial, memo=memo, currency=currency,
        status=why, **values,
    )


def alipay_party(stated: str | None) -> tuple[str, str | None]:
    """The account ("alipay:…", "" when none is usable) and the name in a cell such as `2088…(张三)`."""
    number, _, name = normalize("NFKC", stated or "").partition("(")
    found = good("alipay_id", number)
    return f"alipay:{found}" if found else "", name.rstrip(") ") or None
