"""Evidence is written by those under investigation: in every form that leaves it is text and does nothing."""

from __future__ import annotations

import csv
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from tests.loaded import Cli

ATTACKS = {
    "formula": '=HYPERLINK("http://127.0.0.1/","点")',
    "wide": "＝1+1",
    "dde": "@SUM(1)*cmd|' /C calc'!A0",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "html": "</script><img src=x onerror=alert(1)><script>alert(2)</script>",
    "typst": '#read("/etc/passwd") #eval("1/0") $x$ *粗* `raw` @label \\ <a>',
    "xml": "]]><!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
    "ansi": "\x1b]0;owned\x07\x1b[31m红\x9b2J",
    "direction": "\u202egnp.exe\u2066\u200b\u2028",
    "markup": "[red]红[/red] [/] [link=http://127.0.0.1]",
    "template": "{0.__class__} {seed} %s %(x)s ${jndi:x}",
    "astral": "𠮷" * 50,
    "noncharacter": "\ufffe\uffff\U000f0000",
    "long": "长" * 60_000,
    "quote": "a\"b,c;d\te'f",
    "lines": "一\r\n二\r三\n=1",
}
NAME = "=线\x1b[2J\u202e索.csv"
HEADERS = ["线索编号", "线索来源", "受理单位", "接收时间", "内容", "涉及姓名", "涉及身份证号", "涉及单位"]
FORBIDDEN = set("\x00\x07\x1b\x9b\u202e\u2066\u200b\u2028\ufffe\uffff")


@pytest.fixture
def case(cli: Cli, bare: Path) -> Cli:
    """A lead per attack, with the attack in its text, its source, a name and an organisation."""
    with Path(NAME).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        for name, attack in ATTACKS.items():
            writer.writerow([f"XS-{name}", attack, "某局", "2026-05-01", attack, attack[:80], "330106197001010035",
                             attack[:80]])
    said = cli("ingest", NAME, "--json")
    assert said.document["files"][0]["rows"] == len(ATTACKS)
    assert said.document["files"][0]["accepted"] >= len(ATTACKS) - 1
    return cli


@pytest.fixture
def bundle(case: Cli, bare: Path) -> Path:
    assert case("export", "--out", "卷宗").status == 0
    return Path("卷宗")


def test_no_csv_cell_is_run_or_obeyed(bundle: Path) -> None:
    for path in bundle.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [c for c in cells if c[:1] in set("=+-@\t\r\n＝＋－＠")], path
        assert not FORBIDDEN & set("".join(cells)), path


def test_what_is_written_out_can_still_be_read(bundle: Path) -> None:
    facts = (bundle / "facts.csv").read_text("utf-8-sig")
    assert "'=线‹U+001B›[2J‹U+202E›索.csv" in facts
    assert "‹U+FFFE›‹U+FFFF›" in facts
    assert ATTACKS["long"] in facts
    assert "'=HYPERLINK(" in facts


def test_the_workbook_holds_texts_that_fit(bundle: Path) -> None:
    book = openpyxl.load_workbook(bundle / "tables.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell for cell in cells if cell.hyperlink]
    texts = [str(cell.value) for cell in cells]
    assert max(len(text.encode("utf-16-le")) // 2 for text in texts) <= 32_767
    assert not FORBIDDEN & set("".join(texts))
    assert ATTACKS["formula"] in texts


def test_the_graph_is_plain_xml(bundle: Path) -> None:
    source = (bundle / "graph.graphml").read_text("utf-8")
    assert "<!ENTITY" not in source
    tree = ElementTree.fromstring(source)
    captions = {data.text for data in tree.iter("{http://graphml.graphdrawing.org/xmlns}data")}
    assert ATTACKS["xml"] in captions


def test_the_chart_runs_its_own_scripts_only(bundle: Path) -> None:
    page = (bundle / "chart.html").read_text("utf-8")
    tags: list[tuple[str, dict[str, str | None]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.append((tag, dict(attrs)))

    Reader().feed(page)
    assert [a.get("type") for t, a in tags if t == "script"] == ["application/json", None, "module"]
    assert not [t for t, _ in tags if t in ("img", "iframe", "object", "link", "base", "form")]
    assert not [a for _, a in tags if any(name.startswith("on") for name in a)]
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert data
    assert "onerror=alert(1)" in str(json.loads(data[1]))


def test_the_report_shows_markup_as_text_and_reads_no_file(case: Cli, bare: Path) -> None:
    seeds = [f"Lead:XS-{attack}" for attack in ATTACKS]
    assert case("export", "--seed", *seeds, "--out", "卷宗").status == 0
    pdf = Path("卷宗/report.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert b"root:x:0" not in pdf
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) < 200
    assert not re.findall(rb"/(?:URI|JavaScript|Launch)\b", pdf)


@pytest.mark.parametrize("command", [("sources",), ("find", "XS-"), ("show", "Lead:XS-markup"), ("stats",),
                                     ("trace", "Lead:XS-ansi"), ("paths", "Lead:XS-ansi", "Lead:XS-html")])
def test_a_terminal_gets_nothing_to_obey(case: Cli, command: tuple[str, ...]) -> None:
    for form in ((), ("--json",)):
        said = case(*command, *form)
        assert said.status == 0, said.err
        assert not FORBIDDEN & set(said.out + said.err)
    if form == ("--json",):
        assert said.document


@pytest.mark.parametrize("attack", sorted(ATTACKS))
def test_every_attack_can_be_looked_for_and_shown(case: Cli, attack: str) -> None:
    shown = case("show", f"Lead:XS-{attack}", "--json")
    assert shown.status == 0
    said = case("find", ATTACKS[attack][:200], "--json")
    assert said.status in (0, 2)
    assert "Traceback" not in said.err
    assert case("show", f"Lead:XS-{attack}").status == 0


def test_a_seed_or_investigation_of_any_wording_can_be_exported(case: Cli, bare: Path) -> None:
    for number, name in enumerate((ATTACKS["html"], ATTACKS["typst"], ATTACKS["formula"], "../../外面")):
        case("--investigation", name, "ingest", NAME)
        out = f"卷宗{number}"
        assert case("--investigation", name, "export", "--seed", "Lead:XS-html", "--out", out).status == 0
        manifest = json.loads(Path(out, "manifest.json").read_bytes())
        assert manifest["investigation"] == name
        page = Path(out, "chart.html").read_text("utf-8")
        assert "<img" not in page
