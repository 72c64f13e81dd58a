"""Transactions without an account at the other end: cash, fees, and what the bank did not name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from typing import Any, Literal, NamedTuple

from graphkit.analysis.findings import ref_json
from graphkit.analysis.settings import mentions, words
from graphkit.model.records import Claim, SourceRef, Value
from graphkit.store.view import View

Kind = Literal["cash", "fee", "interest", "unnamed"]
_KINDS: tuple[Kind, ...] = ("fee", "interest", "cash")
_READ = 1 << 20
_FIELDS = ("lone_side", "lone_fen", "lone_time", "lone_party", "lone_memo")


class Entry(NamedTuple):
    """Money that left an account, or came in (`side`), with no account named; the rows that state it."""

    account: str
    side: str
    fen: int
    time: str
    party: str
    memo: str
    evidence: tuple[SourceRef, ...]

    def to_json(self) -> dict[str, Any]:
        """Flat, with its rows."""
        return {"account": self.account, "time": self.time, "amount_fen": self.fen, "party": self.party,
                "memo": self.memo, "evidence": [ref_json(r) for r in self.evidence]}

    @property
    def kind(self) -> Kind:
        """What it was, in the bank's own words."""
        said = f"{self.party} {self.memo}"
        return next((kind for kind in _KINDS if mentions(said, words("infrastructure", "ends", kind))), "unnamed")


def entries(view: View, accounts: Collection[str]) -> list[Entry]:
    """Every such transaction of these accounts that moved money, once.

    Two exports of one account state the same transaction in the same words: it counts as often as the file that has
    it most often says. A row whose other end is the account itself moves nothing.
    """
    known = view.get(accounts)
    found = []
    for account, claims in view.claims(accounts, _READ).items():
        own = set(known[account].properties.get("number", ())) if account in known else set()
        told: dict[tuple[Value, ...], list[Claim]] = defaultdict(list)
        for claim in claims:
            said = claim.values
            if said.get("lone_side") and said.get("lone_fen") and not said.get("lone_status"):
                told[tuple(said.get(name, "") for name in _FIELDS)].append(claim)
        for (side, fen, time, party, memo), rows in told.items():
            if party in own:
                continue
            times = max(Counter(c.ref.sha256 for c in rows).values())
            refs = sorted({c.ref for c in rows})
            found += [Entry(account, str(side), int(fen), str(time), str(party), str(memo), tuple(refs[n::times]))
                      for n in range(times)]
    return sorted(found)
