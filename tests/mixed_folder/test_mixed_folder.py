"""Of a folder of mixed files, every one is told for what it is, and every row is accounted for."""

from __future__ import annotations

import pytest

from graphkit.store.base import open_store
from ingest.runner import ingest
from ingest.source import sources
from tests.corpus.corpus import LIMITS
from tests.mixed_folder.accounting import Line, lines, summary
from tests.mixed_folder.build import make

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("mixed_folder")]


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> list[Line]:
    """The folder, loaded once: one line for each of its files."""
    home = tmp_path_factory.mktemp("mixed")
    truth = make(home / "folder")
    with open_store(f"sqlite:///{home}/graph.db") as store:
        report = ingest(store, [home / "folder"], limits=LIMITS)
    found = lines(truth, report.files)
    assert sum(line.files for line in found) == len(report.files)
    print(summary(found))
    return found


def test_it_is_as_large_and_as_mixed_as_it_should_be(table: list[Line]) -> None:
    assert len(table) >= 300
    assert {kind for line in table for kind in line.truth.kinds} == set(sources())


def test_every_file_is_recognised_by_its_content_alone(table: list[Line]) -> None:
    assert [line.told() for line in table if line.kinds != line.truth.kinds] == []


def test_every_row_of_every_file_is_accepted_rejected_or_no_data(table: list[Line]) -> None:
    assert [line.told() for line in table if not line.right] == []
