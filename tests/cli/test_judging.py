"""`judge` and `elements` on the sample case: what is said changes the answers, is listed, and can be taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import graphkit
from graphkit.analysis.errors import JudgeError
from tests.loaded import Cli, truth

OPERATOR = "Person:140122198812309961"
SITE = "Website:cx.mem-zscx-xugou.com"


def operators(cli: Cli, seed: str = SITE) -> list[str]:
    """The captions of those whom a trace puts at the site's operation."""
    found = cli("trace", seed, "--json").document
    return [found["entities"][i]["caption"] for i in found["coverage"]["site_operator"]["by"]]


def of(found: dict[str, Any], element: str) -> dict[str, Any]:
    """Caption ("" for the whole case) → count."""
    return {(e["of"] or {"caption": ""})["caption"]: e for e in found["elements"] if e["element"] == element}


def test_a_rejected_role_leaves_the_trace_until_it_is_taken_back(cli: Cli, sample: str) -> None:
    assert operators(cli) == ["岳文涛"]
    said = cli("judge", "reject-role", OPERATOR, "site_operator", "--by", "王警官", "--reason", "另有其人", "--json")
    word = said.document["judgement"]
    assert (word["who"], word["why"], word["keys"]) == ("王警官", "另有其人", [OPERATOR])
    assert operators(cli) == []
    assert "王警官" in cli("trace", SITE).out
    assert cli("judge", "undo", word["id"][:8], "--reason", "核实有误").status == 0
    assert operators(cli) == ["岳文涛"]
    (listed,) = cli("judge", "list", "--json").document["judgements"]
    assert listed["state"] == "undone"
    assert "核实有误" in cli("judge", "list").out


def test_a_word_survives_a_rebuild_and_a_copy(cli: Cli, sample: str, bare: Path) -> None:
    cli("judge", "reject-role", OPERATOR, "site_operator", "--reason", "另有其人")
    assert cli("rebuild").status == 0
    assert operators(cli) == []
    cli("copy", "--to", f"sqlite:///{bare}/copy.db")
    found = cli("--store", f"sqlite:///{bare}/copy.db", "trace", SITE, "--json").document
    assert not found["coverage"]["site_operator"]["reached"]
    assert [w["why"] for w in found["judgements"]] == ["另有其人"]


def test_a_left_out_row_leaves_verdicts_figures_and_exports(cli: Cli, sample: str, bare: Path) -> None:
    before = cli("stats", "--json").document["links"]
    number = truth()["certificates"][0]["number"]
    rows = {(e["file"], e["row"]) for c in cli("trace", f"Certificate:{number}", "--json").document["chains"]
            for s in c["steps"] if s["type"] in ("entered", "lists") for e in s["evidence"]}
    assert rows
    for file, row in rows:
        said = cli("judge", "exclude-row", file, str(row), "--reason", "导出有误")
        assert said.status == 0, said.err
    after = cli("stats", "--json").document["links"]
    assert after["entered"] == before["entered"] - len(rows)
    reasons = [r["code"] for c in cli("certificates", "--json").document["certificates"] if c["number"] == number
               for r in c["reasons"]]
    assert "in_back_office" not in reasons
    assert cli("export", "--seed", SITE, "--out", "out").status == 0
    assert "导出有误" in (bare / "out" / "judgements.csv").read_text("utf-8-sig")
    shown = {(e["file"], e["row"]) for c in cli("trace", SITE, "--json").document["chains"]
             for s in c["steps"] for e in s["evidence"]}
    assert not shown & rows


def test_what_a_row_says_of_one_link_can_be_left_out_and_the_row_stays(cli: Cli, sample: str) -> None:
    number = truth()["certificates"][0]["number"]
    found = cli("trace", f"Certificate:{number}", "--json").document
    step = next(s for c in found["chains"] for s in c["steps"] if s["type"] == "entered")
    row, before = step["evidence"][0], cli("stats", "--json").document
    said = cli("judge", "exclude-statement", row["file"], row["sheet"], str(row["row"]), step["source"], "entered",
               step["target"], "--reason", "账号是共用的")
    assert said.status == 0, said.err
    after = cli("stats", "--json").document
    assert {t for t, n in before["links"].items() if after["links"][t] != n} == {"entered"}
    assert after["entities"] == before["entities"]
    refused = cli("judge", "exclude-statement", row["file"], row["sheet"], "2", step["source"], "holds", step["target"],
                  "--reason", "x")
    assert refused.status == 2


