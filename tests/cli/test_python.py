"""The same questions from Python: results are dataclasses that become tables and, where they are one, a graph."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path
from typing import Any

import networkx
import pandas
import pytest

import graphkit
from graphkit.analysis.errors import AmbiguousSeed, UnknownSeed
from graphkit.store.errors import StoreError
from graphkit.workbench import Workbench
from tests.loaded import truth

ACCOUNT = "Account:6299015851304512271"


@pytest.fixture
def wb(sample: str) -> Any:
    with graphkit.open(sample) as found:
        yield found


@pytest.fixture(scope="session")
def seed() -> str:
    best = max(truth()["certificates"], key=lambda c: sum(value is True for value in c["traceable"].values()))
    return f"Certificate:{best['number']}"


def test_every_answer_is_a_table_with_a_row_for_each_thing_it_says(wb: Workbench, seed: str) -> None:
    stats, found, sources = wb.stats(), wb.find("公司", limit=5), wb.sources()
    shown, trace, certificates = wb.show(seed), wb.trace(seed), wb.certificates()
    paths, roles = wb.paths(seed, f"Person:{seed[13:]}"), wb.roles("maker")
    assert len(stats.to_frame()) == len(stats.entities) + len(stats.links)
    assert list(found.to_frame()["id"]) == [e.id for e in found.entities]
    assert len(sources.to_frame()) == len(sources.files)
    assert len(shown.to_frame()) == sum(len(refs) for _, _, refs in shown.values())
    assert len(trace.to_frame()) == sum(len(chain.steps) for chain in trace.chains)
    assert len(certificates.to_frame()) == len(certificates.verdicts)
    assert len(paths.to_frame()) >= len(paths.paths) > 0
    assert list(roles.to_frame()["id"]) == [r.id for r in roles.roles]
    money, hubs, communities = wb.money(ACCOUNT), wb.hubs(), wb.communities()
    assert len(money.to_frame()) == len(money.flows) == money.to_networkx().number_of_edges()
    takings = wb.takings()
    assert len(takings.to_frame()) == len(takings.accounts) > 0
    assert len(hubs.to_frame()) == len(hubs.hubs)
    assert len(communities.to_frame()) == sum(len(g.members) for g in communities.groups)
    assert set(communities.to_networkx()) == {i for g in communities.groups for i, _ in g.members}
    for answer in (stats, found, sources, shown, trace, certificates, paths, roles, money, takings, hubs,
                   communities):
        assert dataclasses.is_dataclass(answer)
        assert isinstance(answer.to_frame(), pandas.DataFrame)


def test_what_found_nothing_is_an_empty_table(wb: Workbench) -> None:
    assert wb.find("没有这样的字").to_frame().empty


def test_chains_are_a_graph_of_the_entities_they_name(wb: Workbench, seed: str) -> None:
    trace = wb.trace(seed)
    graph = trace.to_networkx()
    assert isinstance(graph, networkx.MultiDiGraph)
    assert set(graph) == {i for chain in trace.chains for i in chain.entities}
    assert set(trace.seeds) <= set(graph)


def test_python_and_the_command_line_give_the_same_answer(wb: Workbench, seed: str, cli: Any) -> None:
    assert cli("trace", seed, "--json").document == wb.trace(seed).to_json("zh")
    assert cli("certificates", "--json").document == wb.certificates().to_json("zh")
    assert cli("money", ACCOUNT, "--method", "proportional", "--direction", "in", "--json").document == wb.money(
        ACCOUNT, "in", method="proportional").to_json("zh")
    assert cli("money", "--json").document == wb.takings().to_json()
    assert cli("hubs", "--json").document == wb.hubs().to_json("zh")
    assert cli("communities", "--limit", "5", "--json").document == wb.communities(5).to_json("zh")
    assert cli("stats", "--json").document == wb.stats().to_json("zh")


def test_what_cannot_be_asked_raises_what_says_why(wb: Workbench, bare: Path) -> None:
    with pytest.raises(UnknownSeed):
        wb.trace("不存在的人")
    with pytest.raises(AmbiguousSeed) as raised:
        wb.show(next(f"Certificate:{c['number']}" for c in truth()["certificates"]
                     if len(wb.trace(f"Certificate:{c['number']}").seeds) > 1))
    assert len(raised.value.candidates) > 1
    with pytest.raises(StoreError, match="not the address"):
        graphkit.open("http://127.0.0.1")


def test_importing_is_cheap() -> None:
    heavy = "{'pandas', 'networkx', 'streamlit', 'neo4j', 'typst', 'phonenumbers', 'tldextract', 'rich', 'sqlite3'}"
    for module in ("graphkit", "graphkit.cli.parser", "graphkit.model.catalog", "graphkit.workbench"):
        code = f"import sys, {module}; assert not {heavy} & set(sys.modules), {heavy} & set(sys.modules)"
        subprocess.run([sys.executable, "-c", code], check=True)
