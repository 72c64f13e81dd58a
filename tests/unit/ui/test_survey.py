"""The survey knows for every certificate which stages the records reach, and can be stopped and taken up again."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.ui.survey import Survey
from graphkit.workbench import open_workbench

if TYPE_CHECKING:
    import pytest

SAMPLE = Path(__file__).parents[3] / "sample_data"


def test_it_agrees_with_the_trace_of_each_certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHKIT_STORE", f"sqlite:///{tmp_path}/graph.db")
    with open_workbench() as wb:
        wb.ingest(SAMPLE / "02查获物品", SAMPLE / "04网站勘验")
        ids = [v.id for v in wb.certificates().verdicts if v.verdict == "forged"][:12]
        expected = {i: {stage for stage, reached in wb.trace(i).coverage.items() if reached.by} for i in ids}
    survey = Survey("main")
    survey.start(ids[:5])
    _finish(survey)
    assert set(survey.reached) == set(ids[:5])
    survey.start(ids)
    _finish(survey)
    assert survey.reached == expected
    assert any("maker" in stages for stages in expected.values())


def _finish(survey: Survey) -> None:
    end = time.monotonic() + 60
    while survey.running:
        assert time.monotonic() < end
        time.sleep(0.01)
