"""From the cells of a row to clean values by column name; made once per table, run for every row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from graphkit.model.records import Value
from ingest.cells import EXCERPT, CellsOf, Problem, RowInHand
from ingest.headers import normal
from ingest.reading.table import Table
from ingest.source import Source, sources

Values = dict[str, Value | tuple[Value, ...]]

CleanRow = Callable[[list[str]], tuple[Values, list[Problem]]]

_SHORT_ROW = 160  # characters; whoever reports that nothing was found fills a cell or two
_FEW = 2
_NOTHING_FOUND = re.compile(
    r"(?:查无|未查到|未查询到|查询不到|未找到)\S+|无此\S+|没有符合\S*|(?:账号|账户|卡号|用户|客户|该)\S*不存在"
    r"|(?:暂无|无|没有)(?:任何|相关|符合条件的?|查询)*(?:信息|记录|数据|结果)|no (?:data|records?|results?)(?: found)?",
    re.IGNORECASE,
).fullmatch
_NOTE = re.compile(
    r"[-—=_(（【*※\s]*(?:备注|注(?:[:：意\d]|$)|说明[:：]|以[上下](?:为|空白|无|共|内容|数据|全部)|合计|总计|小计|共计|本(?:清单|表|页|单|账单)(?:共|完|结)"
    r"|(?:制表|填表|填报|审核|复核|经办|打印|统计)(?:人|日期|时间|单位)?[:：]|(?:加盖|盖章|公章)|第\s?\d+\s?页|共\s?\d+\s?[条笔行页]|[-—=*_]{2,}$)"
).match
_TOTAL = re.compile("(?:本[页表]|全部)?(?:合计|总计|小计|共计)[:：]?").fullmatch
_TOTALLED = 4
_NOTHING = frozenset({"查无", "无", "暂无", "没有"})  # beside another value these say something of it


def clean_row(table: Table) -> CleanRow:
    """What turns the cells of a row of `table` into its clean values and what is wrong with it.

    A problem of severity "error" rejects the row: a required value is missing or bad, two cells state what only one
    may, or there are more cells than columns, so that none can be trusted. A "warning" drops one cell. A cell that
    states nothing, or a placeholder that could never identify anything, is left out without a word.
    """
    row = RowInHand()
    problems = row.problems
    plan = [(c.name, i, CellsOf(c, table.headers[i], row)) for i, c in table.columns]
    width = len(table.headers)
    rivals = _rivals(table)
    alone = len(rivals) == 1  # where two share the work, 0 in one leaves it to the other

    def cleaned(cells: list[str]) -> tuple[Values, list[Problem]]:
        if len(cells) < width:
            cells = cells + [""] * (width - len(cells))
        elif len(cells) > width and (excess := "".join(cells[width:]).strip()):
            return {}, [("", "ragged_row", "error", excess[:EXCERPT])]
        row.number += 1
        values = {name: value for name, index, seen in plan if (value := seen[cells[index]]) is not None}
        if rivals and sum(values.get(name) is not None and (alone or bool(values[name])) for name in rivals) != 1:
            stated = "；".join(cell for i, c in table.columns if c.name in rivals and (cell := cells[i].strip()))
            problems.append(("/".join(rivals.values()), "required" if alone else "one_of", "error", stated[:EXCERPT]))
        if not problems:
            return values, []
        found = problems.copy()
        problems.clear()
        return values, found

    return cleaned


def clean_constants(source: Source, constants: Mapping[str, str]) -> Values:
    """The values that every row of a table states, by column name, from their texts; what is no value is left out."""
    values: Values = {}
    for column in source.columns:
        if column.name in constants:
            value = CellsOf(column, "", RowInHand())[constants[column.name]]
            if value is not None:
                values[column.name] = value
    return values


def _rivals(table: Table) -> dict[str, str]:
    """Column name → header of the columns that stand in for a required one which the table lacks."""
    source = sources().get(table.kind)
    required = {c.name for c in source.columns if c.required} if source else set()
    lacked = required - {c.name for _, c in table.columns}
    return {c.name: table.headers[i] for i, c in table.columns if lacked.intersection(c.gives)}


def is_no_data(cells: Sequence[str], table: Table) -> bool:
    """Whether a row is no data: blank, the header once more, a note or the totals below a table, or a report that
    nothing was found."""
    first = table.columns[0][0] if table.columns else 0
    header = table.headers[first] if first < len(table.headers) else ""
    if header and len(cells) > first and cells[first].strip() == header and _repeats_header(cells, table):
        return True
    text = "".join(cells)
    if len(text) > _SHORT_ROW:
        return not text.strip() or (text.strip() == cells[0].strip() and _NOTE(cells[0]) is not None)
    filled = [plain for cell in cells if (plain := cell.strip())]
    if len(filled) == 1 < len(table.headers) and _NOTE(filled[0]):
        return True
    if 0 < len(filled) <= _TOTALLED and _TOTAL(filled[0]):
        return True
    if len(filled) > _FEW:
        return False
    return not filled or any(map(_NOTHING_FOUND, filled)) or (len(filled) == 1 and filled[0] in _NOTHING)


def answers_nothing(cells: Sequence[str]) -> bool:
    """Whether a row that states too little to be used says why: that nothing was found about whom it names."""
    return any(_NOTHING_FOUND(cell.strip()) for cell in cells)


def _repeats_header(cells: Sequence[str], table: Table) -> bool:
    stated = [(cell, header) for cell, header in zip(cells, table.headers, strict=False) if header]
    return all(normal(cell) == normal(header) for cell, header in stated)
