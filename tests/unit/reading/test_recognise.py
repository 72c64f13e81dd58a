"""A table is what its headers say, whatever their order, spelling or the rows above them."""

from __future__ import annotations

import pytest

from ingest.headers import normal
from ingest.recognise import columns_of, find_header
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
    found = read(HEADER.replace("快递公司,", "") + "\n" + ROW.split(",", 1)[1])
    assert found.kinds == [""]
    assert [(issue.code, issue.column, issue.value) for issue in found.issues] == [
        ("missing_column", "快递公司", sources()["waybills"].zh)
    ]
    assert "快递公司" in found.issues[0].message("zh")


def test_a_kind_given_by_the_user_is_taken_and_its_missing_columns_are_named(read: Read) -> None:
    text = "运单号,寄件人,寄件电话\nSF1234567890,张三,13812345678\n"
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
