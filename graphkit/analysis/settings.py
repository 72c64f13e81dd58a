"""The data files that the rules rest on: thresholds, the catalogue of work, well-known infrastructure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "data"


@cache
def whole_table(file: str) -> dict[str, Any]:
    """All of data/`file`.toml."""
    import tomllib

    return tomllib.loads((_FOLDER / f"{file}.toml").read_text("utf-8"))


@cache
def table(file: str, section: str) -> dict[str, Any]:
    """One section of data/`file`.toml."""
    found: dict[str, Any] = whole_table(file)[section]
    return found


def limit(section: str, name: str) -> int:
    """A whole-number threshold."""
    return int(table("thresholds", section)[name])


def share(section: str, name: str) -> float:
    """A share or strength between 0 and 1."""
    return float(table("thresholds", section)[name])


@cache
def words(file: str, section: str, name: str = "words") -> tuple[str, ...]:
    """A list of words."""
    return tuple(table(file, section)[name])


def mentions(value: object, vocabulary: Iterable[str]) -> bool:
    """Whether a text contains one of the words, case ignored."""
    return _any_of(tuple(vocabulary)).search(str(value or "").casefold()) is not None


@cache
def _any_of(vocabulary: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of these words; nothing matches no words."""
    return re.compile("|".join(re.escape(word.casefold()) for word in vocabulary) or "(?!)")
