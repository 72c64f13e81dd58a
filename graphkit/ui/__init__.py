"""The pages of the web app; the only place besides app.py that imports streamlit."""
