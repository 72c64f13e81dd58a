"""A tip by telephone: its text is taken down as a lead, and joined to what somebody has confirmed that it names."""

from __future__ import annotations

import streamlit as st

from graphkit.ui.frame import title
from graphkit.ui.session import ask, go, investigation, lang, say
from graphkit.ui.shown import column_name
from graphkit.ui.tables import ticked
from graphkit.workbench.results import Tip
from ingest.spotting import Recognised
from ingest.tips import TipError

_TEXT = "tip_text"
_FIELDS = ("receiving_body", "received_at", "informant", "number", "province", "city", "handler")
_LONGEST = 100_000


def page() -> None:
    """The form, what its text names to be ticked, and once it is recorded the way to what stands behind it."""
    title("tip")
    taken: Tip | None = st.session_state.get(_taken())
    if taken is not None:
        _recorded(taken)
        return
    st.write(say("tip_how"))
    said = st.text_area(say("tip_text"), key=_TEXT, height=180, max_chars=_LONGEST, placeholder=say("tip_text_hint"))
    columns = st.columns(4)
    fields = {name: columns[place % 4].text_input(say(f"tip_{name}"), key=f"tip {name}", max_chars=200,
                                                  placeholder=say(f"tip_{name}_hint"))
              for place, name in enumerate(_FIELDS)}
    if not said.strip():
        st.button(say("tip_recognise"), icon=":material/manage_search:")
        return
    linked = _confirmed(ask(lambda wb: wb.recognise_tip(said)), said)
    if st.button(say("tip_record", count=len(linked)), type="primary", icon=":material/save:"):
        try:
            st.session_state[_taken()] = ask(lambda wb: wb.tip(said, fields, linked))
        except TipError as error:
            st.error(say("cannot"), icon=":material/error:")
            st.text(error.message(lang()))
        else:
            st.rerun()


def _confirmed(found: tuple[Recognised, ...], said: str) -> list[Recognised]:
    """What of it the user has ticked: nothing is linked unasked."""
    st.subheader(say("tip_found", count=len(found)), anchor=False)
    if not found:
        st.write(say("tip_found_none"))
        return []
    st.caption(say("tip_tick"))
    rows = [[column_name(one.column, one.header, lang()), one.value] for one in found]
    return [found[place] for place in ticked([say("property"), say("value")], rows, key=f"tip {hash(said)}")]


def _recorded(taken: Tip) -> None:
    st.success(say("tip_done", count=len(taken.linked)), icon=":material/check_circle:")
    st.text(say("tip_is", number=taken.number, when=taken.received_at, source=taken.report.path))
    for one in taken.linked:
        st.text(f"{column_name(one.column, one.header, lang())}：{one.value}")
    with st.container(horizontal=True):
        if st.button(say("tip_trace"), type="primary", icon=":material/account_tree:"):
            go("trace", seed=taken.lead)
        st.button(say("tip_more"), on_click=_again, icon=":material/add:")


def _taken() -> str:
    return f"tip_taken {investigation()}"


def _again() -> None:
    for name in (_taken(), _TEXT, *(f"tip {field}" for field in _FIELDS)):
        st.session_state.pop(name, None)
