"""What leaves for a browser: the same bytes for the same chart, and evidence only ever as text."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from graphkit.export.chart_style import CARD_HEIGHT
from graphkit.export.chart_view import ChartEdge, ChartNode, ChartView, line, payload, plain
from graphkit.export.html_chart import render_html
from tests.e2e.chart_sample import HOSTILE, hostile, sample

BROWSER = files("graphkit.export").joinpath("browser")
VIS_10_1_5 = "b427322ad953d70ab75d1b798ebb8349863502f244e02de3e12a4ab7dfeddf2c"
OURS = ("chart.js", "component.js", "controls.js", "draw.js", "lanes.js", "language.js", "page.js")


class Elements(HTMLParser):
    """The elements of a page with their attributes, as a browser would find them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_an_equal_chart_is_the_same_bytes_so_that_a_click_sends_nothing_again() -> None:
    assert payload(sample(60), "zh") is payload(sample(60), "zh")
    assert payload(sample(60), "zh") != payload(sample(60), "en")


def test_the_page_gets_what_it_draws_and_no_facts() -> None:
    shown = json.loads(payload(sample(16), "zh"))
    assert shown["nodes"][0].items() >= {"id": "n0", "label": "证书 n0", "shape": "square", "seed": True}.items()
    assert shown["edges"][0].items() >= {"from": "n0", "to": "n1", "label": "付款\n¥700"}.items()
    assert [lane["caption"] for lane in shown["lanes"]][:2] == ["证书", "持证人"]
    assert {"caption": "人员", "color": "#1d5fbf", "shape": "dot"} in shown["legend"]
    assert "查获证书.xlsx" not in payload(sample(16), "zh").decode()


def test_a_link_to_something_that_is_not_shown_is_left_out() -> None:
    view = ChartView((ChartNode("a", "a", "人员", "holder", 0, 0),), (ChartEdge("e", "a", "gone"),))
    assert json.loads(payload(view, "zh"))["edges"] == []


def test_several_links_between_the_same_two_are_drawn_apart() -> None:
    nodes = tuple(ChartNode(name, name, "人员", "holder", x, 0) for name, x in (("a", 0.0), ("b", 224.0)))
    edges = tuple(ChartEdge(f"e{rank}", "a", "b", "付款") for rank in range(3))
    lines = [edge.get("bend") for edge in json.loads(payload(ChartView(nodes, edges), "zh"))["edges"]]
    assert lines[0] is None
    assert len({line[1] for line in lines[1:]} - {0}) == 2


def test_a_link_that_would_run_behind_a_card_bows_out() -> None:
    nodes = tuple(ChartNode(name, name, "人员", "holder", x, 0) for name, x in (("a", 0.0), ("b", 224.0), ("c", 448.0)))
    edges = (ChartEdge("e", "a", "c"), ChartEdge("f", "a", "b"))
    first, second = json.loads(payload(ChartView(nodes, edges), "zh"))["edges"]
    assert abs(first["bend"][1]) > CARD_HEIGHT
    assert "bend" not in second


def test_what_was_dragged_moves_and_the_rest_stays() -> None:
    view = sample(4)
    moved = view.moved({"n1": (5.0, 6.0)})
    assert (moved.nodes[1].x, moved.nodes[1].y) == (5.0, 6.0)
    assert moved.nodes[0] == view.nodes[0]


@pytest.mark.parametrize("value", HOSTILE)
def test_shown_text_has_no_controls_no_direction_marks_and_an_end(value: str) -> None:
    for shown in (plain(value, 300), line(value)):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)
        assert len(shown) <= 330
    assert "\n" not in line(value)


def test_hidden_marks_are_written_out_and_ordinary_spaces_stay() -> None:
    assert plain("甲\u3000乙\n丙\u202e丁\x00", 100) == "甲\u3000乙\n丙‹U+202E›丁‹U+0000›"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_evidence_text_becomes_an_element_of_the_file(lang: str) -> None:
    def tags(view: ChartView) -> list[str]:
        return [tag for tag, _ in Elements(render_html(view, lang)).found]

    assert tags(hostile(lang)) == tags(sample(len(HOSTILE), lang))


def test_the_file_refers_to_nothing_outside_and_runs_only_its_own_two_scripts() -> None:
    page = render_html(hostile(), "zh")
    elements = Elements(page).found
    assert not [attrs for _, attrs in elements if attrs.keys() & {"src", "href", "srcset", "action"}]
    policy = next(attrs["content"] for tag, attrs in elements if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert policy.count("sha256-") == 2
    assert "unsafe-inline" not in policy.split(";")[1]
    assert "sourceMappingURL" not in page


def test_the_file_carries_each_value_with_its_file_sheet_and_row() -> None:
    page = render_html(sample(8), "en")
    data = json.loads(re.findall(r'<script type="application/json" id="data">(.*?)</script>', page)[0])
    assert data["facts"]["n2"] == [["名称", "n2", "查获证书.xlsx › Sheet1 › row 4"]]
    assert data["facts"]["e0"] == [["金额", "¥700.00", "流水.csv › row 9"]]


def test_our_browser_code_never_makes_elements_from_text_and_asks_for_nothing() -> None:
    for name in OURS:
        code = BROWSER.joinpath(name).read_text(encoding="utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|Function\(|fetch\(|XMLHttp", code
        )
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", code)
        assert "</script" not in code


def test_the_vendored_library_is_the_published_one() -> None:
    assert hashlib.sha256(BROWSER.joinpath("vis-network.min.js").read_bytes()).hexdigest() == VIS_10_1_5


def test_streamlit_finds_the_components_in_the_installed_project() -> None:
    manifest = tomllib.loads(files("graphkit").joinpath("pyproject.toml").read_text(encoding="utf-8"))
    components = manifest["tool"]["streamlit"]["component"]["components"]
    assert manifest["project"]["name"] == "graphkit"
    for component, script in zip(components, ("component.js", "language.js"), strict=True):
        assert files("graphkit").joinpath(component["asset_dir"], script).is_file()
