"""Money: with whom an account dealt, and where its money went or came from, each transfer with its rows."""

from __future__ import annotations

import streamlit as st

from graphkit.analysis.errors import AmbiguousSeed, SeedError
from graphkit.analysis.ledger.pools import METHODS
from graphkit.analysis.ledger.reading import DIRECTIONS
from graphkit.ui.frame import title
from graphkit.ui.moneyflows import money_found
from graphkit.ui.searching import candidates
from graphkit.ui.session import chosen, go, lang, remembered, say
from graphkit.ui.takings import takings


def page() -> None:
    """What to follow and how, then the counterparties, the flows, and what became of the money; without an account, the
    ring's money as a whole."""
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
        if seed and st.button(say("all_takings"), icon=":material/list:"):
            go("money")
    if not seed:
        takings()
        return
    try:
        money_found(remembered(f"money {seed} {direction} {method} {hops}",
                               lambda wb: wb.money(seed, direction or "out", hops, method or "fifo")))
    except AmbiguousSeed as error:
        candidates([e for e in error.candidates if e.type == "Account"] or error.candidates, "money")
    except SeedError as error:
        st.text(error.message(lang()))
