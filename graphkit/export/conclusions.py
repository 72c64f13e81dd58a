"""What a case answers, in the form in which it leaves the house: a table with every source row, a page to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graphkit.export.tables import heads, plain
from graphkit.words import text

Line = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The answer to one question about the case.

    `key` names its file and, in words/export.toml, its title (`sheet_…`) and what is to be known about it (`about_…`).
    `heads` and `rows` are the table: what is concluded, why, and the source row, once for each. `page` is what the
    report shows of it, under `page_heads`.
    """

    key: str
    heads: Line
    rows: tuple[Line, ...]
    page_heads: Line
    page: tuple[Line, ...]

    def title(self, lang: str) -> str:
        """Its name for people."""
        return text(f"export.sheet_{self.key}", lang)

    def table(self, lang: str) -> Iterator[Sequence[str]]:
        """The header, then one row per source row behind a reason."""
        yield heads((*self.heads, "reason_why", "file", "sheet", "row", "sha256"), lang)
        yield from self.rows

    def section(self, lang: str) -> dict[str, Any]:
        """What the report's template wants."""
        return {"key": self.key, "title": self.title(lang), "about": text(f"export.about_{self.key}", lang),
                "heads": heads(self.page_heads, lang), "rows": [[plain(cell) for cell in line] for line in self.page]}
