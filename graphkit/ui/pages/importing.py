"""Import: choose files, see what each is and load them; the sources that are loaded, and how tables are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from graphkit.ui.frame import title
from graphkit.ui.loadsteps import load_steps
from graphkit.ui.mappinglist import mapping_list
from graphkit.ui.session import ask, say
from graphkit.ui.sourcelist import source_list

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile


def page() -> None:
    """One step at a time, above the list of what is there."""
    title("import")
    load_steps("load", _choose)
    loaded, read_as = st.tabs([say("sources"), say("mappings")])
    with loaded:
        source_list()
    with read_as:
        mapping_list(ask(lambda wb: wb.mappings()))


def _choose(key: str) -> Sequence[UploadedFile]:
    st.write(say("import_how"))
    whole = st.toggle(say("import_folder"), help=say("import_folder_help"))
    return st.file_uploader(say("import_files"), accept_multiple_files="directory" if whole else True, key=key,
                            label_visibility="collapsed")
