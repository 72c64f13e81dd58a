"""What was wrong in files that are loaded: every issue and every rejected row, read from what the store keeps."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from graphkit.model.report import Issue
from graphkit.store.rows import SourceInfo
from graphkit.workbench import Workbench
from ingest.chunking import decoded
from ingest.mapping import Outcome, located
from ingest.recognise import assigned_columns, columns_of
from ingest.rejects import Rejects
from ingest.source import sources

_LOOKED = 20
"""Pieces of a source, of hundreds of rows each, that are looked through for headers."""


def issues_of(wb: Workbench, source: SourceInfo, limit: int) -> list[Issue]:
    """The issues of one source with the row numbers of its file, rejected rows first; at most `limit`."""
    found: list[Issue] = []
    for _, place, chunk in wb.store.chunks(source.no):
        found += located(Outcome.decoded(chunk.outcome).issues, place.base, place.sheet)
    return sorted(found, key=lambda i: (i.severity != "error", i.sheet, i.row, i.column))[:limit]


def unused_of(wb: Workbench, source: SourceInfo) -> tuple[str, ...]:
    """The headers of a source that nothing was read from."""
    used: set[str] = set()
    seen: dict[str, None] = {}
    for _, _, kept in islice(wb.store.chunks(source.no), _LOOKED):
        chunk = decoded(kept.kind, kept.raw)
        known = sources()[kept.kind]
        columns = assigned_columns(known, chunk.assigned) if chunk.assigned else columns_of(known, chunk.headers)
        seen |= dict.fromkeys(chunk.headers)
        used |= {chunk.headers[index] for index, _ in columns}
    return tuple(header for header in seen if header.strip() and header not in used)


def rejects_file(wb: Workbench, wanted: Iterable[SourceInfo], lang: str) -> bytes:
    """The rejected rows of some sources as a workbook, each with its place and the reason; b"" when there are none."""
    with TemporaryDirectory(prefix="graphkit-") as folder:
        target = Path(folder, "rejects.xlsx")
        rejects = Rejects(target, lang)
        for source in wanted:
            for _, place, chunk in wb.store.chunks(source.no):
                outcome = Outcome.decoded(chunk.outcome)
                if not outcome.rejected:
                    continue
                raw = decoded(chunk.kind, chunk.raw)
                rows = dict(raw.rows)
                for offset in sorted(outcome.rejected):
                    errors = [i for i in outcome.issues if i.row == offset and i.severity == "error"]
                    why = "；".join(issue.message(lang) for issue in errors)
                    at = (source.name, place.sheet, place.base + offset, source.sha256, why)
                    rejects.add(at, chunk.kind, raw.headers, rows[offset])
        rejects.close()
        return target.read_bytes() if rejects.count else b""
