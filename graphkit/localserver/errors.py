"""Why a local server can't be used."""

from __future__ import annotations

from graphkit.words import text


class LocalServerError(Exception):
    """Something the user can put right; `code` names the text in words/localserver.toml."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def message(self, lang: str = "zh") -> str:
        """What happened and what to do, in the user's language."""
        return text(f"localserver.{self.code}", lang, **{name: str(value) for name, value in self.params.items()})

    def __str__(self) -> str:
        return self.message("en")
