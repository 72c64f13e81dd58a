"""Identity numbers of persons and organisations, and the certificate number that carries one."""

from __future__ import annotations

import re
from datetime import date
from operator import mul
from typing import Literal

from graphkit.model.kinds.base import ALL_SAME, Bad, Clean, Kind, all_same, identifier, upper

RESIDENT_ID_FORM = Bad("resident_id_form")
RESIDENT_ID_CHECKSUM = Bad("resident_id_checksum")
RESIDENT_ID_BIRTH = Bad("resident_id_birth")
USCC_FORM = Bad("uscc_form")
USCC_CHECKSUM = Bad("uscc_checksum")
CERT_NUMBER_FORM = Bad("cert_number_form")

_ID18 = re.compile("[1-9][0-9]{16}[0-9X]").fullmatch
_ID15 = re.compile("[1-9][0-9]{14}").fullmatch
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_DIGIT_BASE = ord("0") * sum(_WEIGHTS)
_USCC = re.compile("[1-9A-HJ-NP-RTUW-Y][0-9A-HJ-NP-RTUW-Y][0-9]{6}[0-9A-HJ-NP-RTUW-Y]{10}").fullmatch
_PERMIT = re.compile("T[0-9]{17}[0-9X]").fullmatch
_CERT_NUMBER = re.compile(r"[\w(〔【\[#№][\w\-–—/.·:()〔〕【】\[\]#№]*").fullmatch
_STARTED = date.today().year  # noqa: DTZ011 - saves asking for the date of each birth before this year
_OLD_PERMIT = re.compile("[0-9]{14}").fullmatch


def _check_digit(digits: str) -> str:
    """MOD 11-2 (GB 11643) over 17 digits."""
    return "10X98765432"[(sum(map(mul, _WEIGHTS, digits.encode())) - _DIGIT_BASE) % 11]


def resident_id(raw: str) -> Clean:
    """An 18-digit resident ID (GB 11643); a 15-digit one becomes the 18-digit one of the same person.

    Checked are form, date of birth and check digit. Area codes are not: new ones appear every year, and the list of a
    library would turn away holders of the newest.
    """
    plain = raw.strip()
    if _ID18(plain):
        return _checked(plain)
    found = identifier(plain)
    if not isinstance(found, str):
        return found
    plain = upper(found)
    if _ID18(plain):
        return _checked(plain)
    if all_same(plain):
        return ALL_SAME
    if _ID15(plain):
        seventeen = f"{plain[:6]}19{plain[6:]}"
        return _checked(seventeen + _check_digit(seventeen))
    return RESIDENT_ID_FORM


def _checked(number: str) -> str | Bad:
    if all_same(number):
        return ALL_SAME
    if _check_digit(number[:17]) != number[17]:
        return RESIDENT_ID_CHECKSUM
    try:
        born = date.fromisoformat(number[6:14])
    except ValueError:
        return RESIDENT_ID_BIRTH
    return number if born.year >= 1850 and (born.year < _STARTED or born <= _today()) else RESIDENT_ID_BIRTH


def _today() -> date:
    return date.today()  # noqa: DTZ011 - a day more or less does not matter to a date of birth


def uscc(raw: str) -> Clean:
    """A unified social credit code (GB 32100), of any registering authority."""
    plain = identifier(raw)
    if not isinstance(plain, str):
        return plain
    plain = upper(plain.replace("-", ""))
    if all_same(plain):
        return ALL_SAME
    if not _USCC(plain):
        return USCC_FORM
    from stdnum.cn.uscc import calc_check_digit  # its validate() turns legal prefixes such as A1, N2, Y1 away

    return plain if calc_check_digit(plain[:17]) == plain[17] else USCC_CHECKSUM


def cert_number(raw: str) -> Clean:
    """A certificate's number, upper case without blanks: letters of any script, what parts them, and some numeral.

    No form is asked for, since a forgery may carry any number; what is no number at all names no certificate.
    """
    plain = identifier(raw)
    if not isinstance(plain, str):
        return plain
    number = upper(plain)
    if all_same(number):
        return ALL_SAME
    return number if _CERT_NUMBER(number) and any(map(str.isnumeric, number)) else CERT_NUMBER_FORM


def cert_number_form(value: str) -> Literal["permit", "old", "other"]:
    """The form of a canonical certificate number: "permit" is T and a resident ID's form, "old" is 14 digits."""
    if _PERMIT(value):
        return "permit"
    return "old" if _OLD_PERMIT(value) else "other"


def person_of(value: str) -> str | None:
    """The resident ID that a canonical certificate number carries, None when it carries no valid one."""
    found = resident_id(value[1:]) if _PERMIT(value) else None
    return found if isinstance(found, str) else None


KINDS = (
    Kind("resident_id", "身份证号", "resident ID", resident_id),
    Kind("uscc", "统一社会信用代码", "unified social credit code", uscc),
    Kind("cert_number", "证书编号", "certificate number", cert_number),
)
