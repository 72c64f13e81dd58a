"""ingest."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.cli.opening import opened
from graphkit.cli.printing import ProgressLine, Refused, complain, emit, heads, kind_caption, line, table
from graphkit.store.rows import WITHDRAWN
from graphkit.words import text

if TYPE_CHECKING:
    from graphkit.model.report import FileReport, ImportReport, Issue
    from ingest.rejects import Rejects

ISSUES_SHOWN = 5
_LOADED = ("rows", "accepted", "rejected", "no_data")
_PREVIEWED = ("rows", "created", "changed", "conflicting", "unchanged", "rejected")


def ingest(options: Namespace) -> int:
    """Load files and folders."""
    from graphkit.cli.taking import read_mappings
    from ingest.source import sources as kinds

    if options.kind and options.kind not in kinds():
        raise Refused("cli.unknown_kind", kind=options.kind, known=", ".join(kinds()))
    missing = [path for path in options.paths if not _is_there(path)]
    if len(missing) == len(options.paths):
        raise Refused("cli.no_such_path", path="、".join(missing))
    for path in missing:
        complain("cli.no_such_path", options.lang, path=path)
    mappings = read_mappings(options.mapping)
    rejects = _rejects(options)
    with (opened(options, new=True) as wb,
          ProgressLine(options.lang) as progress):
        report = wb.ingest(*(p for p in options.paths if p not in missing), kind=options.kind,
                           dry_run=options.dry_run, rejects=rejects, listener=progress, mappings=mappings)
    failed = report.failed or bool(missing)
    if rejects is not None:
        try:
            rejects.close()
        except OSError as error:  # the rows are loaded: the report is told all the same
            complain("cli.cannot_write", options.lang, path=options.rejects, detail=error.strerror)
            failed, rejects = True, None
    if options.json:
        emit(report.to_json(options.lang))
        return int(failed)
    _tell(report, options.lang)
    if rejects is not None and rejects.count:
        line(text("cli.rejects_written", options.lang, count=rejects.count, path=options.rejects))
    return int(failed)


def _is_there(path: str) -> bool:
    try:
        return path != "" and Path(path).exists()
    except OSError:  # a name longer than any file's
        return False


def _rejects(options: Namespace) -> Rejects | None:
    """The rejects file, in a place where it can be written and overwrites nothing that is to be read."""
    if not options.rejects:
        return None
    from ingest.rejects import Rejects

    target = Path(options.rejects)
    if target.exists() and any(target.samefile(path) for path in options.paths if _is_there(path)):
        raise Refused("cli.rejects_are_input", path=options.rejects)
    try:
        return Rejects(target, options.lang)
    except OSError as error:
        raise Refused("cli.cannot_write", path=options.rejects, detail=error.strerror) from error


def _tell(report: ImportReport, lang: str) -> None:
    """What a load did, for people: a line per file, the first issues of each, the sums."""
    counts = _PREVIEWED if report.dry_run else _LOADED
    table(
        heads(lang, "file", "kind", *counts, "note"),
        ([f.path, kind_caption(f.kind, lang) or text("cli.unrecognised", lang), *(getattr(f, name) for name in counts),
          _note(f, lang)] for f in report.files),
    )
    for file in report.files:
        worst_first = sorted(file.issues, key=lambda issue: issue.severity != "error")
        for issue in worst_first[:ISSUES_SHOWN]:
            line(f"{text(f'cli.mark_{issue.severity}', lang)} {_said(file.path, issue, lang)}")
        if file.unknown:
            line(text("cli.unused_columns", lang, file=file.path, columns="、".join(file.unknown)))
        if file.issue_count > ISSUES_SHOWN:
            line(text("cli.more_issues", lang, file=file.path, count=file.issue_count - ISSUES_SHOWN))
    line(text("cli.dry_run_done" if report.dry_run else "cli.ingest_done", lang, created=report.created,
              changed=report.changed, entities=report.entities, links=report.links))


def _said(path: str, issue: Issue, lang: str) -> str:
    place = f"{path} [{issue.sheet}]" if issue.sheet else path
    return text("cli.issue_row" if issue.row else "cli.issue_file", lang, place=place, row=issue.row,
                column=issue.column, message=issue.message(lang))


def _note(file: FileReport, lang: str) -> str:
    if file.state == WITHDRAWN:
        return text("cli.state_withdrawn", lang)
    return text("cli.unchanged", lang) if file.unchanged and file.unchanged == file.accepted else ""
