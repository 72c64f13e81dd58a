"""Rebuilt, copied or backed up, an investigation stays what it is; a second one in the store is not touched."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.cases import write_bank_csv
from graphkit.model.records import Judgement
from graphkit.store.base import open_store
from graphkit.store.view import View
from graphkit.workbench import open_workbench
from ingest.runner import ingest
from tests.loaded import SAMPLE, Cli


def picture(url: str, investigation: str = "main") -> Any:
    """Everything that can be read of an investigation."""

    def look(view: View) -> Any:
        whole = view.whole()
        plain = [k.id for k in whole.links.values() if not k.count]
        totals = [k for k in whole.links.values() if k.count]
        return {
            "entities": view.get(whole.entities), "links": whole.links, "values": view.links(plain),
            "flows": [view.flow(k.source, k.target) for k in totals],
            "transactions": [view.transactions(k.source, k.target) for k in totals],
            "claims": view.claims([*whole.entities, *plain], 1 << 30),
            "sources": [replace(s, no=0) for s in view.sources()], "judgements": view.judgements(),
            "stats": view.stats(),
        }

    with open_store(url, investigation) as store:
        return store.read(look)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two cases, one with a withdrawn and a restored source and judgements."""
    path = tmp_path_factory.mktemp("cases") / "two.db"
    url = f"sqlite:///{path}"
    with open_workbench(url) as wb:
        wb.ingest(*(SAMPLE / p for p in ("03官方核验", "04网站勘验", "05快递调证", "08查控反馈/示例农村商业银行")))
        source = {s.kind: s.sha256 for s in wb.sources().files}
        wb.withdraw(source["back_office_users"], "来源有误")
        wb.withdraw(source["bank_persons"], "待核")
        wb.restore(source["bank_persons"], "核实无误")
        first, second = wb.find("138", limit=2).entities
        wb.judge("hub", first.id, why="待核", who="甲")
        wb.judge("not-hub", second.id, why="已核", who="乙")
    with open_workbench(url, "另案") as wb:
        wb.ingest(SAMPLE / "05快递调证")
    return path


