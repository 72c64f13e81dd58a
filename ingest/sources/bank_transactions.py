"""Bank transactions (交易明细): every reported transfer between two accounts; a cash end is a value of the account."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from graphkit.model.statements import Statements
from ingest.source import Row, Source
from ingest.sources._common import account, address, bank_account, column, moment, party
from ingest.sources._money import SIDELESS, amount_and_side, transaction, unmoved

_Text = Callable[[str], str | None]


def say(row: Row, say: Statements) -> None:
    """One transfer as the bank of the reporting account saw it. Without an account of its own the row says nothing."""
    text = _texts(row)
    card, number = text("card"), text("account")
    own, ids = say.once(_own, card, number, text("holder"), text("document"))
    if not own:
        return
    (amount, side), time = amount_and_side(row), moment(text("time"), text("day"))
    memo, remark, cash = text("memo"), text("remark"), text("cash")
    told = memo if not text("type") else f"{text('type')} {memo or ''}".strip()
    other = say.once(_other, text("other_card"), text("other"), text("other_name"), text("other_bank"),
                     text("other_document"))
    if other in ids or (cash and "现金" in cash):
        other = None
    transaction(
        row, say, (own, f"bank:{card or number}"), other, side=side, amount=amount, time=time, serial=text("serial"),
        memo=f"{memo}；{remark}" if memo and remark else memo or remark or "",
        kept=unmoved(text("status"), told, side, amount), stated=None if other and side else _stated(row),
        currency=text("currency"), balance_fen=row.number("balance"), place=text("place"), merchant=text("merchant"),
    )
    if ip := text("ip"):
        say.link("used_ip", own, address(say, ip), time=time)
    if mac := text("mac"):
        say.link("used_device", own, say.entity("Device", identifier=mac), time=time)


def _texts(row: Row) -> _Text:
    """`row.text` without its check, for the columns of this kind that hold text; they are read millions of times."""
    return cast("_Text", row.values.get)


def _own(
    say: Statements, card: str | None, number: str | None, name: str | None, document: str | None
) -> tuple[str | None, tuple[str | None, str | None]]:
    """The reporting account with its holder, and the ids of its card and its number."""
    own, ids = bank_account(say, card, number, holder_name=name)
    if own and document:
        say.link("owns", party(say, document, name), own)
    return own, ids


def _other(
    say: Statements, card: str | None, number: str | None, name: str | None, bank: str | None, document: str | None
) -> str | None:
    """The other end's account, by its card where the bank gives card and account; None when neither identifies one."""
    if card:
        found = account(say, f"bank:{card}", holder_name=name, bank=bank)
        say.alias(found, account(say, number))
    else:
        found = account(say, number, holder_name=name, bank=bank)
    if found and document:
        say.link("owns", party(say, document, name), found)
    return found


def _stated(row: Row) -> str | None:
    """What the row calls an other end that is no account: a name, a masked number, the word for cash."""
    return row.text("other_name") or row.raw.get("other", "").strip() or row.text("cash")


SOURCE = Source(
    "bank_transactions", "银行交易明细", "Bank transactions",
    (
        column("card", "account_number", "交易卡号 本方卡号 查询账户 查询卡号 卡号 主卡号 客户卡号", gives="account",
               titled="card account"),
        column("account", "account_number", "交易账号 本方账号 查询账号 账号 交易账户 客户账号 本方账户",
               titled="card account"),
        column("holder", "caption", "账户开户名称 交易户名 交易方户名 本方户名 本方姓名 户名 客户名称 查询对象",
               titled="holder"),
        column("document", "document_number", "开户人证件号码 交易证件号码 交易方证件号码 本方证件号码 证件号码 "
               "开户证件号码 本方身份证号", titled="document holder"),
        column("time", "time_or_clock", "交易时间 交易日期时间 交易日期及时间 交易发生时间 记账时间"),
        column("day", "time", "交易日期 记账日期 入账日期", gives="time"),
        column("amount", "money_yuan", "交易金额 金额 发生额 交易金额(元) 金额(元) 交易发生额", required=True),
        column("balance", "money_yuan", "交易余额 余额 账户余额 交易后余额 交易余额(元) 余额(元)"),
        column("side", "direction", "收付标志 借贷标志 收支标志 进出标志 借贷方向 收付方向 借贷 收/付"),
        *SIDELESS,
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
        column("type", "text", "交易类型 业务类型"),
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
    ("account", "time", "amount", "side"), say,
)
