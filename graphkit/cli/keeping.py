"""rebuild, copy, backup."""

from __future__ import annotations

from argparse import Namespace

from graphkit.cli.opening import opened
from graphkit.cli.printing import emit, line
from graphkit.words import text
from graphkit.workbench import open_workbench
from graphkit.workbench.results import Stats


def rebuild(options: Namespace) -> int:
    """Read all stored rows anew by today's rules."""
    with opened(options) as wb:
        before, after = wb.rebuild()
    return _counts(options, before, after)


def copy(options: Namespace) -> int:
    """Copy the investigation into another store."""
    with opened(options) as wb:
        before, after = wb.copy_to(options.to)
    return _counts(options, before, after)


def backup(options: Namespace) -> int:
    """One consistent file."""
    with opened(options) as wb:
        wb.backup(options.file)
    with open_workbench(f"sqlite:///{options.file}", options.investigation, options.lang) as copied:
        stats = copied.stats()
    return _counts(options, stats, stats)


def _counts(options: Namespace, before: Stats, after: Stats) -> int:
    if options.json:
        emit({"before": before.to_json(), "after": after.to_json()})
    else:
        line(text("cli.kept", options.lang, before=sum(before.entities.values()), after=sum(after.entities.values()),
                  links_before=sum(before.links.values()), links_after=sum(after.links.values())))
    return 0
