"""The saved mappings of columns: what each says, to take away, to remove, and one from a file to add."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graphkit.ui.reports import kind_name
from graphkit.ui.session import ask, lang, listed, say
from graphkit.ui.shown import column_name
from graphkit.ui.tables import table
from graphkit.ui.uploads import safe_name
from ingest.mappings import LONGEST, MappingError, mapping_in, write_mapping
from ingest.source import ColumnMapping, sources

_ADDING = "mapping_adding"


def mapping_list(known: Sequence[ColumnMapping]) -> None:
    """A line each, the chosen one in full; then the way in for one that somebody shares."""
    st.caption(say("mappings_how"))
    if known:
        chosen = table([say(n) for n in ("mapping_name", "kind", "mapping_columns")],
                       [[m.name, kind_name(m.kind), listed(header for header, _ in m.columns)] for m in known],
                       key=f"mappings {' '.join(m.name for m in known)}", widths=["medium", "small", "large"])
        if chosen is not None:
            with st.container(border=True):
                _details(known[chosen])
    else:
        st.write(say("mappings_none"))
    if st.toggle(say("mapping_add"), key=_ADDING):
        _add({m.name for m in known})


def _details(mapping: ColumnMapping) -> None:
    _said(mapping)
    with st.container(horizontal=True):
        st.download_button(say("mapping_download"), write_mapping(mapping), f"{safe_name(mapping.name).name}.toml",
                           icon=":material/download:", on_click="ignore")
        with st.popover(say("mapping_remove"), icon=":material/delete:"):
            st.write(say("mapping_remove_how"))
            st.button(say("mapping_remove_now"), on_click=_forget, args=(mapping.name,), type="primary")


def _said(mapping: ColumnMapping) -> None:
    """Header by header what a mapping says, and what it states for all rows."""
    captions = {"": say("not_used")} | {c.name: column_name(c.name, c.headers[0], lang())
                                        for c in sources()[mapping.kind].columns}
    rows = [[header, captions[name]] for header, name in mapping.columns]
    rows += [[say("mapping_all_rows", value=value), captions[name]] for name, value in mapping.constants]
    st.text(f"{mapping.name}　{kind_name(mapping.kind)}")
    table([say("mapping_header"), say("mapping_column")], rows, shown=12)


def _forget(name: str) -> None:
    ask(lambda wb: wb.forget_mapping(name))
    st.toast(say("mapping_removed"), icon=":material/check:")


def _add(names: set[str]) -> None:
    """Read from a file, shown, and saved once that is confirmed."""
    with st.container(key="mapping_file"):
        file = st.file_uploader(say("mapping_file"), ["toml"], label_visibility="collapsed", max_upload_size=1)
    if file is None:
        return
    try:
        mapping = mapping_in(file.read(LONGEST), file.name)
    except MappingError as error:
        st.error(say("cannot"), icon=":material/error:")
        st.text(error.message(lang()))
        return
    with st.container(border=True):
        _said(mapping)
        if mapping.name in names:
            st.warning(say("mapping_replaces"), icon=":material/swap_horiz:")
        st.button(say("mapping_save"), on_click=_save, args=(mapping,), type="primary", icon=":material/save:")


def _save(mapping: ColumnMapping) -> None:
    ask(lambda wb: wb.save_mapping(mapping))
    st.session_state[_ADDING] = False  # the uploader and its file go
    st.toast(say("mapping_saved"), icon=":material/check:")
