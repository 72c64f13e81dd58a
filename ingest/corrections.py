"""The corrections of an investigation: which row was put right by which, by whom, when and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from graphkit.model.checksums import CheckValues
from graphkit.model.records import Judgement, SourceRef
from graphkit.store.base import GraphStore
from graphkit.store.rows import WITHDRAWN
from graphkit.words import text
from ingest.chunking import decoded
from ingest.headers import LEADING
from ingest.mapping import Outcome

Place = tuple[str, str, int]
"""A row by the SHA-256 of its file, its sheet and its number."""

VERB = "correct"
"""The judgement that says who corrected which source; subjects: SHA-256 of the correction, of the corrected one;
value: the reason of rows that give none."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One corrected row: where the correction stands, and which row it corrects.

    `changed`: (header, as it stood, as it was corrected); `accepted`: whether it is fit for use now; `state` that of
    its source; `conflicts`: other corrections of the same row that say something else or the same.
    """

    ref: SourceRef
    of: SourceRef
    changed: tuple[tuple[str, str, str], ...]
    accepted: bool
    state: str
    who: str
    when: str
    why: str
    conflicts: tuple[SourceRef, ...] = ()


@lru_cache(1)
def leading_names() -> tuple[str, ...]:
    """The headers under which a chunk of corrections keeps what its rows correct, after those of the original."""
    return tuple(text(f"export.head_{name}") for name in LEADING)


def part_of(sha256: str, original: str) -> CheckValues:
    """What identifies the part of a corrections file that corrects one of several sources (by SHA-256)."""
    found = CheckValues()
    found.update(f"{sha256}\n{original}".encode())
    return found


@dataclass(frozen=True, slots=True)
class Kept:
    """A correction as the store has it: its row and its source's state, the row it corrects, the corrected cells."""

    ref: SourceRef
    of: SourceRef
    cells: tuple[tuple[str, str], ...]
    accepted: bool
    state: str
    why: str
    word: Judgement


def kept_corrections(store: GraphStore) -> Iterator[Kept]:
    """Every correction, source by source."""
    words = {w.subjects[0]: w for w in store.read(lambda view: view.judgements()) if w.verb == VERB}
    for info in store.read(lambda view: view.sources()) if words else ():
        word = words.get(info.sha256)
        if word is None:
            continue
        for _, place, chunk in store.chunks(info.no):
            raw, outcome = decoded(chunk.kind, chunk.raw), Outcome.decoded(chunk.outcome)
            width = len(raw.headers) - len(LEADING)
            for offset, cells in raw.rows:
                stated = dict(zip(LEADING, cells[width:], strict=False))
                yield Kept(
                    SourceRef(info.name, place.sheet, place.base + offset, info.sha256),
                    SourceRef(stated["file"], stated["sheet"], int(stated["row"]), stated["sha256"].lower()),
                    tuple(zip(raw.headers[:width], cells, strict=False)), offset not in outcome.rejected, info.state,
                    stated["correction"] or word.value, word,
                )


def place_of(ref: SourceRef) -> Place:
    """A row by the content of its file: whatever the file is called."""
    return ref.sha256, ref.sheet, ref.row


def corrections(store: GraphStore) -> list[Correction]:
    """Every correction, by the row it corrects; those of withdrawn sources too."""
    found = list(kept_corrections(store))
    in_use: dict[Place, list[SourceRef]] = defaultdict(list)
    for one in found:
        if one.accepted and one.state != WITHDRAWN:
            in_use[place_of(one.of)].append(one.ref)
    before = _originals(store, {one.of for one in found})
    return sorted((
        Correction(one.ref, one.of, _changed(before.get(one.of, ()), one.cells), one.accepted, one.state,
                   one.word.who, one.word.when, one.why,
                   tuple(ref for ref in in_use[place_of(one.of)] if ref != one.ref))
        for one in found), key=lambda one: (one.of, one.ref))


def settled(store: GraphStore) -> set[Place]:
    """The rejected rows that need nobody any more: a correction took each up, and is accepted or waits in its place."""
    tries: dict[Place, list[Kept]] = defaultdict(list)
    for one in kept_corrections(store):
        if one.state != WITHDRAWN:
            tries[place_of(one.of)].append(one)
    found = set(tries)
    for kept in tries.values():
        *earlier, _ = sorted(kept, key=lambda one: (one.accepted, one.word.when, one.ref))
        found |= {place_of(one.ref) for one in earlier if not one.accepted}
    return found


def _originals(store: GraphStore, refs: set[SourceRef]) -> dict[SourceRef, tuple[str, ...]]:
    known = lru_cache(4)(lambda chunk: decoded(chunk.kind, chunk.raw))
    near = store.read(lambda view: view.chunks_of(refs))
    return {ref: tuple(cells) for ref, (place, chunk) in near.items()
            for offset, cells in known(chunk).rows if place.base + offset == ref.row}


def _changed(before: tuple[str, ...], after: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str, str], ...]:
    padded = [*before, *[""] * (len(after) - len(before))]
    return tuple((header, old, new) for old, (header, new) in zip(padded, after, strict=False)
                 if old.strip() != new.strip())
