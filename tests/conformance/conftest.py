"""Every statement about stores holds for both kinds: each test runs on SQLite and on the real Neo4j server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from uuid import uuid4

import pytest

from graphkit.store.base import GraphStore, open_store

KINDS = ("sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j))


class Place:
    """One database during one test: investigations of the test's own, whatever else is in it."""

    def __init__(self, kind: str, url: str) -> None:
        self.kind, self.url = kind, url
        self._suffix = uuid4().hex[:8]
        self._open: list[GraphStore] = []
        self._numbers = count()

    def name(self, investigation: str) -> str:
        """What an investigation of this test is called in the database."""
        return f"{investigation}-{self._suffix}"

    def open(self, investigation: str = "main") -> GraphStore:
        """A store of one investigation; the same name opens the same content once more."""
        user, password = (os.environ.get(f"GRAPHKIT_NEO4J_{part}", "") for part in ("USER", "PASSWORD"))
        store = open_store(self.url, self.name(investigation), user=user, password=password)
        self._open.append(store)
        return store

    def fresh(self) -> GraphStore:
        """A store of an investigation that nothing has been loaded into."""
        return self.open(f"fresh-{next(self._numbers)}")

    def close(self) -> None:
        """Leave nothing behind."""
        for store in self._open:
            store.backend.drop()
            store.close()


def _place(kind: str, request: pytest.FixtureRequest, folder: Path) -> Place:
    url = request.getfixturevalue("neo4j_url") if kind == "neo4j" else f"sqlite:///{folder / 'graph.db'}"
    return Place(kind, url)


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A database of each kind."""
    made = _place(request.param, request, tmp_path)
    yield made
    made.close()


@pytest.fixture
def store(place: Place) -> GraphStore:
    """An empty investigation in a database of each kind."""
    return place.open()


@pytest.fixture
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Place, Place]]:
    """A database of each kind at once: SQLite, Neo4j. A test that uses it carries the mark `neo4j`."""
    made = _place("sqlite", request, tmp_path), _place("neo4j", request, tmp_path)
    yield made
    for one in made:
        one.close()
