"""What a word of the command line may be; a wrong one is told in the user's language."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Callable

LAST_PORT = 65_535
_MOST = 1_000_000
_LEAST_OF_SHA256, _SHA256 = 6, 64


def plain(word: str) -> str:
    """A word that is no path: bytes that are no text become U+FFFD."""
    return word.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def stated(say: Callable[[str], str]) -> Callable[[str], str]:
    """A word that must say something."""

    def read(word: str) -> str:
        if not word.strip():
            raise ArgumentTypeError(say("empty_word"))
        return plain(word)

    return read


def sha256(say: Callable[[str], str]) -> Callable[[str], str]:
    """A SHA-256 or enough of its beginning."""

    def read(word: str) -> str:
        word = word.strip().lower()
        if not _LEAST_OF_SHA256 <= len(word) <= _SHA256 or set(word) - set("0123456789abcdef"):
            raise ArgumentTypeError(say("no_sha256").format(least=_LEAST_OF_SHA256))
        return word

    return read


def number(say: Callable[[str], str], most: int = _MOST) -> Callable[[str], int]:
    """A whole number from 1 on."""

    def read(word: str) -> int:
        found = int(word) if word.isdecimal() and len(word) <= len(str(most)) else 0
        if not 1 <= found <= most:
            raise ArgumentTypeError(say("no_number").format(most=most))
        return found

    return read
