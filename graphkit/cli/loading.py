"""ingest, sources, withdraw, restore."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from graphkit.cli.printing import ProgressLine, complain, emit, line, table
from graphkit.words import text
from graphkit.workbench import open_workbench

ISSUES_SHOWN = 5


def ingest(options: Namespace) -> int:
    """Load files and folders."""
    from ingest.rejects import Rejects
    from ingest.source import sources as kinds

    if options.kind and options.kind not in kinds():
        return complain("cli.unknown_kind", options.lang, kind=options.kind, known=", ".join(kinds()))
    missing = [p for p in options.paths if not Path(p).exists()]
    for path in missing:
        complain("cli.no_such_path", options.lang, path=path)
    if len(missing) == len(options.paths):
        return 2
    progress = ProgressLine(options.lang)
    rejects = Rejects(Path(options.rejects), options.lang) if options.rejects else None
    with open_workbench(options.store, options.investigation, options.lang) as wb:
        report = wb.ingest(*(p for p in options.paths if p not in missing), kind=options.kind,
                           dry_run=options.dry_run, rejects=rejects, listener=progress)
    progress.close()
    if rejects is not None:
        try:
            rejects.close()
        except OSError as error:
            return complain("cli.cannot_write", options.lang, path=options.rejects, detail=str(error))
    if options.json:
        emit(report.to_json(options.lang))
        return int(report.failed or bool(missing))
    lang = options.lang
    captions = {name: getattr(kind, lang) for name, kind in kinds().items()}
    table(
        [text(f"cli.head_{h}", lang) for h in ("file", "kind", "rows", "accepted", "rejected", "no_data", "note")],
        ([f.path, captions.get(f.kind, f.kind) or text("cli.unrecognised", lang), f.rows, f.accepted, f.rejected,
          f.no_data, text("cli.unchanged", lang) if f.unchanged and f.unchanged == f.accepted else ""]
         for f in report.files),
    )
    for file in report.files:
        for issue in file.issues[:ISSUES_SHOWN]:
            line(text("cli.issue", lang, file=file.path, sheet=issue.sheet, row=issue.row, column=issue.column,
                      message=issue.message(lang)))
        if file.issue_count > ISSUES_SHOWN:
            line(text("cli.more_issues", lang, file=file.path, count=file.issue_count - ISSUES_SHOWN))
    line(text("cli.dry_run_done" if report.dry_run else "cli.ingest_done", lang, created=report.created,
              changed=report.changed, entities=report.entities, links=report.links))
    if rejects is not None and rejects.count:
        line(text("cli.rejects_written", lang, count=rejects.count, path=options.rejects))
    return int(report.failed or bool(missing))


def sources(options: Namespace) -> int:
    """The loaded files."""
    with open_workbench(options.store, options.investigation, options.lang) as wb:
        found = wb.sources()
    if options.json:
        emit(found.to_json(options.lang))
        return 0
    if not found.files:
        line(text("cli.nothing_loaded", options.lang))
        return 0
    table(
        [text(f"cli.head_{h}", options.lang)
         for h in ("file", "kind", "state", "rows", "accepted", "rejected", "no_data", "sha256")],
        ([s.name, s.kind, text(f"cli.state_{s.state}", options.lang), s.rows, s.accepted, s.rejected, s.no_data,
          s.sha256[:16]] for s in found.files),
    )
    return 0


def withdraw(options: Namespace) -> int:
    """Take a source out of every view."""
    return _set(options, "withdraw")


def restore(options: Namespace) -> int:
    """Bring a withdrawn source back."""
    return _set(options, "restore")


def _set(options: Namespace, verb: str) -> int:
    with open_workbench(options.store, options.investigation, options.lang) as wb:
        info = getattr(wb, verb)(options.sha256, options.reason)
    if options.json:
        emit({"sha256": info.sha256, "path": info.name, "state": info.state, "reason": info.reason,
              "changed_by": info.changed_by, "changed_at": info.changed_at})
    else:
        line(text(f"cli.{verb}_done", options.lang, file=info.name))
    return 0
