"""Certificates: each with its verdict and the reasons, to filter, to look up, to trace, to take away."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from graphkit.analysis.certificates import VERDICTS, Verdict
from graphkit.model.schema import STAGES
from graphkit.model.statements import search_form
from graphkit.ui.attention import CONTRADICTING, contradicts
from graphkit.ui.evidence import numbered
from graphkit.ui.frame import title
from graphkit.ui.session import chosen, clauses, go, lang, listed, remembered, say
from graphkit.ui.shown import short
from graphkit.ui.survey import KEY_STAGES, survey
from graphkit.ui.tables import downloads, table
from graphkit.ui.tracing import stage_name

_ALL = "all"


def page() -> None:
    """The list, and the chosen certificate's reasons beside what to do with it."""
    title("certificates")
    verdicts = remembered("certificates", lambda wb: wb.certificates()).verdicts
    if not verdicts:
        st.write(say("no_certificates"))
        return
    counts = Counter(v.verdict for v in verdicts)
    counts[CONTRADICTING] = sum(map(contradicts, verdicts))
    options = [_ALL, *(v for v in (*VERDICTS, CONTRADICTING) if counts[v])]
    chosen("verdict", options, _ALL)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wanted = st.segmented_control(
            say("verdict"), options, key="verdict", required=True,
            format_func=lambda v: f"{say(f'verdict_{v}')} {counts[v] if v != _ALL else len(verdicts):,}",
        )
        text = st.text_input(say("search"), key="certificate_search", placeholder=say("certificate_search"),
                             icon=":material/search:", width=320)
        missing = _missing()
    reached = survey().reached
    rows = [v for v in verdicts if (wanted in (_ALL, v.verdict) or (wanted == CONTRADICTING and contradicts(v)))
            and _answers(v, text) and (missing == _ALL or missing not in reached.get(v.id, (missing,)))]
    heads = [say(n) for n in ("number", "operation_item", "holder", "verdict", "reasons")]
    cells = [[v.number, v.operation_item, v.holder, say(f"verdict_{v.verdict}"), _why(v)] for v in rows]
    if reached:
        heads.insert(4, say("reached"))
        for v, line in zip(rows, cells, strict=True):
            line.insert(4, listed(stage_name(s) for s in STAGES if s in reached.get(v.id, ())))
    st.caption(say("certificates_how", count=len(rows)))
    picked = table(heads, cells, key=f"certificates {wanted} {text} {missing}", shown=12,
                   widths=["medium", "medium", *["small"] * (len(heads) - 3), "large"])
    downloads(say("page_certificates"), heads, cells)
    if picked is not None:
        with st.container(border=True):
            _details(rows[picked])


def _missing() -> str:
    """The stage that is not reached from the certificates wanted; only once the survey knows."""
    options = [_ALL, *KEY_STAGES] if survey().reached else [_ALL]
    chosen("missing", options, _ALL)
    if len(options) == 1:
        return _ALL
    return str(st.selectbox(say("missing"), options, key="missing", width=180,
                            format_func=lambda s: say("missing_all") if s == _ALL else stage_name(s)))


def _answers(verdict: Verdict, text: str) -> bool:
    wanted = search_form(text.strip())
    return any(wanted in search_form(field) for field in (verdict.number, verdict.holder, verdict.operation_item))


def _why(verdict: Verdict) -> str:
    return clauses(reason.text(lang()) for reason in verdict.reasons)


def _details(verdict: Verdict) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text("　".join(map(short, (verdict.number, verdict.operation_item, verdict.holder))))
        verdict_badge(verdict.verdict)
    if st.button(say("trace_this"), type="primary", icon=":material/account_tree:"):
        go("trace", seed=verdict.id)
    numbered(((reason.text(lang()), reason.evidence) for reason in verdict.reasons), f"reason {verdict.id}")


COLOURS = {"forged": "red", "suspect": "orange", "unknown": "gray", "expired": "blue", "genuine": "green"}


def verdict_badge(verdict: str) -> None:
    """A verdict in its colour."""
    st.badge(say(f"verdict_{verdict}"), color=COLOURS[verdict])  # type: ignore[arg-type]
