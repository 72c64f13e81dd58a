"""What is known of the ring's money as a whole: account by account, sale by sale, and where it left in cash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from graphkit.analysis.findings import frame, ref_json
from graphkit.analysis.ledger.entries import Entry
from graphkit.model.records import Entity, SourceRef

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, slots=True)
class Turnover:
    """What moved through an account of somebody in a suspect's role, in 分, every transfer once.

    `in_fen` came from others and in cash, `out_fen` went to others' accounts, `cash_fen` left in cash, `other_fen` left
    where no account is named (fees among it), `own_fen` moved to and from the subject's own other accounts and is part
    of none of these; `kept_fen` is what came less what left. `payers` paid it, `buyers` of them for certificates.
    `statement`: its own bank reported; without that only what others report of it is known.
    """

    account: str
    subject: str
    roles: tuple[str, ...]
    in_fen: int
    out_fen: int
    cash_fen: int
    other_fen: int
    own_fen: int
    payers: int
    buyers: int
    payees: int
    count: int
    first: str
    last: str
    statement: bool

    @property
    def kept_fen(self) -> int:
        """What came in and was not seen to leave; less than nothing where older money left, too."""
        return self.in_fen - self.out_fen - self.cash_fen - self.other_fen


@dataclass(frozen=True, slots=True)
class Payment:
    """One transfer of a sale, with its reports and their rows; `time` as stated."""

    time: str
    fen: int
    memo: str
    links: tuple[str, ...]
    evidence: tuple[SourceRef, ...]


@dataclass(frozen=True, slots=True)
class Sale:
    """What a buyer's account paid an account of the ring for certificates; `certificates`: the questioned ones that he
    holds. `in_two`: as a deposit and a balance are paid."""

    payer: str
    buyer: str
    account: str
    subject: str
    certificates: tuple[str, ...]
    payments: tuple[Payment, ...]
    in_two: bool

    @property
    def fen(self) -> int:
        """The sum of its payments."""
        return sum(p.fen for p in self.payments)

    def to_json(self) -> dict[str, Any]:
        """Flat, each payment with its rows."""
        names = ("payer", "buyer", "account", "subject", "in_two")
        return {n: getattr(self, n) for n in names} | {
            "certificates": list(self.certificates), "amount_fen": self.fen,
            "payments": [{"time": p.time, "amount_fen": p.fen, "memo": p.memo, "links": list(p.links),
                          "evidence": [ref_json(r) for r in p.evidence]} for p in self.payments]}


@dataclass(frozen=True, slots=True)
class Takings:
    """The ring's accounts, those that took in most first; the sales by time; what left in cash by time."""

    accounts: tuple[Turnover, ...]
    sales: tuple[Sale, ...]
    cash_out: tuple[Entry, ...]
    entities: Mapping[str, Entity]

    def to_json(self) -> dict[str, Any]:
        """Everything, amounts in 分."""
        return {
            "accounts": [asdict(t) | {"roles": list(t.roles), "kept_fen": t.kept_fen} for t in self.accounts],
            "sales": [s.to_json() for s in self.sales],
            "cash_out": [e.to_json() for e in self.cash_out],
            "entities": {e.id: {"type": e.type, "caption": e.caption} for e in self.entities.values()},
        }

    def to_frame(self) -> pandas.DataFrame:
        """One row per account."""
        return frame([asdict(t) | {
            "kept_fen": t.kept_fen, "roles": "；".join(t.roles), "account_caption": self.entities[t.account].caption,
            "subject_caption": self.entities[t.subject].caption} for t in self.accounts])
