"""Fixtures of the analysis tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.analysis.case import Case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """An empty case on a real store."""
    found = Case(tmp_path)
    yield found
    found.store.close()


@pytest.fixture
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """A second empty case, on a store of its own."""
    found = Case(tmp_path_factory.mktemp("other"))
    yield found
    found.store.close()
