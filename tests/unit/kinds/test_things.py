"""Devices, vehicles, parcels."""

from __future__ import annotations

import pytest

from graphkit.model.kinds import Bad, clean

ALL_SAME = Bad("all_same", placeholder=True)
NO_MAC = Bad("mac_placeholder", placeholder=True)


@pytest.mark.parametrize(
    ("kind", "raw", "found"),
    [
        ("mac", "3c-52-82-1a-4b-01", "3C:52:82:1A:4B:01"),
        ("mac", "3c52.821a.4b01", "3C:52:82:1A:4B:01"),
        ("mac", "00:00:00:00:00:00", NO_MAC),
        ("mac", "FF-FF-FF-FF-FF-FF", NO_MAC),
        ("mac", "02:00:00:00:00:00", NO_MAC),
        ("mac", "3C:52:82", Bad("mac_form")),
        ("imei", "490154203237518", "490154203237518"),
        ("imei", "49-015420-323751-8", "490154203237518"),
        ("imei", "49015420323751", "490154203237518"),  # without its check digit
        ("imei", "490154203237510", "490154203237518"),  # 0 in its place, as networks report it
        ("imei", "4901542032375101", "490154203237518"),  # with a software version
        ("imei", "490154203237517", Bad("imei_checksum")),
        ("imei", "000000000000000", ALL_SAME),
        ("imei", "12345", Bad("imei_form")),
        ("device", "3c:52:82:1a:4b:01", "3C:52:82:1A:4B:01"),
        ("device", "490154203237510", "490154203237518"),
        ("device", "hw-a1b2c3d4", "HW-A1B2C3D4"),
        ("device", "00-00-00-00-00-00", NO_MAC),
        ("device", "手机", Bad("device_form")),
        ("plate", "苏b·12345", "苏B12345"),
        ("plate", "京AD12345", "京AD12345"),
        ("plate", "苏B1234", Bad("plate_form")),
        ("waybill", "sf 1234-5678-9012", "SF123456789012"),
        ("waybill", "7.80E+13", Bad("ruined_number")),
        ("waybill", "0000000000", ALL_SAME),
        ("waybill", "自提", Bad("waybill_form")),
    ],
)
def test_what_identifies_a_thing(kind: str, raw: str, found: object) -> None:
    assert clean(kind, raw) == found
