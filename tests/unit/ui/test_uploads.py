"""A load in the background tells how far it is, stops when asked, and goes on where it stopped."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest

from graphkit.ui.uploads import Cancelled, Load, Upload
from graphkit.ui.word import Word
from graphkit.workbench import open_workbench

HEADS = "证件编号,姓名,身份证号,操作项目,查获地点"
ROWS = 30_000


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path}/graph.db"
    monkeypatch.setenv("GRAPHKIT_STORE", url)
    return url


def upload() -> Upload:
    lines = [HEADS, *(f"ZJ{number:08d},甲{number},,低压电工作业,工地{number}" for number in range(ROWS))]
    return Upload([("查获.csv", io.BytesIO("\n".join(lines).encode()))])


def finished(load: Load) -> Load:
    end = time.monotonic() + 60
    while load.running:
        assert time.monotonic() < end
        time.sleep(0.01)
    return load


def test_a_preview_tells_kind_and_counts_and_writes_nothing(store: str) -> None:
    files = upload()
    load = finished(Load(files, "main", True, Word()))
    assert files.root.exists()
    files.discard()
    assert load.error is None
    assert load.report is not None
    (file,) = load.report.files
    assert (file.kind, file.rows, file.accepted) == ("certificates", ROWS, ROWS)
    assert load.word.takes(file)
    with open_workbench(store) as wb:
        assert wb.sources().files == ()


def test_a_stopped_load_keeps_what_was_committed_and_a_second_one_completes_it(store: str) -> None:
    files = upload()
    stopped = Load(files, "main", False, Word())
    while stopped.running and (stopped.progress is None or stopped.progress.rows == 0):
        time.sleep(0.001)
    stopped.cancel()
    finished(stopped)
    assert isinstance(stopped.error, Cancelled)
    done, rate, _ = stopped.pace()
    assert 0 < done < 1
    assert rate > 0
    with open_workbench(store) as wb:
        (source,) = wb.sources().files
        assert source.state == "loading"
        assert 0 < wb.stats().entities["Certificate"] < ROWS
    assert not files.root.exists()
    completed = finished(Load(upload(), "main", False, Word()))
    assert completed.report is not None
    assert [file.rows for file in completed.report.files] == [ROWS]
    with open_workbench(store) as wb:
        (source,) = wb.sources().files
        assert (source.state, source.rows) == ("live", ROWS)
        assert wb.stats().entities["Certificate"] == ROWS


def test_a_load_that_fails_says_why(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "not.db").write_text("this is no database, and long enough to be read as one")
    monkeypatch.setenv("GRAPHKIT_STORE", f"sqlite:///{tmp_path}/not.db")
    load = finished(Load(upload(), "main", False, Word()))
    assert load.report is None
    assert "not.db" in str(load.error)
