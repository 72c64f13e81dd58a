"""What only a server can get wrong: plans that scan, text that is run, answers that never come, passwords that show."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from graphkit.model.catalog import ENTITY_TYPES, LINK_TYPES
from graphkit.store import cypher, neo4j
from graphkit.store.base import GraphStore, open_store
from graphkit.store.errors import StoreError
from graphkit.words import section
from tests.conformance.cases import HOSTILE, load, paid, person, picture
from tests.conformance.conftest import Place
from tests.conformance.test_investigations import ROWS, fill

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

SCANS = re.compile("AllNodesScan|NodeByLabelScan|RelationshipsScan|RelationshipTypeScan")
Run = Callable[..., Iterable[list[Any]]]


@pytest.fixture
def server(places: tuple[Place, Place]) -> GraphStore:
    """An empty investigation on the server."""
    return places[1].open()


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The text of every query that is run from now on, with the operators of its plan."""
    plans: dict[str, str] = {}
    runner = neo4j._runner

    def noting(tx: ManagedTransaction) -> Run:
        run = runner(tx)

        def noted(statement: str, **params: object) -> Iterable[list[Any]]:
            if statement not in plans:
                plans[statement] = _operators(tx.run(f"EXPLAIN {statement}", params).consume().plan or {})
            return run(statement, **params)

        return noted

    monkeypatch.setattr(neo4j, "_runner", noting)
    return plans


def _operators(plan: dict[str, Any]) -> str:
    return " ".join([plan["operatorType"], *map(_operators, plan.get("children", ()))])


def test_no_query_scans_what_it_could_look_up(server: GraphStore, ran: dict[str, str]) -> None:
    load(server, "许多.csv", [paid(f"62{n:014d}", f"63{n:014d}", n, "2024-03-01", serial=f"S{n}") for n in range(300)],
         size=300)
    fill(server)
    picture(server)
    assert len(ran) > 50
    assert [f"{text}: {plan}" for text, plan in ran.items() if SCANS.search(plan)] == []


def test_evidence_is_never_part_of_a_query(server: GraphStore, ran: dict[str, str]) -> None:
    load(server, "a.csv", ROWS)
    picture(server)
    texts = set(ran)
    for n, value in enumerate(HOSTILE.values()):
        load(server, f"{value[:60]}.csv", [(person(name=value[:100], phone=f"+8613800{n}"),), *ROWS[2:4]])
        server.read(lambda view, needle=value[:100]: view.find(needle, "Person"))  # type: ignore[misc]
    new = set(ran) - texts
    assert all(value[:20] not in text for text in new for value in HOSTILE.values())
    assert len(new) < len(HOSTILE)


def test_every_declared_type_has_its_constraint_and_no_name_needs_quoting() -> None:
    statements = "\n".join(cypher.schema())
    names = [*ENTITY_TYPES, *LINK_TYPES, *map(cypher.total, cypher.MOVING)]
    assert all(re.fullmatch("[A-Za-z][A-Za-z_]*", name) for name in names)
    assert all(f"[r:{name}]" in statements for name in LINK_TYPES)
    assert not set(ENTITY_TYPES) & set(re.findall(r"\(n:(\w+)\)", statements))


def test_a_type_that_is_not_declared_never_reaches_a_query() -> None:
    with pytest.raises(KeyError):
        cypher.entities("true", "Person) DETACH DELETE (n")


def test_the_address_of_a_cluster_opens_the_same_content(places: tuple[Place, Place]) -> None:
    store = places[1].open()
    fill(store)
    routed = Place("neo4j", places[1].url.replace("bolt://", "neo4j://"))
    routed.name = places[1].name  # type: ignore[method-assign]
    with routed.open() as same:
        assert picture(same) == picture(store)


@contextmanager
def listening(answer: Callable[[socket.socket], None]) -> Iterator[int]:
    """A port where something listens that is no Neo4j server."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    answer(listener.accept()[0])
                except OSError:
                    return

        Thread(target=serve, daemon=True).start()
        yield listener.getsockname()[1]


def _web_server(connection: socket.socket) -> None:
    with connection:
        connection.recv(100)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")


_silent: list[socket.socket] = []


@pytest.mark.parametrize(("scheme", "answer"), [
    ("bolt", None), ("neo4j", None), ("bolt", _web_server), ("neo4j", _web_server), ("bolt+s", _web_server),
    ("neo4j", _silent.append),
])
def test_a_server_that_is_down_or_another_one_is_reported_soon(scheme: str, answer: Any) -> None:
    started = time.monotonic()
    with listening(answer or socket.socket.close) as port, pytest.raises(StoreError) as refused:
        open_store(f"{scheme}://127.0.0.1:{1 if answer is None else port}", user="neo4j", password="geheim")
    assert refused.value.code == "neo4j_down"
    assert time.monotonic() - started < 20
    while _silent:
        _silent.pop().close()


@pytest.mark.neo4j
@pytest.mark.parametrize(("user", "password"), [(None, "geheim"), ("niemand", "geheim"), ("", "")])
def test_a_refused_login_says_so_and_shows_no_password(
    neo4j_url: str, neo4j_stranger: str, user: str | None, password: str
) -> None:
    with pytest.raises(StoreError) as refused:
        open_store(neo4j_url, user=neo4j_stranger if user is None else user, password=password)
    assert refused.value.code == "neo4j_refused"
    for lang in ("zh", "en"):
        assert "geheim" not in refused.value.message(lang)
        assert neo4j_url in refused.value.message(lang)


@pytest.mark.parametrize("url", ["bolt://", "bolt://[", "bolt://h:abc", "bolt://h:99999", "bolt://h?x=1", "http://h",
                                 "neo4j", "", "sqlite://", "sqlite:///"])
def test_an_address_of_another_form_is_refused(url: str) -> None:
    with pytest.raises(StoreError) as refused:
        open_store(url)
    assert refused.value.code == "bad_url"


@pytest.mark.parametrize("url", ["neo4j://neo4j:geheim@h:7687", "bolt://geheim@h", "bolt+s://:geheim@h?a=b"])
def test_a_password_in_the_address_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(StoreError) as refused:
        open_store(url)
    assert refused.value.code == "secret_in_url"
    assert "geheim" not in refused.value.message("zh") + refused.value.message("en") + repr(refused.value.params)


def test_every_reason_to_refuse_has_a_text_in_both_languages() -> None:
    packages = [Path(__file__).parents[2] / name for name in ("graphkit", "ingest")]
    raised = {code for package in packages for module in package.rglob("*.py")
              for codes in re.findall(r"StoreError\(([^)]*)", module.read_text("utf-8"))
              for code in re.findall(r'"([a-z_0-9]+)"', codes.partition(",")[0])}
    assert raised >= {"neo4j_down", "neo4j_refused", "other_version", "replaced"}
    texts = section("store")
    assert not raised - texts.keys()
    assert all(entry["zh"] and entry["en"] for entry in texts.values())
