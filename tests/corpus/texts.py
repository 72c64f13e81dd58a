"""Texts of the corpus that are too long to be written down, and files of other forms."""

from __future__ import annotations

import random

from tests.corpus.books import HEADER, ROW

_HEAD = ",".join(HEADER)
_LINE = ",".join(ROW)


def zeros() -> bytes:
    return bytes(5000)


def noise() -> bytes:
    return random.Random(7).randbytes(50_000)


def many_columns() -> bytes:
    names = [*HEADER, *(f"列{number}" for number in range(10_000))]
    return f"{','.join(names)}\n{_LINE}{',x' * 10_000}\n".encode()


def long_line() -> bytes:
    return f"{_HEAD}\n{'x' * (6 << 20)}\n".encode()


def long_cell() -> bytes:
    return f"{_HEAD}\n顺丰,SF1234567890,2026-05-17,{'长' * 300_000},13812345678\n".encode()


def broken_quotes() -> bytes:
    return (_HEAD + "\n" + "".join(f'顺丰,SF{n:010},2026-05-17,"张"三,\n' for n in range(10_000))).encode()


def deep_json() -> bytes:
    return b"[" * 200_000 + b"]" * 200_000


def nested_field() -> bytes:
    return b'[{"\xe5\xbf\xab\xe9\x80\x92\xe5\x85\xac\xe5\x8f\xb8":"x","a":' + b"[" * 1000 + b"]" * 1000 + b"}]"


def empty_objects() -> bytes:
    return b"[" + b"{}," * 999_999 + b"{}]"


def shared_phone() -> bytes:
    rows = "".join(f"13812345678,甲{number},,2020-01-01,移动\n" for number in range(1000))
    return f"号码,机主姓名,证件号码,入网时间,运营商\n{rows}".encode()


def pdf() -> bytes:
    return b"%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\ntrailer<<>>\n%%EOF"


def jpg() -> bytes:
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + random.Random(8).randbytes(500)


def exe() -> bytes:
    return b"MZ\x90\x00\x03\x00\x00\x00" + bytes(64) + random.Random(9).randbytes(500)


def sqlite() -> bytes:
    return b"SQLite format 3\x00" + random.Random(10).randbytes(500)


def html() -> bytes:
    return f"<!DOCTYPE html><table><tr><td>{_HEAD}</td></tr></table><script>alert(1)</script>".encode()


def mp3() -> bytes:
    return b"ID3\x04\x00\x00\x00\x00\x00\x00" + random.Random(11).randbytes(500)


def plain_table() -> bytes:
    return f"{_HEAD}\n{_LINE}\n".encode()


def xml() -> bytes:
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;{_LINE}</x>'.encode()
