"""A case on a real store, told as sources tell it: one call per file, one line per row."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import orjson

from graphkit.model.statements import Statements
from graphkit.store.base import GraphStore, open_store
from graphkit.store.rows import ChunkRow, Placement
from graphkit.store.view import View

T = TypeVar("T")
Row = Callable[[Statements], object]


class Case:
    """An investigation in an embedded store of its own."""

    def __init__(self, folder: Path) -> None:
        self.store: GraphStore = open_store(f"sqlite:///{folder / 'case.db'}")
        self._files = 0

    def file(self, kind: str, *rows: Row) -> None:
        """Load one file of this kind; each function states one row."""
        self._files += 1
        name = f"{kind}-{self._files}.csv"
        sha256 = hashlib.sha256(name.encode()).hexdigest()
        source = self.store.begin_source(sha256, name, kind, len(rows))
        say = Statements()
        for number, row in enumerate(rows):
            say.row = number
            row(say)
        raw = zlib.compress(orjson.dumps({"headers": [], "rows": []}))
        chunk = ChunkRow(0, sha256, kind, raw, b"{}")
        self.store.write(say.take(), chunk, Placement(0, source.no, "", 2))
        self.store.finish_source(source)

    def ask(self, question: Callable[[View], T]) -> T:
        """The answer of one consistent view."""
        return self.store.read(question)
