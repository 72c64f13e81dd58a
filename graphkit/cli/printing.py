"""What the commands print: tables for people on stdout, JSON for programs, progress and complaints on stderr."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterable, Sequence
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any, Protocol, Self

from graphkit.words import printable, text, visible

if TYPE_CHECKING:
    from ingest.runner import Progress

_HIDDEN = re.compile("[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
                     "\ufffe\uffff]")


class Refusal(Protocol):
    """An error that says in the user's language why something can't be done, and what to do."""

    def message(self, lang: str) -> str: ...


class Refused(Exception):
    """The command can't be done as it is given; `key` names the text."""

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key)
        self._key, self._params = key, params

    def message(self, lang: str) -> str:
        """The reason and what to do."""
        return text(self._key, lang, **self._params)


def emit(document: Any) -> None:
    """One JSON document on stdout; what a terminal would obey is escaped as JSON does."""
    import json

    print(_HIDDEN.sub(lambda c: f"\\u{ord(c[0]):04x}", json.dumps(document, ensure_ascii=False, indent=2)))


def table(headers: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> None:
    """An aligned table; evidence text is plain text, its control characters written out."""
    from graphkit.cli.tabling import drawn

    cells = [[str(visible(str(cell))) for cell in row] for row in rows]
    width = get_terminal_size().columns if sys.stdout.isatty() else 200
    print("\n".join(drawn(headers, cells, width, str(visible(title)))))


def heads(lang: str, *names: str) -> list[str]:
    """The heads of a table's columns."""
    return [text(f"cli.head_{name}", lang) for name in names]


def line(words: str) -> None:
    """A line for people."""
    print(printable(words))


def kind_caption(kind: str, lang: str) -> str:
    """A kind of source, or several joined by "+", by the name people know; "" for none."""
    from ingest.source import sources as kinds

    known = kinds()
    return " + ".join(str(getattr(known.get(name), lang, name)) for name in kind.split("+"))


def note(words: str) -> None:
    """Lines on stderr."""
    print(printable(words, "\n"), file=sys.stderr)


def complain(key: str, lang: str = "", **params: object) -> int:
    """Say what is wrong (a key of the word catalogue with its language, or the words); exit status 2."""
    note(text(key, lang, **params) if lang else key)
    return 2


def refuse(error: Refusal, lang: str, as_json: bool) -> int:
    """Say why a command can't be done, for programs too; exit status 2."""
    from graphkit.analysis.errors import AmbiguousSeed

    message = error.message(lang)
    note(message)
    if as_json and isinstance(error, AmbiguousSeed):
        from graphkit.workbench.results import entity_json

        emit({"error": message, "candidates": [entity_json(entity) for entity in error.candidates]})
    elif as_json:
        emit({"error": message})
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
        from rich.cells import set_cell_size

        self._shown = moment
        spent = moment - self._started
        left = f"{int(spent / at.done - spent) // 60}:{int(spent / at.done - spent) % 60:02d}" if at.done > 0 else "…"
        words = text("cli.progress", self._lang, file=at.path, index=at.index, files=at.files, done=at.done,
                     rows=at.rows, rate=at.rows / spent if spent else 0.0, left=left)
        fitting = set_cell_size(words, get_terminal_size().columns - 1)  # a line that wraps can't be written over
        print(f"\r\x1b[K{fitting}", end="", file=sys.stderr, flush=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave a clean line."""
        if self._on:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
