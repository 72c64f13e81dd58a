"""Verdicts: what the records indicate of a certificate, with the rows that say so."""

from __future__ import annotations

from typing import Any

import pytest

from graphkit.analysis.certificates import Verdict, certificates
from tests.unit.analysis.case import Case, Row
from tests.unit.analysis.world import answer, card, office, resident

OLD = "04330100101231"
PLAIN: dict[str, Any] = {"start": "2022-03-01", "end": "2028-02-29"}


def verdict(case: Case, kind_rows: dict[str, list[Row]]) -> Verdict:
    """The verdict on the only certificate that these files tell of."""
    for kind, rows in kind_rows.items():
        case.file(kind, *rows)
    (found,) = case.ask(certificates).verdicts
    return found


@pytest.mark.parametrize(("printed", "told", "expected", "code"), [
    ({"qr": ""} | PLAIN, ("有效", {}), "genuine", "official_valid"),
    ({"qr": "cx.mem.gov.cn"} | PLAIN, ("有效", PLAIN), "genuine", "official_valid"),
    ({"qr": ""} | PLAIN, ("有效", {"start": "2022-02-28", "end": "2028-02-28"}), "genuine", "official_valid"),
    ({"qr": "zs-example.cn"} | PLAIN, ("有效", PLAIN), "genuine", "official_valid"),
    ({"qr": ""} | PLAIN, ("过期", {}), "expired", "official_expired"),
    ({"qr": ""} | PLAIN, ("注销", {}), "expired", "official_revoked"),
    ({"qr": ""} | PLAIN, ("有效", {"start": "2019-01-01", "end": "2025-01-01"}), "suspect", "official_other_dates"),
    ({"qr": "", "start": "2018-03-01", "end": "2024-02-29"}, ("有效", {"start": "2024-03-01", "end": "2030-02-28"}),
     "genuine", "official_valid"),
    ({"qr": ""} | PLAIN, ("有效", {"holder": 9}), "forged", "official_other_holder"),
    ({"qr": "", "holder_name": "李明"} | PLAIN, ("有效", {"name": "李明"}), "genuine", "official_valid"),
    ({"qr": "", "holder_name": "李明"} | PLAIN, ("有效", {"name": "王强"}), "suspect", "official_other_name"),
    ({"qr": "", "holder_name": "李明"} | PLAIN, ("过期", {"name": "王强"}), "suspect", "official_other_name"),
    ({"qr": "", "holder_name": "阿迪力·买买提"} | PLAIN, ("有效", {"name": "阿迪力买买提"}), "genuine",
     "official_valid"),
    ({"qr": ""} | PLAIN, ("查无", {}), "forged", "not_found"),
    ({"qr": "zs-example.cn"} | PLAIN, ("查无", {}), "forged", "not_found"),
    ({"qr": "", "start": "2026-04-20", "end": "2032-04-19"}, ("查无", {}), "unknown", "not_found_pending"),
    ({"qr": "zs-example.cn", "start": "2026-04-10", "end": "2032-04-09"}, ("查无", {}), "forged", "not_found_pending"),
    ({"qr": "", "number": OLD} | PLAIN, ("查无", {"number": OLD}), "unknown", "not_found_old"),
    ({"qr": "", "issuer": "国家煤矿安全监察局"} | PLAIN, ("查无", {}), "unknown", "not_found_coal"),
    ({"qr": ""} | PLAIN, None, "unknown", "not_checked"),
    ({"qr": "cx.mem.gov.cn"} | PLAIN, None, "unknown", "not_checked"),
    ({"qr": "yjj.someplace.gov.cn"} | PLAIN, None, "unknown", "not_checked"),
    ({"qr": "zs-example.cn"} | PLAIN, None, "suspect", "code_leads_elsewhere"),
    ({"qr": "cx.mem.gov.cn.zs-example.cn"} | PLAIN, None, "suspect", "code_leads_elsewhere"),
    ({"qr": "", "item": "叉车司机作业"} | PLAIN, None, "suspect", "item_out_of_catalogue"),
    ({"qr": "", "item": "起重信号司索作业"} | PLAIN, None, "suspect", "item_out_of_catalogue"),
    ({"qr": "", "item": "提升机操作作业"} | PLAIN, None, "unknown", "not_checked"),
    ({"qr": "", "item": "煤气作业"} | PLAIN, ("查无", {"item": "煤气作业"}), "forged", "not_found"),
    ({"qr": "", "start": "2022-03-01", "end": "2032-02-29"}, None, "suspect", "wrong_validity"),
    ({"qr": "", "start": "2022-03-01", "end": "2028-03-02"}, None, "unknown", "not_checked"),
    ({"qr": "", "start": "2022-03-01", "end": "2028-03-03"}, None, "suspect", "wrong_validity"),
    ({"qr": "", "start": "2022-03-01", "end": "2028-02-27"}, None, "unknown", "not_checked"),  # six times 365 days
    ({"qr": "", "start": "2022-03-01", "end": "2028-02-20"}, None, "suspect", "wrong_validity"),
    ({"qr": "", "title": "安全生产知识和管理能力考核合格证", "number": "330100202200001", "start": "2022-03-01",
      "end": "2025-02-28", "seized": "2024-01-01"}, None, "unknown", "not_checked"),
    ({"qr": "", "title": "安全生产知识和管理能力考核合格证", "number": "330100202200001", "start": "2022-03-01",
      "end": "2028-02-28"}, None, "suspect", "wrong_validity"),
    ({"qr": "", "number": f"T{resident(9)}"} | PLAIN, None, "suspect", "number_of_another"),
    ({"qr": "", "number": "T330106198001010010"} | PLAIN, None, "suspect", "number_without_person"),
    ({"qr": "", "start": "2026-06-01", "end": "2032-05-31"}, None, "suspect", "dated_after_seizure"),
    ({"qr": "", "issuer": "某市人力资源和社会保障局"} | PLAIN, None, "suspect", "foreign_issuer"),
    ({"qr": "", "issuer": "某市应急管理局"} | PLAIN, None, "unknown", "not_checked"),
    ({"qr": "", "start": "2018-03-01", "end": "2024-02-29"}, None, "expired", "past_its_end"),
])
def test_what_is_printed_and_what_the_platform_answers_make_the_verdict(
    case: Case, printed: dict[str, Any], told: tuple[str, dict[str, Any]] | None, expected: str, code: str
) -> None:
    files = {"certificates": [card(1, **printed)]}
    if told:
        files["official_results"] = [answer(1, told[0], **told[1])]
    found = verdict(case, files)
    assert found.verdict == expected
    assert code in {r.code for r in found.reasons}


