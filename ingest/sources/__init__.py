"""One file per kind of source; see `ingest.source`."""
