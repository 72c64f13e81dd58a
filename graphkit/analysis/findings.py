"""What every finding is made of: a reason in words, and the source rows that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from graphkit.model.catalog import ENTITY_TYPES, LINK_TYPES
from graphkit.model.records import SourceRef
from graphkit.words import text

if TYPE_CHECKING:
    import pandas


class Word(NamedTuple):
    """A parameter that is a word of ours, not evidence: an entity or link type, else one of words/analysis.toml."""

    name: str

    def text(self, lang: str) -> str:
        """The word in a language."""
        declared = ENTITY_TYPES.get(self.name) or LINK_TYPES.get(self.name)
        return getattr(declared, lang) if declared else text(f"analysis.{self.name}", lang)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is said: `code` names the text in words/analysis.toml, `params` fill it."""

    code: str
    params: Mapping[str, str | int | Word] = field(default_factory=dict)
    evidence: tuple[SourceRef, ...] = ()

    def text(self, lang: str = "zh") -> str:
        """The reason in words."""
        given = {n: v.text(lang) if isinstance(v, Word) else v for n, v in self.params.items()}
        return text(f"analysis.{self.code}", lang, **given)

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """Code, words and source rows."""
        return {"code": self.code, "text": self.text(lang), "evidence": [ref_json(r) for r in self.evidence]}


def ref_json(ref: SourceRef) -> dict[str, Any]:
    """The contract's form of a source row."""
    return {"file": ref.file, "sha256": ref.sha256, "sheet": ref.sheet, "row": ref.row}


def distinct_refs(refs: Iterable[SourceRef]) -> tuple[SourceRef, ...]:
    """Each row once, in file order."""
    return tuple(sorted(set(refs)))


def frame(rows: list[dict[str, Any]]) -> pandas.DataFrame:
    """A DataFrame of flat rows."""
    import pandas

    return pandas.DataFrame(rows)
