"""What the commands print: tables for people on stdout, JSON for programs, progress and complaints on stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from graphkit.words import text, visible

if TYPE_CHECKING:
    from ingest.runner import Progress


def emit(document: Any) -> None:
    """One JSON document on stdout."""
    import json

    print(json.dumps(document, ensure_ascii=False, indent=2))


def table(headers: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> None:
    """An aligned table; evidence text is plain text, its control characters written out."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, width=None if sys.stdout.isatty() else 200)
    shown = Table(*headers, title=title or None, title_justify="left", box=box.SIMPLE_HEAD)
    for row in rows:
        shown.add_row(*(Text(str(visible(str(cell)))) for cell in row))
    console.print(shown)


def line(words: str) -> None:
    """A line for people."""
    print(words)


def note(words: str) -> None:
    """A line on stderr."""
    print(words, file=sys.stderr)


def complain(key: str, lang: str = "", **params: object) -> int:
    """Say what is wrong (a key of the word catalogue with its language, or the words); exit status 2."""
    print(text(key, lang, **params) if lang else key, file=sys.stderr)
    return 2


class ProgressLine:
    """One line on stderr that tells file, share, rows, rate and time left; only for people who watch."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._started = self._shown = time.monotonic()
        self._on = sys.stderr.isatty()

    def __call__(self, at: Progress) -> None:
        """Called by the load, often; prints five times a second at most."""
        moment = time.monotonic()
        if not self._on or moment - self._shown < 0.2:
            return
        self._shown = moment
        spent = moment - self._started
        done = (at.index - 1 + at.fraction) / at.files
        left = f"{int(spent / done - spent) // 60}:{int(spent / done - spent) % 60:02d}" if done > 0 else "…"
        words = text("cli.progress", self._lang, file=at.path[-40:], index=at.index, files=at.files, done=done,
                     rows=at.rows, rate=at.rows / spent if spent else 0.0, left=left)
        print(f"\r\x1b[K{words}", end="", file=sys.stderr, flush=True)

    def close(self) -> None:
        """Leave a clean line."""
        if self._on:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