@pytest.mark.parametrize(("told", "expected"), [(None, "forged"), ("查无", "forged"), ("有效", "genuine")])
def test_a_back_offices_record_shows_a_forgery_unless_the_platform_knows_it(
    case: Case, told: str | None, expected: str
) -> None:
    files = {"certificates": [card(1, qr="", **PLAIN)], "back_office": [office(1)]}
    if told:
        files["official_results"] = [answer(1, told)]
    found = verdict(case, files)
    assert found.verdict == expected
    assert "in_back_office" in {r.code for r in found.reasons}


def test_the_newest_answer_counts(case: Case) -> None:
    """Not found while it was being processed, found later."""
    found = verdict(case, {"certificates": [card(1, qr="", **PLAIN)], "official_results": [
        answer(1, "有效", checked="2026-05-20"), answer(1, "查无", checked="2026-05-06")]})
    assert found.verdict == "genuine"


def test_answers_of_one_moment_that_contradict_each_other_settle_nothing(case: Case) -> None:
    found = verdict(case, {"certificates": [card(1, qr="", **PLAIN)],
                           "official_results": [answer(1, "有效"), answer(1, "查无")]})
    assert found.verdict == "unknown"
    assert [r.code for r in found.reasons] == ["official_unclear"]


def test_not_found_for_the_person_covers_his_certificate(case: Case) -> None:
    found = verdict(case, {"certificates": [card(1, qr="", **PLAIN)], "official_results": [
        lambda say: say.entity("Person", resident_id=resident(1), official_status="查无", official_checked="2026-05-06")
    ]})
    assert found.verdict == "forged"


def test_a_valid_permit_for_other_work_does_not_vouch_for_this_one(case: Case) -> None:
    case.file("certificates", card(1, **PLAIN), card(1, qr="", item="登高架设作业", **PLAIN))
    case.file("official_results", answer(1, "有效", item="登高架设作业"))
    found = {v.operation_item: v.verdict for v in case.ask(certificates).verdicts}
    assert found == {"低压电工作业": "suspect", "登高架设作业": "genuine"}


def test_each_reason_names_its_rows_and_reads_well_in_both_languages(case: Case) -> None:
    found = verdict(case, {"certificates": [card(1, start="2025-05-01", end="2035-05-01")],
                           "official_results": [answer(1, "查无")], "back_office": [office(1)]})
    assert {r.code for r in found.reasons} == {"in_back_office", "not_found", "code_leads_elsewhere", "wrong_validity"}
    for reason in found.reasons:
        assert reason.evidence
        for lang in ("zh", "en"):
            assert not reason.text(lang).startswith("analysis.")
            assert "{" not in reason.text(lang)
    assert found.to_json("en")["holder"] == "甲1"
