"""Rows that an investigator left out, wherever they stand: found by content behind what they speak of."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import orjson

from graphkit.model.judging import ROW, STATEMENT, row_id
from graphkit.model.records import Judgement
from graphkit.store.backend import Reader
from graphkit.store.rows import ClaimRow, pack, unpack

ANCHORS = 3
"""Of what a row speaks of, these many are asked for their rows; the rarest come first in the judgement."""
_CLAIMS = 2_000

Offsets = Mapping[tuple[int, str], frozenset[int]]
"""(chunk number, entity or link, "" for all that the row speaks of) → offsets of the rows that are left out."""


def excluded(reader: Reader, words: Iterable[Judgement]) -> Offsets:
    """Where the rows that these words leave out stand, in every source that has them."""
    wanted: dict[str, set[str]] = defaultdict(set)  # content of a row → what of it is left out
    anchors: set[str] = set()
    for word in words:
        if word.verb == "exclude" and word.value in (ROW, STATEMENT):
            wanted[word.subjects[0]].add("" if word.value == ROW else word.subjects[1])
            anchors |= set(word.subjects[1:1 + ANCHORS])
    near: dict[int, set[int]] = defaultdict(set)
    for claim in reader.claims(anchors, _CLAIMS) if anchors else ():
        near[claim.chunk] |= set(unpack(claim.rows))
    found: dict[tuple[int, str], set[int]] = defaultdict(set)
    for no, offsets in near.items():
        chunk = reader.chunk(no)
        raw = orjson.loads(zlib.decompress(chunk.raw)) if chunk else {"headers": [], "rows": []}
        for offset, *cells in raw["rows"]:
            for subject in wanted.get(row_id(raw["headers"], cells), ()) if offset in offsets else ():
                found[no, subject].add(offset)
    return {key: frozenset(out) for key, out in found.items()}


def spoken_of(reader: Reader, offsets: Offsets) -> set[str]:
    """Every entity and link of which something is left out."""
    chunks = {no for no, _ in offsets}
    return {claim.subject for no in chunks for claim in reader.chunk_statements(no)[3]
            if not _out(claim._replace(chunk=no), offsets).isdisjoint(unpack(claim.rows))}


def without(claims: Iterable[ClaimRow], offsets: Offsets) -> list[ClaimRow]:
    """The claims less the rows that are left out; those without any other row are gone."""
    if not offsets:
        return list(claims)
    kept = []
    for claim in claims:
        out = _out(claim, offsets)
        rows = [n for n in unpack(claim.rows) if n not in out]
        if rows:
            kept.append(claim._replace(rows=pack(rows)) if out else claim)
    return kept


def _out(claim: ClaimRow, offsets: Offsets) -> frozenset[int]:
    none: frozenset[int] = frozenset()
    return offsets.get((claim.chunk, ""), none) | offsets.get((claim.chunk, claim.subject), none)


def rarest(reader: Reader, subjects: Collection[str]) -> list[str]:
    """The subjects with the fewest claims first, then by id."""
    counts = dict.fromkeys(subjects, 0)
    for claim in reader.claims(subjects, _CLAIMS):
        counts[claim.subject] += 1
    return sorted(counts, key=lambda s: (counts[s], s))
