"""Tenpay registrations (财付通注册信息): whose a Tenpay account is, with the phone and the bank cards bound to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphkit.model.statements import Statements
from ingest.source import NoData, Raw, Row, Source
from ingest.sources._common import column, good, handle_of, nothing_found, subscriber, tenpay_account

_FIRST_HEADER = "账户状态"
_OF_ACCOUNT = 6
"""The first cells describe the account; rows that leave them blank add bank cards to the account above."""
_BLOCK = "注销信息"
_FORM, _ANSWER = "财付通信息块", "财付通查询答复"
_PARTED = re.compile("[\t,]").split
_NONE = re.compile(r"账号(\S{1,64}?)不存在")


def document(text: str) -> Iterator[tuple[int, Raw]] | None:
    """One record per account and bank card, at its line; cards below an account are told whose they are.

    A file may hold one line only: that the account does not exist. The block of closed accounts has the same columns.
    """
    lines = [(number, line.strip("\r\n")) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    start = next((i for i, (_, line) in enumerate(lines) if _PARTED(line)[0].strip() == _FIRST_HEADER), None)
    if start is not None:
        return _records(lines[start:])
    if lines and all(_NONE.search(line) for _, line in lines):
        return ((number, {_ANSWER: line.strip()}) for number, line in lines)
    return None


def _records(lines: list[tuple[int, str]]) -> Iterator[tuple[int, Raw]]:
    headers: list[str] = []
    above: list[str] = []
    block = "注册信息"
    for number, line in lines:
        cells = [cell.strip() for cell in line.split("\t" if "\t" in lines[0][1] else ",")]
        if cells[0] == _FIRST_HEADER:
            headers = cells
        elif cells[0].startswith(_BLOCK):
            block, above = _BLOCK, []
        elif _NONE.search(line):
            yield number, {_ANSWER: line.strip()}
        else:
            if not any(cells[:_OF_ACCOUNT]) and above:
                cells[:_OF_ACCOUNT] = above
            above = cells[:_OF_ACCOUNT]
            yield number, {**dict(zip(headers, cells, strict=False)), _FORM: block}


def say(row: Row, say: Statements) -> None:
    """An account, who registered it, and what is bound to it. NoData: there is no such account."""
    text = row.text
    if nothing_found(text("answer")):
        raise NoData
    number = text("number")
    status = "注销" if text("form") == _BLOCK else text("status")
    own = tenpay_account(
        say, number or "", holder_name=text("name"), status=status, opened_at=text("registered_at")
    )
    who = subscriber(say, text("document"), text("name"), good("phone", text("phone")))
    say.link("owns", who, own)
    say.link("uses", who, handle_of(say, number or ""))
    if phone := text("phone"):
        say.link("bound_to", own, say.entity("Phone", number=phone))
    say.link("bound_to", own, say.entity("Account", scheme="bank", number=text("card"), bank=text("bank")))


SOURCE = Source(
    "tenpay_registration", "财付通注册信息", "Tenpay registrations",
    (
        column("form", "text", _FORM, gives="bound"),
        column("answer", "text", _ANSWER),
        column("status", "text", "账户状态 账号状态"),
        column("number", "tenpay_id", "账号 用户ID 财付通账号"),
        column("name", "caption", "注册姓名 姓名"),
        column("registered_at", "time", "注册时间"),
        column("document", "document_number", "注册身份证号 身份证号 证件号码"),
        column("phone", "phone", "绑定手机 手机号"),
        column("bound", "text", "绑定状态"),
        column("bank", "text", "开户行信息 开户行"),
        column("card", "account_number", "银行账号 银行卡号"),
    ),
    ("number", "bound"), say, document,
)
