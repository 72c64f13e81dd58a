"""Writes bytes into a file and reads it as the product does."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.reading import Limits
from tests.unit.reading.files import Read, Reading, read_path


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def write_and_read(
        content: bytes | str, kind: str | None = None, limits: Limits | None = None, name: str = "f"
    ) -> Reading:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_path(path, kind, limits)

    return write_and_read
