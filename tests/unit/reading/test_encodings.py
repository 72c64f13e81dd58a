"""Whatever encoding a file has, its characters arrive; a damaged byte costs one cell and is named by its row."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from ingest.cleaning import clean_row
from ingest.reading import sha256_of
from tests.unit.reading.files import HEADER, ROW, Read

TEXT = f"{HEADER}\r\n{ROW}\r\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (("a" * 3000 + "\n" + TEXT).encode("utf-16-le"), "utf-16-le"),
        (("a" * 3000 + "\n" + TEXT).encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_text_arrives_whatever_its_encoding(read: Read, content: bytes, encoding: str) -> None:
    found = read(content)
    assert found.opened.encoding == encoding
    assert found.kinds == ["waybills"]
    assert found.rows[-1][1] == ROW.split(",")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_json_is_told_from_a_table_whatever_its_encoding(read: Read, encoding: str) -> None:
    record = dict(zip(HEADER.split(","), ROW.split(","), strict=True))
    lines = f"{json.dumps(record, ensure_ascii=False)}\n" * 3
    assert read(lines.encode(encoding)).kinds == ["waybills"]
    assert read(json.dumps([record] * 3, ensure_ascii=False).encode(encoding)).kinds == ["waybills"]


def test_characters_that_gbk_lacks_are_read(read: Read) -> None:
    assert read(TEXT.replace("张三", "䶮𠀀").encode("gb18030")).rows[0][1][3] == "䶮𠀀"


def test_a_gb18030_file_that_starts_with_a_megabyte_of_latin_is_recognised(read: Read) -> None:
    latin = "SF Express,SF1234567890,2026-05-17 10:22:05,Smith,13812345678\n" * 20_000
    found = read((HEADER.encode("gb18030") + b"\n") + latin.encode() + ROW.encode("gb18030"))
    assert found.opened.encoding == "gb18030"
    assert found.rows[-1][1][3] == "张三"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_damaged_byte_spoils_one_cell_and_names_its_row(read: Read, encoding: str) -> None:
    lines = [line.encode(encoding) for line in (HEADER, ROW, ROW, ROW)]
    lines[2] = lines[2].replace("张三".encode(encoding), "张".encode(encoding) + b"\xff")
    found = read(b"\n".join(lines))
    assert found.opened.encoding == encoding
    clean = clean_row(found.tables[0])
    problems = {row: clean(cells)[1] for row, cells in found.rows}
    assert [row for row, found_there in problems.items() if found_there] == [3]
    assert problems[3][0][:3] == ("寄件人", "undecodable", "warning")
    assert clean(found.rows[1][1])[0]["number"] == "SF1234567890"


def test_a_damaged_byte_in_a_required_cell_rejects_its_row(read: Read) -> None:
    row = ROW.encode("gb18030").replace(b"SF1234567890", b"SF12345\xff7890")
    found = read(HEADER.encode("gb18030") + b"\n" + row)
    assert ("运单号", "error") in [(p[0], p[2]) for p in clean_row(found.tables[0])(found.rows[0][1])[1]]


def test_a_file_is_named_by_its_content(tmp_path: Path, read: Read) -> None:
    found = read(TEXT)
    assert found.opened.sha256 == hashlib.sha256(TEXT.encode()).hexdigest() == sha256_of(tmp_path / "f")
    assert found.opened.size == len(TEXT.encode())
    assert found.opened.progress() == 1.0
