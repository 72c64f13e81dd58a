"""Kinds by which people are reached: phone, e-mail, handles of online accounts."""

from __future__ import annotations

import re

from graphkit.model.kinds.base import ALL_SAME, REDACTED, Bad, Clean, Kind, all_same, identifier
from graphkit.model.kinds.hosts import host

PHONE_FORM = Bad("phone_form")
PHONE_NO_AREA = Bad("phone_no_area")
EMAIL_FORM = Bad("email_form")
QQ_FORM = Bad("qq_form")
WECHAT_NICKNAME = Bad("wechat_nickname", placeholder=True)

_MOBILE = re.compile("1[3-9][0-9]{9}").fullmatch
_LABEL = re.compile(r"^(?:tel|phone|mobile|手机号?码?|电话号?码?)[:.]?", re.IGNORECASE)
_EXTENSION = re.compile(r"(?:转|ext\.?|x|#|,|(?<=[0-9]{7})-)[0-9]{1,6}$", re.IGNORECASE)
_TRUNK = "(0)"  # +44 (0)20…: dialled inside the country only
_PUNCTUATION = re.compile(r"[-().·/]")
_COUNTRY = re.compile(r"^(?:\+|00)86|^86(?=1[3-9][0-9]{9}$)")
# After +86 and without the trunk 0: area code and 7–8 digits; 400/800; short and message numbers (95588, 10086, 106…).
_AREA = "(?:10|2[0-9])[0-9]{8}|[3-9][0-9]{2}[0-9]{7,8}"
_SHORT = "[48]00[0-9]{7}|9[56][0-9]{3,7}|1[0-2][0-9]{1,3}|106[0-9]{4,17}"
_NATIONAL = re.compile(f"{_AREA}|{_SHORT}").fullmatch
_LANDLINE = re.compile(f"0(?:{_AREA})").fullmatch
_SERVICE = re.compile(_SHORT).fullmatch
_LOCAL = re.compile("[2-8][0-9]{6,7}").fullmatch

_EMAIL = re.compile(r"[^@\s<>\"',;:()\[\]\\]{1,64}").fullmatch
_PRIVACY_MAIL = re.compile(r"privacy|whoisguard|whoisprotect|domainsbyproxy|anonymised|identity-protect|redacted")
_HANDLE_LABEL = re.compile("^(?:微信号?|wechat|weixin|wx|vx|v信|qq号?|抖音号?|快手号?|账号|id):+|^(?:微信号|qq号)|^@+")
_WECHAT = re.compile("[a-z0-9][a-z0-9_-]{4,31}").fullmatch
_WECHAT_ID = re.compile("[A-Za-z_][A-Za-z0-9_-]{5,63}").fullmatch
_QQ = re.compile("[1-9][0-9]{4,10}").fullmatch


def phone(raw: str) -> Clean:
    """A phone number in E.164; without a country code a Chinese mobile, landline with area code, 400 or service number.

    Chinese mobiles are judged by form alone, since number ranges grow faster than any library's list.
    """
    if _MOBILE(raw):
        return "+86" + raw
    plain = identifier(raw)
    if not isinstance(plain, str):
        return plain
    plain = _EXTENSION.sub("", _LABEL.sub("", plain)).replace(_TRUNK, "")
    plain = _PUNCTUATION.sub("", plain)
    if all_same(plain):
        return ALL_SAME
    national, stated = _COUNTRY.subn("", plain)
    if _MOBILE(national) or (stated and _NATIONAL(national)) or _SERVICE(national):
        return "+86" + national
    if _LANDLINE(national):
        return "+86" + national[1:]
    if stated:
        return PHONE_FORM
    return _foreign(plain)


def _foreign(plain: str) -> Clean:
    number = "+" + plain[2:] if plain.startswith("00") else plain
    if not re.fullmatch(r"\+[1-9][0-9]{6,14}", number):
        return PHONE_NO_AREA if _LOCAL(plain) else PHONE_FORM
    import phonenumbers

    try:
        found = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return PHONE_FORM
    if not phonenumbers.is_possible_number(found):
        return PHONE_FORM
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)


def email(raw: str) -> Clean:
    """An e-mail address in lower case, its domain as an A-label."""
    plain = identifier(raw)
    if not isinstance(plain, str):
        return plain
    local, _, at = plain.lower().removeprefix("mailto:").rpartition("@")
    domain = host(at)
    if not _EMAIL(local) or not isinstance(domain, str) or "/" in at or ":" in at:
        return EMAIL_FORM
    return REDACTED if _PRIVACY_MAIL.search(domain) else f"{local}@{domain}"


def handle(raw: str) -> Clean:
    """A login on some platform: folded, case ignored, without blanks and without a label such as 微信号："""
    plain = identifier(raw)
    if not isinstance(plain, str):
        return plain
    found = identifier(_HANDLE_LABEL.sub("", plain.casefold()))
    return ALL_SAME if isinstance(found, str) and len(found) > 1 and all_same(found) else found


def wechat(raw: str) -> Clean:
    """A WeChat id, or the QQ or phone number used as one. A nickname is a caption: thousands may share it."""
    found = handle(raw)
    return found if not isinstance(found, str) or _WECHAT(found) else WECHAT_NICKNAME


def is_wechat_id(value: str) -> bool:
    """Whether a text has the form of a WeChat id that is no number: a letter first, as the service demands."""
    return _WECHAT_ID(value) is not None


def qq(raw: str) -> Clean:
    """A QQ number."""
    found = handle(raw)
    return found if not isinstance(found, str) or _QQ(found) else QQ_FORM


KINDS = (
    Kind("phone", "电话号码", "phone number", phone),
    Kind("email", "电子邮箱", "e-mail", email),
    Kind("handle", "网络账号", "handle", handle),
    Kind("wechat", "微信号", "WeChat id", wechat),
    Kind("qq", "QQ号", "QQ number", qq),
)
