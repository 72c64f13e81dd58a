"""What was wrong in files that are loaded: every issue and every rejected row, read from what the store keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from graphkit.model.report import Issue
from graphkit.store.rows import WITHDRAWN, SourceInfo
from graphkit.words import clauses
from graphkit.workbench import Workbench
from ingest.chunking import decoded
from ingest.columns import columns_of
from ingest.mapping import Outcome, located
from ingest.recognise import assigned_columns
from ingest.rejects import Rejects
from ingest.source import sources
from ingest.tips import INFORMANT

_LOOKED = 20
"""Pieces of a source, of hundreds of rows each, that are looked through for headers."""


def issues_of(wb: Workbench, source: SourceInfo, limit: int) -> list[Issue]:
    """The issues of one source with the row numbers of its file, rejected rows first; at most `limit`."""
    return sorted(_issues(wb, source), key=lambda i: (i.severity != "error", i.sheet, i.row, i.column))[:limit]


def _issues(wb: Workbench, source: SourceInfo) -> Iterator[Issue]:
    for _, place, chunk in wb.store.chunks(source.no):
        yield from located(Outcome.decoded(chunk.outcome).issues, place.base, place.sheet)


def open_rejects(wb: Workbench) -> dict[str, int]:
    """SHA-256 → how many of a source's rejected rows nobody has put right; withdrawn sources need nobody."""
    settled = Counter(sha256 for sha256, _, _ in wb.settled())
    found = {s.sha256: s.rejected - settled[s.sha256] for s in wb.sources().files if s.state != WITHDRAWN}
    return {sha256: count for sha256, count in found.items() if count > 0}


def open_issues(wb: Workbench, limit: int) -> list[tuple[str, Issue]]:
    """Why rows were rejected that nobody has put right, each with the name of its file; at most `limit`."""
    settled, wanted = wb.settled(), open_rejects(wb)
    found = ((s, issue) for s in wb.sources().files if s.sha256 in wanted for issue in _issues(wb, s))
    waiting = ((s.name, issue) for s, issue in found
               if issue.severity == "error" and (s.sha256, issue.sheet, issue.row) not in settled)
    return list(islice(waiting, limit))


class Unused(NamedTuple):
    """The headers of a source that nothing was read from; `decided`: somebody has said how it is to be read."""

    headers: tuple[str, ...]
    decided: bool


def unused_of(wb: Workbench, source: SourceInfo) -> Unused:
    """What was not read of the tables of a source."""
    used = {INFORMANT}
    seen: dict[str, None] = {}
    decided = True
    for _, _, kept in islice(wb.store.chunks(source.no), _LOOKED):
        chunk = decoded(kept.kind, kept.raw)
        known = sources()[kept.kind]
        columns = assigned_columns(known, chunk.assigned) if chunk.assigned else columns_of(known, chunk.headers)
        decided &= chunk.assigned is not None
        seen |= dict.fromkeys(chunk.headers)
        used |= {chunk.headers[index] for index, _ in columns}
    return Unused(tuple(header for header in seen if header.strip() and header not in used), decided)


def rejects_file(wb: Workbench, wanted: Iterable[SourceInfo], lang: str) -> bytes:
    """The rejected rows of some sources that nobody has put right, as a workbook, each with its place and the reason;
    b"" when there are none."""
    settled = wb.settled()
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
                    if (source.sha256, place.sheet, place.base + offset) in settled:
                        continue
                    errors = [i for i in outcome.issues if i.row == offset and i.severity == "error"]
                    why = clauses((issue.message(lang) for issue in errors), lang)
                    at = (source.name, place.sheet, place.base + offset, source.sha256, why)
                    rejects.add(at, chunk.kind, raw.headers, rows[offset])
        rejects.close()
        return target.read_bytes() if rejects.count else b""
