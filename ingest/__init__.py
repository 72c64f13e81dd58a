"""From the files of a case to statements in the store."""
