"""Administrative penalties (行政处罚): what was decided against whom, and whether it went to the police."""

from __future__ import annotations

import re

from graphkit.model.statements import Statements
from ingest.source import Row, Source
from ingest.sources._common import column, good, organization, part_of_case, party

_COMPANY = re.compile("公司|集团|厂|店|中心|学校|合作社|经营部|事务所|工作室|(?:委员会|局|院|站|所|部|队)$").search


def say(row: Row, say: Statements) -> None:
    """A decision and its party: by document number, else an organisation by a name that only organisations have."""
    text, name = row.text, row.text("party")
    penalty = say.entity(
        "Penalty", decision_number=text("number"), facts=text("facts"), basis=text("basis"), content=text("content"),
        fine_fen=row.number("fine"), decided_on=text("decided_on"), decided_by=text("decided_by"),
        handed_to_police=text("handed_over"),
    )
    punished = party(say, text("document"), name)
    if not punished and name and _COMPANY(name):
        punished = organization(say, good("org_name", name))
    say.link("imposed_on", penalty, punished)
    part_of_case(say, penalty, text("case"))


SOURCE = Source(
    "penalties", "行政处罚", "Penalties",
    (
        column("number", "reference", "决定书文号 处罚决定书文号 行政处罚决定书文号 处罚文号 文号", required=True),
        column("party", "caption", "当事人 被处罚人 行政相对人名称 被处罚单位 当事人名称 行政相对人"),
        column("document", "document_number", "证件号码/统一社会信用代码 证件号码 统一社会信用代码 身份证号 "
               "行政相对人代码 证件号码或统一社会信用代码"),
        column("facts", "text", "违法事实 违法行为 主要违法事实 违法行为类型 案由"),
        column("basis", "text", "处罚依据 法律依据 处罚法律依据"),
        column("content", "text", "处罚内容 处罚结果 处罚种类 处罚决定"),
        column("fine", "money_yuan", "罚款金额 罚款金额(元) 罚款数额 罚款 罚没金额"),
        column("decided_on", "date", "决定日期 处罚决定日期 处罚日期 作出决定日期"),
        column("decided_by", "org_name", "决定机关 处罚机关 作出处罚机关 执法机关"),
        column("case", "reference", "案件编号 案件号 案号 立案编号"),
        column("handed_over", "yes_no", "移送公安 是否移送公安 移送公安机关 是否移送公安机关"),
    ),
    ("number", "party"), say,
)
