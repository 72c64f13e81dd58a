"""From the cells of a row to clean values by column name; made once per table, run for every row."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from graphkit.model.kinds import Bad, clean
from graphkit.model.records import Value
from ingest.reading.table import Table
from ingest.recognise import normal

Values = dict[str, Value | tuple[Value, ...]]
Problem = tuple[str, str, str, str]
"""(header, code, severity, raw value)."""

CleanRow = Callable[[list[str]], tuple[Values, list[Problem]]]

_SEVERAL = re.compile(r"[、；;，,\r\n]+")
_DAMAGED = "\ufffd"  # what bytes that do not decode have become
_EXCERPT = 200
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
    plan = [(index, c.name, c.kind, table.headers[index], c.required, c.many) for index, c in table.columns]
    width = len(table.headers)

    def cleaned(cells: list[str]) -> tuple[Values, list[Problem]]:
        values: Values = {}
        problems: list[Problem] = []
        if len(cells) < width:
            cells = cells + [""] * (width - len(cells))
        elif len(cells) > width and (excess := "".join(cells[width:]).strip()):
            return values, [("", "ragged_row", "error", excess[:_EXCERPT])]
        for index, name, kind, header, required, many in plan:
            raw = cells[index]
            value = _several(kind, raw, header, problems) if many else clean(kind, raw)
            if value is None:
                if required:
                    problems.append((header, "required", "error", raw[:_EXCERPT]))
            elif isinstance(value, Bad):
                if required or not value.placeholder:
                    problems.append((header, value.code, "error" if required else "warning", raw[:_EXCERPT]))
            elif _DAMAGED in raw:
                problems.append((header, "undecodable", "error" if required else "warning", raw[:_EXCERPT]))
            else:
                values[name] = value
        return values, problems

    return cleaned


def _several(kind: str, raw: str, header: str, problems: list[Problem]) -> tuple[Value, ...] | None:
    """The distinct good values of a cell that holds several; each bad one is a problem of its own."""
    found: dict[Value, None] = {}
    for part in _SEVERAL.split(raw):
        value = clean(kind, part)
        if isinstance(value, Bad):
            if not value.placeholder:
                problems.append((header, value.code, "warning", part[:_EXCERPT]))
        elif value is not None:
            found[value] = None
    return tuple(found) or None


def is_no_data(cells: Sequence[str], table: Table) -> bool:
    """Whether a row is no data: blank, the header once more, or a report that nothing was found."""
    first = table.columns[0][0] if table.columns else 0
    if len(cells) > first and cells[first].strip() == table.headers[first] and _repeats_header(cells, table):
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
    return bool(stated) and all(normal(cell) == normal(header) for cell, header in stated)
