"""Account by account: what came in from how many, what went on, what left in cash, what stayed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from graphkit.analysis.ledger.entries import Entry
from graphkit.analysis.ledger.reading import PAID
from graphkit.analysis.takings.answers import Turnover
from graphkit.model.records import Flow
from graphkit.store.view import View

_PAIRS, _REPORTS = 20, 3
"""Of an account's flows, and of the reports of each, so many are looked at to see who reported."""


def turnovers(
    view: View, owner: Mapping[str, str], roles: Mapping[str, Sequence[str]], left: Iterable[Entry],
    buyers: Mapping[str, Collection[str]],
) -> list[Turnover]:
    """The turnover of every account of `owner` (account → subject), those that took in most first.

    `roles` by subject; `left`: what the accounts' banks report without an account at the other end; `buyers`: account →
    those who pay it for certificates.
    """
    at: dict[str, list[Flow]] = defaultdict(list)
    for flow in view.flows_at(owner, PAID):
        for end in {flow.source, flow.target} & owner.keys():
            at[end].append(flow)
    lone: dict[str, list[Entry]] = defaultdict(list)
    for entry in left:
        lone[entry.account].append(entry)
    reported = _reported(view, at) | {a for a, entries in lone.items() if entries}
    found = [_turnover(a, owner, roles[owner[a]], at[a], lone[a], len(buyers.get(a, ())), a in reported)
             for a in owner if at[a] or lone[a]]
    return sorted(found, key=lambda t: (-t.in_fen, t.account))


def _turnover(
    account: str, owner: Mapping[str, str], roles: Sequence[str], flows: Sequence[Flow], lone: Sequence[Entry],
    buyers: int, statement: bool,
) -> Turnover:
    own = [f for f in flows if owner.get(f.source) == owner.get(f.target)]
    others = [f for f in flows if f.count and owner.get(f.source) != owner.get(f.target)]
    came = [f for f in others if f.target == account]
    went = [f for f in others if f.source == account]
    out = [e for e in lone if e.side == "out"]
    times = sorted(t for t in (*(t for f in flows for t in (f.first, f.last)), *(e.time for e in lone)) if t)
    return Turnover(
        account, owner[account], tuple(roles),
        in_fen=sum(f.amount for f in came) + sum(e.fen for e in lone if e.side == "in"),
        out_fen=sum(f.amount for f in went), cash_fen=sum(e.fen for e in out if e.kind == "cash"),
        other_fen=sum(e.fen for e in out if e.kind != "cash"), own_fen=sum(f.amount for f in own),
        payers=len(came), buyers=buyers, payees=len(went), count=sum(f.count for f in flows) + len(lone),
        first=times[0] if times else "", last=times[-1] if times else "", statement=statement,
    )


def _reported(view: View, at: Mapping[str, Sequence[Flow]]) -> set[str]:
    """The accounts whose own bank reported some of these flows: as the payee's bank, or as the payer's."""
    pairs = {(f.source, f.target) for flows in at.values() for f in flows[:_PAIRS]}
    told = view.transactions_of(pairs, _REPORTS) if pairs else {}
    return {t.target if t.side == "in" else t.source for found in told.values() for t in found if t.side}
