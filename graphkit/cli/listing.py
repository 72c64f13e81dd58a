"""sources, withdraw, restore: what is loaded, what was not, and taking it out or back in."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from graphkit.cli.opening import opened
from graphkit.cli.printing import emit, heads, kind_caption, line, table
from graphkit.words import text

if TYPE_CHECKING:
    from graphkit.model.report import FileReport
    from graphkit.workbench.results import Refused, Sources


def sources(options: Namespace) -> int:
    """The loaded files, and those that were given and not loaded."""
    with opened(options) as wb:
        found, refused = wb.sources(), wb.refused()
    if options.json:
        emit(found.to_json(options.lang) | refused.to_json(options.lang))
        return 0
    if not found.files:
        line(text("cli.nothing_loaded", options.lang))
    else:
        _list(found, options.lang)
    if refused.files:
        _list_refused(refused, options.lang)
    return 0


def _list(found: Sources, lang: str) -> None:
    table(
        heads(lang, "file", "kind", "state", "rows", "accepted", "rejected", "no_data", "sha256"),
        ([s.name, kind_caption(s.kind, lang), text(f"cli.state_{s.state}", lang), s.rows, s.accepted, s.rejected,
          s.no_data, s.sha256[:16]] for s in found.files),
    )


def _list_refused(refused: Refused, lang: str) -> None:
    from graphkit.workbench.judging import in_china

    def why(file: FileReport) -> str:
        errors = [issue.message(lang) for issue in file.issues if issue.severity == "error"]
        return text("cli.left_out", lang) if file.kind else "；".join(errors[:1])

    table(heads(lang, "file", "kind", "why", "given_by", "given_at"),
          ([r.file.path, kind_caption(r.file.kind, lang) or text("cli.unrecognised", lang), why(r.file), r.who,
            in_china(r.when)] for r in refused.files), text("cli.refused", lang))


def withdraw(options: Namespace) -> int:
    """Take a source out of every view."""
    return _set(options, "withdraw")


def restore(options: Namespace) -> int:
    """Bring a withdrawn source back."""
    return _set(options, "restore")


def _set(options: Namespace, verb: str) -> int:
    with opened(options) as wb:
        info = getattr(wb, verb)(options.sha256, options.reason)
    if options.json:
        emit({"sha256": info.sha256, "path": info.name, "state": info.state, "reason": info.reason,
              "changed_by": info.changed_by, "changed_at": info.changed_at})
    else:
        line(text(f"cli.{verb}_done", options.lang, file=info.name))
    return 0
