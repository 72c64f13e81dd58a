"""Runs of rows that end where their content says so.

A row inserted into a long file then changes one chunk, and every other one is found again by its content: a second
export of the same account costs little more than reading it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

import orjson

from graphkit.model.catalog import RULES
from graphkit.model.report import Issue
from ingest.reading import Opened, Table
from ingest.source import Assigned

_LEAST, _MASK, _MOST = 512, 1023, 4096
_BUCKETS, _WIDTH = 1 << 16, 6


@dataclass(slots=True)
class RawChunk:
    """Rows as read. `rows`: (offset from `base`, cells); `ordinals`: offset → how many equal rows stand above it in
    the file; `flags`: what the reader had to say about single rows, with offsets for row numbers; `assigned`: which
    column is which, when a person said so."""

    kind: str
    headers: tuple[str, ...]
    base: int
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    ordinals: dict[int, int] = field(default_factory=dict)
    flags: list[Issue] = field(default_factory=list)
    assigned: Assigned | None = None

    def encoded(self) -> bytes:
        """The content as bytes: equal bytes say the same."""
        said = self.assigned
        assigned = {} if said is None else {"assigned": [said.columns, said.constants, said.identity]}
        return orjson.dumps(assigned | {
            "headers": self.headers,
            "rows": [[offset, *cells] for offset, cells in self.rows],
            "ordinals": [[offset, n] for offset, n in self.ordinals.items()],
            "flags": [[f.row, f.column, f.code, f.severity, f.value] for f in self.flags],
        })

    def digest(self, encoded: bytes) -> str:
        """Names this content read as this kind by today's rules."""
        return blake2b(f"{self.kind}\x1f{RULES}\x1f".encode() + encoded, digest_size=16).hexdigest()


def decoded(kind: str, raw: bytes) -> RawChunk:
    """The chunk that a store kept compressed; its base is 0."""
    found = orjson.loads(zlib.decompress(raw))
    said = found.get("assigned")
    assigned = Assigned(tuple(map(tuple, said[0])), tuple(map(tuple, said[1])), tuple(said[2])) if said else None
    return RawChunk(
        kind, tuple(found["headers"]), 0, [(offset, cells) for offset, *cells in found["rows"]],
        dict(found["ordinals"]), [Issue(row, "", column, code, severity, value)
                                  for row, column, code, severity, value in found["flags"]],
        assigned,
    )


class _Met:
    """The hashes of rows met so far: 64 bits each, in a seventh of the memory of a set, for a million rows are kept."""

    def __init__(self) -> None:
        self._buckets = [b""] * _BUCKETS

    def before(self, key: int) -> bool:
        """Whether a hash was met before; from now on it was."""
        place = key % _BUCKETS
        bucket, rest = self._buckets[place], (key // _BUCKETS).to_bytes(_WIDTH, "big", signed=True)
        at = bucket.find(rest)
        while at > 0 and at % _WIDTH:  # astride two others
            at = bucket.find(rest, at + 1)
        if at < 0:
            self._buckets[place] = bucket + rest
        return at >= 0


def chunks(opened: Opened, table: Table) -> Iterator[RawChunk]:
    """The rows of a table in chunks; the reader's issues about single rows go along with them."""
    met, again = _Met(), dict[int, int]()
    chunk: RawChunk | None = None
    for number, cells in table.rows:
        joined = "\x1f".join(cells)
        if chunk is None:
            chunk = RawChunk(table.kind, table.headers, number, assigned=table.assigned)
        offset = number - chunk.base
        chunk.rows.append((offset, cells))
        key = hash(joined)
        if met.before(key) and joined.strip("\x1f \t"):
            chunk.ordinals[offset] = again[key] = again.get(key, 0) + 1
        length = len(chunk.rows)
        if length >= _LEAST and (length >= _MOST or not zlib.crc32(joined.encode("utf-8", "surrogatepass")) & _MASK):
            yield _flagged(chunk, opened)
            chunk = None
    if chunk is not None:
        yield _flagged(chunk, opened)


def _flagged(chunk: RawChunk, opened: Opened) -> RawChunk:
    """Move the reader's issues about rows of this chunk into it; those about the whole file stay."""
    kept = []
    last = chunk.base + chunk.rows[-1][0]
    for issue in opened.issues:
        if chunk.base <= issue.row <= last:
            chunk.flags.append(Issue(issue.row - chunk.base, "", issue.column, issue.code, issue.severity, issue.value))
        else:
            kept.append(issue)
    opened.issues[:] = kept
    return chunk
