"""Kinds of account numbers and of other long numbers, which stay strings from end to end."""

from __future__ import annotations

import re

from graphkit.model.kinds.base import ALL_SAME, Bad, Clean, Kind, all_same, identifier, upper
from graphkit.model.kinds.contacts import email, phone

ACCOUNT_FORM = Bad("account_form")
ALIPAY_FORM = Bad("alipay_form")
TENPAY_FORM = Bad("tenpay_form")
REFERENCE_FORM = Bad("reference_form")

_PLAIN_ACCOUNT = re.compile("[0-9]{8,34}").fullmatch
_ACCOUNT = re.compile("(?=[A-Z]*[0-9])[0-9A-Z]{5,34}").fullmatch
_CURRENCY = re.compile("^(?:CNY|RMB)+(?=[0-9])|(?<=[0-9])(?:CNY|RMB)+$")
_TAIL = re.compile("_[^_].*$|_+$")
_SUB_ACCOUNT = re.compile("^([0-9A-Z]{12,})-[0-9]{1,3}$")
_TENPAY = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.-]{4,63}(@wx\.tenpay\.com)?").fullmatch
_ALIPAY_ID = re.compile("(2088[0-9]{12})(?:0156)?").fullmatch
_REFERENCE = re.compile(r"""[\w(〔《#№][^"'<>|;`$\\{}^]*""").fullmatch
_BRACKETS = str.maketrans("[]【】〖〗﹝﹞", "〔〕〔〕〔〕〔〕")


def account_number(raw: str) -> Clean:
    """A bank card or account: digits (letters of some internal accounts) as a string.

    A currency prefix (CNY…), a sub-account suffix (-1), a tail (_ABC, _156_1), blanks and hyphens go. The Luhn digit
    is not asked for: accounts that are not cards have none.
    """
    plain = raw.strip()
    if _PLAIN_ACCOUNT(plain):
        return ALL_SAME if all_same(plain) else plain
    found = identifier(plain)
    if not isinstance(found, str):
        return found
    plain = _SUB_ACCOUNT.sub(r"\1", _TAIL.sub("", upper(found))).replace("-", "")
    plain = _CURRENCY.sub("", plain)
    if plain == "0":
        return None
    if plain and all_same(plain):
        return ALL_SAME
    return plain if _ACCOUNT(plain) else ACCOUNT_FORM


def tenpay_id(raw: str) -> Clean:
    """A Tenpay user id, its letters' case kept; the domain of `…@wx.tenpay.com` in lower case."""
    plain = identifier(raw)
    if not isinstance(plain, str):
        return plain
    user, at, domain = plain.partition("@")
    plain = user + at + domain.lower()
    if all_same(plain):
        return ALL_SAME
    return plain if _TENPAY(plain) else TENPAY_FORM


def alipay_id(raw: str) -> Clean:
    """An Alipay user id (2088…, 16 digits), or the e-mail or phone number used as login.

    The 20-digit account number is the user id followed by 0156.
    """
    plain = identifier(raw)
    if not isinstance(plain, str):
        return plain
    if found := _ALIPAY_ID(plain):
        return found[1]
    login = email(plain) if "@" in plain else phone(plain)
    return login if isinstance(login, str) or (isinstance(login, Bad) and login.placeholder) else ALIPAY_FORM


def is_alipay_user(value: str) -> bool:
    """Whether a canonical `alipay_id` is a user id, and not the phone number or mailbox of a login."""
    return _ALIPAY_ID(value) is not None


def reference(raw: str) -> Clean:
    """A serial, order, case or document number: no blanks, year brackets as 〔〕."""
    plain = identifier(raw)
    if not isinstance(plain, str):
        return plain
    if len(plain) > 1 and all_same(plain):
        return ALL_SAME
    plain = plain.translate(_BRACKETS)
    return plain if _REFERENCE(plain) else REFERENCE_FORM


KINDS = (
    Kind("account_number", "银行账号", "bank account", account_number),
    Kind("tenpay_id", "财付通账号", "Tenpay id", tenpay_id),
    Kind("alipay_id", "支付宝账号", "Alipay account", alipay_id),
    Kind("reference", "编号", "reference number", reference),
)
