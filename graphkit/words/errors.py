"""What goes wrong in a way that the user can put right, told in his language."""

from __future__ import annotations

from typing import ClassVar

from graphkit.words import text


class WordedError(Exception):
    """Something the user can put right; `code` names the text in words/<area>.toml, `params` fill it."""

    area: ClassVar[str]

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params

    def message(self, lang: str = "zh") -> str:
        """What happened and what to do."""
        return text(f"{self.area}.{self.code}", lang, **self.params)

    def __str__(self) -> str:
        return self.message("en")
