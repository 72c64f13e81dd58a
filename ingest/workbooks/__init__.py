"""Reading workbooks in a process of their own: `python -m ingest.workbooks FILE LIMITS` writes their rows as JSON.

The library that reads them takes the sizes that a file claims at its word, and a hostile or damaged one makes it ask
for more memory than there is, which ends its process. So that is never the process of the load or of the app.

Lines on stdout, in the order of the sheets: `{"sheet": name, "rows": n}`, then `[row, cells, formula cells]` for each
row; `{"code": …, "value": …}` says what is wrong with the workbook.
"""
