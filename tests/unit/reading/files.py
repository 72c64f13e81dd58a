"""What the reading tests share: a small table, and all that a file gave when it was read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from graphkit.model.report import Issue
from ingest.reading import Limits, Opened, Table, open_file

HEADER = "快递公司,运单号,寄件时间,寄件人,寄件电话"
ROW = "顺丰,SF1234567890,2026-05-17 10:22:05,张三,13812345678"


@dataclass
class Reading:
    """All that a file gave."""

    opened: Opened
    tables: list[Table] = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)

    @property
    def issues(self) -> list[Issue]:
        return self.opened.issues

    @property
    def codes(self) -> list[str]:
        return [issue.code for issue in self.opened.issues]

    @property
    def kinds(self) -> list[str]:
        return [table.kind for table in self.tables]


Read = Callable[..., Reading]


def read_path(path: Path, kind: str | None = None, limits: Limits | None = None) -> Reading:
    reading = Reading(open_file(path, kind, limits or Limits()))
    for table in reading.opened.tables:
        reading.tables.append(table)
        reading.rows += list(table.rows)
    return reading
