"""The web app. `graphkit app` serves it; what a page shows comes from graphkit.ui.pages."""

import streamlit as st

from graphkit.analysis.errors import SeedError
from graphkit.store.errors import StoreError
from graphkit.ui.frame import failed, sidebar
from graphkit.ui.pages import PAGES
from graphkit.ui.session import LANG, chosen, say
from graphkit.ui.style import style
from graphkit.words import LANGUAGES
from graphkit.workbench.settings import load_settings

# Drawn here: an icon by name would be fetched from outside.
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><g fill="none" stroke="#1d5fbf" stroke-width="2.5">'
    '<path d="M9 9l7 14M23 9l-7 14M9 9h14"/></g><g fill="#1d5fbf"><circle cx="8" cy="8" r="5"/>'
    '<circle cx="24" cy="8" r="5"/><circle cx="16" cy="24" r="5"/></g></svg>'
)
chosen(LANG, LANGUAGES, load_settings().lang)  # before anything is said
st.set_page_config(say("app"), ICON, layout="wide", initial_sidebar_state=232)
style()
try:
    there = sidebar()
    page = st.navigation([make() for make in PAGES.values()], expanded=True)
    if there:
        page.run()
except (StoreError, SeedError) as error:  # for the user to put right, so it is no matter for the program's log
    failed(error)
