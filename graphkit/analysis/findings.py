"""What every finding is made of: a reason in words, and the source rows that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphkit.model.records import SourceRef
from graphkit.words import text

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is said: `code` names the text in words/analysis.toml, `params` fill it."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    evidence: tuple[SourceRef, ...] = ()

    def text(self, lang: str = "zh") -> str:
        """The reason in words. A parameter that starts with @ names another text."""
        given = {n: text(f"analysis.{v[1:]}", lang) if isinstance(v, str) and v.startswith("@") else v
                 for n, v in self.params.items()}
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
