"""roles: who plays which part in the whole case, and why."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from graphkit.cli.opening import opened
from graphkit.cli.printing import Refused, emit, heads, line, table
from graphkit.cli.questions import rows
from graphkit.words import text

IDENTIFIERS_SHOWN = 4


def roles(options: Namespace) -> int:
    """Everybody's roles with their reasons."""
    from graphkit.analysis.roles import ROLES

    if options.role is not None and options.role not in ROLES:
        raise Refused("cli.unknown_role", role=options.role, known=", ".join(ROLES))
    with opened(options) as wb:
        found = wb.roles(options.role)
    lang = options.lang
    if options.json:
        emit(found.to_json(lang))
    elif not found.roles:
        line(text("cli.no_roles", lang))
    else:
        table(
            heads(lang, "role", "subject", "known", "confidence", "why", "source_rows"),
            ([text(f"analysis.stage_{r.role}", lang), r.caption, _known(r.identifiers), f"{r.confidence:.2f}",
              "；".join((*(x.text(lang) for x in r.reasons), *(text(f"analysis.note_{n}", lang) for n in r.notes))),
              rows(next((x.evidence for x in r.reasons if x.evidence), ()))] for r in found.roles),
        )
    return 0


def _known(identifiers: Sequence[tuple[str, str]]) -> str:
    """The first identifiers in few words."""
    words = [value for kind, value in identifiers if kind != "name"]
    more = f" …(+{len(words) - IDENTIFIERS_SHOWN})" if len(words) > IDENTIFIERS_SHOWN else ""
    return "、".join(words[:IDENTIFIERS_SHOWN]) + more
