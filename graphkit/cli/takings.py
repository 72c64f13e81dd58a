"""money without an account: what the ring's accounts took in, the sales, and what left in cash."""

from __future__ import annotations

from argparse import Namespace

from graphkit.analysis.takings import Takings
from graphkit.cli.opening import opened
from graphkit.cli.printing import emit, heads, line, table
from graphkit.cli.questions import name_of, rows
from graphkit.words import clauses, text, yuan

SHOWN = 30


def takings(options: Namespace) -> int:
    """The ring's money as a whole."""
    with opened(options) as wb:
        found = wb.takings()
    lang = options.lang
    if options.json:
        emit(found.to_json())
    elif not found.accounts:
        line(text("cli.no_takings", lang))
    else:
        _accounts(found, lang)
        _sales(found, lang)
        if max(len(found.accounts), len(found.sales), len(found.cash_out)) > SHOWN:
            line(text("cli.more_rows", lang))
    return 0


def _accounts(found: Takings, lang: str) -> None:
    table(
        heads(lang, "account", "whose", "role", "took_in", "payers", "buyers", "paid_out", "in_cash", "kept",
              "statement"),
        ([found.entities[t.account].caption, found.entities[t.subject].caption,
          clauses((text(f"analysis.stage_{role}", lang) for role in t.roles), lang), yuan(t.in_fen), t.payers, t.buyers,
          yuan(t.out_fen), yuan(t.cash_fen), yuan(t.kept_fen), text(f"cli.yes_no_{t.statement}", lang)]
         for t in found.accounts[:SHOWN]), text("cli.takings", lang, count=len(found.accounts)),
    )


def _sales(found: Takings, lang: str) -> None:
    table(
        heads(lang, "time", "buyer", "payee", "amount", "payments", "in_two", "source_rows"),
        ([s.payments[0].time[:19], name_of(found.entities, s.buyer, lang), name_of(found.entities, s.account, lang),
          yuan(s.fen), len(s.payments), text(f"cli.yes_no_{s.in_two}", lang),
          rows([r for p in s.payments for r in p.evidence])] for s in found.sales[:SHOWN]),
        text("cli.sales", lang, count=len(found.sales), yuan=yuan(sum(s.fen for s in found.sales))),
    )
    if found.cash_out:
        table(
            heads(lang, "time", "account", "amount", "memo", "source_rows"),
            ([e.time[:19], name_of(found.entities, e.account, lang), yuan(e.fen), e.memo or e.party, rows(e.evidence)]
             for e in found.cash_out[:SHOWN]),
            text("cli.cash_out", lang, count=len(found.cash_out), yuan=yuan(sum(e.fen for e in found.cash_out))),
        )
