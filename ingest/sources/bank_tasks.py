"""Bank query tasks (任务信息): what was asked of a bank and when it answered; carries nothing about the case."""

from __future__ import annotations

from graphkit.model.statements import Statements
from ingest.source import Row, Source
from ingest.sources._common import column


def say(row: Row, say: Statements) -> None:
    """Nothing: the query is the investigator's own."""


SOURCE = Source(
    "bank_tasks", "银行查询任务", "Bank query tasks",
    (
        column("task", "reference", "任务流水号 任务编号 查询任务号 请求单号"),
        column("subject", "text", "查询对象 查询对象名称 被查询对象 查询内容"),
        column("answered_at", "time", "反馈时间 反馈日期 回执时间"),
        column("bank", "text", "反馈单位 反馈银行 查询银行"),
        column("kind", "text", "任务类型 查询类型 任务类别"),
        column("reason", "text", "查询反馈结果原因 查询反馈结果 反馈结果 反馈结果原因"),
    ),
    ("task", "subject"), say, facts=False,
)
