"""A table is what its headers say, whatever their order, spelling or the rows above them."""

from __future__ import annotations

import pytest

from ingest.columns import columns_of
from ingest.headers import alike, normal
from ingest.recognise import find_header
from ingest.source import Column, Source, sources
from tests.unit.reading.files import HEADER, ROW, Read


@pytest.mark.parametrize("kind", sorted(kind for kind, source in sources().items() if source.columns))
def test_every_kind_is_recognised_by_its_own_headers(kind: str) -> None:
    headers = [column.headers[0] for column in sources()[kind].columns]
    assert find_header([["标题"], headers]).kind == kind
    assert find_header([headers[::-1]]).kind == kind


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("\ufeff交易 卡号\t", "交易卡号"),
        ("金额（元）", "金额(元)"),
        ("金额【元】", "金额(元)"),
        ("[交易卡号]", "交易卡号"),
        ("ＩＰ地址", "ip地址"),
        ("*姓名：", "姓名"),
        ("\u202aQQ\u202c", "qq"),
    ],
)
def test_headers_are_compared_without_marks_width_and_blanks(written: str, plain: str) -> None:
    assert normal(written) == plain == normal(normal(written))


def test_a_stronger_alias_wins_and_a_repeated_header_goes_to_the_next_column() -> None:
    def column(name: str, *headers: str) -> Column:
        return Column(name, "text", headers)

    columns = (column("ours", "户名", "姓名"), column("one", "银联"), column("two", "银联"))
    source = Source("made", "", "", columns, (), lambda row, say: None)
    found = columns_of(source, ["姓名", "银联", "户名", "银联", "银联"])
    assert [(index, column.name) for index, column in found] == [(1, "one"), (2, "ours"), (3, "two")]


def test_a_missing_telling_column_is_named_with_the_kind_it_is_missing_from(read: Read) -> None:
    found = read(HEADER.replace("快递公司,", "") + "\n" + ROW.split(",", 1)[1].replace("SF", ""))
    assert found.kinds == [""]
    assert [(issue.code, issue.column, issue.value) for issue in found.issues] == [
        ("missing_column", "快递公司", sources()["waybills"].zh)
    ]
    assert "快递公司" in found.issues[0].message("zh")


def test_a_kind_given_by_the_user_is_taken_and_its_missing_columns_are_named(read: Read) -> None:
    text = "运单号,寄件人,寄件电话\n1234567890,张三,13812345678\n"
    found = read(text, kind="waybills")
    assert found.kinds == ["waybills"]
    assert found.tables[0].missing == ("快递公司",)
    assert [issue.column for issue in found.issues] == ["快递公司"]


def test_unknown_columns_are_listed_and_lower_the_confidence(read: Read) -> None:
    found = read(f"{HEADER},内部备注\n{ROW},x\n")
    assert found.tables[0].unknown == ("内部备注",)
    assert found.tables[0].sure == pytest.approx(5 / 6, abs=0.001)


def test_the_name_of_a_file_says_nothing(read: Read) -> None:
    assert read(f"{HEADER}\n{ROW}\n", name="银行交易明细.xlsx").kinds == ["waybills"]


def test_prose_is_no_table(read: Read) -> None:
    found = read("情况说明\n\n本案由群众举报，经初查，情况如下。\n一、基本情况\n")
    assert found.tables == []
    assert found.codes == ["unknown_kind"]


@pytest.mark.parametrize(("kind", "header", "name"), [
    ("waybills", "快递公司,运单编号,寄件日期,发货人手机,收货人联系电话",
     "sent_at number sender_phone recipient_phone courier"),
    ("phone_subscribers", "联系电话,机主,公民身份号码,入网日期", "number name document opened_at"),
    ("staff", "单位名称,姓名,居民身份证号码,移动电话,岗位,证件编号,入职日期",
     "employer name phone position number since"),
])
def test_headers_in_other_words_are_understood(kind: str, header: str, name: str) -> None:
    found = {column.name for _, column in columns_of(sources()[kind], header.split(","))}
    assert set(name.split()) <= found


def test_words_of_its_own_come_before_other_words_for_the_same() -> None:
    headers = ["手机号码", "联系电话", "证件号码"]
    found = {column.name: headers[index] for index, column in columns_of(sources()["bank_persons"], headers)}
    assert found == {"mobile": "手机号码", "phone": "联系电话", "document": "证件号码"}


def test_a_table_that_only_lacks_its_site_is_not_taken_for_a_kind_that_knows_half_of_it() -> None:
    match = find_header(["证书编号,姓名,身份证号,作业项目,录入人,代理,录入时间,费用".split(",")])
    assert (match.kind, match.nearest, match.missing) == ("", "back_office", ("站点域名",))


OWN = ["交易时间", "收付标志", "金额", "对方账号", "摘要"]


