"""A case on a real store, told as sources tell it: one call per file, one line per row."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import orjson

from graphkit.analysis.answers import Trace
from graphkit.analysis.roles import Roles, roles
from graphkit.analysis.trace import trace
from graphkit.model.schema import STAGES, SUSPECT
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
        self.told: list[tuple[str, tuple[Row, ...]]] = []
        self.traces: list[Trace] = []

    def file(self, kind: str, *rows: Row) -> None:
        """Load one file of this kind; each function states one row."""
        self.told.append((kind, rows))
        name = f"{kind}-{len(self.told)}.csv"
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

    def trace(self, seed: str, **options: int) -> Trace:
        """Trace a seed."""
        self.traces.append(self.ask(lambda view: trace(view, seed, **options)))
        return self.traces[-1]

    def roles(self) -> Roles:
        """Everybody's roles in the whole case."""
        return self.ask(roles)

    def role_of(self, caption: str) -> set[str]:
        """The roles of whoever is called so."""
        return {r.role for r in self.roles().roles if r.caption == caption}


def standing(found: Trace, stage: str) -> set[str]:
    """The captions of those who stand at a stage, by coverage."""
    return {found.entities[i].caption for i in found.coverage[stage].by}


def suspects(found: Trace) -> set[str]:
    """The captions of everybody whom a chain or the coverage puts at a stage other than holder and employer."""
    named = {i for stage, r in found.coverage.items() if stage not in _UNSUSPECTED for i in r.by}
    named |= {e for c in found.chains for e, p in zip(c.entities, c.places, strict=True)
              if p in STAGES and p not in _UNSUSPECTED}
    return {found.entities[i].caption for i in named}


def called(found: Roles) -> set[str]:
    """The captions of everybody who has a suspect's role."""
    return {r.caption for r in found.roles if r.role in SUSPECT}


def asked(found: Trace) -> set[tuple[str, str]]:
    """(kind of record, caption of what it is about) of everything to obtain next."""
    return {(n.record, found.entities[i].caption) for n in found.next for i in n.about}


_UNSUSPECTED = ("holder", "employer")
