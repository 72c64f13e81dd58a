"""The cells of one column: what each means, remembered for as long as cells like it come again."""

from __future__ import annotations

import re

from graphkit.model.kinds import KINDS, Bad
from graphkit.model.records import Value
from ingest.source import Column

Cell = Value | tuple[Value, ...] | None
Problem = tuple[str, str, str, str]
"""(header, code, severity, raw value)."""

EXCERPT = 200
"""Characters of a raw value that a problem shows."""

_SEVERAL = re.compile(r"[、；;，,\r\n]+")
_DAMAGED = "\ufffd"  # what bytes that do not decode have become
_ENTRIES, _MOST_ENTRIES, _LONGEST = 4096, 65_536, 64  # more than the first only where cells are seen again:
_SEEN_AGAIN = 32  # one in so many


class RowInHand:
    """How many rows were read with it, and what is wrong with the last one."""

    __slots__ = ("number", "problems")

    def __init__(self) -> None:
        self.number = 0
        self.problems: list[Problem] = []


class CellsOf(dict[str, Cell]):
    """Raw cell → value, of one column's cells seen lately; what is wrong with a cell is said of the row in hand."""

    __slots__ = ("_clean", "_column", "_header", "_most", "_problems", "_row", "_severity", "_since", "_single")

    def __init__(self, column: Column, header: str, row: RowInHand) -> None:
        super().__init__()
        self._column, self._header, self._row, self._problems = column, header, row, row.problems
        self._clean = KINDS[column.kind].clean
        self._single = not column.many
        self._severity = "error" if column.required else "warning"
        self._most, self._since = _ENTRIES, 0

    def __missing__(self, raw: str) -> Cell:
        found = self._clean(raw) if self._single else None
        value: Cell
        if found is None or isinstance(found, Bad) or _DAMAGED in raw:  # most are good, and that is seen at once
            problems, before = self._problems, len(self._problems)
            value = self._read(raw)
            if value is None and self._column.required and len(problems) == before:
                problems.append((self._header, "required", "error", raw[:EXCERPT]))
            if len(problems) != before:
                return value
        else:
            value = found
        if len(raw) <= _LONGEST:
            if len(self) >= self._most:
                self._make_room()
            self[raw] = value
        return value

    def _make_room(self) -> None:
        """Remember more of a column whose cells are seen again (accounts), no more of one where each is new (times)."""
        read = self._row.number - self._since
        if self._most < _MOST_ENTRIES and (read - len(self)) * _SEEN_AGAIN > read:
            self._most *= 2
        else:
            self.clear()
            self._since = self._row.number

    def _read(self, raw: str) -> Cell:
        if self._single:
            return self._judged(raw)
        parts = map(self._judged, _SEVERAL.split(raw))
        return tuple(dict.fromkeys(part for part in parts if part is not None)) or None

    def _judged(self, raw: str) -> Value | None:
        value = self._clean(raw)
        if isinstance(value, Bad):
            if self._column.required or not value.placeholder:
                self._problems.append((self._header, value.code, self._severity, raw[:EXCERPT]))
        elif value is not None and _DAMAGED in raw:
            self._problems.append((self._header, "undecodable", self._severity, raw[:EXCERPT]))
        else:
            return value
        return None
