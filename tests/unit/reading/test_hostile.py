"""No bytes make reading raise, no line is lost, and every row keeps its number."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.cleaning import clean_row, is_no_data
from ingest.reading import Limits
from tests.unit.reading.files import HEADER, Reading, read_path

patient = settings(deadline=None)  # a busy machine is slow, and a workbook's process takes a while to start
TIGHT = Limits(line=1 << 16, record_lines=5, document=1 << 12, json=1 << 12)
PIECES = st.sampled_from([
    *',\t;|"\n\r\0{[}]:=a张1 \ufeff\u202e\ufffd', '""', "\r\n", "查无此人", "Domain Name: a.cn\n", "快递公司", "运单号",
    HEADER, HEADER + "\n", '{"运单号": "1"}\n',
])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=60).map("".join)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(HEADER.split(",")), inner, max_size=4),
    max_leaves=15,
)


def _read(content: bytes, kind: str | None = None) -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "f"
        path.write_bytes(content)
        return read_path(path, kind, TIGHT)


def _use(found: Reading) -> None:
    """Do with a file's rows what a load does, and ask for every message."""
    for table in found.tables:
        clean = clean_row(table)
        for _, cells in found.rows:
            clean(cells)
            is_no_data(cells, table)
    for issue in found.issues:
        assert issue.message("zh") != f"issues.{issue.code}"
    "".join(cell for _, cells in found.rows for cell in cells).encode()  # half a surrogate pair would raise here


@patient
@given(st.binary(max_size=300))
def test_no_bytes_make_it_raise(content: bytes) -> None:
    _use(_read(content))


@patient
@given(
    TEXTS, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]), st.sampled_from([None, "waybills", "whois"])
)
def test_no_text_makes_it_raise(text: str, encoding: str, kind: str | None) -> None:
    _use(_read(text.encode(encoding), kind))


@patient
@given(VALUES, st.booleans())
def test_no_json_makes_it_raise(value: Any, escaped: bool) -> None:
    _use(_read(json.dumps(value, ensure_ascii=escaped).encode("utf-8", "surrogatepass")))


@patient
@given(TEXTS.map(lambda text: re.sub("[{[|;\t]", "", text)))
def test_however_quotes_are_broken_no_word_is_lost_and_rows_keep_their_order(text: str) -> None:
    content = f"{HEADER}\n{text}"
    found = _read(content.encode())
    assert found.tables[0].header_row >= 1
    rows = [row for row, _ in found.rows]
    assert rows == sorted(set(rows))
    below = re.split("\r\n|\r|\n", content)[found.tables[0].header_row :]
    read = "".join(cell for _, cells in found.rows for cell in cells)
    assert re.sub(r"\W", "", read) == re.sub(r"\W", "", "".join(below))


CELLS = st.text(st.sampled_from('ab张"\n\r \t;|='), max_size=8)


@patient
@given(st.lists(st.lists(CELLS, min_size=5, max_size=5), min_size=1, max_size=6))
def test_what_a_writer_writes_is_read_back_cell_by_cell(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    numbers = []
    writer.writerow(HEADER.split(","))
    for row in rows:
        numbers.append(len(re.findall("\r\n|\r|\n", out.getvalue())) + 1)
        writer.writerow(row)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "f"
        path.write_bytes(out.getvalue().encode())
        found = read_path(path)
    assert found.rows == list(zip(numbers, rows, strict=True))
