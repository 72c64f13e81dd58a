"""Where an account's money went or came from: the flows, the counterparties, the accounts on the way."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from graphkit.analysis.ledger import Money
from graphkit.ui.evidence import evidence_table
from graphkit.ui.session import lang, say
from graphkit.ui.shown import label, moment
from graphkit.ui.tables import downloads, table
from graphkit.words import yuan


def money_found(found: Money) -> None:
    """A tab each."""
    names = {i: label(e, lang()) for i, e in found.entities.items()}
    for reason in found.assumptions:
        st.caption(reason.text(lang()))
    flows, parties, stations = st.tabs([say("flows", count=len(found.flows)),
                                        say("counterparties", count=len(found.counterparties)), say("stations")])
    with flows:
        _flows(found, names)
    with parties:
        table([say(n) for n in ("account", "received", "paid_out", "count")],
              [[names[c.account], yuan(c.in_fen), yuan(c.out_fen), c.count] for c in found.counterparties])
    with stations:
        table([say(n) for n in ("hop", "account", "came", "passed", "left", "kept", "remark")],
              [[s.hop, names[s.account], *map(yuan, (s.reached_fen, s.passed_fen, s.left_fen, s.kept_fen)),
                s.ended.text(lang()) if s.ended else say("passes_on") if s.passes_on else ""] for s in found.stations])


def _flows(found: Money, names: Mapping[str, str]) -> None:
    """Each transfer that carries something; the chosen one with its rows."""
    heads = [say(n) for n in ("hop", "time", "payer", "payee", "amount", "carried")]
    cells = [[s.hop, moment(s.time), names[s.source], names[s.target], yuan(s.amount_fen), yuan(s.carried_fen)]
             for s in found.flows]
    picked = table(heads, cells, key=f"flows {found.account} {found.direction} {found.method} {found.hops}")
    downloads(say("page_money"), heads, cells)
    if picked is not None:
        evidence_table(found.flows[picked].evidence, key="flow rows")
