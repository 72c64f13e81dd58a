"""Loading real files into a real store: every row accounted for, nothing twice, a killed load goes on."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.cases import write_bank_csv
from graphkit.model.report import FileReport
from graphkit.store.base import GraphStore, open_store
from graphkit.store.rows import WITHDRAWN
from graphkit.store.view import View
from graphkit.workbench import open_workbench
from ingest.rejects import Rejects
from ingest.runner import ingest

SAMPLE = Path("sample_data")


@pytest.fixture
def store(tmp_path: Path) -> GraphStore:
    return open_store(f"sqlite:///{tmp_path}/graph.db")


def loaded(store: GraphStore, *paths: Path, **options: object) -> list[FileReport]:
    return ingest(store, paths, **options).files  # type: ignore[arg-type]


def content(store: GraphStore) -> tuple[object, ...]:
    """Everything a user can see of an investigation."""
    def work(view: View) -> tuple[object, ...]:
        whole = view.whole()
        flows = [view.flow(k.source, k.target) for k in whole.links.values() if k.type == "paid"]
        return view.stats(), view.get(whole.entities), list(whole.links), flows
    return store.read(work)


def test_the_sample_case_is_read_as_its_truth_says(store: GraphStore) -> None:
    truth = {f["path"]: f for f in json.loads((SAMPLE / "truth.json").read_text("utf-8"))["files"]}
    wrong = []
    for file in loaded(store, SAMPLE):
        expected = truth.get(file.path)
        if expected is not None and expected.get("kind"):
            found = (file.kind, file.rows, file.accepted, file.rejected, file.no_data)
            if found != tuple(expected[n] for n in ("kind", "rows", "accepted", "rejected", "no_data")):
                wrong.append((file.path, found, expected))
    assert not wrong


def test_every_row_is_accepted_rejected_or_no_data(store: GraphStore) -> None:
    for file in loaded(store, SAMPLE):
        assert file.rows == file.accepted + file.rejected + file.no_data, file.path


def test_loading_again_changes_nothing(store: GraphStore) -> None:
    loaded(store, SAMPLE)
    before = content(store)
    again = loaded(store, SAMPLE)
    assert content(store) == before
    assert all(f.unchanged == f.accepted and not f.created for f in again if f.kind)


def test_any_order_of_loading_gives_the_same_graph(store: GraphStore, tmp_path: Path) -> None:
    files = sorted(p for p in SAMPLE.rglob("*") if p.is_file())
    loaded(store, *files)
    other = open_store(f"sqlite:///{tmp_path}/other.db")
    loaded(other, *files[::-1])
    assert content(store) == content(other)


def test_a_withdrawn_source_leaves_no_trace_and_comes_back(store: GraphStore) -> None:
    loaded(store, SAMPLE / "02查获物品")
    before = content(store)
    (report,) = loaded(store, SAMPLE / "04网站勘验" / "t_zs_export.csv")
    with_it = content(store)
    assert with_it != before
    store.set_source_state(report.sha256, WITHDRAWN, "来源有误", "tester")
    assert content(store) == before
    (again,) = loaded(store, SAMPLE / "04网站勘验" / "t_zs_export.csv")
    assert again.state == WITHDRAWN
    assert content(store) == before
    store.set_source_state(report.sha256, "live", "", "tester")
    assert content(store) == with_it


def test_one_more_row_shares_everything_else(store: GraphStore, tmp_path: Path) -> None:
    loaded(store, write_bank_csv(tmp_path / "first.csv", 5000))
    (again,) = loaded(store, write_bank_csv(tmp_path / "second.csv", 5000, extra=1))
    assert again.accepted == 5001
    assert again.unchanged > 2500
    assert store.read(lambda view: view.stats())[1]["paid"] <= 5001


def test_equal_rows_without_a_number_are_different_transfers(store: GraphStore, tmp_path: Path) -> None:
    row = "6299000000000001,甲,2026-05-01 10:00:00,100.00,出,6299000000000002"
    path = tmp_path / "equal.csv"
    header = "交易卡号,账户开户名称,交易时间,交易金额,收付标志,交易对手账卡号"
    path.write_text(f"{header}\n{row}\n{row}\n{row}", "utf-8")
    loaded(store, path)
    assert store.read(lambda view: view.stats())[1]["paid"] == 3


def test_a_dry_run_counts_and_writes_nothing(store: GraphStore) -> None:
    planned = ingest(store, [SAMPLE], dry_run=True)
    assert content(store)[0] == ({}, {})
    done = ingest(store, [SAMPLE])
    assert (planned.created, planned.changed) == (done.created, done.changed)


def test_rejected_rows_are_kept_with_their_reasons(store: GraphStore, tmp_path: Path) -> None:
    rejects = Rejects(tmp_path / "rejects.csv")
    reports = loaded(store, SAMPLE, rejects=rejects)
    rejects.close()
    lines = (tmp_path / "rejects.csv").read_text("utf-8-sig").splitlines()
    assert rejects.count == sum(f.rejected for f in reports) == len(lines) - 1
    assert not [line for line in lines if line.startswith(("=", "+", "@"))]


@pytest.mark.slow
def test_a_killed_load_keeps_what_was_committed_and_goes_on(tmp_path: Path) -> None:
    path = write_bank_csv(tmp_path / "bank.csv", 40_000)
    url = f"sqlite:///{tmp_path}/killed.db"
    process = subprocess.Popen([sys.executable, "-m", "graphkit.cli", "--store", url, "ingest", str(path)],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    database = tmp_path / "killed.db"
    for _ in range(600):
        time.sleep(0.05)
        if process.poll() is not None or _chunks(database) >= 2:
            break
    process.send_signal(signal.SIGKILL)
    process.wait()
    with open_store(url) as killed, open_store(f"sqlite:///{tmp_path}/whole.db") as whole:
        assert killed.read(lambda view: view.sources())[0].state == "loading"
        (report,) = loaded(killed, path)
        assert report.accepted == 40_000
        assert 0 < report.unchanged < 40_000
        loaded(whole, path)
        assert content(killed) == content(whole)


def _chunks(database: Path) -> int:
    try:
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as db:
            return int(db.execute("SELECT count(*) FROM chunk").fetchone()[0])
    except sqlite3.Error:
        return 0


def test_contacts_are_read_from_columns_that_name_the_platform(tmp_path: Path) -> None:
    files = {
        "查获.csv": "证件编号,姓名,身份证号,操作项目,卖证人微信,卖家电话\n"
                    "T110101199003074477,张三,110101199003074477,低压电工作业,zs_xiaohong66,13911112222",
        "线索.csv": "线索编号,内容,微信号,QQ\nX1,有人卖证,zs_xiaohong66,10012345",
        "广告.csv": "平台,发布账号,网址,内容,微信\n贴吧,abc,https://t.example.com/1,免考办证,微信号：zs_xiaohong66",
        "开户.csv": "姓名,证件号码,卡号,联系电话\n贾晓红,330103199205149960,6217000010001234567,13911112222",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    with open_workbench(f"sqlite:///{tmp_path}/graph.db") as wb:
        wb.ingest(*(tmp_path / name for name in files))
        seller = wb.show("OnlineAccount:wechat:zs_xiaohong66")
        assert {(t, forward) for t, forward, _ in seller.links} == {
            ("sold", True), ("mentions", False), ("contact", False)}
        assert {t for t, _, _ in wb.show("Phone:13911112222").links} == {"sold", "uses"}
        assert [t for t, _, _ in wb.show("Account:6217000010001234567").links] == ["owns"]
        assert wb.show("OnlineAccount:qq:10012345").links == (("mentions", False, 1),)
