"""The sample case in both stores: the same counts, and the same traces after an investigator's word."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from graphkit.workbench import Workbench, open_workbench

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data"
SITE, OPERATOR = "Website:cx.mem-zscx-xugou.com", "Person:140122198812309961"


def answers(wb: Workbench) -> list[object]:
    """Everything that is compared, as documents."""
    listed = wb.judgements().to_json()
    return [wb.trace(SITE).to_json(), wb.certificates().to_json(), wb.stats().to_json(),
            wb.show(OPERATOR).to_json(), listed, wb.conflicts().to_json(), wb.refused().to_json()]


@pytest.mark.neo4j
def test_counts_and_words_give_equal_answers_in_both_stores(tmp_path: Path, neo4j_url: str) -> None:
    case = f"both-{uuid4().hex[:8]}"
    with open_workbench(f"sqlite:///{tmp_path / 'graph.db'}", case) as ours:
        ours.ingest(SAMPLE)
        step = next(s for c in ours.trace(SITE).chains for s in c.steps if s.type == "entered")
        row = step.evidence[0]
        ours.judge("exclude-row", row.file, row.sheet, str(row.row), why="录入有误", who="甲")
        ours.judge("reject-role", OPERATOR, "maker", why="未见录入", who="甲")
        ours.copy_to(neo4j_url)
        with open_workbench(neo4j_url, case) as theirs:
            try:
                assert answers(theirs) == answers(ours)
                for wb in (ours, theirs):
                    wb.judge("reject-link", OPERATOR, "owns", next(
                        k.target for k in wb.neighbourhood([wb.show(OPERATOR).entity.id], ["owns"]).links.values()),
                        why="他人账户", who="乙")
                    wb.judge("hub", "Organization:91330122MAX000015C", why="正常经营", who="乙")
                ours_now, theirs_now = ours.trace(SITE).to_json(), theirs.trace(SITE).to_json()
                assert theirs_now["coverage"] == ours_now["coverage"]
                assert not ours_now["coverage"]["enabler"]["reached"]
                assert theirs.elements().to_json() == ours.elements().to_json()
            finally:
                theirs.store.backend.drop()
