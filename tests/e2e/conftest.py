"""The real app over a store of its own that holds the sample case, for everything a person does in a browser."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, sync_playwright

from tests.e2e.test_chart import CATCH, QUIET

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample_data"
# Streamlit asks for its own health beside the page's address first; the browser notes the two answers.
HARMLESS = re.compile(r"Failed to load resource: the server responded with a status of 404")


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a store with the sample case, loaded by the command line as a user would."""
    url = f"sqlite:///{tmp_path_factory.mktemp('案件 store')}/graph.db"
    load = [sys.executable, "-m", "graphkit.cli", "--store", url, "ingest", str(SAMPLE)]
    assert subprocess.run(load, cwd=ROOT, capture_output=True, check=False).returncode == 1  # its dirt is rejected
    return url


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """Starts the app on a free port over a store; its address."""
    running: list[subprocess.Popen[str]] = []

    def started(store: str, **environment: str) -> str:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = str(free.getsockname()[1])
        command = [sys.executable, "-m", "graphkit.cli", "--store", store, "app", "--port", port]
        given = os.environ | {"GRAPHKIT_LANG": "zh"} | environment
        server = subprocess.Popen(command, cwd=ROOT, env=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                  text=True)
        running.append(server)
        assert server.stdout
        found = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())
        assert found, "the app did not start"
        return found[0]

    yield started
    for server in running:
        server.terminate()
    for server in running:
        server.wait(20)
        assert server.stdout
        server.stdout.close()


@pytest.fixture(scope="session")
def site(sample_store: str, serve: Callable[..., str]) -> str:
    """The app over the sample case, marked as `make run` marks it."""
    return serve(sample_store, GRAPHKIT_DEMO="1")


@dataclass
class Visit:
    """A page in a browser: what it asked for, what it complained about, and how long to wait for it."""

    page: Page
    site: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = "/") -> Visit:
        """Go to a page of the app and wait until it is there."""
        self.page.goto(self.site + path)
        self.settled()
        return self

    def settled(self) -> None:
        """Wait until the script has run to its end and nothing on the page is old."""
        done = (
            "document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
            " && !document.querySelector('[data-stale=true]')"
        )
        self.page.wait_for_timeout(100)  # what was just done reaches the script first
        self.until(done)
        self.page.wait_for_timeout(100)
        self.until(done)

    def until(self, script: str) -> Any:
        """What a script gives once it is truthy (asked from outside: the content policy forbids eval in the page)."""
        end = time.monotonic() + 30
        while not (value := self.page.evaluate(script)):
            assert time.monotonic() < end, f"never true: {script}"
            time.sleep(0.05)
        return value

    def text(self) -> str:
        """Everything that can be read in the main part."""
        return self.page.locator(".stMainBlockContainer").inner_text()

    def says(self, words: str) -> None:
        """Wait until the main part says something."""
        end = time.monotonic() + 20
        while words not in (said := self.text()):
            assert time.monotonic() < end, f"never says {words!r}: {said}"
            time.sleep(0.05)

    def goes(self, part: str) -> None:
        """Wait until the address holds something."""
        self.page.wait_for_url(lambda url: part in url, wait_until="commit", timeout=20_000)

    def chart(self) -> None:
        """Wait for the chart."""
        self.until("window.net && net.canvas.frame.isConnected && net.body.nodeIndices.length")
        self.settled()
        self.page.wait_for_timeout(400)

    def at(self, caption: str) -> tuple[float, float]:
        """The middle of the card on the screen whose tooltip contains a caption."""
        script = (
            "text => { const node = Object.values(net.body.nodes).find(n => (n.options.title || '').includes(text));"
            " if (!node) return null; const box = net.canvas.frame.getBoundingClientRect();"
            " const at = net.canvasToDOM({x: node.x, y: node.y}); return [box.left + at.x, box.top + at.y]; }"
        )
        found = self.page.evaluate(script, caption)
        assert found, f"no card {caption!r} on the chart"
        return found[0], found[1]

    def places(self) -> dict[str, dict[str, float]]:
        """Where every card stands, in chart units."""
        found: dict[str, dict[str, float]] = self.page.evaluate("net.getPositions()")
        return found

    def button(self, name: str) -> Locator:
        """A button by its words."""
        return self.page.get_by_role("button", name=name, exact=True)

    def heads(self, table: int) -> list[str]:
        """The column heads of a table (from 0)."""
        return [text.strip() for text in self._grid(table).locator("th").all_text_contents()]

    def column(self, table: int, column: int) -> list[str]:
        """What the visible rows of a table say in one column (both from 0)."""
        rows = self._grid(table).locator("tbody tr")
        return [row.locator("td").nth(column).text_content() or "" for row in rows.all()]

    def _grid(self, table: int) -> Locator:
        frame = self.page.locator("[data-testid=stDataFrame]").nth(table)
        frame.locator("tbody tr").first.wait_for(state="attached")
        return frame

    def tick(self, table: int, row: int) -> None:
        """Choose a row of a table (both from 0) by the box before it."""
        frame = self.page.locator("[data-testid=stDataFrame]").nth(table)
        chosen = self._grid(table).locator("tbody tr").nth(row).and_(self.page.locator("[aria-selected=true]"))
        for _ in range(5):  # a page that still moves under the pointer takes the click elsewhere
            frame.scroll_into_view_if_needed()
            self.page.wait_for_timeout(200)
            frame.click(position={"x": 17, "y": 33 + 33 * row + 16})
            end = time.monotonic() + 3  # the table marks its row after the script has run: a second click would undo it
            while time.monotonic() < end:
                self.settled()
                if not frame.count() or chosen.count():
                    return
        raise AssertionError(f"row {row} of table {table} can't be chosen")


@pytest.fixture(scope="module")  # the chart's own tests drive a browser of theirs, and only one may be driven at a time
def browsing(chromium_path: str) -> Iterator[BrowserContext]:
    """A browser whose pages share a cache, as a user's do."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=QUIET)
        yield browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
        browser.close()


@pytest.fixture
def visitor(browsing: BrowserContext) -> Iterator[Callable[[str], Visit]]:
    """Opens pages of a served app; whatever the test does there, nothing may ask outside or complain."""
    visits: list[Visit] = []

    def visiting(site: str) -> Visit:
        visits.append(watched(browsing.new_page(), site))
        return visits[-1]

    yield visiting
    for found in visits:
        found.page.close()
        outside = [url for url in found.asked if not url.startswith((found.site, "blob:", "data:"))]
        assert outside == []
        assert [said for said in found.complaints if not HARMLESS.match(said)] == []


@pytest.fixture
def visit(visitor: Callable[[str], Visit], site: str) -> Visit:
    """A page of the app over the sample case."""
    return visitor(site)


def watched(page: Page, site: str) -> Visit:
    """A visit that notes every request and complaint."""
    found = Visit(page, site)
    page.add_init_script(CATCH)
    page.on("request", lambda request: found.asked.append(request.url))
    page.on("pageerror", lambda error: found.complaints.append(str(error)))
    page.on("console", lambda said: found.complaints.append(said.text) if said.type == "error" else None)
    return found
