"""Rows that an investigator left out, wherever they stand: found by content behind what they speak of."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import orjson

from graphkit.model.judging import ROW, row_id
from graphkit.model.records import Judgement
from graphkit.store.backend import Reader
from graphkit.store.rows import ClaimRow, pack, unpack

ANCHORS = 3
"""Of what a row speaks of, these many are asked for their rows; the rarest come first in the judgement."""
_CLAIMS = 2_000

Offsets = Mapping[int, frozenset[int]]
"""Chunk number → offsets of the rows in it that are left out."""


def excluded(reader: Reader, words: Iterable[Judgement]) -> Offsets:
    """Where the rows that these words leave out stand, in every source that has them."""
    rows = {w.subjects[0]: w.subjects[1:1 + ANCHORS] for w in words if (w.verb, w.value) == ("exclude", ROW)}
    anchors = {a for some in rows.values() for a in some}
    near: dict[int, set[int]] = defaultdict(set)
    for claim in reader.claims(anchors, _CLAIMS) if anchors else ():
        near[claim.chunk] |= set(unpack(claim.rows))
    found: dict[int, frozenset[int]] = {}
    for no, offsets in near.items():
        chunk = reader.chunk(no)
        raw = orjson.loads(zlib.decompress(chunk.raw)) if chunk else {"headers": [], "rows": []}
        out = {offset for offset, *cells in raw["rows"] if offset in offsets and row_id(raw["headers"], cells) in rows}
        if out:
            found[no] = frozenset(out)
    return found


def spoken_of(reader: Reader, offsets: Offsets) -> set[str]:
    """Every entity and link that these rows speak of."""
    return {claim.subject for no, out in offsets.items() for claim in reader.chunk_statements(no)[3]
            if not out.isdisjoint(unpack(claim.rows))}


def without(claims: Iterable[ClaimRow], offsets: Offsets) -> list[ClaimRow]:
    """The claims less the rows that are left out; those without any other row are gone."""
    kept = []
    for claim in claims:
        out = offsets.get(claim.chunk)
        rows = [n for n in unpack(claim.rows) if n not in out] if out else None
        if rows is None:
            kept.append(claim)
        elif rows:
            kept.append(claim._replace(rows=pack(rows)))
    return kept


def rarest(reader: Reader, subjects: Collection[str], most: int) -> list[str]:
    """The subjects with the fewest claims first, then by id; no more than `most`."""
    counts = dict.fromkeys(subjects, 0)
    for claim in reader.claims(subjects, _CLAIMS):
        counts[claim.subject] += 1
    return sorted(counts, key=lambda s: (counts[s], s))[:most]
