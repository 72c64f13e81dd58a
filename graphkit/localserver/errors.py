"""Why a local server can't be used."""

from __future__ import annotations

from graphkit.words.errors import WordedError


class LocalServerError(WordedError):
    """The local server can't do what was asked."""

    area = "localserver"
