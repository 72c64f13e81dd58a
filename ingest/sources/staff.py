"""Staff lists (单位人员名单): who works for an employer, in what post, with which certificate."""

from __future__ import annotations

import re

from graphkit.model.statements import Statements
from ingest.source import Row, Source
from ingest.sources._common import certificate, column, holder, organization

_COMPANY = re.compile(r"[\s《“\"]*((?:(?!关于|移交|送来|转来|提供|[:：，,、])[\w()（）·]){3,40}?"
                      r"(?:公司|集团|厂|工程局|设计院|医院|学校))(?!等)")
_NO_STAFF = re.compile("学员|学生|考生|报名|客户|会员|代理|应聘")
"""Whose list with an organisation's name on top is not one of the people who work for it."""


def say(row: Row, say: Statements) -> None:
    """An employer, one of its people, and the certificate that the list shows for the post."""
    text, number, name = row.text, row.text("number"), row.text("name")
    employer = organization(say, text("employer"), text("uscc"))
    held = certificate(say, number, text("item"), holder_name=name, valid_to=text("valid_to"))
    who = holder(say, held, number, text("resident_id"), name, text("phone"))
    say.link("employed_by", who, employer, position=text("position"), since=text("since"))


def company_in(title: str) -> str | None:
    """The company whose list a title says it is (某某有限公司特种作业人员花名册)."""
    found = None if _NO_STAFF.search(title) else _COMPANY.match(title)
    return found[1] if found else None


SOURCE = Source(
    "staff", "单位人员名单", "Staff lists",
    (
        column("employer", "org_name", "单位名称 企业名称 公司名称 用人单位 工作单位 所属单位", required=True,
               titled="employer", entitled=company_in),
        column("uscc", "uscc", "统一社会信用代码 单位统一社会信用代码 社会信用代码 信用代码"),
        column("name", "name", "姓名 员工姓名 人员姓名 职工姓名"),
        column("resident_id", "resident_id", "身份证号 身份证号码 公民身份号码 证件号码"),
        column("phone", "phone", "手机 手机号 手机号码 联系电话 联系方式 电话", gives="position"),
        column("position", "text", "岗位 职务 工种 岗位名称 职位 从事岗位"),
        column("number", "cert_number", "证书编号 证件编号 证号 操作证号 证书号 特种作业证号"),
        column("item", "operation_item", "操作项目 准操项目 作业项目 准操作项目"),
        column("valid_to", "date", "有效期止 有效期至 证书有效期 有效期 到期日期 有效期结束日期"),
        column("since", "date", "入职时间 入职日期 入场时间 进场时间 上岗时间"),
    ),
    ("employer", "name", "position"), say,
)
