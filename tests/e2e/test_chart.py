"""The chart in a real browser: in a page under the app's content policy, and as a file."""

from __future__ import annotations

import io
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from graphkit.export.html_chart import render_html
from tests.e2e.chart_sample import HOSTILE, hostile, sample

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# The product keeps vis-network to itself; this hands the tests the one that a page makes.
CATCH = """(() => { let held; Object.defineProperty(window, 'vis', { get: () => held, set(v) { held = v; let made;
  Object.defineProperty(v, 'Network', { configurable: true, enumerable: true, get: () => made, set(Base) {
    made = class extends Base { constructor(...all) { super(...all); window.net = this; } }; } }); } }); })()"""


@dataclass
class Opened:
    """A page with the chart, what it asked for and what it complained about."""

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    received: list[int] = field(default_factory=list)

    def until(self, script: str) -> Any:
        """What the script gives once it is truthy."""
        end = time.monotonic() + 20
        while not (value := self.page.evaluate(script)):
            assert time.monotonic() < end, f"never true: {script}"
            time.sleep(0.05)
        return value

    def said(self, wanted: str) -> None:
        self.until(f"document.body.innerText.includes({wanted!r})")
        self.page.wait_for_timeout(150)

    def at(self, node: str) -> tuple[float, float]:
        """The middle of an entity's card on the screen."""
        x, y = self.page.evaluate(
            "id => { const box = net.canvas.frame.getBoundingClientRect();"
            " const at = net.canvasToDOM(net.getPosition(id)); return [box.left + at.x, box.top + at.y]; }",
            node,
        )
        return x, y

    def between(self, one: str, other: str) -> tuple[float, float]:
        (a, b), (c, d) = self.at(one), self.at(other)
        return (a + c) / 2, (b + d) / 2

    def places(self) -> dict[str, dict[str, float]]:
        found: dict[str, dict[str, float]] = self.page.evaluate("net.getPositions()")
        return found


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server with one page: the chart."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = Path(__file__).with_name("chart_server.py")
    server = subprocess.Popen([sys.executable, script, str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture
def open_chart(browser: Browser) -> Iterator[Callable[[str], Opened]]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)

    def opened(url: str) -> Opened:
        found = Opened(context.new_page())
        found.page.add_init_script(CATCH)
        found.page.on("request", lambda request: found.asked.append(request.url))
        found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
        found.page.on("console", lambda said: found.complaints.append(said.text) if said.type == "error" else None)
        found.page.on("websocket", lambda ws: ws.on("framereceived", lambda data: found.received.append(len(data))))
        found.page.goto(url)
        found.until("window.net && net.getScale() !== 1 && net.body.nodeIndices.length")
        found.page.wait_for_timeout(300)
        return found

    yield opened
    context.close()


@pytest.fixture
def shown(address: str, open_chart: Callable[[str], Opened]) -> Iterator[Opened]:
    """The page with sixteen entities; whatever the test does, nothing may ask outside or complain."""
    opened = open_chart(f"{address}?n=16")
    yield opened
    assert not [url for url in opened.asked if not url.startswith((address, "blob:", "data:"))]
    assert opened.complaints == []


def test_a_click_on_a_card_a_line_and_the_background_reaches_python(shown: Opened) -> None:
    shown.page.mouse.click(*shown.at("n2"))
    shown.said("said: node n2 (16)")
    shown.page.mouse.click(*shown.between("n2", "n3"))
    shown.said("said: edge e2 (16)")
    x, y = shown.at("n0")
    shown.page.mouse.click(x, y + 150)
    shown.said("said: clear (16)")


def test_a_click_answers_with_a_few_kilobytes_however_large_the_chart(
    address: str, open_chart: Callable[[str], Opened]
) -> None:
    opened = open_chart(f"{address}?n=1000")
    whole = sum(opened.received)
    opened.page.mouse.click(*opened.at("n3"))
    opened.said("said: node n3")
    assert whole > 100_000
    assert sum(opened.received) - whole < 5_000


def test_a_double_click_expands_and_every_place_is_kept_and_undo_brings_the_old_chart_back(shown: Opened) -> None:
    before = shown.places()
    view = shown.page.evaluate("JSON.stringify([net.getScale(), net.getViewPosition()])")
    shown.page.mouse.dblclick(*shown.at("n4"))
    shown.said("said: expand n4 (19)")
    after = shown.until("Object.keys(net.getPositions()).length === 19 && net.getPositions()")
    assert {node: after[node] for node in before} == before
    shown.page.get_by_role("button", name="undo").click()
    shown.said("(16)")
    shown.until("Object.keys(net.getPositions()).length === 16")
    assert shown.places() == before
    assert shown.page.evaluate("JSON.stringify([net.getScale(), net.getViewPosition()])") == view


def test_a_dragged_card_stays_where_it_was_put_when_the_chart_grows_and_shrinks(shown: Opened) -> None:
    x, y = shown.at("n9")
    shown.page.mouse.move(x, y)
    shown.page.mouse.down()
    shown.page.mouse.move(x + 60, y + 70, steps=5)
    shown.page.mouse.up()
    shown.said("said: move (16)")
    dragged = shown.places()["n9"]
    assert shown.at("n9") == pytest.approx((x + 60, y + 70), abs=3)
    shown.page.mouse.dblclick(*shown.at("n4"))
    shown.said("said: expand n4 (19)")
    assert shown.places()["n9"] == dragged
    shown.page.get_by_role("button", name="undo").click()
    shown.said("(16)")
    assert shown.places()["n9"] == dragged


def test_the_keyboard_steps_opens_expands_pans_zooms_fits_and_clears(shown: Opened) -> None:
    keys, heard = shown.page.keyboard, "document.querySelector('[data-testid=stBidiComponentIsolated]').shadowRoot"
    heard = f"{heard}.querySelector('.chart-spoken').textContent"
    start = shown.page.evaluate("net.getScale()")
    shown.page.locator(".chart-canvas").focus()
    keys.press("Tab")
    first = shown.until(heard)
    keys.press("Tab")
    second = shown.until(f"{heard} !== {first!r} && {heard}")
    assert [first.split(",")[0], second.split(",")[0]] == ["证书 n0", "证书 n8"]
    keys.press("Shift+Tab")
    shown.until(f"{heard} === {first!r}")
    keys.press("Enter")
    shown.said("said: node n0 (16)")
    keys.press("Enter")
    shown.said("said: expand n0 (19)")
    keys.press("Escape")
    shown.said("said: clear (19)")
    middle = shown.page.evaluate("net.getViewPosition().x")
    keys.press("ArrowRight")
    assert shown.page.evaluate("net.getViewPosition().x") > middle
    scale = shown.page.evaluate("net.getScale()")
    keys.press("+")
    shown.until(f"net.getScale() > {scale * 1.2}")
    keys.press("f")
    shown.until(f"Math.abs(net.getScale() - {start}) < {start * 0.5}")


def test_at_the_last_entity_tab_goes_on_to_the_rest_of_the_page(shown: Opened) -> None:
    shown.page.locator(".chart-canvas").focus()
    for _ in range(17):
        shown.page.keyboard.press("Tab")
    assert not shown.page.evaluate(
        "document.querySelector('[data-testid=stBidiComponentIsolated]').shadowRoot.activeElement?.matches('.chart-canvas')"
    )


def test_searching_counts_the_matches_and_enter_goes_through_them(shown: Opened) -> None:
    shown.page.locator(".chart-search").fill("电话")
    assert shown.page.locator(".chart-found").text_content() == "2 / 16"
    seen = set()
    for _ in range(3):
        shown.page.locator(".chart-search").press("Enter")
        shown.page.wait_for_timeout(350)
        seen.add(shown.page.locator(".chart-spoken").text_content())
    assert seen == {"电话 n6, 电话", "电话 n14, 电话"}
    shown.page.locator(".chart-search").press("Escape")
    assert shown.page.locator(".chart-found").text_content() == ""


def test_the_picture_is_a_png_on_white_with_the_legend(shown: Opened) -> None:
    with shown.page.expect_download() as download:
        shown.page.locator(".chart-button").last.click()
    with Image.open(io.BytesIO(download.value.path().read_bytes())) as picture:
        canvas = shown.page.locator(".chart-canvas canvas").bounding_box()
        assert canvas is not None
        assert picture.width == pytest.approx(canvas["width"], abs=1)
        assert picture.height > canvas["height"] + 20
        raw = picture.convert("RGBA").tobytes()
    colours = Counter(raw[at : at + 4] for at in range(0, len(raw), 4))
    assert {pixel[3] for pixel in colours} == {255}
    assert colours.most_common(1)[0][0][:3].hex() in {"ffffff", "f6f8fa"}
    assert {"1d5fbf", "b4570b"} <= {pixel[:3].hex() for pixel in colours}


def test_the_words_around_the_chart_follow_the_language(address: str, open_chart: Callable[[str], Opened]) -> None:
    page = open_chart(f"{address}?n=8&lang=en").page
    assert page.locator(".chart-search").get_attribute("placeholder") == "Find in the chart"
    assert page.locator(".chart-button").first.get_attribute("title") == "Show all (F)"


@pytest.mark.parametrize("where", ["page", "file"])
def test_hostile_evidence_stays_text(
    where: str, address: str, open_chart: Callable[[str], Opened], tmp_path: Path
) -> None:
    target = tmp_path / "chart.html"
    target.write_text(render_html(hostile(), "zh"), encoding="utf-8")
    base = address if where == "page" else target.as_uri()
    opened = open_chart(f"{address}?hostile=1" if where == "page" else base)
    page = opened.page
    for rank in range(len(HOSTILE)):
        page.mouse.click(*opened.at(f"n{rank}"))
    for node in ("n0", "n4", "n5"):
        page.mouse.move(*opened.at(node), steps=2)
        page.wait_for_timeout(800)
        tip = page.locator(".vis-tooltip")
        assert "<" in tip.inner_text()
        assert set(tip.evaluate("tip => [...tip.querySelectorAll('*')].map(part => part.tagName)")) <= {"BR"}
    page.locator(".chart-search").fill("<img")
    assert page.locator(".chart-found").text_content() == f"1 / {len(HOSTILE)}"
    assert page.evaluate("window.owned") is None
    assert page.locator("img[src=x], svg[onload], a[href*='203.0.113']").count() == 0
    assert not [url for url in opened.asked if not url.startswith((base, "blob:", "data:"))]
    assert opened.complaints == []


def test_the_file_works_from_the_disc_and_lists_what_proves_the_thing_that_is_clicked(
    open_chart: Callable[[str], Opened], tmp_path: Path
) -> None:
    target = tmp_path / "图 chart.html"
    target.write_text(render_html(sample(16), "zh"), encoding="utf-8")
    opened = open_chart(target.as_uri())
    details = opened.page.locator("#details")
    assert "单击图中的卡片" in details.inner_text()
    opened.page.mouse.click(*opened.at("n3"))
    lines = [text for text in details.inner_text().split("\n") if text]
    assert lines[:4] == ["支付账户 n3", "支付账户", "内容与出处", "名称"]
    assert lines[4:6] == ["n3", "查获证书.xlsx › Sheet1 › 第 5 行"]
    assert "付款 ¥700 ← 网络账号 n2" in lines
    opened.page.mouse.click(*opened.between("n2", "n3"))
    assert "网络账号 n2 → 支付账户 n3" in details.inner_text()
    assert "流水.csv › 第 9 行" in details.inner_text()
    assert opened.asked == [target.as_uri()]
    assert opened.complaints == []
