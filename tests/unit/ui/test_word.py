"""What a person says of files before they are loaded."""

from __future__ import annotations

from graphkit.model.report import FileReport
from graphkit.ui.word import SURE, Word
from ingest.source import ColumnMapping

MAPPING = ColumnMapping("x", "leads", (("编号", "number"),))


def file(name: str, kind: str = "leads", sure: float = 1.0) -> FileReport:
    return FileReport(name, sha256=name, kind=kind, sure=sure)


def test_only_what_is_surely_recognised_is_taken_unless_somebody_says_so() -> None:
    word = Word()
    sure, unsure, unknown = file("a"), file("b", sure=SURE - 0.01), file("c", "", 0.0)
    assert [word.takes(f) for f in (sure, unsure, unknown)] == [True, False, False]
    word.takes_file |= {"a": False, "b": True, "c": True}
    assert [word.takes(f) for f in (sure, unsure, unknown)] == [False, True, False]


def test_a_mapping_is_only_kept_when_its_file_is_loaded() -> None:
    word, told = Word(), file("a", sure=0.0)
    word.assign("a", "", MAPPING)
    assert word.takes(told)
    assert word.mappings() == (MAPPING,)
    word.takes_file["a"] = False
    word.decide([told])
    assert list(word.left_out) == ["a"]
    assert word.mappings() == ()
