"""A trace asks its store for what does not depend on each other together: on a server every reading is a round trip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from graphkit.analysis.trace import trace
from graphkit.store.backend import Reader
from graphkit.store.base import open_store
from graphkit.store.view import View
from ingest.runner import ingest

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data"

MEDIAN, MOST = 140, 210
"""Readings of a certificate's trace in the sample case (8 hops)."""


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
