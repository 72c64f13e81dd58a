"""What is said about a name: the finding and its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphkit.analysis.findings import Reason, Word, frame
from graphkit.words import text

if TYPE_CHECKING:
    import pandas


class Trick(Reason):
    """A reason whose words, and the words among its parameters, stand in words/lookalikes.toml."""

    __slots__ = ()

    def text(self, lang: str = "zh") -> str:
        """The reason in words."""
        given = {n: text(f"lookalikes.{v.name}", lang) if isinstance(v, Word) else v for n, v in self.params.items()}
        return text(f"lookalikes.{self.code}", lang, **given)


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether a name (as written) imitates a genuine one, and why.

    `of` is the host of the genuine site, "" when the name imitates none; `score` lies between 0 and 1. Below the
    threshold the reasons tell what was noticed all the same. `entity` is the Domain or Website of that name, if loaded.
    """

    name: str
    lookalike: bool
    of: str
    score: float
    reasons: tuple[Reason, ...]
    entity: str = ""

    @property
    def unreadable(self) -> bool:
        """Whether the text is no host name and no URL."""
        return any(r.code == "unreadable" for r in self.reasons)

    def text(self, lang: str = "zh") -> str:
        """What is said of a lookalike in a sentence."""
        why = "；".join(reason.text(lang).rstrip("。.") for reason in self.reasons)
        return text("lookalikes.imitates", lang, of=self.of, why=why)

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """The contract's form."""
        return {
            "name": self.name, "lookalike": self.lookalike, "of": self.of or None, "score": self.score,
            "reasons": [r.to_json(lang) for r in self.reasons], "entity": self.entity or None,
        }


@dataclass(frozen=True, slots=True)
class Lookalikes:
    """The findings on several names, in their order."""

    findings: tuple[Finding, ...]

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """The contract's form."""
        return {"domains": [f.to_json(lang) for f in self.findings]}

    def to_frame(self, lang: str = "zh") -> pandas.DataFrame:
        """One row per name."""
        return frame([{"name": f.name, "lookalike": f.lookalike, "of": f.of, "score": f.score, "entity": f.entity,
                       "reasons": "；".join(r.text(lang) for r in f.reasons)} for f in self.findings])