@pytest.mark.parametrize(
    "titles",
    [
        [["账户交易流水"], ["户名：常某", "", "卡号：6217000000000000017"]],
        [["账户流水"], ["客户名称", "常某", "", "卡号", "6217000000000000017"], ["区间", "2026-01-01至2026-03-31"]],
    ],
    ids=["label and value in one cell", "in neighbouring cells"],
)
def test_a_statement_is_of_the_account_that_its_title_names(titles: list[list[str]]) -> None:
    found = find_header([*titles, OWN])
    assert found.kind == "bank_transactions"
    assert found.assigned is not None
    assert set(found.assigned.constants) == {("card", "6217000000000000017"), ("holder", "常某")}


def test_two_header_rows_are_no_title_with_its_values() -> None:
    assert find_header([["户名", "账号"], OWN]).assigned is None


@pytest.mark.parametrize(
    ("title", "employer"),
    [
        ("株江市鼎某钢结构工程有限公司特种作业人员花名册（2026年3月）", "株江市鼎某钢结构工程有限公司"),
        ("虚江某机械厂持证情况", "虚江某机械厂"),
        ("株江市鼎某职业培训学校2026年第三期学员花名册", None),  # its trainees work elsewhere
        ("株江市鼎某科技有限公司代理名单", None),
        ("特种作业人员花名册", None),
        ("关于移交某某有限公司等人员名单的函", None),
    ],
)
def test_a_staff_list_is_of_the_company_that_its_title_begins_with(title: str, employer: str | None) -> None:
    found = find_header([[title], ["姓名", "身份证号", "联系电话", "工种", "操作证号", "准操项目", "有效期至"]])
    said = dict(found.assigned.constants) if found.assigned else {}
    assert said.get("employer") == employer
    assert (found.kind == "staff") == bool(employer)


def test_an_amount_without_a_side_has_it_in_its_sign_where_any_is_negative() -> None:
    headers = ["账号", "交易时间", "交易金额", "余额", "对方账号"]
    rows = [["6217000000000000017", "2026-03-01 10:00:00", told, "1", "6217000000000000025"] for told in ("5", "-3")]
    found = find_header([headers, *rows])
    assert (found.kind, dict(found.columns)[2].name) == ("bank_transactions", "signed")
    assert find_header([headers, rows[0]]).kind == ""  # nothing shows which way the money went


def test_a_couriers_own_list_tells_the_courier_by_letters_or_title() -> None:
    headers = ["运单号码", "寄件日期", "寄件人", "寄件电话", "收件人", "收件电话"]
    assert dict(find_header([headers, ["SF1234567890123"]]).columns)[0].name == "lettered"
    assert find_header([headers, ["7312345678901"]]).nearest == "waybills"
    assert find_header([["邮件号", *headers[1:]]]).kind == "waybills"  # a word of the post's
    found = find_header([["中通快递寄递信息"], headers, ["7312345678901"]])
    assert found.assigned is not None
    assert found.assigned.constants == (("courier", "中通快递"),)


@pytest.mark.parametrize(
    ("written", "plain"),
    [("卡号 Card No.", "卡号"), ("收入\nCredit", "收入"), ("对手户名 (Counter Party)", "对手户名")],
)
def test_a_header_in_two_languages_is_its_chinese_half(written: str, plain: str) -> None:
    assert alike(written) == alike(plain)


def test_a_day_and_a_clock_in_two_languages_are_each_what_they_say() -> None:
    found = find_header([["卡号 Card No.", "记账日期 Date", "时间 Time", "收入 Credit", "支出 Debit", "流水号 Ref"]])
    assert [column.name for _, column in found.columns] == ["card", "day", "time", "received", "paid", "serial"]


@pytest.mark.parametrize(("header", "half"), [("对方 IP", "对方"), ("登录 MAC", "登录"), ("客户端 ID", "客户端")])
def test_an_abbreviation_beside_chinese_words_says_more_than_they(header: str, half: str) -> None:
    assert alike(header) != alike(half)


LEADS = ["来源", "受理单位", "受理时间", "内容摘要", "涉及人员", "涉及手机号"]


@pytest.mark.parametrize(
    ("header", "cell", "kind"), [("编号", "DD-2024-07", "leads"), ("编号", "7", ""), ("备注", "DD-7", "")]
)
def test_the_one_column_that_a_table_lacks_may_have_a_shorter_name_unless_it_counts_the_rows(
    header: str, cell: str, kind: str
) -> None:
    found = find_header([[header, *LEADS], [cell, "巡查", "某派出所", "2026-03-05", "买假证", "", ""]])
    assert found.kind == kind
    assert (found.nearest, found.missing) == (("", ()) if kind else ("leads", ("线索编号",)))


def test_a_header_with_two_names_of_one_column_is_that_column() -> None:
    headers = ["决定书文号", "当事人", "统一社会信用代码/证件号码", "违法事实", "决定日期"]
    assert [c.name for _, c in find_header([headers]).columns if c.name == "document"] == ["document"]
