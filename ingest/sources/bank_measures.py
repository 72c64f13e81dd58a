"""Coercive measures (强制措施): freezes and holds on accounts; carries nothing about the case."""

from __future__ import annotations

from graphkit.model.statements import Statements
from ingest.source import Row, Source
from ingest.sources._common import column


def say(row: Row, say: Statements) -> None:
    """Nothing: a freeze is an act of the authorities."""


SOURCE = Source(
    "bank_measures", "强制措施", "Coercive measures",
    (
        column("account", "account_number", "账号 交易账号 卡号 交易卡号 账卡号 账户"),
        column("measure", "text", "冻结措施类型 措施类型 强制措施类型 措施种类 冻结类型 控制措施"),
        column("number", "text", "措施序号 冻结序号"),
        column("since", "date", "冻结开始日 冻结开始日期 开始日期 冻结起始日 措施开始日期 冻结日期"),
        column("until", "date", "冻结截止日 冻结截止日期 截止日期 措施截止日期 冻结结束日期"),
        column("amount", "money_yuan", "冻结金额 冻结数额 实际冻结金额 控制金额"),
        column("authority", "text", "冻结机关名称 冻结机关 执行机关 有权机关名称 措施机关"),
    ),
    ("since", "authority"), say, facts=False,
)
