"""What is read before money is followed: hop by hop the transfers of the accounts that it passes through."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Literal

from graphkit.analysis.findings import Reason
from graphkit.analysis.ledger.entries import Entry, entries
from graphkit.analysis.near import Near
from graphkit.analysis.owners import Owners
from graphkit.analysis.platforms import everybodys
from graphkit.analysis.settings import limit
from graphkit.analysis.signs import Signs
from graphkit.analysis.times import Times
from graphkit.model.records import Transfer
from graphkit.store.view import View

Direction = Literal["out", "in"]
DIRECTIONS: tuple[Direction, ...] = ("out", "in")
PAID = ("paid",)
_DAY = len("2026-01-01")


@dataclass(slots=True)
class Reading:
    """`distance` of every account met from the start; `through`: those whose money is followed on; `ended`: why it is
    not; `transfers` at all of `through` and the start, `entries` of the same; `truncated`: a limit cut something off.
    """

    start: str
    direction: Direction
    distance: dict[str, int] = field(default_factory=dict)
    through: set[str] = field(default_factory=set)
    ended: dict[str, Reason] = field(default_factory=dict)
    transfers: dict[tuple[str, ...], Transfer] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    truncated: bool = False

    def ends(self, transfer: Transfer) -> tuple[str, str]:
        """From where to where a transfer is walked."""
        ends = (transfer.source, transfer.target)
        return ends if self.direction == "out" else ends[::-1]


@lru_cache(1 << 18)
def moment(time: str) -> float | None:
    """A stated time as seconds since 1970; a day counts from its beginning, China time; None when none is stated."""
    try:
        return datetime.fromisoformat(f"{time}T00:00:00+08:00" if len(time) == _DAY else time).timestamp()
    except (ValueError, OverflowError):
        return None


def read(view: View, start: str, direction: Direction, hops: int) -> Reading:
    """Everything that following the money of `start` over `hops` links needs; a few readings per hop."""
    found = Reading(start, direction, {start: 0})
    near = Near(view)
    near.types[start] = "Account"
    signs = Signs(near, Owners(near, Times()))
    count = sum(k.count for k in view.neighbourhood([start], PAID).links.values())
    if count > limit("trail", "transfers"):
        found.ended[start] = Reason("too_many_transfers", {"count": count, "most": limit("trail", "transfers")})
        found.truncated = True
        return found
    frontier = {start}
    for hop in range(1, hops + 1):
        found.transfers |= {t.reports: t for t in view.transfers_at(frontier, PAID)}
        met = _met(found, frontier)
        found.distance |= dict.fromkeys(met, hop)
        if hop == hops or not met:
            break
        frontier = _followed(found, near, signs, met)
        found.through |= frontier
    found.entries = entries(view, found.through | {start})
    return found


def _met(found: Reading, frontier: set[str]) -> dict[str, int]:
    """Accounts that are new, with what the frontier moved to them, 分, since the start's own money began to move."""
    sign = 1 if found.direction == "out" else -1
    moved = [(*found.ends(t), t.amount or 0, sign * when) for t in found.transfers.values()
             if (when := moment(t.time)) is not None]
    first = min((when for here, _, _, when in moved if here == found.start), default=float("inf"))
    sums: dict[str, int] = {}
    for here, there, fen, when in moved:
        if here in frontier and there not in found.distance and when >= first:
            sums[there] = sums.get(there, 0) + fen
    return sums


def _followed(found: Reading, near: Near, signs: Signs, met: dict[str, int]) -> set[str]:
    """Of the accounts met those to follow on: not everybody's, and as many as can be read."""
    ranked = sorted(met, key=lambda a: (-met[a], a))
    chosen = ranked[:limit("trail", "accounts")]
    near.types |= dict.fromkeys(chosen, "Account")
    public = everybodys(near, signs, chosen)
    left = limit("trail", "transfers") - len(found.transfers)
    near.load((a for a in chosen if a not in public), PAID)
    followed = set()
    for account in chosen:
        if account in public:
            found.ended[account] = public[account]
            continue
        cost = sum(k.count for k in (*near.out(account, *PAID), *near.into(account, *PAID)))
        if cost <= left and (account, PAID[0]) not in near.wide:
            followed.add(account)
            left -= cost
    cut = [a for a in ranked if a not in followed and a not in found.ended]
    found.ended |= dict.fromkeys(cut, Reason("not_followed"))
    found.truncated |= bool(cut)
    return followed
