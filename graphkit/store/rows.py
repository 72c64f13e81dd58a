"""The flat records that every store keeps, and the small codecs they share.

Entities and links carry a `support`: the number of an interned set of sources that speak for them. Withdrawing a
source changes which supports are live and touches nothing else, so a million rows leave every view at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import sub
from typing import TYPE_CHECKING, NamedTuple

import orjson

if TYPE_CHECKING:
    from graphkit.model.records import Numbers, Value

LIVE, LOADING, WITHDRAWN = "live", "loading", "withdrawn"


class EntityRow(NamedTuple):
    """An entity by its outside id; `rank` is the strength of the key behind the id, 0 the strongest."""

    id: str
    type: str
    rank: int
    support: int


class PlainLink(NamedTuple):
    """A link that is one however often it is claimed."""

    id: str
    type: str
    source: str
    target: str
    support: int


class TransactionRow(NamedTuple):
    """One reported transaction; where its reports differ (`conflict`), only their claims know what they say."""

    id: str
    type: str
    source: str
    target: str
    support: int
    amount: int | None
    time: str
    side: str
    reference: str
    moved: bool
    conflict: bool


class TotalRow(NamedTuple):
    """All transactions of one type, direction, side and support between two entities.

    `n` and `amount` cover those that moved something; `first`/`last` their times ("" when none states one).
    """

    type: str
    source: str
    target: str
    side: str
    support: int
    n: int
    amount: int
    first: str
    last: str
    failed: int
    conflicts: int


class Columns(NamedTuple):
    """A whole graph by columns: entities (`ids`, `types`, `supports`), and links between their positions in `ids`.

    Types of entities and links are positions in `names`.
    """

    names: list[str]
    ids: list[str]
    types: Numbers
    supports: Numbers
    link_types: Numbers
    sources: Numbers
    targets: Numbers
    link_supports: Numbers


class ClaimRow(NamedTuple):
    """The rows of one chunk (offsets from its first row) that say the same about one entity or link."""

    subject: str
    chunk: int
    rows: bytes
    values: bytes


class ChunkRow(NamedTuple):
    """A run of rows as read: `raw` is the compressed header and rows, `outcome` what became of them (JSON)."""

    no: int
    hash: str
    kind: str
    raw: bytes
    outcome: bytes


class Placement(NamedTuple):
    """Where a chunk stands: the source's number, the sheet, and the row number of the chunk's first row."""

    chunk: int
    source: int
    sheet: str
    base: int


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """One loaded file. `names` are all names it came under, sorted; `state` is live, loading or withdrawn.

    `no` is the store's own number; counts are those of the load; `rules` the version that read it.
    """

    no: int
    sha256: str
    names: tuple[str, ...]
    kind: str
    size: int
    state: str
    loaded_at: str
    rows: int = 0
    accepted: int = 0
    rejected: int = 0
    no_data: int = 0
    rules: int = 0
    reason: str = ""
    changed_by: str = ""
    changed_at: str = ""
    sm3: str = ""

    @property
    def name(self) -> str:
        """The name it is shown under: the first by alphabet, whatever the order of loading."""
        return self.names[0] if self.names else self.sha256[:12]


def pack(offsets: Sequence[int]) -> bytes:
    """Ascending offsets as delta varints: one byte for most."""
    if len(offsets) == 1:  # what most rows say, no other row of the chunk says
        return _packed(offsets[0])
    return b"".join(map(_packed, map(sub, offsets, (0, *offsets))))


@lru_cache(4096)
def _packed(delta: int) -> bytes:
    out = bytearray()
    while delta > 0x7F:
        out.append(delta & 0x7F | 0x80)
        delta >>= 7
    out.append(delta)
    return bytes(out)


def counted(data: bytes) -> int:
    """How many offsets `pack` wrote: every one ends in a byte without the high bit."""
    return len(data.translate(None, _CONTINUED))


_CONTINUED = bytes(range(0x80, 0x100))


@lru_cache(4096)
def stated(values: bytes) -> Mapping[str, Value]:
    """What a claim states. Rows say the same again and again, of links mostly nothing."""
    found: dict[str, Value] = orjson.loads(values)
    return found


def offsets(data: bytes) -> Sequence[int]:
    """The offsets that `pack` wrote."""
    return _one_or_two(data) if len(data) < 3 else tuple(unpack(data))


@lru_cache(4096)
def _one_or_two(data: bytes) -> tuple[int, ...]:
    return tuple(unpack(data))


def unpack(data: bytes) -> Iterator[int]:
    """The offsets that `pack` wrote, one by one."""
    value = shift = last = 0
    for byte in data:
        value |= (byte & 0x7F) << shift
        if byte & 0x80:
            shift += 7
        else:
            last += value
            yield last
            value = shift = 0
