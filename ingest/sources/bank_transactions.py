"""Bank transactions (交易明细): every reported transfer between two accounts; a cash end is a value of the account."""

from __future__ import annotations

import re

from graphkit.model.statements import Statements
from ingest.source import Row, Source
from ingest.sources._common import account, address, bank_account, column, good, party

_FAILED = re.compile(
    "失败|冲正|冲账|冲销|抹账|撤销|退汇|退票|作废|取消|未成功|不成功|拒绝|^(?:0|否|n|no|f|false|failed?)$",
    re.IGNORECASE,
).search
_REVERSED = re.compile("(?:冲正|冲账|抹账|红冲|退汇|退票)(?!手续费|费)").search
_SHORTEST_SERIAL = 6
"""A serial number shorter than this counts rows (1, 2, 3…) and tells no transaction from another."""


def say(row: Row, say: Statements) -> None:
    """One transfer as the bank of the reporting account saw it. Without an account of its own the row says nothing."""
    text = row.text
    own, ids = bank_account(say, text("card"), text("account"), holder_name=text("holder"))
    if not own:
        return
    if document := text("document"):
        say.link("owns", party(say, document, text("holder")), own)
    time = _time(row)
    other = _other(row, say)
    if other and other not in ids and text("side") and "现金" not in (text("cash") or ""):
        _transfer(row, say, own, other, time)
    else:
        _lone(row, say, time)
    if ip := text("ip"):
        say.link("used_ip", own, address(say, ip), time=time)
    if mac := text("mac"):
        say.link("used_device", own, say.entity("Device", identifier=mac), time=time)


def _transfer(row: Row, say: Statements, own: str, other: str, time: str | None) -> None:
    """A transfer, told apart by the reporting account, its side and serial number, else by all that the row says.

    Sums are in 分, so an amount in another currency is kept beside them.
    """
    text = row.text
    amount, side, serial, currency = row.number("amount") or 0, text("side"), text("serial"), text("currency")
    why = _not_moved(row)
    key = f"{own}|{side}|{serial}" if serial and len(serial) >= _SHORTEST_SERIAL else row.content
    payer, payee = (own, other) if side == "out" else (other, own)
    foreign = currency not in (None, "CNY")
    say.transaction(
        "paid", payer, payee, key, moved=not why, side=side, time=time, reference=serial, memo=_memo(row),
        amount_fen=None if foreign else abs(amount), foreign_amount=abs(amount) if foreign else None,
        currency=currency, status=why, balance_fen=row.number("balance"), place=text("place"),
        merchant=text("merchant"),
    )


def _lone(row: Row, say: Statements, time: str | None) -> None:
    """A transaction whose other end is cash, empty, masked or the account itself: a value of the account."""
    text = row.text
    stated = text("other_name") or row.raw.get("other", "").strip() or text("cash")
    bank_account(
        say, text("card"), text("account"), lone_side=text("side"), lone_fen=abs(row.number("amount") or 0),
        lone_time=time, lone_party=stated, lone_memo=_memo(row), lone_status=_not_moved(row),
    )


def _other(row: Row, say: Statements) -> str | None:
    text, name, bank = row.text, row.text("other_name"), row.text("other_bank")
    if card := text("other_card"):
        found, _ = bank_account(say, card, None, holder_name=name, bank=bank)
        say.alias(found, account(say, text("other")))
    else:
        found = account(say, text("other"), holder_name=name, bank=bank)
    if found and (document := text("other_document")):
        say.link("owns", party(say, document, name), found)
    return found


def _time(row: Row) -> str | None:
    """When it happened; some banks write the day and the time of day in two columns."""
    day = row.text("day")
    if (time := row.text("time")) or not day:
        return time or day
    clock = good("clock", row.raw.get("time"))
    return f"{day}T{clock}+08:00" if clock else day


def _memo(row: Row) -> str:
    return "；".join(part for part in (row.text("memo"), row.text("remark")) if part)


def _not_moved(row: Row) -> str | None:
    """Why no money moved, None when it did: the bank's answer, a reversal in the memo, a negative receipt."""
    status, memo = row.text("status"), row.text("memo")
    if status and _FAILED(status):
        return status
    if memo and _REVERSED(memo):
        return memo
    return "负数入账" if row.text("side") == "in" and (row.number("amount") or 0) < 0 else None


SOURCE = Source(
    "bank_transactions", "银行交易明细", "Bank transactions",
    (
        column("card", "account_number", "交易卡号 本方卡号 查询账户 查询卡号 卡号 主卡号 客户卡号"),
        column("account", "account_number", "交易账号 本方账号 查询账号 账号 交易账户 客户账号 本方账户"),
        column("holder", "caption", "账户开户名称 交易户名 交易方户名 本方户名 本方姓名 户名 客户名称 查询对象"),
        column("document", "document_number", "开户人证件号码 交易证件号码 交易方证件号码 本方证件号码 证件号码 "
               "开户证件号码 本方身份证号"),
        column("time", "time", "交易时间 交易日期时间 交易日期及时间 交易发生时间 记账时间"),
        column("day", "date", "交易日期 记账日期 入账日期"),
        column("amount", "money_yuan", "交易金额 金额 发生额 交易金额(元) 金额(元) 交易发生额", required=True),
        column("balance", "money_yuan", "交易余额 余额 账户余额 交易后余额 交易余额(元) 余额(元)"),
        column("side", "direction", "收付标志 借贷标志 收支标志 进出标志 借贷方向 收付方向 借贷 收/付"),
        column("other", "account", "交易对手账卡号 交易对手账号 对手账号 对方账号 交易对方账号 对手账卡号 对方账户 "
               "交易对方账户 对手账户"),
        column("other_card", "account_number", "对方卡号 交易对手卡号 对手卡号 交易对方卡号"),
        column("cash", "text", "现金标志 现转标志 现金转账标志 现转"),
        column("other_name", "caption", "对手户名 对方户名 交易对方姓名 对方姓名 交易对手户名 对方名称 交易对方户名"),
        column("other_document", "document_number", "对手身份证号 对方身份证号 对手证件号码 对方证件号码 "
               "交易对方证件号码 交易对手证件号码"),
        column("other_bank", "text", "对手开户银行 对方开户行 对方开户银行 对方银行 交易对方开户行 对手开户行 "
               "对手银行"),
        column("memo", "text", "摘要说明 摘要 交易摘要 用途 附言 交易说明"),
        column("currency", "currency", "交易币种 币种 货币"),
        column("place", "text", "交易发生地 交易网点名称 交易地点 交易网点 交易机构名称"),
        column("status", "text", "交易是否成功 交易状态 是否成功 交易结果 成功标志"),
        column("ip", "ip", "ip地址 ip 交易ip 客户端ip"),
        column("mac", "device", "mac地址 mac 设备mac"),
        column("serial", "reference", "交易流水号 流水号 核心流水号 交易序号 业务流水号"),
        column("merchant", "org_name", "商户名称 商户名 特约商户名称"),
        column("remark", "text", "备注 备注信息 附言备注"),
        column("reason", "text", "查询反馈结果原因 查询反馈结果 反馈结果 反馈结果原因"),
    ),
    ("time", "amount", "side"), say,
)
