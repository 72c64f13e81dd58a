"""The survey knows for every certificate which stages the records reach, and what reaches more; it can be stopped."""

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
        questioned = [v.id for v in wb.certificates().verdicts if v.verdict in ("forged", "suspect")]
        traces = {i: wb.trace(i) for i in questioned[::9]}
    survey = Survey("main")
    survey.start()
    _finish(survey)
    assert list(survey.reached) == questioned
    assert survey.found is not None
    for certificate, trace in traces.items():
        assert survey.reached[certificate] == {s for s, reached in trace.coverage.items() if reached.by}
        wanted = {(w.record.record, w.record.about) for w in survey.found.wanted if certificate in w.certificates}
        assert wanted == {(n.record, n.about) for n in trace.next}
    assert any("maker" in stages for stages in survey.reached.values())
    advanced = [len(w.certificates) for w in survey.found.wanted]
    assert advanced == sorted(advanced, reverse=True)


def test_a_stopped_survey_tells_what_it_knows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHKIT_STORE", f"sqlite:///{tmp_path}/graph.db")
    with open_workbench() as wb:
        wb.ingest(SAMPLE / "02查获物品")
        first = wb.coverage(lambda done, _total: done < 3)
    assert (len(first.traced), first.total > 3) == (3, True)
    survey = Survey("main")
    survey.start()
    survey.stop()
    _finish(survey)
    assert survey.found is not None
    assert 0 < len(survey.found.traced) < first.total


def _finish(survey: Survey) -> None:
    end = time.monotonic() + 60
    while survey.running:
        assert time.monotonic() < end
        time.sleep(0.01)
