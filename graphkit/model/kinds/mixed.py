"""Kinds of columns that hold several sorts of number: an account of any scheme, anybody's document, a count."""

from __future__ import annotations

import re

from graphkit.model.kinds.accounts import account_number, alipay_id, tenpay_id
from graphkit.model.kinds.base import Bad, Clean, Kind, fold, identifier, upper
from graphkit.model.kinds.contacts import is_wechat_id
from graphkit.model.kinds.numbers import INT_FORM, money_yuan
from graphkit.model.kinds.people import resident_id, uscc

_SCHEMES = {
    "alipay": (alipay_id, "支付宝 alipay"),
    "tenpay": (tenpay_id, "财付通 微信支付 微信钱包 微信零钱 微信 tenpay wechatpay"),
    "bank": (account_number, "银行卡号 银行账号 银行账户 银行卡 银行 bank"),
    "other": (account_number, "其他 other"),
}
_LABELS = {label: scheme for scheme, (_, labels) in _SCHEMES.items() for label in labels.split()}
_LABELLED = re.compile(
    rf"({'|'.join(sorted(_LABELS, key=len, reverse=True))})(?:账号|账户|账号名|用户id|id|号)?\s{{0,5}}:?\s{{0,5}}(.+)",
    re.IGNORECASE,
).fullmatch
_BANK_NAME = re.compile(r"^[\u3400-\u9fff]{1,20}[行卡号户]\s{0,5}:?\s{0,5}(?=[0-9])")  # 工商银行6222…
_OWNER = re.compile(r"\s{0,5}\([^()]*\)$")  # 6222…(张三)
_TENPAY = re.compile(r"[0-9A-Za-z_.-]+@wx\.tenpay\.com", re.IGNORECASE).fullmatch
_ALIPAY = re.compile("2088[0-9]{12}(?:0156)?").fullmatch
_MOBILE = re.compile(r"(?:\+?86[ -]?)?1[3-9][0-9](?:[ -]?[0-9]{4}){2}").fullmatch
_SMALL = re.compile("[a-z_]").search  # account numbers of banks have no small letters


def account(raw: str) -> Clean:
    """A payment account as "scheme:number". It is a bank's unless a label or its form says otherwise: 2088… ids, mobile
    numbers and mailboxes are Alipay logins, WeChat IDs stand for WeChat Pay."""
    plain = _OWNER.sub("", fold(raw)) or fold(raw)
    if labelled := _LABELLED(plain):
        return _of(_LABELS[labelled[1].lower()], labelled[2])
    if _TENPAY(plain) or (_SMALL(plain) and is_wechat_id(plain)):
        return _of("tenpay", plain)
    if _ALIPAY(plain) or _MOBILE(plain) or "@" in plain:
        return _of("alipay", plain)
    return _of("bank", _BANK_NAME.sub("", plain))


def _of(scheme: str, number: str) -> Clean:
    found = _SCHEMES[scheme][0](number)
    return f"{scheme}:{found}" if isinstance(found, str) else found


def document_number(raw: str) -> Clean:
    """A resident ID or a USCC, checked; a document of another form (passport, register number) as upper-case text."""
    plain = identifier(raw)
    if not isinstance(plain, str):
        return plain
    plain = upper(plain)
    person = resident_id(plain)
    if isinstance(person, str):
        return person
    company = uscc(plain)
    if isinstance(company, str):
        return company
    if isinstance(person, Bad) and person.placeholder:
        return person
    if len(plain) != 18:  # the length that both have
        return plain
    return person if plain[:17].isdecimal() else company


def count(raw: str) -> Clean:
    """A number of followers or members as platforms show it: 1,024 · 3.2万 · 10万+."""
    hundredths = money_yuan(fold(raw).rstrip("+人名位个"))
    if not isinstance(hundredths, int):
        return hundredths and INT_FORM
    return INT_FORM if hundredths % 100 or hundredths < 0 else hundredths // 100


KINDS = (
    Kind("account", "支付账号", "payment account", account),
    Kind("document_number", "证件号码", "document number", document_number),
    Kind("count", "数量", "count", count),
)