@pytest.fixture
def two_cases(made_once: Path, bare: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A copy of that store, which commands use unless told otherwise."""
    path = bare.parent / "two.db"
    shutil.copy(made_once, path)
    monkeypatch.setenv("GRAPHKIT_STORE", f"sqlite:///{path}")
    return f"sqlite:///{path}"


def test_a_rebuild_keeps_everything(cli: Cli, two_cases: str) -> None:
    before, other = picture(two_cases), picture(two_cases, "另案")
    said = cli("rebuild", "--json")
    assert said.status == 0
    assert said.document["before"] == said.document["after"]
    assert picture(two_cases) == before
    assert picture(two_cases, "另案") == other
    with open_store(two_cases) as store:
        assert store.backend.investigations() == ["main", "另案"]


def test_whoever_has_the_investigation_open_while_it_is_rebuilt_reads_on(cli: Cli, two_cases: str) -> None:
    with open_workbench(two_cases) as wb:
        before = wb.stats()
        assert cli("rebuild").status == 0
        assert wb.stats() == before


def test_a_copy_is_equal_and_copying_again_changes_nothing(cli: Cli, two_cases: str, bare: Path) -> None:
    before, target = picture(two_cases), f"sqlite:///{bare}/copy.db"
    for _ in range(2):
        said = cli("copy", "--to", target, "--json")
        assert said.status == 0
        assert said.document["before"] == said.document["after"]
        assert picture(target) == before
    with open_store(target) as store:
        assert store.backend.investigations() == ["main"]
    assert picture(two_cases) == before


def test_a_copy_joins_what_the_other_store_already_has(cli: Cli, two_cases: str, bare: Path) -> None:
    target = f"sqlite:///{bare}/copy.db"
    assert cli("--store", target, "ingest", SAMPLE / "04网站勘验", SAMPLE / "03官方核验").status < 2
    assert cli("copy", "--to", target).status == 0
    ours, theirs = picture(two_cases), picture(target)
    assert {k: v for k, v in theirs.items() if k not in ("sources", "claims")} == {
        k: v for k, v in ours.items() if k not in ("sources", "claims")}
    assert [(s.sha256, s.state) for s in theirs["sources"]] == [(s.sha256, s.state) for s in ours["sources"]]


def test_the_later_word_on_a_source_stands_when_it_is_copied_again(cli: Cli, two_cases: str, bare: Path) -> None:
    target = f"sqlite:///{bare}/copy.db"
    cli("copy", "--to", target)
    live = next(s["sha256"] for s in cli("sources", "--json").document["sources"] if s["kind"] == "waybills")
    assert cli("--store", target, "withdraw", live, "--reason", "对方撤回").status == 0
    cli("copy", "--to", target)
    states = {s["sha256"]: s["state"] for s in cli("--store", target, "sources", "--json").document["sources"]}
    assert states[live] == "withdrawn"


def test_a_backup_is_one_file_that_is_the_store_and_never_overwrites(cli: Cli, two_cases: str, bare: Path) -> None:
    said = cli("backup", "备份/今天.db", "--json")
    assert said.status == 0
    assert said.document["before"] == said.document["after"]
    assert [p.name for p in Path("备份").iterdir()] == ["今天.db"]
    for investigation in ("main", "另案"):
        assert picture(f"sqlite:///{bare}/备份/今天.db", investigation) == picture(two_cases, investigation)
    before = Path("备份/今天.db").read_bytes()
    again = cli("backup", "备份/今天.db", "--json")
    assert again.status == 2
    assert "今天.db" in again.document["error"]
    assert Path("备份/今天.db").read_bytes() == before


def test_a_backup_that_cannot_be_written_leaves_nothing(cli: Cli, two_cases: str, bare: Path) -> None:
    Path("文件").touch()
    for target in ("文件/a.db", "/proc/1/none/a.db", "长" * 200 + ".db"):
        said = cli("backup", target, "--json")
        assert (said.status, "Traceback" in said.err) == (2, False)
    assert [p.name for p in bare.iterdir()] == ["文件"]


@pytest.mark.parametrize("way", ["copy", "rebuild"])
def test_a_load_that_was_cut_short_goes_on_in_what_was_made_of_it(cli: Cli, bare: Path, way: str) -> None:
    path, url = write_bank_csv(bare / "bank.csv", 20_000), f"sqlite:///{bare}/half.db"
    with open_store(url) as store, pytest.raises(KeyboardInterrupt):
        ingest(store, [path], listener=_stop)
    if way == "copy":
        assert cli("--store", url, "copy", "--to", f"sqlite:///{bare}/whole.db").status == 0
        url = f"sqlite:///{bare}/whole.db"
    else:
        assert cli("--store", url, "rebuild").status == 0
    (half,) = cli("--store", url, "sources", "--json").document["sources"]
    assert half["state"] == "loading"
    (file,) = cli("--store", url, "ingest", path, "--json").document["files"]
    assert (file["accepted"], file["state"]) == (20_000, "live")
    assert 0 < file["unchanged"] < 20_000
    once = f"sqlite:///{bare}/once.db"
    assert cli("--store", once, "ingest", path).status == 0
    assert cli("--store", url, "stats", "--json").document == cli("--store", once, "stats", "--json").document


def _stop(progress: Any) -> None:
    if progress.rows:
        raise KeyboardInterrupt


def test_a_rebuild_that_was_killed_shows_nowhere_and_the_next_one_works(cli: Cli, two_cases: str) -> None:
    before = picture(two_cases)
    with closing(sqlite3.connect(two_cases.removeprefix("sqlite:///"))) as db:
        db.execute("INSERT INTO investigation (name) VALUES (?)", ("main\x1frebuild",))
        db.commit()
    with open_store(two_cases) as store:
        assert store.backend.investigations() == ["main", "另案"]
    assert cli("rebuild").status == 0
    assert picture(two_cases) == before


def test_a_judgement_is_kept_as_it_was_made(cli: Cli, two_cases: str, bare: Path) -> None:
    cli("copy", "--to", f"sqlite:///{bare}/copy.db")
    kept = picture(f"sqlite:///{bare}/copy.db")["judgements"]
    assert {(j.who, j.why, j.value) for j in kept} == {("甲", "待核", "hub"), ("乙", "已核", "hub")}
    assert all(isinstance(j, Judgement) and j.when for j in kept)

