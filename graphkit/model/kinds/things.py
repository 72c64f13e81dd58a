"""Kinds of things that move or are carried: devices, vehicles, parcels."""

from __future__ import annotations

import re

from graphkit.model.kinds.base import ALL_SAME, Bad, Clean, Kind, all_same, identifier

MAC_FORM = Bad("mac_form")
MAC_PLACEHOLDER = Bad("mac_placeholder", placeholder=True)
IMEI_FORM = Bad("imei_form")
IMEI_CHECKSUM = Bad("imei_checksum")
DEVICE_FORM = Bad("device_form")
PLATE_FORM = Bad("plate_form")
WAYBILL_FORM = Bad("waybill_form")
COURIER_UNTOLD = Bad("courier_untold")

_SEPARATORS = re.compile("[-:./]")
_HEX12 = re.compile("[0-9A-F]{12}").fullmatch
_ANDROID_MAC = "020000000000"  # what Android tells every app instead of the real one
_IMEI = re.compile("([0-9]{14})([0-9]{0,2})").fullmatch
_DEVICE = re.compile("[0-9A-Z][0-9A-Z._:{}-]{5,63}").fullmatch
_PLATE = re.compile(
    "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z](?:[0-9A-HJ-NP-Z]{5,6}|[0-9A-HJ-NP-Z]{4}[学警港澳挂])"
).fullmatch
_WAYBILL = re.compile("[0-9A-Z]{8,30}").fullmatch


def mac(raw: str) -> Clean:
    """A MAC address as AA:BB:CC:DD:EE:FF."""
    plain = identifier(raw)
    if not isinstance(plain, str):
        return plain
    digits = _SEPARATORS.sub("", plain).upper()
    if not _HEX12(digits):
        return ALL_SAME if digits and all_same(digits) else MAC_FORM
    if all_same(digits) or digits == _ANDROID_MAC:
        return MAC_PLACEHOLDER
    return ":".join(digits[i : i + 2] for i in range(0, 12, 2))


def imei(raw: str) -> Clean:
    """An IMEI of 15 digits: type and serial number with their Luhn digit.

    Networks report 14 digits, or 0 in the place of the check digit, or 16 with a software version: the same device.
    """
    plain = identifier(raw)
    if not isinstance(plain, str):
        return plain
    digits = _SEPARATORS.sub("", plain)
    if digits and all_same(digits):
        return ALL_SAME
    found = _IMEI(digits)
    if not found:
        return IMEI_FORM
    from stdnum.luhn import calc_check_digit

    body, rest = found[1], found[2]
    check = calc_check_digit(body)
    if all_same(body):
        return ALL_SAME
    return body + check if len(rest) != 1 or rest in ("0", check) else IMEI_CHECKSUM


def device(raw: str) -> Clean:
    """A device's identifier: a MAC address, an IMEI, else its own upper-case text of six characters or more."""
    found = mac(raw)
    if found is not MAC_FORM:
        return found
    found = imei(raw)
    if found is not IMEI_FORM:
        return found
    plain = identifier(raw)
    plain = plain.upper() if isinstance(plain, str) else ""
    return plain if _DEVICE(plain) else DEVICE_FORM


def plate(raw: str) -> Clean:
    """A vehicle's number plate: province, letter, five characters, six for new energy."""
    plain = identifier(raw)
    if not isinstance(plain, str):
        return plain
    plain = re.sub("[·.•-]", "", plain).upper()
    return plain if _PLATE(plain) else PLATE_FORM


def waybill(raw: str) -> Clean:
    """A courier's waybill number: upper-case letters and digits."""
    plain = identifier(raw)
    if not isinstance(plain, str):
        return plain
    plain = plain.replace("-", "").upper()
    if plain and all_same(plain):
        return ALL_SAME
    return plain if _WAYBILL(plain) else WAYBILL_FORM


COURIERS = {"SF": "顺丰速运", "YT": "圆通速递", "STO": "申通快递", "ZTO": "中通快递", "YUNDA": "韵达速递",
            "JT": "极兔速递", "DPK": "德邦快递", "JD": "京东快递"}
"""Letters with which a courier begins its numbers → the courier."""


def courier_of(number: str | None) -> str | None:
    """The courier whose letters a waybill number begins with, None when it has none of them."""
    return next((name for letters, name in COURIERS.items() if number and number.startswith(letters)), None)


def lettered_waybill(raw: str) -> Clean:
    """A waybill number whose letters tell the courier, for lists that a courier writes of its own parcels."""
    found = waybill(raw)
    return found if not isinstance(found, str) or courier_of(found) else COURIER_UNTOLD


KINDS = (
    Kind("mac", "MAC地址", "MAC address", mac),
    Kind("imei", "IMEI", "IMEI", imei),
    Kind("device", "设备标识", "device", device),
    Kind("plate", "车牌号", "number plate", plate),
    Kind("waybill", "运单号", "waybill", waybill),
    Kind("lettered_waybill", "带快递公司字母的运单号", "waybill with the courier's letters", lettered_waybill),
)
