"""A load that is stopped in the browser keeps what it had, and the same file goes on from there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from benchmarks.cases import write_bank_csv
from graphkit.workbench import open_workbench
from tests.e2e.conftest import Visit
from tests.e2e.test_pages_import import chosen

ROWS = 40_000


def test_a_load_is_stopped_and_gone_on_with(
    visitor: Callable[[str], Visit], serve: Callable[..., str], tmp_path: Path
) -> None:
    store, path = f"sqlite:///{tmp_path}/graph.db", write_bank_csv(tmp_path / "流水.csv", ROWS)
    visit = visitor(serve(store)).open("/import")
    chosen(visit, path)
    visit.button("确认装入 1 个文件").click()
    visit.page.get_by_text(re.compile(r"正在装入 [1-9]")).wait_for()
    visit.button("停止").click()
    visit.says("已停止。已装入的行都在")
    with open_workbench(store) as wb:
        assert [s.state for s in wb.sources().files] == ["loading"]
        assert 0 < wb.stats().links["paid"] < ROWS
    visit.button("重新开始").click()
    visit.settled()
    chosen(visit, path)
    visit.button("确认装入 1 个文件").click()
    visit.page.get_by_text("已装入。").wait_for()
    with open_workbench(store) as wb, open_workbench(f"sqlite:///{tmp_path}/once.db") as once:
        once.ingest(path)
        assert [(s.state, s.accepted) for s in wb.sources().files] == [("live", ROWS)]
        assert (wb.stats(), wb.hubs()) == (once.stats(), once.hubs())
