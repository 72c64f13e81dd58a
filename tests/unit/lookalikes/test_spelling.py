"""One letter wrong, and which mistake it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.analysis.lookalikes.glyphs import shape
from graphkit.analysis.lookalikes.reading import read
from graphkit.analysis.lookalikes.spelling import NearWords, mistake

WORDS = st.text("abc", min_size=1, max_size=7)


@pytest.mark.parametrize(("written", "kind"), [
    ("chaxn", "omitted"), ("haxun", "omitted"), ("chaxu", "omitted"), ("chbaxun", "inserted"), ("chaxunz", "inserted"),
    ("chaaxun", "doubled"),
    ("cchaxun", "doubled"), ("chaxnu", "swapped"), ("hcaxun", "swapped"), ("chexun", "replaced"),
    ("chaxun", ""), ("chaxunab", ""), ("chuxan", ""), ("", ""),
])
def test_a_mistake_has_its_name(written: str, kind: str) -> None:
    assert mistake(written, "chaxun") == kind


@given(st.lists(WORDS, min_size=1, max_size=8), WORDS)
def test_the_index_finds_exactly_the_words_one_mistake_away(known: list[str], written: str) -> None:
    index = NearWords((word, word) for word in known)
    assert {text for text, _, _ in index(written)} == {word for word in known if mistake(written, word)}


def test_what_looks_alike_has_one_shape() -> None:
    assert shape("mem") == shape("rnem") == shape("mеm") == shape("m3m") != shape("men")
    assert shape("gov") == shape("g0v") == shape("qоv")


@pytest.mark.parametrize(("label", "words"), [
    ("cxmem", ["cx", "mem"]), ("memory", []), ("member", []), ("gd-yjglt", ["gd", "yjglt"]), ("xxyjgltxx", ["yjglt"]),
    ("cha-xun", ["chaxun"]), ("m-em", []), ("应急管理查询", ["应急管理", "查询"]), ("mem365", ["mem"]),
])
def test_a_label_is_read_as_words_that_explain_it(label: str, words: list[str]) -> None:
    assert [t.word.form for t in read(label).tokens if t.word.role != "filler"] == words
