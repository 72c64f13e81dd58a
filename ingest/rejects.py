"""The rejects file: every rejected row as it stands in its file, with the reason and where it came from.

Put right and loaded again it is a file of corrections (see `ingest.correcting`).

A workbook (.xlsx, text cells only, one sheet per kind of table) or a CSV file (UTF-8 with mark, all headers side by
side). No cell is ever a formula.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from errno import EEXIST
from pathlib import Path
from typing import IO

from graphkit.words import text
from ingest.headers import LEADING, PLACE, Columns, leading, numbered


class Rejects:
    """Collects rejected rows and writes them to `path` when closed; rows wait on disk, not in memory.

    OSError at once when nothing can be written there: before a load, not after it.
    """

    def __init__(self, path: Path, lang: str = "zh") -> None:
        self._path = path
        self.lang = lang
        if path.exists() and not path.is_file():
            raise FileExistsError(EEXIST, os.strerror(EEXIST), str(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        self._spool: IO[bytes] = tempfile.TemporaryFile(dir=path.parent)  # noqa: SIM115 - lives as long as the load
        self._tables: dict[tuple[str, ...], list[int]] = {}
        self._end = 0
        self._failure: OSError | None = None
        self.count = 0

    def add(self, place: Sequence[object], kind: str, headers: Sequence[str], cells: Sequence[str]) -> None:
        """One row; `place` fills the leading columns. A row of a correction is put back to where it first stood."""
        own = len(headers) - len(LEADING)
        if own >= 0 and leading(headers[own:]) == tuple(range(len(LEADING))):
            place = [*cells[own : own + len(PLACE) - 1], place[-1]]
            headers, cells = headers[:own], [*cells[:own], *cells[own + len(LEADING) :]]
        self._tables.setdefault((kind, *headers), []).append(self._end)
        self.count += 1
        try:
            self._end += self._spool.write(json.dumps([[str(p) for p in place], list(cells)]).encode() + b"\n")
        except OSError as error:  # a full disk must not cost the rows that are good
            self._failure = error

    def close(self) -> None:
        """Write the file, whole or not at all; none when nothing was rejected. Raises OSError."""
        part = self._path.with_name(f".{self._path.name}.part")
        try:
            if self._failure:
                raise self._failure
            if self.count:
                (self._workbook if self._path.suffix.lower() == ".xlsx" else self._csv)(part)
                part.replace(self._path)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
                self._spool.close()

    def _workbook(self, path: Path) -> None:
        from graphkit.export.tables import write_workbook

        write_workbook(path, {f"{number} {key[0]}"[:27]: self._rows(key, numbered(key[1:]))
                              for number, key in enumerate(self._tables, 1)})

    def _csv(self, path: Path) -> None:
        from graphkit.export.tables import write_csv

        columns = tuple(dict.fromkeys(column for key in self._tables for column in numbered(key[1:])))
        write_csv(path, (row for number, key in enumerate(self._tables)
                         for index, row in enumerate(self._rows(key, columns)) if index or not number))

    def _rows(self, key: tuple[str, ...], columns: Columns) -> Iterator[list[str]]:
        """The header, then the rows of one kind of table in these columns; cells beyond its own come last."""
        yield [*(text(f"export.head_{name}", self.lang) for name in LEADING), *(header for header, _ in columns)]
        own = numbered(key[1:])
        for at in self._tables[key]:
            self._spool.seek(at)
            place, cells = json.loads(self._spool.readline())
            found = dict(zip(own, cells, strict=False))
            yield [*place, "", *(found.get(column, "") for column in columns), *cells[len(own) :]]
