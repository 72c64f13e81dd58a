"""How much of an investigation waits for somebody: what was not read, not loaded, not used, or contradicts itself."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from graphkit.analysis.conflicts import Conflicts
from graphkit.store.rows import WITHDRAWN
from graphkit.ui.rejected import Unused, open_rejects, unused_of
from graphkit.ui.session import desk, remembered, say
from graphkit.workbench import Workbench

REJECTED, CONFLICTS, UNUSED, REFUSED = "rejected", "conflicts", "unused", "refused"
MATTERS = (REJECTED, CONFLICTS, UNUSED, REFUSED)
"""What the page of open matters lists, and the address may ask it to show."""


def pending() -> Mapping[str, int]:
    """Each matter → how many rows, contradictions or files it concerns; contradictions once they are known."""
    known = contradictions()
    return {
        REJECTED: sum(remembered(REJECTED, open_rejects).values()),
        **({CONFLICTS: len(known.found)} if known else {}),
        UNUSED: sum(not left.decided for left in unused().values()),
        REFUSED: len(remembered(REFUSED, lambda wb: wb.refused()).files),
    }


def contradictions() -> Conflicts | None:
    """What the sources contradict each other about, None while it is looked for."""
    return desk().soon(CONFLICTS, lambda wb: wb.conflicts())


@st.fragment(run_every=1.0)
def comparing() -> None:
    """Says that contradictions are looked for; the page runs again once they are known."""
    if contradictions() is not None:
        st.rerun()
    st.caption(say("comparing"))


def unused() -> Mapping[str, Unused]:
    """SHA-256 of each source that counts → its headers that nothing was read from, where there are any."""
    return remembered(UNUSED, _unused)


def _unused(wb: Workbench) -> Mapping[str, Unused]:
    found = {s.sha256: unused_of(wb, s) for s in wb.sources().files if s.state != WITHDRAWN}
    return {sha256: left for sha256, left in found.items() if left.headers}
