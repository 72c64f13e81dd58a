"""An exported folder: every form opens where it is meant to be read, holds the same, and names its sources."""

from __future__ import annotations

import csv
import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import networkx
import openpyxl
import pytest

from graphkit.model.checksums import check_values
from graphkit.words import text, yuan
from graphkit.workbench import open_workbench
from graphkit.workbench.concluding import concluded
from tests.loaded import Cli, truth

FILES = {"certificates.csv", "chart.html", "entities.csv", "facts.csv", "graph.graphml", "links.csv", "manifest.json",
         "report.pdf", "roles.csv", "tables.xlsx", "takings.csv"}


@pytest.fixture(scope="session")
def seed() -> str:
    """A certificate whose chain reaches the most stages."""
    best = max(truth()["certificates"], key=lambda c: sum(value is True for value in c["traceable"].values()))
    return f"Certificate:{best['number']}"


@pytest.fixture(scope="session")
def bundles(loaded_once: Path, seed: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """An export of one seed and one of the whole investigation; only to be read."""
    folder = tmp_path_factory.mktemp("bundles")
    with open_workbench(f"sqlite:///{loaded_once}", lang="zh") as wb:
        wb.export(folder / "seed", [seed])
        wb.export(folder / "whole")
    return {"seed": folder / "seed", "whole": folder / "whole"}


@pytest.fixture(params=["seed", "whole"])
def bundle(request: pytest.FixtureRequest, bundles: dict[str, Path]) -> Path:
    return bundles[request.param]


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_the_folder_holds_every_form(bundle: Path) -> None:
    assert {p.name for p in bundle.iterdir()} == (FILES | {"elements.csv"} if bundle.name == "whole" else FILES)


def test_the_tables_agree_with_each_other_and_every_fact_names_its_row(bundle: Path) -> None:
    entities, links, facts = (rows(bundle / f"{name}.csv")[1:] for name in ("entities", "links", "facts"))
    known = {row[0] for row in entities}
    assert len(known) == len(entities)
    assert all({row[2], row[4]} <= known for row in links)
    assert {row[0] for row in facts} == known | {row[0] for row in links}
    for *_, file, _, row, digest in facts:
        assert file
        assert row.isdecimal()
        assert re.fullmatch("[0-9a-f]{64}", digest)


def test_the_whole_investigation_is_whole(bundles: dict[str, Path], loaded_once: Path) -> None:
    with open_workbench(f"sqlite:///{loaded_once}") as wb:
        graph = wb.store.read(lambda view: view.whole())
        person = max(graph.entities, key=lambda i: sum(i in (k.source, k.target) for k in graph.links.values()))
        told = wb.claims([person], 1 << 30)[person]
    assert len(rows(bundles["whole"] / "entities.csv")) == len(graph.entities) + 1
    assert len(rows(bundles["whole"] / "links.csv")) == len(graph.links) + 1
    facts = [row for row in rows(bundles["whole"] / "facts.csv") if row[0] == person]
    assert len(facts) == sum(max(1, len(claim.values)) for claim in told)


def test_a_transfer_that_both_banks_report_counts_once(bundle: Path, loaded_once: Path) -> None:
    head, *links = rows(bundle / "links.csv")
    count, amount = head.index("笔数"), head.index("金额（元）")
    paid = [row for row in links if row[1] == "付款"]
    with open_workbench(f"sqlite:///{loaded_once}") as wb:
        flows = wb.store.read(lambda view: [view.flow(row[2], row[4]) for row in paid])
    assert [(int(row[count]), row[amount]) for row in paid] == [(f.count, yuan(f.amount)) for f in flows]
    assert any(f.paired for f in flows)


def test_the_workbook_opens_with_text_cells_only_and_says_what_the_csv_says(bundle: Path) -> None:
    book = openpyxl.load_workbook(bundle / "tables.xlsx", read_only=True)
    counts = {}
    for sheet in book.worksheets:
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
        assert kinds == {"s"}, sheet.title
        counts[sheet.title] = sheet.max_row
    book.close()
    assert counts["关系"] == len(rows(bundle / "links.csv"))
    assert counts["事实与出处"] == len(rows(bundle / "facts.csv"))
    for title, name in (("证书核查", "certificates"), ("人员与角色", "roles"), ("收款与买证付款", "takings"),
                        ("按条文清点", "elements")):
        listed = bundle / f"{name}.csv"
        assert counts.pop(title, None) == (len(rows(listed)) if listed.exists() else None)
    others = [n - 1 for title, n in counts.items() if title not in ("关系", "事实与出处")]
    assert sum(others) == len(rows(bundle / "entities.csv")) - 1


def test_the_whole_case_says_who_plays_which_role_and_on_which_rows_that_rests(
    bundles: dict[str, Path], loaded_once: Path
) -> None:
    head, *told = rows(bundles["whole"] / "roles.csv")
    with open_workbench(f"sqlite:///{loaded_once}") as wb:
        found, elements = wb.roles().roles, wb.elements().counts
    assert {(row[0], row[2]) for row in told} == {(text(f"analysis.stage_{r.role}"), r.id) for r in found}
    why, file, number = (head.index(name) for name in ("理由", "来源文件", "行号"))
    proved = {(row[2], row[0], row[why], row[file], row[number]) for row in told}
    assert proved >= {(r.id, text(f"analysis.stage_{r.role}"), reason.text(), ref.file, str(ref.row))
                      for r in found for reason in r.reasons for ref in reason.evidence}
    counted = rows(bundles["whole"] / "elements.csv")[1:]
    assert len(counted) == sum(max(1, len(one.evidence)) for one in elements)


def test_every_payment_of_a_buyer_leaves_with_its_row(bundles: dict[str, Path], loaded_once: Path) -> None:
    head, *told = rows(bundles["whole"] / "takings.csv")
    with open_workbench(f"sqlite:///{loaded_once}") as wb:
        payments = [p for s in wb.takings().sales for p in s.payments]
    amount, file, number = (head.index(name) for name in ("金额（元）", "来源文件", "行号"))
    assert sorted((row[amount], row[file], row[number]) for row in told) == sorted(
        (yuan(p.fen), ref.file, str(ref.row)) for p in payments for ref in p.evidence)


def test_a_seeds_export_concludes_about_nobody_outside_its_chains(bundles: dict[str, Path]) -> None:
    known = {row[0] for row in rows(bundles["seed"] / "entities.csv")[1:]}
    told = {row[2] for row in rows(bundles["seed"] / "roles.csv")[1:]}
    assert told
    assert told < known
    assert len({row[0] for row in rows(bundles["seed"] / "certificates.csv")[1:]}) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_report_names_those_behind_the_holders_and_only_counts_the_holders(loaded_once: Path, lang: str) -> None:
    with open_workbench(f"sqlite:///{loaded_once}") as wb:
        told = {c.key: c for c in wb.store.read(lambda view: concluded(view, None, {}, lang))}
        found = wb.roles().roles
    stages = [line[0] for line in told["roles"].page]
    holder, maker = (text(f"analysis.stage_{r}", lang) for r in ("holder", "maker"))
    assert stages.count(holder) == 1
    assert stages.count(maker) == sum(r.role == "maker" for r in found) > 1
    assert all(line[3] for line in told["roles"].page if line[0] == maker)
    assert {line[5] for line in told["elements"].page} == {
        text(f"elements.{word}", lang) for word in ("reached", "not_reached", "no_threshold")}


def test_the_graph_opens_in_networkx_with_everything_in_it(bundle: Path) -> None:
    graph: Any = networkx.read_graphml(bundle / "graph.graphml", force_multigraph=True)
    assert graph.is_directed()
    assert set(graph) == {row[0] for row in rows(bundle / "entities.csv")[1:]}
    links = {(row[0], row[2], row[4]) for row in rows(bundle / "links.csv")[1:]}
    assert {(key, a, b) for a, b, key in graph.edges(keys=True)} == links
    assert all(data["type"] and data["caption"] for _, data in graph.nodes(data=True))


def test_the_report_carries_its_chinese_font(bundle: Path) -> None:
    pdf = (bundle / "report.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-")
    fonts = re.findall(rb"/FontName\s*/([\w+-]+)", pdf)
    assert fonts
    assert all(re.fullmatch(rb"[A-Z]{6}\+Noto.*", font) for font in fonts), "a font is named but not embedded"
    assert pdf.count(b"/FontFile") >= len(set(fonts))
    assert b"/ToUnicode" in pdf
    assert not re.findall(rb"/(?:URI|JavaScript|Launch|EmbeddedFile|SubmitForm)\b", pdf)


def test_the_chart_asks_for_nothing_outside_itself(bundle: Path) -> None:
    page = (bundle / "chart.html").read_text("utf-8")
    markup = re.sub(r"<script[^>]*>.*?</script>", "", page, flags=re.DOTALL)
    assert "default-src 'none'" in markup
    assert not re.findall(r"""(?:src|href)\s*=|url\(|@import""", markup)


def test_the_manifest_gives_both_check_values_of_every_file_and_source(bundle: Path, loaded_once: Path) -> None:
    manifest = json.loads((bundle / "manifest.json").read_bytes())
    there = sorted(p.name for p in bundle.iterdir())
    assert [f["path"] for f in manifest["files"]] == [name for name in there if name != "manifest.json"]
    for file in manifest["files"]:
        values = check_values(bundle / file["path"])
        assert (file["sha256"], file["sm3"]) == (values.sha256, values.sm3)
        assert file["size"] == (bundle / file["path"]).stat().st_size
    with open_workbench(f"sqlite:///{loaded_once}") as wb:
        known = {(s.sha256, s.sm3) for s in wb.sources().files}
    assert {(s["sha256"], s["sm3"]) for s in manifest["sources"]} == known
    assert all(len(s["sm3"]) == 64 for s in manifest["sources"])
    assert manifest["created_at"].endswith("+08:00")


def test_the_root_digest_is_that_of_the_manifest(cli: Cli, sample: str, bare: Path, seed: str) -> None:
    told = cli("export", "--seed", seed, "--out", "卷宗", "--json").document
    assert told["digest"] == sha256(Path("卷宗/manifest.json").read_bytes()).hexdigest()
    assert cli("verify", "卷宗", "--digest", told["digest"]).status == 0


def test_withdrawn_sources_are_in_no_form(cli: Cli, sample: str, bare: Path) -> None:
    source = next(s for s in cli("sources", "--json").document["sources"] if s["kind"] == "back_office")
    cli("withdraw", source["sha256"], "--reason", "来源有误")
    assert cli("export", "--out", "卷宗").status == 0
    for path in Path("卷宗").glob("*.csv"):
        assert source["sha256"] not in path.read_text("utf-8-sig")
    assert source["sha256"] not in Path("卷宗/manifest.json").read_text("utf-8")


def test_a_folder_that_holds_something_is_refused_and_an_empty_one_is_taken(
    cli: Cli, sample: str, bare: Path, seed: str
) -> None:
    Path("有").mkdir()
    Path("有/笔录.txt").touch()
    Path("文件").touch()
    for out in ("有", "文件", "文件/卷宗", "/proc/1/卷宗", "长" * 200):
        said = cli("export", "--seed", seed, "--out", out, "--json")
        assert said.status == 2, out
        assert out[:100] in said.document["error"]
    assert [p.name for p in Path("有").iterdir()] == ["笔录.txt"]
    Path("空").mkdir()
    assert cli("export", "--seed", seed, "--out", "空").status == 0
    assert sorted(p.name for p in bare.iterdir()) == ["文件", "有", "空"]
