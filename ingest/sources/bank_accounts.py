"""Bank accounts (账户信息): which card belongs to which account, whose it is, how the bank reaches the holder."""

from __future__ import annotations

from graphkit.model.statements import Statements
from ingest.source import NoData, Row, Source
from ingest.sources._common import bank_account, column, nothing_found, party, person
from ingest.sources._contacts import contacts, reach


def say(row: Row, say: Statements) -> None:
    """An account with its holder and its contact phones. NoData: the bank answers that it has no such account."""
    text = row.text
    if nothing_found(text("reason")):
        raise NoData
    own, _ = bank_account(
        say, text("card"), text("account"), holder_name=text("holder"), bank=text("bank") or text("branch"),
        opened_at=text("opened_at"), closed_at=text("closed_at"), status=text("status") or text("state"),
        kind=text("type"), balance_fen=row.number("balance"),
    )
    if not own:
        return
    phones = [c for name in ("phone", "contact") for c in contacts(row.raw.get(name, "")) if c.type == "Phone"]
    only_phone = phones[0].value if len(set(phones)) == 1 else None
    say.link("owns", party(say, text("document"), text("holder"), only_phone), own)
    for phone in phones:
        say.link("bound_to", own, reach(say, phone))
    person(say, text("agent_document"), text("agent"), text("agent_phone"))


SOURCE = Source(
    "bank_accounts", "银行账户信息", "Bank accounts",
    (
        column("holder", "caption", "账户开户名称 开户名称 户名 客户名称 账户名称 开户人 开户人姓名"),
        column("document", "document_number", "开户人证件号码 证件号码 开户证件号码 证照号码 客户证件号码"),
        column("card", "account_number", "交易卡号 卡号 银行卡号 主卡号", gives="account"),
        column("account", "account_number", "交易账号 账号 银行账号 账户 账户账号"),
        column("opened_at", "time", "账号开户时间 开户时间 开户日期 账户开户时间 账号开户日期"),
        column("closed_at", "time", "销户日期 销户时间 账户销户时间"),
        column("balance", "money_yuan", "账户余额 余额 当前余额"),
        column("bank", "text", "账号开户银行 开户银行 开户行 反馈单位 银行名称"),
        column("branch", "text", "开户网点 开户网点名称 开户机构 开户行网点"),
        column("status", "text", "账户状态 账号状态 卡状态", gives="opened_at"),
        column("state", "text", "状态"),
        column("type", "text", "账户类型 账户类别 账号类型 账户性质"),
        column("phone", "text", "联系电话 联系手机 手机号码 预留手机号 绑定手机 预留电话"),
        column("contact", "text", "开户联系方式 联系方式 开户电话 开户手机"),
        column("agent", "name", "代理人 代理人姓名 代办人 代办人姓名 经办人"),
        column("agent_document", "resident_id", "代理人证件号码 代办人证件号码 代理人身份证号 经办人证件号码"),
        column("agent_phone", "phone", "代理人电话 代办人电话 代理人联系方式 经办人电话"),
        column("reason", "text", "查询反馈结果原因 查询反馈结果 反馈结果 反馈结果原因"),
    ),
    ("account", "holder", "opened_at"), say,
)
