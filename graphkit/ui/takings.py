"""The ring's money as a whole: its accounts with what moved through them, the sales, what left in cash."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graphkit.analysis.takings import Takings
from graphkit.ui.evidence import evidence_table
from graphkit.ui.roledetails import role_name
from graphkit.ui.session import clauses, go, lang, remembered, say
from graphkit.ui.shown import label, moment
from graphkit.ui.tables import downloads, table
from graphkit.words import yuan


def takings() -> None:
    """A tab each."""
    found = remembered("takings", lambda wb: wb.takings())
    if not found.accounts:
        st.markdown(say("takings_none"))
        return
    names = [say("takings_accounts", count=len(found.accounts)), say("sales", count=len(found.sales)),
             say("cash_out", count=len(found.cash_out))]
    accounts, sold, cash = st.tabs(names)
    with accounts:
        _accounts(found)
    with sold:
        _sales(found)
    with cash:
        _cash(found)


def _accounts(found: Takings) -> None:
    """By what came in; choosing one follows its money."""
    st.caption(say("takings_how"))
    heads = [say(n) for n in ("account", "whose", "role", "took_in", "payers", "buyers", "paid_out", "in_cash", "kept",
                              "first_day", "last_day", "statement")]
    cells = [[found.entities[t.account].caption, _name(found, t.subject), clauses(map(role_name, t.roles)),
              yuan(t.in_fen), t.payers, t.buyers, yuan(t.out_fen), yuan(t.cash_fen), yuan(t.kept_fen), t.first[:10],
              t.last[:10], _yes(t.statement)] for t in found.accounts]
    picked = table(heads, cells, key="takings", shown=14)
    downloads(say("takings_file"), heads, cells)
    if picked is not None:
        go("money", seed=found.accounts[picked].account)


def _sales(found: Takings) -> None:
    """By time; of a chosen one every payment with its row."""
    st.caption(say("sales_how", yuan=yuan(sum(s.fen for s in found.sales))))
    heads = [say(n) for n in ("time", "buyer", "payee", "whose", "amount", "count", "in_two", "certificates")]
    cells = [[moment(s.payments[0].time), _name(found, s.buyer), found.entities[s.account].caption,
              _name(found, s.subject), yuan(s.fen), len(s.payments), _yes(s.in_two), _listed(found, s.certificates)]
             for s in found.sales]
    picked = table(heads, cells, key="sales")
    downloads(say("sales_file"), heads, cells)
    if picked is not None:
        payments = found.sales[picked].payments
        table([say(n) for n in ("time", "amount", "memo")], [[moment(p.time), yuan(p.fen), p.memo] for p in payments])
        evidence_table([r for p in payments for r in p.evidence], key=f"sale {picked}")


def _cash(found: Takings) -> None:
    """By time; a chosen one with its rows."""
    st.caption(say("cash_how", yuan=yuan(sum(e.fen for e in found.cash_out))))
    heads = [say(n) for n in ("time", "account", "amount", "memo")]
    cells = [[moment(e.time), _name(found, e.account), yuan(e.fen), e.memo or e.party] for e in found.cash_out]
    picked = table(heads, cells, key="cash")
    downloads(say("cash_file"), heads, cells)
    if picked is not None:
        evidence_table(found.cash_out[picked].evidence, key=f"cash {picked}")


def _name(found: Takings, entity: str) -> str:
    return label(found.entities[entity], lang()) if entity in found.entities else ""


def _listed(found: Takings, ids: Sequence[str]) -> str:
    return clauses(_name(found, i) for i in ids)


def _yes(so: bool) -> str:
    return say("yes_no_yes") if so else say("yes_no_no")
