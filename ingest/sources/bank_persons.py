"""Bank customers (人员信息): a customer's document, phones, mailbox, address and employer, as the bank keeps them."""

from __future__ import annotations

from graphkit.model.statements import Statements
from ingest.source import NoData, Row, Source
from ingest.sources._common import bank_account, column, email, good, nothing_found, organization, person

_PHONES = ("mobile", "phone", "home_phone")


def say(row: Row, say: Statements) -> None:
    """A customer and how to reach it. NoData: the bank answers that it has no such customer."""
    text = row.text
    if nothing_found(text("reason")):
        raise NoData
    document, name = text("document"), text("name")
    numbers = list(dict.fromkeys(number for column in _PHONES if (number := text(column))))
    if not good("resident_id", document) and (uscc := good("uscc", document)):
        customer = organization(
            say, good("org_name", name), uscc, address=text("work_address"), legal_person=text("legal_person")
        )
        numbers += [number] if (number := text("work_phone")) else []
    else:
        employer = organization(say, text("employer"), address=text("work_address"))
        customer = person(
            say, good("resident_id", document), good("name", name), numbers[0] if numbers else None,
            address=text("home_address"), birth_date=text("birth_date"), workplace=text("employer"),
            represented_by=text("agent"),
        )
        say.link("employed_by", customer, employer)
        if number := text("work_phone"):
            say.link("uses", employer, say.entity("Phone", number=number))
    own, _ = bank_account(say, text("card"), text("account"), holder_name=name, bank=text("bank"))
    say.link("owns", customer, own)
    for number in numbers:
        say.link("uses", customer, say.entity("Phone", number=number))
    say.link("uses", customer, email(say, text("mailbox")))
    if home := text("home_address"):
        say.link("located_at", customer, say.entity("Place", address=good("address", home)))
    person(say, text("agent_document"), text("agent"))


SOURCE = Source(
    "bank_persons", "银行客户信息", "Bank customers",
    (
        column("name", "caption", "客户名称 客户姓名 姓名 人员姓名 名称"),
        column("document", "document_number", "证照号码 证件号码 客户证件号码 身份证号 证照号"),
        column("document_type", "text", "证照类型 证件类型 证照种类"),
        column("card", "account_number", "卡号 银行卡号 交易卡号"),
        column("account", "account_number", "账号 交易账号 银行账号"),
        column("bank", "text", "开户行 开户银行 反馈单位"),
        column("mobile", "phone", "联系手机 手机 手机号码 移动电话 手机号"),
        column("phone", "phone", "联系电话 电话 电话号码 联系方式"),
        column("home_phone", "phone", "住宅电话 家庭电话 住址电话"),
        column("work_phone", "phone", "单位电话 办公电话 工作电话"),
        column("mailbox", "email", "邮箱地址 邮箱 电子邮箱 电子邮件"),
        column("employer", "org_name", "工作单位 单位名称 就职单位"),
        column("work_address", "text", "单位地址 工作单位地址 办公地址"),
        column("home_address", "text", "住宅地址 家庭地址 住址 联系地址 通信地址 家庭住址"),
        column("birth_date", "date", "出生日期 出生年月 生日"),
        column("legal_person", "name", "法人代表 法定代表人 法人姓名 法人"),
        column("agent", "name", "代办人姓名 代办人 代理人姓名 代理人"),
        column("agent_document", "resident_id", "代办人证件号码 代理人证件号码 代办人身份证号"),
        column("reason", "text", "查询反馈结果原因 查询反馈结果 反馈结果 反馈结果原因"),
    ),
    ("name", "document"), say,
)
