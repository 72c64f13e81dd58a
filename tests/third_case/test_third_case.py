"""What the product makes of a case that other hands wrote, from the contract alone. Soft spots: see README.md here."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import graphkit
from graphkit.analysis.certificates import Verdict
from graphkit.analysis.roles import ROLES
from graphkit.model.kinds import clean
from graphkit.model.kinds.people import RESIDENT_ID_CHECKSUM
from graphkit.model.schema import SUSPECT
from tests.scoring import Given, money, roles_given

FOLDER = Path(__file__).parent
TRUTH: dict[str, Any] = json.loads((FOLDER / "truth.json").read_text("utf-8"))
PATHS = sorted({file["path"] for file in TRUTH["files"]})
LOADED_FOR_NOTHING = {"10_资金/银行查控反馈包.zip!工商银行/任务信息.csv": "bank_tasks"}
"""A request is recognised and recorded; it says nothing of the case."""
PLATFORMS = {"抖音": "douyin", "快手": "kuaishou"}

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("third_case")]


@dataclass(frozen=True)
class Answers:
    """What was said of the case: every file by its path, verdicts, roles, money, judged host names."""

    files: dict[str, dict[str, Any]]
    verdicts: dict[tuple[str, str], Verdict]
    roles: dict[str, Given]
    money: tuple[Counter[str], list[str]]
    lookalikes: set[str]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """The case, loaded and asked once."""
    truth = TRUTH | {"money": [m | {end: _number(m[end]) for end in ("from", "to")} for m in TRUTH["money"]],
                     "people": [p | {"identifiers": [_told(i) for i in p["identifiers"]]} for p in TRUTH["people"]]}
    with graphkit.open(f"sqlite:///{tmp_path_factory.mktemp('third') / 'graph.db'}") as wb:
        report = wb.ingest(FOLDER / "case").to_json()
        domains = wb.lookalikes([*TRUTH["lookalikes"], *TRUTH["not_lookalikes"]]).to_json()["domains"]
        found = Answers({file["path"]: file for file in report["files"]},
                        {(v.number, v.operation_item): v for v in wb.certificates().verdicts},
                        roles_given(truth, wb), money(truth, wb), {d["name"] for d in domains if d["lookalike"]})
    for role, given in found.roles.items():
        print(f"{role:14}{given.told()}")
    print("money", dict(found.money[0]))
    return found


def _number(account: str) -> str:
    """An account's number without its scheme."""
    return account.partition(":")[2]


def _told(identifier: dict[str, str]) -> dict[str, str]:
    """An identifier of the truth as the product writes it: platforms have one name."""
    value = identifier["value"]
    if identifier["type"] == "account":
        value = _number(value)
    for written, platform in PLATFORMS.items():
        value = value.replace(f"{written}:", f"{platform}:")
    return identifier | {"value": value}


@pytest.mark.parametrize("path", PATHS)
def test_a_file_is_recognised_and_every_row_of_it_accounted_for(answers: Answers, path: str) -> None:
    stated = [file for file in TRUTH["files"] if file["path"] == path]  # one per sheet
    kinds = {file["kind"] or LOADED_FOR_NOTHING.get(path, "") for file in stated}
    rows, rejected, no_data, notes = (sum(file.get(name, 0) for file in stated)
                                      for name in ("rows", "rejected", "no_data", "notes"))
    no_data = rows if path in LOADED_FOR_NOTHING else no_data + notes
    got = answers.files[path]
    assert set((got["kind"] or "").split("+")) == kinds
    assert (got["rows"], got["accepted"], got["rejected"], got["no_data"]) == (
        rows + notes, rows + notes - rejected - no_data, rejected, no_data)


def test_no_other_file_is_listed(answers: Answers) -> None:
    assert sorted(answers.files) == PATHS


def test_every_verdict_is_that_of_the_truth_or_stricter_where_an_imitation_made_it(answers: Answers) -> None:
    differs = Counter[tuple[str, str]]()
    for due in TRUTH["certificates"]:
        found = answers.verdicts[due["number"], due["operation_item"]]
        if found.verdict != due["verdict"]:
            assert "in_back_office" in {reason.code for reason in found.reasons}, due["number"]
            differs[due["verdict"], found.verdict] += 1
    assert set(differs) <= {("suspect", "forged")}


@pytest.mark.parametrize("role", [*SUSPECT, "employer", "provider"])
def test_everybody_has_his_roles_and_nobody_else_has_one(answers: Answers, role: str) -> None:
    given = answers.roles[role]
    assert given.hit
    assert (given.missed, given.wrong) == ([], [])


def test_holders_are_those_of_certificates_in_question(answers: Answers) -> None:
    """Those whom only a back office knows may be called so; a name with a false resident ID is nobody."""
    given = answers.roles["holder"]
    assert Counter(given.wrong) <= Counter(c["holder"] for c in TRUTH["back_office_only"])
    missed = [i["value"] for p in given.missed for i in p["identifiers"] if i["type"] == "resident_id"]
    assert [clean("resident_id", number) for number in missed] == [RESIDENT_ID_CHECKSUM] * len(given.missed)


def test_no_innocent_is_a_suspect(answers: Answers) -> None:
    innocent = {p["label"] for p in TRUTH["people"] if p["innocent"]}
    assert len(innocent) >= 30
    assert {role: innocent & {*answers.roles[role].wrong} for role in SUSPECT} == {role: set() for role in SUSPECT}
    assert set(answers.roles) == set(ROLES)


@pytest.mark.parametrize("scheme", ["bank", "tenpay", "alipay"])
def test_money_between_two_accounts_agrees_to_the_fen(answers: Answers, scheme: str) -> None:
    counts, differs = answers.money
    assert counts[f"{scheme} exact"]
    assert differs == []


def test_imitations_of_government_names_are_told_from_others(answers: Answers) -> None:
    assert answers.lookalikes == set(TRUTH["lookalikes"])
