"""Why an export cannot be written."""

from __future__ import annotations

from graphkit.words import text


class ExportError(Exception):
    """The bundle can't be written; `code` names the text in words/export.toml."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params

    def message(self, lang: str = "zh") -> str:
        """The reason and what to do."""
        return text(f"export.{self.code}", lang, **self.params)
