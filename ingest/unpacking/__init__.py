"""Opening archives safely: ZIP, TAR (gzipped or not), one gzipped file, and archives within them.

Members are streamed, one at a time, into files with names of our own in a folder that only this user can read; what a
member is called is only ever shown. `open_all(path, name)` gives the files of a path, whatever it is.
"""

from ingest.unpacking.opening import Part, open_all

__all__ = ["Part", "open_all"]
