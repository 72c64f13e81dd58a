"""Why a store cannot be used, with what to do about it."""

from __future__ import annotations

from graphkit.words import text


class StoreError(Exception):
    """The store can't be used as asked; `code` names the text in words/store.toml, `params` fill it."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def message(self, lang: str = "zh") -> str:
        """The reason and what to do, in the user's language."""
        return text(f"store.{self.code}", lang, **self.params)

    def __str__(self) -> str:
        return self.message("en")
