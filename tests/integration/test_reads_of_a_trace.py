"""A trace asks its store for what does not depend on each other together: on a server every reading is a round trip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from graphkit.analysis.trace import trace
from graphkit.store import neo4j
from graphkit.store.backend import Reader
from graphkit.store.base import GraphStore, open_store
from graphkit.store.view import View
from ingest.runner import ingest

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data"

MEDIAN, MOST = 140, 210
"""Readings of a certificate's trace in the sample case (8 hops)."""
QUERIES_MEDIAN, QUERIES_MOST = 40, 55
"""Queries to a server for the same."""


class Counting:
    """A reader that counts what it is asked."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.asked: Counter[str] = Counter()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        asked = getattr(self._reader, name)

        def ask(*args: Any, **named: Any) -> Any:
            self.asked[name] += 1
            return asked(*args, **named)

        return ask


def test_a_trace_takes_a_bounded_number_of_readings(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/sample.db") as store:
        ingest(store, [SAMPLE])
        certificates = store.read(lambda view: view.ids_of("Certificate"))[::4]

        def readings(certificate: str) -> int:
            def work(reader: Reader) -> int:
                counting = Counting(reader)
                trace(View(counting), certificate)
                return counting.asked.total()

            return store.backend.read(work)

        counts = [readings(c) for c in certificates]
    assert len(counts) > 20
    assert median(counts) <= MEDIAN, sorted(counts)
    assert max(counts) <= MOST, sorted(counts)


@pytest.fixture
def queries(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The text of every query that reads a server from now on."""
    sent: list[str] = []

    class Noting:
        def __init__(self, tx: ManagedTransaction) -> None:
            self._tx = tx

        def run(self, statement: str, *args: Any, **params: Any) -> Any:
            sent.append(statement)
            return self._tx.run(statement, *args, **params)

    attempt = neo4j.Neo4jBackend._attempt
    monkeypatch.setattr(neo4j.Neo4jBackend, "_attempt",
                        lambda self, tx, work: attempt(self, Noting(tx), work))  # type: ignore[arg-type]
    return sent


@pytest.mark.neo4j
def test_a_trace_takes_a_server_few_queries(
    neo4j_server: dict[str, str], queries: list[str]
) -> None:
    def certificates(store: GraphStore) -> list[str]:
        return store.read(lambda view: view.ids_of("Certificate"))[::12]

    user, password = neo4j_server["user"], neo4j_server["password"]
    with open_store(neo4j_server["url"], f"queries-{uuid4().hex[:8]}", user=user, password=password) as server:
        try:
            ingest(server, [SAMPLE])
            counts = []
            for certificate in certificates(server):
                queries.clear()
                server.read(lambda view, c=certificate: trace(view, c))  # type: ignore[misc]
                counts.append(len(queries))
        finally:
            server.backend.drop()
    assert len(counts) > 20
    assert median(counts) <= QUERIES_MEDIAN, sorted(counts)
    assert max(counts) <= QUERIES_MOST, sorted(counts)
