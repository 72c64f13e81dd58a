"""What the sources contradict each other about, value against value, each with its rows."""

from __future__ import annotations

import streamlit as st

from graphkit.analysis.conflicts import Conflict, Conflicts
from graphkit.model.catalog import ENTITY_TYPES
from graphkit.ui.evidence import evidence_table
from graphkit.ui.session import go, lang, say
from graphkit.ui.shown import link_name, type_name, value
from graphkit.ui.tables import downloads, table


def contradiction_list(found: Conflicts) -> None:
    """A line each; the chosen one with every value's rows, and the way on."""
    if not found.found:
        st.write(say("todo_conflicts_none"))
        return
    heads = [say(n) for n in ("type", "name", "property", "said_to_be")]
    cells = [[_type(c), c.caption, getattr(c.field, lang()), " ≠ ".join(_values(c))] for c in found.found]
    chosen = table(heads, cells, key=f"conflicts {len(cells)}", shown=12, widths=["small", "medium", "small", "large"])
    downloads(say("todo_conflicts"), heads, cells)
    if chosen is not None:
        with st.container(border=True):
            _details(found.found[chosen])


def _details(conflict: Conflict) -> None:
    for number, (said, rows) in enumerate(zip(_values(conflict), conflict.said, strict=True)):
        st.text(f"{getattr(conflict.field, lang())}：{said}")
        evidence_table(rows.evidence, key=f"conflict {conflict.id} {conflict.field.name} {number}")
    for entity, column in zip(conflict.subjects, st.columns(4), strict=False):
        with column:
            if st.button(say("trace_subject"), key=f"trace {entity}", icon=":material/account_tree:"):
                go("trace", seed=entity)


def _type(conflict: Conflict) -> str:
    return (type_name if conflict.type in ENTITY_TYPES else link_name)(conflict.type, lang())


def _values(conflict: Conflict) -> list[str]:
    return [value(conflict.field.kind, said.value, lang()) or say("nothing_stated") for said in conflict.said]
