"""coverage: how far the whole case is traced, and what to obtain next."""

from __future__ import annotations

import sys
from argparse import Namespace

from graphkit.cli.opening import opened
from graphkit.cli.printing import emit, heads, kind_caption, line, table
from graphkit.model.schema import STAGES
from graphkit.words import text

WANTED_SHOWN = 20


def coverage(options: Namespace) -> int:
    """Stage by stage from how many certificates the records reach somebody, and which records would reach more."""
    lang = options.lang
    shows = sys.stderr.isatty()

    def heard(done: int, total: int) -> bool:
        if shows:
            end = "\n" if done == total else ""
            print("\r" + text("cli.covering", lang, done=done, total=total), end=end, file=sys.stderr, flush=True)
        return True

    with opened(options) as wb:
        found = wb.coverage(heard)
    if options.json:
        emit(found.to_json(lang))
        return 0
    if not found.total:
        line(text("cli.nothing_questioned", lang))
        return 0
    table(heads(lang, "stage", "reached_from", "missing_from"),
          ([text(f"chart.lane_{s}", lang), found.reached(s), found.total - found.reached(s)] for s in STAGES),
          text("cli.covered", lang, total=found.total))
    if found.wanted:
        table(heads(lang, "certificates", "record", "why"),
              ([len(w.certificates), kind_caption(w.record.record, lang), w.record.why.text(lang)]
               for w in found.wanted[:WANTED_SHOWN]), text("cli.next_records", lang))
    if len(found.wanted) > WANTED_SHOWN:
        line(text("cli.more_wanted", lang, count=len(found.wanted) - WANTED_SHOWN))
    return 0
