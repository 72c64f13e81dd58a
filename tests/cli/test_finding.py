"""How things are found: the order of a search, and what a seed may be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.loaded import Cli

HEADERS = "证件编号,姓名,身份证号,操作项目,工作单位,付款账号"
ROWS = [
    "T330106197001010035,李梅花,330106197001010035,高压电工作业,梅花电气有限公司,6228480000000000018",
    "T330106197001010035,李梅花,330106197001010035,低压电工作业,梅花电气有限公司,6228480000000000018",
    "T440106198002020040,梅花,440106198002020040,高压电工作业,老梅花电气有限公司,6228480000000000026",
    "T510106199003030059,王同名,510106199003030059,高压电工作业,Ｍeihua电气,",
    "T610106199104040065,王同名,610106199104040065,高压电工作业,,",
]


@pytest.fixture
def case(cli: Cli, bare: Path) -> Cli:
    """A small file, loaded."""
    Path("登记.csv").write_text("\n".join([HEADERS, *ROWS]), "utf-8")
    said = cli("ingest", "登记.csv", "--json")
    assert said.document["files"][0]["accepted"] == len(ROWS), said.document
    return cli


def found(cli: Cli, *argv: str) -> list[dict[str, Any]]:
    entities: list[dict[str, Any]] = cli("find", *argv, "--json").document["entities"]
    return entities


def test_exact_matches_come_first_then_beginnings_then_the_rest_then_by_id(case: Cli) -> None:
    def rank(entity: dict[str, Any]) -> tuple[int, str]:
        texts = [str(value) for values in entity["properties"].values() for value in values]
        return (0 if "梅花" in texts else 1 if any(t.startswith("梅花") for t in texts) else 2), entity["id"]

    ranked = list(map(rank, found(case, "梅花")))
    assert ranked == sorted(ranked)
    assert {quality for quality, _ in ranked} == {0, 1, 2}


def test_width_and_case_of_letters_do_not_matter(case: Cli) -> None:
    (one,) = found(case, "MEIHUA")
    assert found(case, "ｍｅｉｈｕａ") == [one]
    assert one["type"] == "Organization"


def test_a_search_can_be_kept_to_a_type_and_says_when_there_is_more(case: Cli) -> None:
    assert {e["type"] for e in found(case, "梅花", "--type", "Person")} == {"Person"}
    said = case("find", "梅花", "--limit", "1", "--json").document
    assert (len(said["entities"]), said["truncated"]) == (1, True)
    assert "--limit" in case("find", "梅花", "--limit", "1").out


def test_what_is_not_there_is_an_empty_answer(case: Cli) -> None:
    said = case("find", "没有这样的字", "--json")
    assert (said.status, said.document) == (0, {"entities": [], "truncated": False})


@pytest.mark.parametrize("seed", [
    "Person:330106197001010035", "人员：330106197001010035", "person: 330106197001010035 ", "330106197001010035",
    "李梅花",
])
def test_a_person_answers_to_its_key_with_or_without_the_type_and_to_a_name_nobody_shares(
    case: Cli, seed: str
) -> None:
    entity = case("show", seed, "--json").document["entity"]
    assert (entity["type"], entity["caption"]) == ("Person", "李梅花")
    assert case("show", entity["id"], "--json").document["entity"] == entity


def test_an_account_answers_to_its_number_whatever_the_scheme(case: Cli) -> None:
    assert case("show", "Account:6228480000000000018", "--json").document["entity"]["type"] == "Account"


def test_a_certificate_number_means_all_permits_under_it(case: Cli) -> None:
    seeds = case("trace", "Certificate:T330106197001010035", "--json").document["seed"]
    entities = [case("show", seed, "--json").document["entity"] for seed in seeds]
    assert {e["properties"]["operation_item"][0] for e in entities} == {"高压电工作业", "低压电工作业"}
    assert len(seeds) == len(set(seeds)) == 2


def test_an_ambiguous_seed_is_refused_with_its_candidates_each_of_which_can_be_used(case: Cli) -> None:
    for command in ("show", "trace"):
        said = case(command, "王同名", "--json")
        assert said.status == 2
        candidates = said.document["candidates"]
        assert {c["caption"] for c in candidates} == {"王同名"}
        assert len(candidates) == 2
        for candidate in candidates:
            assert candidate["id"] in said.err
            assert case(command, candidate["id"], "--json").status == 0
    listed = case("show", "王同名").err
    assert "510106199003030059" in listed
    assert "610106199104040065" in listed


def test_one_permit_is_asked_for_where_one_entity_is_needed(case: Cli) -> None:
    said = case("show", "Certificate:T330106197001010035", "--json")
    assert said.status == 2
    assert len(said.document["candidates"]) == 2


def test_showing_an_entity_gives_each_value_with_its_rows(case: Cli) -> None:
    values = case("show", "李梅花", "--json").document["values"]
    (name,) = [v for v in values if v["property"] == "name"]
    assert [(s["file"], s["sheet"], s["row"]) for s in name["sources"]] == [("登记.csv", "", 2), ("登记.csv", "", 3)]


def test_a_site_says_whose_name_it_imitates_and_another_entity_says_nothing_of_that(case: Cli) -> None:
    Path("二维码.csv").write_text(
        "证件编号,姓名,身份证号,操作项目,二维码内容\nT330106197001010035,李梅花,330106197001010035,高压电工作业,"
        "http://cx-mem.gov.cn.aqcx-xugou.cn/special?id=7\n", "utf-8")
    case("ingest", "二维码.csv")
    site = "Website:cx-mem.gov.cn.aqcx-xugou.cn"
    flag = case("show", site, "--json").document["lookalike"]
    assert (flag["lookalike"], flag["of"]) == (True, "cx.mem.gov.cn")
    assert [ref["row"] for ref in flag["reasons"][0]["evidence"]] == [2]
    assert "像是冒充 cx.mem.gov.cn" in case("show", site).out
    assert case("show", "李梅花", "--json").document["lookalike"] is None
