"""The local Neo4j server: its own password, loopback only, checked jars, and nothing left behind."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import neo4j
import psutil
import pytest

from graphkit import localserver
from graphkit.localserver import LocalServerError, ServerInfo, jars, java
from graphkit.localserver.home import Home

pytestmark = pytest.mark.neo4j
GUARD = Path(__file__).parents[1] / "guarded_server.py"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerInfo]:
    home = tmp_path_factory.mktemp("试用 server")
    yield localserver.start(home)
    localserver.stop(home)


def ask(server: ServerInfo, query: str) -> list[neo4j.Record]:
    with neo4j.GraphDatabase.driver(server.url, auth=(server.user, server.password)) as driver:
        return driver.execute_query(query).records


def test_a_second_start_finds_the_running_server(server: ServerInfo) -> None:
    assert localserver.start(server.home) == server == localserver.status(server.home)


def test_a_running_server_does_not_move_to_another_port(server: ServerInfo) -> None:
    with pytest.raises(LocalServerError, match=server.url):
        localserver.start(server.home, port=1)


def test_the_server_listens_on_loopback_only(server: ServerInfo) -> None:
    listening = [c.laddr.ip for c in psutil.Process(server.pid).net_connections() if c.status == psutil.CONN_LISTEN]
    assert listening
    assert {ip.removeprefix("::ffff:") for ip in listening} == {"127.0.0.1"}


def test_the_well_known_first_password_is_refused(server: ServerInfo) -> None:
    with (
        neo4j.GraphDatabase.driver(server.url, auth=("neo4j", "neo4j")) as driver,
        pytest.raises(neo4j.exceptions.AuthError),
    ):
        driver.verify_connectivity()


def test_the_password_is_for_its_owner_alone(server: ServerInfo) -> None:
    assert (server.home / "password").stat().st_mode & 0o077 == 0
    assert server.password not in repr(server)
    assert server.password not in " ".join(psutil.Process(server.pid).cmdline())


def test_data_outlive_a_restart_at_the_same_address(server: ServerInfo) -> None:
    ask(server, "CREATE (:Kept {name: '留存'})")
    assert localserver.stop(server.home)
    assert not psutil.pid_exists(server.pid)
    assert localserver.status(server.home) is None
    assert not localserver.stop(server.home)
    again = localserver.start(server.home)
    assert again.url == server.url
    assert [record["name"] for record in ask(again, "MATCH (k:Kept) RETURN k.name AS name")] == ["留存"]


def test_a_stale_note_never_stops_somebody_elses_process(tmp_path: Path) -> None:
    home = Home(tmp_path)
    (tmp_path / "run").mkdir()
    (tmp_path / "password").write_text("x")
    home.note(os.getpid(), 7687)
    assert localserver.status(tmp_path) is None
    assert not localserver.stop(tmp_path)


def test_an_altered_jar_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for jar in localserver.fetch():
        link = tmp_path / "graphkit" / jars.library().name / jar.relative_to(jars.library())
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(jar)
    link.unlink()
    shutil.copy(jar, link)
    with link.open("ab") as stream:
        stream.write(b"\0")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(LocalServerError, match=link.name) as refusal:
        localserver.start(tmp_path / "home")
    assert refusal.value.code == "jar_altered"


def test_a_port_in_use_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(LocalServerError, match=str(port)):
            localserver.start(tmp_path, port)


def test_a_folder_that_can_not_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LocalServerError, match="file") as refusal:
        localserver.start(tmp_path / "file" / "home")
    assert refusal.value.code == "folder_unusable"


def test_data_without_their_password_are_not_given_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "data" / "databases").mkdir(parents=True)
    with pytest.raises(LocalServerError) as refusal:
        localserver.start(tmp_path)
    assert refusal.value.code == "password_missing"


def test_a_server_that_dies_at_its_start_points_to_its_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(java, "find", lambda: Path(shutil.which("false") or ""))
    with pytest.raises(LocalServerError, match="logs") as refusal:
        localserver.start(tmp_path)
    assert refusal.value.code == "died"


@pytest.mark.slow
def test_the_suites_server_goes_when_the_suite_is_killed() -> None:
    asker = (
        "import subprocess, sys;"
        f"subprocess.Popen([sys.executable, {str(GUARD)!r}], stdin=subprocess.PIPE, start_new_session=True).wait()"
    )
    with subprocess.Popen([sys.executable, "-c", asker], stdout=subprocess.PIPE, text=True) as killed:
        assert killed.stdout
        server = json.loads(killed.stdout.readline())
        assert psutil.pid_exists(server["pid"])
        killed.kill()
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and (psutil.pid_exists(server["pid"]) or Path(server["home"]).exists()):
        time.sleep(0.2)
    assert not psutil.pid_exists(server["pid"])
    assert not Path(server["home"]).exists()
