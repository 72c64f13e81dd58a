"""Why a store cannot be used, with what to do about it."""

from __future__ import annotations

from graphkit.words.errors import WordedError


class StoreError(WordedError):
    """The store can't be used as asked."""

    area = "store"
