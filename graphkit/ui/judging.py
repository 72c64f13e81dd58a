"""The investigator's word on the page: say it of a card, a line or a row, see all that was said, take it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from graphkit.analysis.errors import JudgeError, SeedError
from graphkit.model.judging import judgement_id
from graphkit.model.records import SourceRef
from graphkit.model.schema import STAGES
from graphkit.ui.session import ask, clauses, lang, say
from graphkit.ui.tables import table
from graphkit.words import text
from graphkit.workbench.judging import Judgements, said, said_at
from graphkit.workbench.settings import user_name

_LONGEST = 500


def judge_entity(entity_id: str, lane: str) -> None:
    """What can be said of a card: its role, and whether it is common infrastructure."""
    roles = {f"{verb}-role": (entity_id, lane) for verb in ("reject", "confirm")} if lane in STAGES else {}
    _popover({**roles, "hub": (entity_id,), "not-hub": (entity_id,)}, entity_id,
             text(f"chart.lane_{lane}", lang()) if lane in STAGES else "")


def judge_link(source: str, type_name: str, target: str) -> None:
    """What can be said of a line or a step: it holds, or it does not."""
    given = (source, type_name, target)
    _popover({"reject-link": given, "confirm-link": given}, " ".join(given))


def judge_row(ref: SourceRef) -> None:
    """A source row can be left out of every answer."""
    given = (ref.sha256, ref.sheet, str(ref.row))
    _popover({"exclude-row": given}, " ".join(given))


def _popover(choices: Mapping[str, tuple[str, ...]], key: str, role: str = "") -> None:
    """A button behind which something is said: what, why, and who says it."""
    with (
        st.popover(say("judge"), icon=":material/gavel:", type="tertiary", key=f"judge {key}"),
        st.form(f"judge form {key}", border=False),
    ):
        names = {action: say(f"judge_{action.replace('-', '_')}", role=role) for action in choices}
        action = st.radio(say("judge_what"), list(choices), None if len(choices) > 1 else 0,
                          format_func=names.__getitem__)
        why = st.text_input(say("judge_why"), max_chars=_LONGEST)
        who = st.text_input(say("judge_who"), user_name(), max_chars=60)
        st.caption(say("judge_note"))
        if st.form_submit_button(say("judge_record"), type="primary"):
            if action:
                _record(action, choices[action], why, who)
            else:
                st.text(say("judge_choose"))


def _record(action: str, given: Sequence[str], why: str, who: str) -> None:
    try:
        ask(lambda wb: wb.judge(action, *given, why=why, who=who))
    except (JudgeError, SeedError) as error:
        st.text(error.message(lang()))
    else:
        st.rerun()


def words_table(found: Judgements) -> None:
    """Everything that was said, newest first; what is chosen can be taken back."""
    if not found.words:
        st.write(text("judging.none", lang()))
        return
    language, words = lang(), found.words[::-1]
    for first, second in found.joined:
        st.text(text("judging.joined", language, first=first, second=second))
    st.caption(say("words_how"))
    lines = [[said(w, language), w.who, said_at(w), w.why, found.state_text(w, language),
              clauses(f"{o.who}: {o.why}" for o in found.against.get(judgement_id(w), ()))] for w in words]
    heads = [text(f"judging.head_{h}", language) for h in ("said", "who", "when", "why", "state", "against")]
    chosen = table(heads, lines, key=f"words {len(words)}", shown=8,
                   widths=["large", "small", "medium", "medium", "small", "small"])
    if chosen is not None and found.state(words[chosen]) != "undone":
        _undo(judgement_id(words[chosen]))


def _undo(judgement: str) -> None:
    with st.form(f"undo {judgement}"):
        why = st.text_input(say("undo_why"), max_chars=_LONGEST)
        who = st.text_input(say("judge_who"), user_name(), max_chars=60)
        if st.form_submit_button(say("undo_word"), icon=":material/undo:"):
            try:
                ask(lambda wb: wb.undo(judgement, why=why, who=who))
            except JudgeError as error:
                st.text(error.message(lang()))
            else:
                st.rerun()
