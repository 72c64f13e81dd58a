"""Reading files: what form a file has, which kind it is, and its rows as text, streamed.

`open_file(path)` never raises for what a file is or holds; see `Opened` and `Table`.
"""

from ingest.reading.encoding import sha256_of
from ingest.reading.opening import open_file
from ingest.reading.table import LIMITS, Limits, Opened, Rows, Table
from ingest.reading.walking import file_name, walk

__all__ = ["LIMITS", "Limits", "Opened", "Rows", "Table", "file_name", "open_file", "sha256_of", "walk"]
