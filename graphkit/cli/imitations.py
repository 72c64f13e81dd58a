"""lookalikes."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence

from graphkit.analysis.lookalikes.answers import Finding, Lookalikes
from graphkit.cli.opening import opened
from graphkit.cli.printing import emit, line, note, table
from graphkit.words import text


def lookalikes(options: Namespace) -> int:
    """Names that imitate a government's: those given, those on standard input, else all of the investigation."""
    names = options.names or _piped()
    if names:  # judged by themselves: no store is opened for them
        from graphkit.analysis.lookalikes import lookalikes as judged

        found = judged(names)
    else:
        with opened(options) as wb:
            found = wb.lookalikes()
    unreadable = [f for f in found.findings if f.unreadable]
    if options.json:
        emit(found.to_json(options.lang))
    else:
        _show(found, options.lang, every=bool(names))
    if unreadable:
        note(text("lookalikes.bad_names", options.lang, count=len(unreadable)))
    return 1 if unreadable else 0


def _piped() -> Sequence[str]:
    """The names on standard input, one a line; none when a person sits there."""
    if sys.stdin is None or sys.stdin.isatty():
        return ()
    raw = sys.stdin.buffer.read()
    try:
        written = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        written = raw.decode("gb18030", errors="replace")
    return [name for name in map(str.strip, written.splitlines()) if name]


def _show(found: Lookalikes, lang: str, *, every: bool) -> None:
    """The names as a table: all that were asked about, of an investigation those flagged."""
    if not found.findings:
        line(text("lookalikes.nothing_loaded", lang))
        return
    flagged = [f for f in found.findings if f.lookalike]
    shown = found.findings if every else flagged
    if shown:
        table([text(f"lookalikes.head_{h}", lang) for h in ("name", "verdict", "of", "score", "reasons")],
              (_row(f, lang) for f in shown))
    line(text("lookalikes.counted", lang, count=len(found.findings), flagged=len(flagged)))


def _row(finding: Finding, lang: str) -> list[str]:
    verdict = "unreadable_name" if finding.unreadable else "flagged" if finding.lookalike else "not_flagged"
    return [finding.name, text(f"lookalikes.{verdict}", lang), finding.of, f"{finding.score:.2f}",
            "；".join(r.text(lang) for r in finding.reasons)]
