"""One file before it is loaded: whether to take it, what kind it is, and which of its columns holds what."""

from __future__ import annotations

from itertools import count
from pathlib import PurePosixPath

import streamlit as st

from graphkit.model.report import FileReport
from graphkit.ui.reports import kind_name
from graphkit.ui.session import ask, lang, say
from graphkit.ui.shown import column_name, short
from graphkit.ui.uploads import Load
from ingest.headers import normal
from ingest.mappings import MappingError, checked
from ingest.source import Column, ColumnMapping, sources
from ingest.suggesting import SeenTable, suggest_mapping

_SAMPLES = 3


def assigning(load: Load, file: FileReport) -> bool:
    """The file's choices; True: the user has said which column is which, so the preview is to be made again."""
    st.text(file.path)
    if file.corrects:
        st.caption(say("no_assigning"))
        return False
    if file.kind:
        takes = st.toggle(say("take_this"), load.word.takes(file), key=f"take {file.path}")
        if takes != load.word.takes(file):
            load.word.takes_file[file.path] = takes
            st.rerun()
    if file.accepted and file.unchanged == file.accepted:
        st.info(say("already_read"), icon=":material/info:")
    tables = load.tables(file.path)
    if not tables:
        st.caption(say("no_table"))
        return False
    place = 0
    if len(tables) > 1:
        place = st.selectbox(say("sheet"), range(len(tables)), format_func=lambda i: tables[i].sheet or str(i + 1))
    key = f"{file.path} {place}"
    mapping = _mapping(load, file, tables[place], key)
    if not st.button(say("assign_now"), type="primary", icon=":material/table_view:", key=f"assign {key}"):
        return False
    try:
        load.word.assign(file.path, tables[place].sheet, checked(mapping))
    except MappingError as error:
        st.error(say("cannot"), icon=":material/error:")
        st.text(error.message(lang()))
        return False
    return True


def _mapping(load: Load, file: FileReport, table: SeenTable, key: str) -> ColumnMapping:
    """What the widgets say: kind, a column of it for each header, and what all rows have in addition."""
    inner = PurePosixPath(file.path.rpartition("!")[2]).stem
    guesses = suggest_mapping(table.headers, table.rows)
    kinds = sorted((s.kind for s in sources().values() if s.columns), key=kind_name)
    first = table.kind or next((guess.mapping.kind for guess in guesses), kinds[0])
    kind = st.selectbox(say("kind_is"), kinds, kinds.index(first), format_func=kind_name, key=f"kind {key} {first}",
                        width=480)
    source = sources()[kind]
    drafts = dict(table.columns) if kind == table.kind else next(
        (dict(guess.mapping.columns) for guess in suggest_mapping(table.headers, table.rows, inner, kind)), {})
    captions = {"": say("not_used")} | {c.name: _caption(c) for c in source.columns}
    st.caption(say("assign_how"))
    columns = []
    headers = {normal(header): place for place, header in reversed(list(enumerate(table.headers))) if normal(header)}
    for place in sorted(headers.values()):
        header = table.headers[place]
        left, middle, right = st.columns([3, 4, 4], vertical_alignment="center")
        left.text(short(header))
        middle.text(short("　".join([row[place] for row in table.rows if place < len(row)][:_SAMPLES])))
        names = list(captions)
        chosen = right.selectbox(say("column_is", number=place + 1), names, names.index(drafts.get(header, "")),
                                 format_func=captions.__getitem__, label_visibility="collapsed",
                                 key=f"column {key} {kind} {place}")
        columns.append((header, chosen))
    told = {name for _, name in columns}
    stated = dict(table.constants) if kind == table.kind else {}
    constants = []
    for column in source.lacking(told):
        value = st.text_input(say("constant", column=_caption(column)), key=f"constant {key} {kind} {column.name}",
                              value=stated.get(column.name, load.word.constants.get(column.name, "")),
                              max_chars=200, width=480).strip()
        constants += [(column.name, value)] if value else []
    name = _name(load, f"{inner} {table.sheet}".strip(), {normal(header) for header, _ in columns})
    return ColumnMapping(name, kind, tuple(columns), tuple(constants))


def _name(load: Load, wanted: str, headers: set[str]) -> str:
    """The name of the mapping that already speaks of these headers, else a new one: it must replace no other."""
    known = {m.name: {normal(header) for header, _ in m.columns}
             for m in (*ask(lambda wb: wb.mappings()), *load.word.assigned.values())}
    names = [name for name, said in known.items() if said == headers]
    free = (wanted if number == 1 else f"{wanted} ({number})" for number in count(1))
    return names[0] if names else next(name for name in free if name not in known)


def _caption(column: Column) -> str:
    known = column_name(column.name, column.headers[0], lang())
    return say("required_column", column=known) if column.required else known
