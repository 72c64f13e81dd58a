"""What a source is: a declaration of columns, and one pure function from a clean row to statements.

A new kind of source is one file in `ingest/sources/` that defines `SOURCE`; nothing else changes. Tables are
recognised by their headers (`columns`), documents (WHOIS text, RDAP or ICP JSON) by `recognise`, which also turns
them into rows.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from graphkit.model.records import Value
from graphkit.model.statements import Statements

Raw = Mapping[str, str]
"""A raw row: header (or field path) → text as it stands in the file."""

Document = Callable[[str], "Iterator[tuple[int, Raw]] | None"]
"""From a whole decoded text to its records as (1-based line or ordinal, raw row), or None: not of this kind."""


@dataclass(frozen=True, slots=True, eq=False)  # each is one of its kind, and is looked up often
class Column:
    """One column: the name the source reads, the value kind, and the headers it is known by.

    `required`: a row whose cell is missing or bad is rejected. `many`: the cell may hold several values parted by
    、；;，, or line breaks; the clean value is then a tuple. `gives` names columns that a table with this one does
    without: of those that give a required one (支出, 收入 for amount and side) every row must fill exactly one.
    `titled`: a title row above a table that has none of these columns may say it for all rows (户名：… 账号：…), and
    `entitled` finds it in a title without a label (某某有限公司花名册). `instead` names the column whose cells this one
    takes over in a table that lacks what it `gives`, if any of the first cells begins as `shown_by` (a pattern) says.
    `verbatim`: only its headers themselves name it, not others that say the same, for they tell the unit.
    """

    name: str
    kind: str
    headers: tuple[str, ...]
    required: bool = False
    many: bool = False
    gives: tuple[str, ...] = ()
    titled: tuple[str, ...] = ()
    entitled: Callable[[str], str | None] | None = None
    instead: str = ""
    shown_by: str = ""
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class Assigned:
    """What a person said of a table's columns, or its title rows, in place of what its headers tell.

    columns: (cell index, column name); constants: (column name, text that every row states in addition); identity:
    indexes of the cells that tell a row apart, () when its whole content does.
    """

    columns: tuple[tuple[int, str], ...]
    constants: tuple[tuple[str, str], ...] = ()
    identity: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How a table is read that no kind knows: header → column name, and what every row has in addition.

    A header with the column name "" is known and not used.
    """

    name: str
    kind: str
    columns: tuple[tuple[str, str], ...]
    constants: tuple[tuple[str, str], ...] = ()


class Row:
    """A clean row: canonical values by column name (absent: nothing usable is stated), raw cells by column name.

    `content` identifies the row by everything it says, with its ordinal among equal rows of the file. Raw cells and
    content are made when they are asked for: most rows are told apart by a number of their own.
    """

    __slots__ = ("_content", "_raw", "values")

    def __init__(
        self,
        values: Mapping[str, Value | tuple[Value, ...]],
        raw: Raw | Callable[[], Raw],
        content: str | Callable[[], str],
    ) -> None:
        self.values = values
        self._raw = raw
        self._content = content

    @property
    def raw(self) -> Raw:
        """Raw cells by column name."""
        return self._raw() if callable(self._raw) else self._raw

    @property
    def content(self) -> str:
        """What identifies the row when it has no number of its own."""
        return self._content() if callable(self._content) else self._content

    def text(self, name: str) -> str | None:
        """A text value, None when the row states none."""
        value = self.values.get(name)
        return value if isinstance(value, str) else None

    def number(self, name: str) -> int | None:
        """An integer value (money in 分), None when the row states none."""
        value = self.values.get(name)
        return value if isinstance(value, int) else None

    def many(self, name: str) -> tuple[str, ...]:
        """The values of a `many` column, () when the row states none."""
        value = self.values.get(name, ())
        return tuple(str(v) for v in value) if isinstance(value, tuple) else (str(value),)


class NoData(Exception):
    """Raised by `say` for a row by which the one who was asked answers that there is nothing (查无此账户…)."""


Say = Callable[[Row, Statements], None]


@dataclass(frozen=True, slots=True, eq=False)  # each is one of its kind, and is looked up often
class Source:
    """One kind of source.

    `recognised_by`: the column names that must all be present in a table for it to be of this kind; among kinds that
    qualify the one with most recognised columns wins. `say` states what one row says. `document` reads a
    text or JSON form instead of a table. `facts` is False for kinds that are recognised but carry nothing.
    """

    kind: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    recognised_by: tuple[str, ...]
    say: Say
    document: Document | None = None
    facts: bool = True

    def lacking(self, have: Collection[str], wanted: Collection[str] | None = None) -> tuple[Column, ...]:
        """Which of the `wanted` columns (the required ones) neither stand among `have` nor are given by one there."""
        given = {*have, *(name for c in self.columns if c.name in have for name in c.gives)}
        return tuple(c for c in self.columns
                     if (c.required if wanted is None else c.name in wanted) and c.name not in given)


@cache
def sources() -> dict[str, Source]:
    """Every kind, found in `ingest/sources/`, by name; its columns are also known by their `synonyms`."""
    package = import_module("ingest.sources")
    modules = sorted(module.name for module in iter_modules(package.__path__) if not module.name.startswith("_"))
    found = [import_module(f"ingest.sources.{name}").SOURCE for name in modules]
    return {source.kind: _with_synonyms(source, synonyms().get(source.kind, {})) for source in found}


@cache
def synonyms() -> dict[str, dict[str, str]]:
    """Kind → column → further headers that tables use for it, blanks between them (`ingest/synonyms.toml`)."""
    return tomllib.loads(Path(__file__).with_name("synonyms.toml").read_text("utf-8"))


def _with_synonyms(source: Source, said: Mapping[str, str]) -> Source:
    return replace(source, columns=tuple(
        replace(column, headers=(*column.headers, *said.get(column.name, "").split())) for column in source.columns
    ))
