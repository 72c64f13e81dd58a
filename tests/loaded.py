"""The sample case in a store, loaded once for all tests of a worker and copied for each that asks, and the command
line as a user meets it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from graphkit.cli import main
from graphkit.store.base import open_store
from ingest.runner import ingest

SAMPLE = Path(__file__).resolve().parents[1] / "sample_data"


@dataclass(frozen=True)
class Said:
    """What one call gave: its exit status and what stood on stdout and stderr."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)


Cli = Callable[..., Said]


@pytest.fixture(scope="session")
def loaded_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store file that holds the sample case; only to be copied."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    with open_store(f"sqlite:///{path}") as store:
        ingest(store, [SAMPLE])
    return path


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder and no settings."""
    for name in ("STORE", "INVESTIGATION", "LANG", "SETTINGS", "NEO4J_USER", "NEO4J_PASSWORD"):
        monkeypatch.delenv(f"GRAPHKIT_{name}", raising=False)
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def sample(loaded_once: Path, bare: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a store of this test's own with the sample case, which commands use unless told otherwise."""
    path = bare.parent / "graph.db"
    shutil.copy(loaded_once, path)
    url = f"sqlite:///{path}"
    monkeypatch.setenv("GRAPHKIT_STORE", url)
    yield url
    assert not [p.name for p in bare.parent.glob("graph.db-*")], "a store was left open"


@pytest.fixture
def cli(bare: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Calls the command line in this process."""

    def call(*argv: str | Path) -> Said:
        capsys.readouterr()
        try:
            status = main(list(map(str, argv)))
        except SystemExit as left:  # --help
            status = int(left.code or 0)
        return Said(status, *capsys.readouterr())

    return call


def truth() -> dict[str, Any]:
    """What is so in the sample case."""
    found: dict[str, Any] = json.loads((SAMPLE / "truth.json").read_text("utf-8"))
    return found
