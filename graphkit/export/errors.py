"""Why an export cannot be written."""

from __future__ import annotations

from graphkit.words.errors import WordedError


class ExportError(WordedError):
    """The bundle can't be written."""

    area = "export"
