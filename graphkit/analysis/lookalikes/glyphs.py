"""How letters look: foreign letters, digits and pairs of letters that are taken for a Latin letter."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from graphkit.analysis.settings import table

Glyph = tuple[str, str]
"""What a character is read as, and what is written there."""


@cache
def _foreign() -> dict[str, str]:
    return {c: letter for letter, alike in table("homoglyphs", "letters").items() for c in alike}


@cache
def _alike() -> dict[int, str]:
    return {ord(c): letter for letter, others in table("homoglyphs", "alike").items() for c in others}


@cache
def _pairs() -> tuple[re.Pattern[str], dict[str, str]]:
    pairs = {str(two): str(one) for two, one in table("homoglyphs", "pairs").items()}
    return re.compile("|".join(map(re.escape, pairs))), pairs


def latin(character: str) -> str:
    """The Latin letter that a character looks like; the character itself when it looks like none."""
    if character.isascii():
        return character
    if character in _foreign():
        return _foreign()[character]
    base = unicodedata.normalize("NFD", character)[0]
    return base if base.isascii() else _foreign().get(base, character)


def spelled(label: str) -> list[Glyph]:
    """A label character by character as it reads; hyphens stay."""
    plain = unicodedata.normalize("NFC", label)
    return [(latin(c), c) for c in plain if not unicodedata.combining(c)]


def paired(glyphs: list[Glyph]) -> list[Glyph]:
    """The same with pairs such as rn read as the letter they look like."""
    pattern, pairs = _pairs()
    read = "".join(g[0] for g in glyphs)
    found, at = [], 0
    for match in pattern.finditer(read):
        found += glyphs[at:match.start()]
        found.append((pairs[match[0]], "".join(g[1] for g in glyphs[match.start():match.end()])))
        at = match.end()
    return found + glyphs[at:]


def looks(read: str) -> str:
    """A text of the same length in which digits and letters that look alike are one character."""
    return read.translate(_alike())


def shape(text: str) -> str:
    """What remains of a text's look: two texts of one shape can be taken for each other."""
    if not text.isascii():
        text = "".join(read for read, _ in spelled(text))
    pattern, pairs = _pairs()
    return looks(pattern.sub(lambda m: pairs[m[0]], text))
