"""From the cells of a row to clean values by column name; made once per table, run for every row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from graphkit.model.kinds import KINDS, Bad
from graphkit.model.records import Value
from ingest.headers import normal
from ingest.reading.table import Table
from ingest.source import Column, Source

Values = dict[str, Value | tuple[Value, ...]]
Problem = tuple[str, str, str, str]
"""(header, code, severity, raw value)."""

_Cell = Value | tuple[Value, ...] | None
_Memo = dict[str, _Cell]

CleanRow = Callable[[list[str]], tuple[Values, list[Problem]]]

_SEVERAL = re.compile(r"[、；;，,\r\n]+")
_DAMAGED = "\ufffd"  # what bytes that do not decode have become
_EXCERPT = 200
_MEMO_ENTRIES, _MEMO_LENGTH = 4096, 64  # per column: what repeats does so soon; the rest is quickly read again
_UNSEEN = ("unseen",)
_SHORT_ROW = 160  # characters; whoever reports that nothing was found fills a cell or two
_FEW = 2
_NOTHING_FOUND = re.compile(
    r"(?:查无|未查到|未查询到|查询不到|未找到)\S+|无此\S+|没有符合\S*|(?:账号|账户|卡号|用户|客户|该)\S*不存在"
    r"|(?:暂无|无|没有)(?:任何|相关|符合条件的?|查询)*(?:信息|记录|数据|结果)|no (?:data|records?|results?)(?: found)?",
    re.IGNORECASE,
).fullmatch
_NOTHING = frozenset({"查无", "无", "暂无", "没有"})  # beside another value these say something of it


def clean_row(table: Table) -> CleanRow:
    """What turns the cells of a row of `table` into its clean values and what is wrong with it.

    A problem of severity "error" rejects the row: a required value is missing or bad, or there are more cells than
    columns, so that none can be trusted. A "warning" drops one cell. A cell that states nothing, or a placeholder
    that could never identify anything, is left out without a word.
    """
    plan = [(i, c.name, *_cleaner(c, table.headers[i])) for i, c in table.columns]
    width = len(table.headers)

    def cleaned(cells: list[str]) -> tuple[Values, list[Problem]]:
        values: Values = {}
        problems: list[Problem] = []
        if len(cells) < width:
            cells = cells + [""] * (width - len(cells))
        elif len(cells) > width and (excess := "".join(cells[width:]).strip()):
            return values, [("", "ragged_row", "error", excess[:_EXCERPT])]
        for index, name, memo, look in plan:
            raw = cells[index]
            value = memo.get(raw, _UNSEEN)
            if value is _UNSEEN:
                value = look(raw, problems)
            if value is not None:
                values[name] = value
        return values, problems

    return cleaned


def clean_constants(source: Source, constants: Mapping[str, str]) -> Values:
    """The values that every row of a table states, by column name, from their texts; what is no value is left out."""
    values: Values = {}
    for column in source.columns:
        if column.name in constants:
            value = _cleaner(column, "")[1](constants[column.name], [])
            if value is not None:
                values[column.name] = value
    return values


def _cleaner(column: Column, header: str) -> tuple[_Memo, Callable[[str, list[Problem]], _Cell]]:
    """How the cells of a column become values: what was seen before, and how to look at what was not."""
    memo: _Memo = {}
    clean, required = KINDS[column.kind].clean, column.required
    severity = "error" if required else "warning"

    def judged(raw: str, problems: list[Problem]) -> Value | None:
        value = clean(raw)
        if isinstance(value, Bad):
            if required or not value.placeholder:
                problems.append((header, value.code, severity, raw[:_EXCERPT]))
        elif value is not None and _DAMAGED in raw:
            problems.append((header, "undecodable", severity, raw[:_EXCERPT]))
        else:
            return value
        return None

    def look(raw: str, problems: list[Problem]) -> _Cell:
        before = len(problems)
        value: _Cell
        if column.many:
            parts = (judged(part, problems) for part in _SEVERAL.split(raw))
            value = tuple(dict.fromkeys(part for part in parts if part is not None)) or None
        else:
            value = judged(raw, problems)
        if value is None and required and len(problems) == before:
            problems.append((header, "required", "error", raw[:_EXCERPT]))
        if len(problems) == before and len(raw) <= _MEMO_LENGTH:
            if len(memo) >= _MEMO_ENTRIES:
                memo.clear()
            memo[raw] = value
        return value

    return memo, look


def is_no_data(cells: Sequence[str], table: Table) -> bool:
    """Whether a row is no data: blank, the header once more, or a report that nothing was found."""
    first = table.columns[0][0] if table.columns else 0
    header = table.headers[first] if first < len(table.headers) else ""
    if header and len(cells) > first and cells[first].strip() == header and _repeats_header(cells, table):
        return True
    text = "".join(cells)
    if len(text) > _SHORT_ROW:
        return not text.strip()
    filled = [plain for cell in cells if (plain := cell.strip())]
    if len(filled) > _FEW:
        return False
    return not filled or any(map(_NOTHING_FOUND, filled)) or (len(filled) == 1 and filled[0] in _NOTHING)


def _repeats_header(cells: Sequence[str], table: Table) -> bool:
    stated = [(cell, header) for cell, header in zip(cells, table.headers, strict=False) if header]
    return all(normal(cell) == normal(header) for cell, header in stated)
