"""Import: choose files, see what each is and load them; and the sources that are loaded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from graphkit.ui.frame import title
from graphkit.ui.loadsteps import load_steps
from graphkit.ui.session import say
from graphkit.ui.sourcelist import source_list

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile


def page() -> None:
    """One step at a time, above the list of what is there."""
    title("import")
    load_steps("load", _choose)
    st.subheader(say("sources"), anchor=False)
    source_list()


def _choose(key: str) -> Sequence[UploadedFile]:
    st.write(say("import_how"))
    whole = st.toggle(say("import_folder"), help=say("import_folder_help"))
    return st.file_uploader(say("import_files"), accept_multiple_files="directory" if whole else True, key=key,
                            label_visibility="collapsed")
