"""`--json` of every command: one document, with at least the names that scripts and saved cases rely on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from graphkit.cli.parser import COMMANDS
from tests.loaded import SAMPLE, Cli, truth

SUMS = {"entities": dict, "links": dict, "sources": int}
ROW = {"file": str, "sha256": str, "sheet": str, "row": int}
SHAPES: dict[str, Any] = {
    "ingest": {
        "files": [{
            "path": str, "sha256": str, "kind": str, "rows": int, "accepted": int, "rejected": int, "no_data": int,
            "unchanged": int,
            "issues": [{"row": int, "sheet": str, "column": str, "code": str, "severity": str, "value": str,
                        "message": str}],
        }],
        "entities": int, "links": int, "created": int, "changed": int,
    },
    "sources": {"sources": [{"path": str, "sha256": str, "kind": str, "state": str, "rows": int}]},
    "withdraw": {"sha256": str, "path": str, "state": str, "reason": str},
    "restore": {"sha256": str, "path": str, "state": str},
    "stats": SUMS,
    "find": {"entities": [{"id": str, "type": str, "caption": str, "properties": dict}]},
    "show": {
        "entity": {"id": str, "type": str, "caption": str, "properties": dict},
        "links": [{"type": str, "count": int}],
        "values": [{"property": str, "value": object, "sources": [ROW]}],
    },
    "trace": {
        "seed": [str], "entities": dict,
        "chains": [{
            "score": float, "stages": [str],
            "steps": [{"source": str, "target": str, "type": str, "forward": bool, "links": [str], "evidence": [ROW]}],
        }],
        "coverage": dict, "next": [{"record": str, "why": str}], "truncated": bool,
    },
    "paths": {"paths": [{"entities": [str], "steps": [[str]]}], "truncated": bool},
    "certificates": {"certificates": [{"id": str, "number": str, "operation_item": (str, type(None)),
                                       "holder": (str, type(None)), "verdict": str, "reasons": list}]},
    "coverage": {
        "stages": {"maker": {"reached": int, "missing": int}}, "total": int,
        "certificates": [{"id": str, "number": str, "verdict": str, "stages": [str], "missing": [str]}],
        "next": [{"record": str, "why": str, "about": [str], "certificates": [str]}]},
    "roles": {"roles": [{"id": str, "type": str, "caption": str, "identifiers": [{"type": str, "value": str}],
                         "role": str, "confidence": float, "reasons": [{"text": str, "evidence": [ROW]}]}]},
    "money": {
        "account": str, "counterparties": [{"account": str, "in_fen": int, "out_fen": int, "count": int}],
        "flows": [{"source": str, "target": str, "time": str, "amount_fen": int, "carried_fen": int, "hop": int,
                   "links": [str], "evidence": [ROW]}],
        "stations": [{"account": str, "reached_fen": int, "passed_fen": int, "kept_fen": int}], "assumptions": [str],
        "truncated": bool,
    },
    "hubs": {"hubs": [{"id": str, "type": str, "caption": str, "degree": int, "reason": str, "evidence": [ROW]}]},
    "communities": {
        "groups": [{"id": str, "size": int, "members": [{"id": str, "type": str}], "cut_points": [str],
                    "bridges": [[str]], "reasons": [{"code": str, "text": str, "evidence": [ROW]}]}],
        "truncated": bool,
    },
    "export": {"files": [{"path": str, "sha256": str, "sm3": str}], "digest": str},
    "verify": {"files": [{"path": str, "sha256": str, "sm3": str}], "digest": str, "altered": list, "missing": list,
               "added": list},
    "rebuild": {"before": SUMS, "after": SUMS},
    "copy": {"before": SUMS, "after": SUMS},
    "backup": {"before": SUMS, "after": SUMS},
}
ACCOUNT = "Account:6299015851304512271"
UNWORDED = re.compile(r"\b(?:analysis|cli|chart|export|issues|store)\.(?!html)[a-z_]{3,}")
"""The name of a text that stands where the text should."""


def shown(found: Any, shape: Any, at: str) -> set[str]:
    """Fail unless `found` has at least what `shape` has; which of its lists have an element to see that by."""
    if isinstance(shape, Mapping):
        missing = shape.keys() - found.keys()
        assert not missing, f"{at}: {missing}"
        return {where for name, inner in shape.items() for where in shown(found[name], inner, f"{at}.{name}")}
    if isinstance(shape, list):
        return {where for element in found for where in {at, *shown(element, shape[0], f"{at}[]")}}
    assert isinstance(found, shape), f"{at} is {type(found)}"
    return set()


def lists(shape: Any, at: str) -> set[str]:
    """Every list in a shape."""
    if isinstance(shape, Mapping):
        return {where for name, inner in shape.items() for where in lists(inner, f"{at}.{name}")}
    return {at, *lists(shape[0], f"{at}[]")} if isinstance(shape, list) else set()


@pytest.fixture(scope="session")
def certificate() -> str:
    """One whose truth says that records to obtain are left."""
    return next(f"Certificate:{c['number']}" for c in truth()["certificates"] if c["next"])


def calls(certificate: str, sha256: str, folder: Path) -> dict[str, list[str]]:
    """A call of each command that finds something."""
    holder = certificate.removeprefix("Certificate:")[1:]
    return {
        "ingest": [str(SAMPLE)], "sources": [], "withdraw": [sha256, "--reason", "误收"], "restore": [sha256],
        "stats": [], "find": [holder], "show": [certificate], "trace": [certificate],
        "paths": [certificate, f"Person:{holder}"], "certificates": [], "coverage": [],
        "roles": [],
        "money": [ACCOUNT], "hubs": [], "communities": [],
        "export": ["--seed", certificate, "--out", f"{folder}/bundle"], "verify": [f"{folder}/bundle"],
        "rebuild": [], "copy": ["--to", f"sqlite:///{folder}/copy.db"], "backup": [f"{folder}/backup.db"],
    }


def test_every_command_answers_in_the_form_of_the_contract(cli: Cli, sample: str, bare: Path, certificate: str) -> None:
    known = {f["path"]: f["sha256"] for f in cli("sources", "--json").document["sources"]}
    for command, arguments in calls(certificate, known["03官方核验/补充核验.csv"], bare).items():
        said = cli(command, *arguments, "--json")
        assert said.status == (1 if command == "ingest" else 0), (command, said.err)
        assert not said.err, command
        assert shown(said.document, SHAPES[command], command) == lists(SHAPES[command], command)


def test_every_command_but_the_servers_is_in_the_contract() -> None:
    assert COMMANDS.keys() >= SHAPES.keys() | {"app", "neo4j"}


def test_coverage_says_of_every_stage_whether_and_by_whom_it_is_reached(
    cli: Cli, sample: str, certificate: str
) -> None:
    found = cli("trace", certificate, "--json").document
    assert list(found["coverage"]) == ["holder", "employer", "agent", "advertiser", "collector", "maker",
                                       "site_operator", "enabler"]
    for stage, reached in found["coverage"].items():
        assert reached["reached"] is bool(reached["by"]), stage
        assert set(reached["by"]) <= found["entities"].keys()
    assert all(e.keys() >= {"type", "caption"} for e in found["entities"].values())


def test_steps_of_a_path_are_links_that_both_its_ends_have(cli: Cli, sample: str, certificate: str) -> None:
    found = cli("paths", certificate, f"Person:{certificate[13:]}", "--json").document["paths"]
    assert all(len(p["steps"]) == len(p["entities"]) - 1 for p in found)
    assert [len(p["steps"]) for p in found] == sorted(len(p["steps"]) for p in found)


def test_people_read_the_same_in_either_language(cli: Cli, sample: str, bare: Path, certificate: str) -> None:
    sha256 = cli("sources", "--json").document["sources"][0]["sha256"]
    for lang in ("zh", "en"):
        for command, arguments in calls(certificate, sha256, bare / lang).items():
            said = cli("--lang", lang, command, *arguments)
            assert said.status == (1 if command == "ingest" else 0), (command, said.err)
            assert said.out.strip(), command
            assert not UNWORDED.findall(said.out), command


def test_withdrawn_content_stays_out_when_it_is_loaded_again_under_any_name(cli: Cli, sample: str, bare: Path) -> None:
    before = cli("stats", "--json").document
    sha256 = next(s["sha256"] for s in cli("sources", "--json").document["sources"] if s["kind"] == "back_office")
    assert cli("withdraw", sha256[:12], "--reason", "来源有误", "--json").document["state"] == "withdrawn"
    without = cli("stats", "--json").document
    assert sum(without["entities"].values()) < sum(before["entities"].values())
    again = bare / "又一份.csv"
    again.write_bytes((SAMPLE / "04网站勘验" / "t_zs_export.csv").read_bytes())
    (file,) = cli("ingest", again, "--json").document["files"]
    assert file["state"] == "withdrawn"
    assert [i["value"] for i in file["issues"] if i["code"] == "withdrawn"] == ["来源有误"]
    assert cli("stats", "--json").document == without
    assert cli("restore", sha256, "--json").document["state"] == "live"
    assert cli("stats", "--json").document == before
