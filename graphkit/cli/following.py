"""money."""

from __future__ import annotations

from argparse import Namespace

from graphkit.analysis.ledger.answers import Money
from graphkit.cli.opening import opened
from graphkit.cli.printing import emit, heads, line, table
from graphkit.cli.questions import name_of, rows
from graphkit.cli.takings import takings
from graphkit.words import text, yuan

SHOWN = 30


def money(options: Namespace) -> int:
    """With whom an account dealt, and where its money went or came from; without one, the ring's money as a whole."""
    if options.account is None:
        return takings(options)
    with opened(options) as wb:
        found = wb.money(options.account, options.direction, options.hops, options.method, options.limit)
    if options.json:
        emit(found.to_json(options.lang))
        return 0
    lang = options.lang
    table(
        heads(lang, "account", "received", "paid_out", "count"),
        ([name_of(found.entities, c.account, lang), yuan(c.in_fen), yuan(c.out_fen), c.count]
         for c in found.counterparties[:SHOWN]), text("cli.counterparties", lang, count=len(found.counterparties)),
    )
    table(
        heads(lang, "hop", "time", "payer", "payee", "amount", "carried", "source_rows"),
        ([s.hop, s.time[:19], name_of(found.entities, s.source, lang), name_of(found.entities, s.target, lang),
          yuan(s.amount_fen), yuan(s.carried_fen), rows(s.evidence)] for s in found.flows[:SHOWN]),
        text(f"cli.flows_{found.direction}", lang, count=len(found.flows)),
    )
    _where(found, lang)
    for reason in found.assumptions:
        line(reason.text(lang))
    if found.truncated or max(len(found.flows), len(found.counterparties)) > SHOWN:
        line(text("cli.more_money" if found.truncated else "cli.more_rows", lang))
    return 0


def _where(found: Money, lang: str) -> None:
    """The accounts on the way, and where money left without a named account."""
    table(
        heads(lang, "hop", "account", "came", "passed", "left", "kept", "remark"),
        ([s.hop, name_of(found.entities, s.account, lang), yuan(s.reached_fen), yuan(s.passed_fen), yuan(s.left_fen),
          yuan(s.kept_fen),
          s.ended.text(lang) if s.ended else text("cli.passes_on", lang) if s.passes_on else ""]
         for s in found.stations[:SHOWN]), text("cli.stations", lang),
    )
    if found.ends:
        table(
            heads(lang, "account", "time", "end", "memo", "amount", "carried", "source_rows"),
            ([name_of(found.entities, e.entry.account, lang), e.entry.time[:19], text(f"cli.end_{e.entry.kind}", lang),
              e.entry.memo or e.entry.party, yuan(e.entry.fen), yuan(e.carried_fen), rows(e.entry.evidence)]
             for e in found.ends[:SHOWN]), text("cli.ends", lang),
        )
