"""A withdrawn source leaves no trace in any view, and restored it is back to the last byte, in both stores.

The golden samples are loaded in two halves, so that every kind of source is withdrawn once, with as much of the other
half resting on it as the samples share. Views are what every command prints with `--json`, and every file of an export.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from graphkit.cli.parser import COMMANDS
from graphkit.model.catalog import ENTITY_TYPES
from graphkit.store.base import open_store
from graphkit.store.view import View
from graphkit.workbench import exporting, open_workbench
from tests.loaded import Cli

SAMPLES = sorted((Path(__file__).parents[1] / "golden" / "samples").iterdir())
OTHERWISE = set("ingest tip withdraw restore rebuild copy backup app neo4j".split())
"""Commands that load, change, move or serve; what they make is seen by the others."""
LISTS = "stats certificates coverage roles elements lookalikes hubs communities conflicts corrections mapping".split()
TEXTS = ("138", "xugou", "T4", "王虚例")

Views = dict[tuple[str, ...], tuple[int, str]]


class _Noon(datetime):
    """A clock that stands still, since an export says when it was made."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> _Noon:
        return cls(2026, 5, 17, 12, tzinfo=tz)


@pytest.fixture
def url(request: pytest.FixtureRequest, bare: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty investigation of this test's own in a store of each kind, which commands use."""
    found = request.getfixturevalue("neo4j_url") if request.param == "neo4j" else f"sqlite:///{bare.parent}/graph.db"
    name = f"trace-{uuid4().hex[:8]}"
    monkeypatch.setenv("GRAPHKIT_STORE", found)
    monkeypatch.setenv("GRAPHKIT_INVESTIGATION", name)
    if request.param == "neo4j":
        for part in ("user", "password"):
            monkeypatch.setenv(f"GRAPHKIT_NEO4J_{part.upper()}", request.getfixturevalue("neo4j_server")[part])
    monkeypatch.setattr(exporting, "datetime", _Noon)
    yield found
    server = request.getfixturevalue("neo4j_server") if request.param == "neo4j" else {"user": "", "password": ""}
    with open_store(found, name, user=server["user"], password=server["password"]) as store:
        store.backend.drop()


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """One entity of each type that the samples speak of, by its type; ids are the same in every store."""
    with open_workbench(f"sqlite:///{tmp_path_factory.mktemp('all') / 'graph.db'}") as wb:
        wb.ingest(*SAMPLES)
        return wb.store.read(lambda view: {name: min(ids) for name in ENTITY_TYPES if (ids := view.ids_of(name))})


def views(cli: Cli, seeds: dict[str, str], place: Path) -> Views:
    """Call → (exit status, what was printed), (export, file) → its SHA-256, and the whole graph as programs read it."""
    calls: list[tuple[str, ...]] = [(name,) for name in LISTS]
    calls += [("judge", "list"), *(("find", text) for text in TEXTS)]
    calls += [(name, seed) for name in ("show", "trace") for seed in seeds.values()]
    calls += [("money", seeds["Account"]), ("paths", seeds["Certificate"], seeds["Person"])]
    assert {call[0] for call in calls} | {"sources", "export", "verify"} == COMMANDS.keys() - OTHERWISE
    found: Views = {}
    for call in calls:
        said = cli(*call, "--json")
        found[call] = said.status, said.out
    stats = json.loads(found["stats",][1])
    found["stats",] = 0, json.dumps([stats["entities"], stats["links"]])  # it also counts files by state
    assert cli("export", "--out", place).status == 0
    assert cli("verify", place).status == 0
    for file in sorted(p for p in place.rglob("*") if p.is_file()):
        found["export", file.name] = 0, hashlib.sha256(file.read_bytes()).hexdigest()
    with open_workbench(os.environ["GRAPHKIT_STORE"], os.environ["GRAPHKIT_INVESTIGATION"]) as wb:
        found["graph",] = 0, wb.store.read(_graph)
    return found


def _graph(view: View) -> str:
    """Every entity, link, transaction and claim, with the rows that state it."""
    whole = view.whole()
    single = [t.id for t in view.transactions_among(whole.entities, whole.entities)]
    plain = [k.id for k in whole.links.values() if not k.count]
    return repr((view.get(whole.entities), whole, view.claims([*whole.entities, *plain, *single], 1 << 30)))


def listed(cli: Cli) -> dict[str, dict[str, Any]]:
    """The files by content, as they stand."""
    return {s["sha256"]: s for s in cli("sources", "--json").document["sources"]}


def differing(one: Views, other: Views) -> list[tuple[str, ...]]:
    """The calls that were answered differently."""
    return [call for call in one.keys() | other.keys() if one.get(call) != other.get(call)]


@pytest.mark.slow
@pytest.mark.parametrize("url", ["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)], indirect=True)
@pytest.mark.parametrize("half", [0, 1])
def test_a_withdrawn_source_leaves_no_trace_and_a_restored_one_is_back_to_the_byte(
    cli: Cli, url: str, bare: Path, seeds: dict[str, str], half: int
) -> None:
    stays, goes = SAMPLES[half::2], SAMPLES[1 - half::2]
    cli("ingest", *stays, "--json")
    before, rests = views(cli, seeds, bare / "before"), listed(cli)
    cli("ingest", *goes, "--json")
    loaded, all_ = views(cli, seeds, bare / "loaded"), listed(cli)
    assert {call[0] for call in differing(before, loaded)} >= {"stats", "show", "trace", "find", "export", "graph"}
    gone = all_.keys() - rests.keys()
    assert len(gone) == len(goes)
    for sha256 in gone:
        assert cli("withdraw", sha256, "--reason", "来源有误").status == 0
    withdrawn = listed(cli)
    assert {sha256: s for sha256, s in withdrawn.items() if s["state"] == "live"} == rests
    assert {s["reason"] for sha256, s in withdrawn.items() if sha256 in gone} == {"来源有误"}
    assert differing(before, views(cli, seeds, bare / "withdrawn")) == []
    for sha256 in gone:
        assert cli("restore", sha256).status == 0
    assert differing(loaded, views(cli, seeds, bare / "restored")) == []