def test_a_contradiction_is_told_when_it_arises_and_in_the_list(cli: Cli, sample: str) -> None:
    cli("judge", "confirm-role", OPERATOR, "site_operator", "--by", "甲", "--reason", "服务器订单")
    said = cli("judge", "reject-role", OPERATOR, "site_operator", "--by", "乙", "--reason", "只是代买", "--json")
    assert [w["who"] for w in said.document["against"]] == ["甲"]
    assert operators(cli) == []  # the newest word counts, the other stays on record
    assert [w["state"] for w in cli("judge", "list", "--json").document["judgements"]] == ["replaced", "counts"]


@pytest.mark.parametrize("call", [
    ("reject-role", OPERATOR, "boss", "--reason", "x"), ("reject-role", OPERATOR, "--reason", "x"),
    ("reject-role", OPERATOR, "maker"), ("reject-link", OPERATOR, "likes", SITE, "--reason", "x"),
    ("reject-link", OPERATOR, "owns", SITE, "--reason", "x"), ("exclude-row", "nowhere.csv", "3", "--reason", "x"),
    ("exclude-row", "sys_user.jsonl", "99999", "--reason", "x"), ("same", OPERATOR, OPERATOR, "--reason", "x"),
    ("same", OPERATOR, SITE, "--reason", "x"), ("undo", "zzzz", "--reason", "x"), ("undo", "--reason", "x"),
    ("hub", "Person:nobody", "--reason", "x"), ("forget", "x"),
])
def test_what_cannot_be_said_is_refused_with_what_to_do(cli: Cli, sample: str, call: tuple[str, ...]) -> None:
    for lang in ("zh", "en"):
        refused = cli("--lang", lang, "judge", *call)
        assert (refused.status, refused.out) == (2, "")
        assert refused.err.strip()
        assert "judging." not in refused.err
        assert "Traceback" not in refused.err
    assert cli("judge", "list", "--json").document == {"judgements": [], "contradictions": []}


def test_python_says_the_same_as_the_command_line(cli: Cli, sample: str) -> None:
    with graphkit.open(sample) as wb:
        word = wb.judge("hub", SITE, why="测试", who="甲")
        with pytest.raises(JudgeError):
            wb.judge("hub", SITE, why=" ")
        assert wb.judgements().to_json() == cli("judge", "list", "--json").document
        assert wb.judgements().words == (word,)
        wb.undo(wb.judgements().to_json()["judgements"][0]["id"], why="误")
        assert not wb.judgements().counting
        assert wb.elements().to_json() == cli("elements", "--json").document
        assert len(wb.elements().to_frame()) == len(wb.elements().counts)


def test_the_elements_of_the_sample(cli: Cli, sample: str) -> None:
    found = cli("elements", "--json").document
    known = truth()
    forged = {(c["number"], c["operation_item"]) for c in known["certificates"] if c["verdict"] == "forged"}
    counted = of(found, "certificates_forged")
    mine = cli("certificates", "--json").document["certificates"]
    assert counted[""]["count"] == sum(c["verdict"] == "forged" for c in mine)
    assert {(c["number"], c["operation_item"]) for c in mine if c["id"] in counted[""]["counted"]} <= forged
    imitations = {s["host"] for s in known["sites"] if s["imitates"]}
    assert of(found, "sites")[""]["count"] == len(imitations)
    assert {w: e["count"] for w, e in of(found, "warnings_ignored").items()} == {"虚江市云栈网络科技有限公司": 3}
    assert of(found, "state_organ_sites")["岳文涛"]["reached"] is True
    innocent = {i["value"] for p in known["people"] if p["innocent"] for i in p["identifiers"]}
    innocent -= {i["value"] for p in known["people"] if not p["innocent"] for i in p["identifiers"]}
    employers = {"uncertified_workers", "uncorrected", "employer_forged"}
    seeds = {e["of"]["id"] for e in found["elements"] if e["of"] and e["element"] not in employers}
    shown = [cli("show", seed, "--json").document["entity"]["properties"] for seed in sorted(seeds)]
    assert not {str(v).removeprefix("+86") for p in shown for name in ("resident_id", "number", "uscc")
                for v in p.get(name, ())} & innocent
    table = cli("elements").out
    assert "线索，不是认定" in table
    assert str(len(counted[""]["evidence"])) in table


def test_a_province_sets_its_own_threshold_in_the_settings(
    cli: Cli, sample: str, bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (bare / "graphkit.toml").write_text("[elements]\nfraud_large = 999999900\n", "utf-8")
    found = of(cli("elements", "--json").document, "fraud_large")
    assert {e["threshold"] for e in found.values()} == {999_999_900}
    assert not any(e["reached"] for e in found.values())
    (bare / "graphkit.toml").write_text("[elements]\nsites = 1\n", "utf-8")
    refused = cli("elements")
    assert refused.status == 2
    assert "fraud_large" in refused.err
