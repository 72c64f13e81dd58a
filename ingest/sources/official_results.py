"""Results of the official query platform (官方查询结果): what the platform answered; 查无 is an answer."""

from __future__ import annotations

from graphkit.model.statements import Statements
from ingest.source import Row, Source
from ingest.sources._common import certificate, column, holder, person

NOT_FOUND = "查无"
_STATUSES = {
    "有效": "有效 正常 在有效期内 在有效期 有效期内 已查到 valid active",
    "过期": "过期 已过期 失效 已失效 超期 逾期 未复审 expired",
    "注销": "注销 已注销 吊销 已吊销 撤销 已撤销 revoked cancelled",
    NOT_FOUND: "查无 查无此证 查无结果 查询无结果 查无信息 无结果 无此证 无此证书 未查到 未查询到 未查询到证书信息 "
    "没有查询到 不存在 证书不存在 无记录 notfound norecord nosuchcertificate",
}
_STATUS = {word: status for status, words in _STATUSES.items() for word in words.split()}


def say(row: Row, say: Statements) -> None:
    """What the platform says of a certificate; without a number, of the person asked for (nobody's certificate)."""
    number, name, resident_id = row.text("number"), row.text("name"), row.text("resident_id")
    said, checked = row.raw.get("status", "").strip() or row.raw.get("answer", "").strip(), row.text("checked_at")
    plain = "".join(said.lower().replace("_", " ").split())
    status = _STATUS.get(plain) or row.text("status") or row.text("answer")
    if not number:
        person(say, resident_id, name, official_status=status, official_checked=checked)
        return
    found = certificate(
        say, number, row.text("item"), category=row.text("category"), official_status=status,
        official_checked=checked, official_checked_by=row.text("checked_by"),
        official_valid_from=row.text("valid_from"), official_valid_to=row.text("valid_to"),
        official_issuer=row.text("issuer"), official_holder=name if status != NOT_FOUND else None,
    )
    if status == NOT_FOUND:
        person(say, resident_id, name)  # asked for, but the platform knows of no such holder
    else:
        holder(say, found, number, resident_id, name)


SOURCE = Source(
    "official_results", "官方查询结果", "Official query results",
    (
        column("checked_at", "time", "查询时间 查询日期 核查时间 核验时间", gives="status"),
        column("name", "name", "姓名 持证人 持证人姓名 被查询人 查询姓名"),
        column("resident_id", "resident_id", "身份证号 身份证号码 公民身份号码 证件号码 查询证件号"),
        column("number", "cert_number", "证书编号 证件编号 证号 证书号 证书号码 certnum"),
        column("category", "operation_item", "作业类别 作业种类 资格类型 jobcategoryname"),
        column("item", "operation_item", "操作项目 准操项目 作业项目 operitemname"),
        column("issuer", "org_name", "发证机关 签发机关 发证单位 issueorgname"),
        column("valid_from", "date", "有效期起 有效期开始日期 有效期开始 validbegindate"),
        column("valid_to", "date", "有效期止 有效期结束日期 有效期至 有效期结束 validenddate"),
        column("status", "text", "证书状态 查询结果 官方查询结果 核验结果 certstatus"),
        column("answer", "text", "状态 结果"),
        column("checked_by", "caption", "查询人 核查人 查询人员 核验人"),
    ),
    ("status", "name"), say,
)
