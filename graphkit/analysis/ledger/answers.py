"""What following money answers with: counterparties, the payments that carry it, where it stayed or left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from graphkit.analysis.findings import Reason, frame, ref_json
from graphkit.analysis.ledger.entries import Entry
from graphkit.model.records import Entity, SourceRef

if TYPE_CHECKING:
    import networkx
    import pandas


@dataclass(frozen=True, slots=True)
class Counterparty:
    """What an account got from another, and paid to it, in 分; `count` transfers, each once."""

    account: str
    in_fen: int
    out_fen: int
    count: int


@dataclass(frozen=True, slots=True)
class Step:
    """One transfer of `amount_fen` of which `carried_fen` is the money followed, `hop` transfers from the account.

    `links`: the ids of its reports (both banks' when both report it); `evidence`: their rows.
    """

    source: str
    target: str
    time: str
    amount_fen: int
    carried_fen: int
    hop: int
    links: tuple[str, ...]
    evidence: tuple[SourceRef, ...]

    def to_json(self) -> dict[str, Any]:
        """Flat, with its rows."""
        found = {name: getattr(self, name) for name in
                 ("source", "target", "time", "amount_fen", "carried_fen", "hop")}
        return found | {"links": list(self.links), "evidence": [ref_json(r) for r in self.evidence]}


@dataclass(frozen=True, slots=True)
class End:
    """Money followed that left (or, backward, came in) where no account is named: cash, a fee, an unnamed party."""

    entry: Entry
    carried_fen: int

    def to_json(self) -> dict[str, Any]:
        """Flat, with its rows."""
        return self.entry.to_json() | {"kind": self.entry.kind, "carried_fen": self.carried_fen}


@dataclass(frozen=True, slots=True)
class Station:
    """An account on the way: of the money that reached it, in 分, what it passed on to other accounts, what left where
    no account is named, what it kept (backward: what was there before).

    `passes_on`: most went through. `before_fen`: what it held besides before its first movement (backward: after its
    last), stated by its bank when `before_known`. `ended`: why the money was not followed any further.
    """

    account: str
    hop: int
    reached_fen: int
    passed_fen: int
    left_fen: int
    kept_fen: int
    passes_on: bool
    before_fen: int
    before_known: bool
    ended: Reason | None

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """Flat, the reason in words."""
        names = ("account", "hop", "reached_fen", "passed_fen", "left_fen", "kept_fen", "passes_on", "before_fen",
                 "before_known")
        return {n: getattr(self, n) for n in names} | {"ended": self.ended.text(lang) if self.ended else ""}


@dataclass(frozen=True, slots=True)
class Money:
    """Where an account's money went ("out") or came from ("in"), and with whom it dealt.

    `flows` in the order in which they are walked; `truncated`: a limit left out accounts or flows, never
    counterparties.
    """

    account: str
    direction: str
    method: str
    hops: int
    counterparties: tuple[Counterparty, ...]
    entities: Mapping[str, Entity]
    flows: tuple[Step, ...]
    ends: tuple[End, ...]
    stations: tuple[Station, ...]
    assumptions: tuple[Reason, ...]
    truncated: bool

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """The contract's form."""
        return {
            "account": self.account, "direction": self.direction, "method": self.method, "hops": self.hops,
            "counterparties": [asdict(c) for c in self.counterparties],
            "entities": {e.id: {"type": e.type, "caption": e.caption} for e in self.entities.values()},
            "flows": [s.to_json() for s in self.flows], "ends": [e.to_json() for e in self.ends],
            "stations": [s.to_json(lang) for s in self.stations],
            "assumptions": [r.text(lang) for r in self.assumptions], "truncated": self.truncated,
        }

    def to_frame(self) -> pandas.DataFrame:
        """One row per flow."""
        return frame([
            {"hop": s.hop, "time": s.time, "source": s.source, "source_caption": self.entities[s.source].caption,
             "target": s.target, "target_caption": self.entities[s.target].caption, "amount_fen": s.amount_fen,
             "carried_fen": s.carried_fen, "evidence": "；".join(f"{r.file} {r.sheet}:{r.row}" for r in s.evidence)}
            for s in self.flows
        ])

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """Accounts as nodes, each flow as an edge in the direction of payment."""
        import networkx

        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for step in self.flows:
            for end in (step.source, step.target):
                graph.add_node(end, type="Account", caption=self.entities[end].caption)
            graph.add_edge(step.source, step.target, key=step.links[0], time=step.time, amount_fen=step.amount_fen,
                           carried_fen=step.carried_fen, evidence=step.evidence)
        return graph
