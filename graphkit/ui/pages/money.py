"""Money: with whom an account dealt, and where its money went or came from, each transfer with its rows."""

from __future__ import annotations

import streamlit as st

from graphkit.analysis.errors import AmbiguousSeed, SeedError
from graphkit.analysis.ledger import Money
from graphkit.analysis.ledger.pools import METHODS
from graphkit.analysis.ledger.reading import DIRECTIONS
from graphkit.ui.evidence import evidence_table
from graphkit.ui.frame import title
from graphkit.ui.searching import candidates
from graphkit.ui.session import chosen, lang, remembered, say
from graphkit.ui.shown import label, moment
from graphkit.ui.tables import downloads, table
from graphkit.words import yuan


def page() -> None:
    """What to follow and how, then the counterparties, the flows, and what became of the money."""
    title("money")
    chosen("direction", DIRECTIONS, "out")
    chosen("method", METHODS, "fifo")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        seed = st.text_input(say("account"), st.query_params.get("seed", ""), placeholder=say("account_hint"),
                             icon=":material/search:", max_chars=200, width=360).strip()
        direction = st.segmented_control(say("follow"), DIRECTIONS, key="direction", required=True,
                                         format_func=lambda d: say(f"follow_{d}"))
        method = st.segmented_control(say("method"), METHODS, key="method", required=True,
                                      format_func=lambda m: say(f"method_{m}"))
        hops = int(st.number_input(say("hops"), 1, 6, 3, width=110))
    if not seed:
        st.markdown(say("money_how"))
        return
    try:
        _answer(remembered(f"money {seed} {direction} {method} {hops}",
                           lambda wb: wb.money(seed, direction or "out", hops, method or "fifo")))
    except AmbiguousSeed as error:
        candidates([e for e in error.candidates if e.type == "Account"] or error.candidates, "money")
    except SeedError as error:
        st.text(error.message(lang()))


def _answer(found: Money) -> None:
    names = {i: label(e, lang()) for i, e in found.entities.items()}
    for reason in found.assumptions:
        st.caption(reason.text(lang()))
    flows, parties, stations = st.tabs([say("flows", count=len(found.flows)),
                                        say("counterparties", count=len(found.counterparties)), say("stations")])
    with flows:
        heads = [say(n) for n in ("hop", "time", "payer", "payee", "amount", "carried")]
        cells = [[s.hop, moment(s.time), names[s.source], names[s.target], yuan(s.amount_fen), yuan(s.carried_fen)]
                 for s in found.flows]
        picked = table(heads, cells, key=f"flows {found.account} {found.direction} {found.method} {found.hops}")
        downloads(say("page_money"), heads, cells)
        if picked is not None:
            evidence_table(found.flows[picked].evidence, key="flow rows")
    with parties:
        table([say(n) for n in ("account", "received", "paid_out", "count")],
              [[names[c.account], yuan(c.in_fen), yuan(c.out_fen), c.count] for c in found.counterparties])
    with stations:
        table([say(n) for n in ("hop", "account", "came", "passed", "left", "kept", "remark")],
              [[s.hop, names[s.account], *map(yuan, (s.reached_fen, s.passed_fen, s.left_fen, s.kept_fen)),
                s.ended.text(lang()) if s.ended else say("passes_on") if s.passes_on else ""] for s in found.stations])
