"""What every test may ask for: a real Neo4j server and a real browser, each started once and gone at the end."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from neo4j import GraphDatabase

from scripts.environment import BROWSERS, DEBIAN

# A test that uses one of these gets the marker of the same line, and all of a marker run in one worker, so that
# `pytest -n 2 --dist loadgroup` starts one server.
RESOURCES = {"neo4j_server": "neo4j", "chromium_path": "browser"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for fixture, marker in RESOURCES.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(marker)
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.xdist_group(marker))


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[dict[str, str]]:
    """A real Neo4j server: url, user, password; the last two are also in the environment, where the product looks."""
    guard = [sys.executable, str(Path(__file__).with_name("guarded_server.py"))]
    pipe = subprocess.PIPE
    with subprocess.Popen(guard, stdin=pipe, stdout=pipe, text=True, start_new_session=True) as run:
        assert run.stdout
        server = json.loads(run.stdout.readline())
        if "error" in server:
            pytest.fail(server["error"])
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("GRAPHKIT_NEO4J_USER", server["user"])
            environment.setenv("GRAPHKIT_NEO4J_PASSWORD", server["password"])
            yield server


@pytest.fixture(scope="session")
def neo4j_url(neo4j_server: dict[str, str]) -> str:
    """The address of the server."""
    return neo4j_server["url"]


@pytest.fixture
def neo4j_stranger(neo4j_server: dict[str, str]) -> Iterator[str]:
    """A user of the server for wrong passwords: three lock a user out, and everybody else needs the first one."""
    name = f"stranger{uuid4().hex}"
    with GraphDatabase.driver(neo4j_server["url"], auth=(neo4j_server["user"], neo4j_server["password"])) as driver:
        driver.execute_query(f"CREATE USER {name} SET PASSWORD $password CHANGE NOT REQUIRED",
                             password=uuid4().hex, database_="system")
        yield name
        driver.execute_query(f"DROP USER {name}", database_="system")


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser that Playwright drives through `executable_path`."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        pytest.fail(f"no browser: apt-get install {' '.join(DEBIAN['test'])}")
    return found
