"""How a table is drawn on a terminal: columns under their heads, cells folded where they are too wide."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_GAP = 2
_LEAST = 8
"""Cells; no column gives way further, however narrow the terminal."""
_WORD = re.compile(r"\S+\s*|\s+").findall


def drawn(headers: Sequence[str], rows: Sequence[Sequence[str]], width: int, title: str = "") -> Iterator[str]:
    """The lines of a table that is at most `width` cells wide; a Chinese character takes two."""
    from rich.cells import cell_len

    natural = [max(map(cell_len, column)) for column in zip(headers, *rows, strict=True)]
    widths = _fitting(natural, width - _GAP * (len(headers) + 1))
    yield title
    if title:
        yield ""
    for number, row in enumerate((headers, *rows)):
        cells = [_folded(cell, most) for cell, most in zip(row, widths, strict=True)]
        for at in range(max(map(len, cells))):
            parts = [lines[at] if at < len(lines) else "" for lines in cells]
            yield "".join(" " * _GAP + part + " " * (most - cell_len(part))
                          for part, most in zip(parts, widths, strict=True)).rstrip()
        if not number:
            yield " " + "─" * (sum(widths) + _GAP * len(widths))
    yield ""


def _fitting(natural: Sequence[int], room: int) -> list[int]:
    """Widths that fit into `room`: the widest column gives way first."""
    widths = list(natural)
    while sum(widths) > room and max(widths) > _LEAST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _folded(cell: str, width: int) -> list[str]:
    """A cell in lines that are at most `width` wide, parted between words where that is possible."""
    from rich.cells import cell_len, chop_cells

    if cell_len(cell) <= width:
        return [cell]
    lines, line = [], ""
    for word in _WORD(cell):
        if cell_len(line + word.rstrip()) > width:
            lines.append(line)
            *full, line = chop_cells(word, width)
            lines += full
        else:
            line += word
    return [said for part in (*lines, line) if (said := part.strip())]
