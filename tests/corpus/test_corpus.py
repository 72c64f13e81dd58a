"""The corpus of hostile and broken files: each is told for what it is, and none costs another anything."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from graphkit.store.base import open_store
from graphkit.store.view import View
from ingest.runner import ingest
from tests.corpus.corpus import LIMITS, Entry, entries, outcome

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="pipes, names in bytes and memory as Linux has them")
ENTRIES = entries()
MEMORY = 350 << 20
"""Bytes that a load of the whole corpus may take at most."""


def test_the_corpus_is_as_large_as_it_should_be() -> None:
    assert len(ENTRIES) >= 150


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.topic}-{ascii(entry.name)[1:40]}")
def test_a_file_is_told_for_what_it_is(entry: Entry, tmp_path: Path) -> None:
    folder = entry.put(tmp_path / "case")
    before = _listing(folder)
    with open_store(f"sqlite:///{tmp_path}/graph.db") as store:
        files = ingest(store, [folder], limits=LIMITS).files
        found = outcome(files, store)
        assert entry.matches(found), f"{entry.why}: {found}"
        for expected in ("present", "absent"):
            for text in entry.expected.get(expected, []):
                hits, _ = store.read(partial(View.find, text=text))
                assert bool(hits) == (expected == "present"), text
    for file in files:
        assert file.rows == file.accepted + file.rejected + file.no_data
        for issue in file.issues:
            for lang in ("zh", "en"):
                assert issue.message(lang).isprintable()
                assert not issue.message(lang).startswith("issues.")
    assert _listing(folder) == before


def test_all_of_them_at_once_cost_no_more_than_memory_for_one_and_harm_nothing(tmp_path: Path) -> None:
    """One load of everything, by the command: other files are read as if they were alone, nothing is left behind."""
    corpus, place, temporary = (tmp_path / name for name in ("corpus", "place", "temporary"))
    for folder in (place, temporary):
        folder.mkdir()
    for number, entry in enumerate(ENTRIES):
        entry.put(corpus / f"{number:03}")
    limits = "".join(f"{name} = {getattr(LIMITS, name)}\n" for name in ("workbook", "archive_members"))
    (place / "graphkit.toml").write_text(f"[limits]\n{limits}")
    before = _listing(corpus)
    report, peak = _load(corpus, place, temporary)
    assert peak <= MEMORY, f"{peak >> 20} MB"
    assert _listing(corpus) == before
    assert list(temporary.iterdir()) == []
    assert sorted(path.name for path in place.rglob("*") if path.is_file()) == ["graph.db", "graphkit.toml"]
    sums: dict[str, list[int]] = {}
    for file in report["files"]:
        counts = sums.setdefault(file["path"][:3], [0, 0, 0])
        for at, name in enumerate(("accepted", "rejected", "no_data")):
            counts[at] += file[name]
    for number, entry in enumerate(ENTRIES):
        expected = [entry.expected.get(name, 0) for name in ("accepted", "rejected", "no_data")]
        assert sums.get(f"{number:03}", [0, 0, 0]) == expected, entry.name


def _load(corpus: Path, place: Path, temporary: Path) -> tuple[dict[str, Any], int]:
    """The report of a load by the command line, and the memory it took at most."""
    program = (
        "import sys; from graphkit.cli import main; status = main(sys.argv[1:]);"
        "peak = next(line for line in open('/proc/self/status') if line.startswith('VmHWM'));"
        "print(status, peak.split()[1], file=sys.stderr)"
    )
    command = [sys.executable, "-c", program, "--store", "sqlite:///graph.db", "ingest", os.fspath(corpus), "--json"]
    environment = {**os.environ, "TMPDIR": os.fspath(temporary), "PYTHONPATH": os.fspath(Path.cwd())}
    run = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert "Traceback" not in run.stderr
    status, kilobytes = run.stderr.split()[-2:]
    assert status == "1", run.stderr
    return json.loads(run.stdout), int(kilobytes) << 10


def _listing(folder: Path) -> list[tuple[str, int, int]]:
    """Every entry below a folder with its size and time of change."""
    found = []
    for path in folder.rglob("*"):
        about = path.lstat()
        found.append((str(path), about.st_size, about.st_mtime_ns))
    return sorted(found)
