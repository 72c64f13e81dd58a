"""The money recomputed from the rows alone, by the pairing rule, to be compared with the truth."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from scripts.sample.files import CaseFile, Row

OUT = {"出", "D", "借"}


@dataclass(eq=False)
class Report:
    """One successful transfer as one side reports it."""

    payer: str
    payee: str
    fen: int
    time: datetime
    reference: str
    out: bool
    paired: bool = False


def digits(text: object) -> str:
    """An account as its digits, without prefix, suffix and stray marks; empty when it identifies nothing."""
    cleaned = re.sub(r"^CNY|(-1|_ABC)$|[\s\u200e\u3000]", "", str(text or ""))
    return cleaned if cleaned.isdigit() and set(cleaned) != {"0"} else ""


def moment(value: object) -> datetime:
    """A booking time in any of the three banks' forms."""
    return datetime.strptime(re.sub(r"\D", "", str(value)[:21])[:14], "%Y%m%d%H%M%S")  # noqa: DTZ007 - all are Beijing


def report(row: Row, alias: dict[str, str]) -> Report | None:
    """The row as a report, or None when it moves no money between two known accounts."""
    c = row.cells
    own = digits(c.get("交易卡号") or c.get("查询账户")) or digits(c.get("交易账号") or c.get("本方账号"))
    other = digits(c["交易对手账卡号"])
    if row.outcome != "accepted" or c["交易是否成功"] != "成功" or not own or not other:
        return None
    own, other = alias.get(own, own), alias.get(other, other)
    out = (c.get("收付标志") or c.get("借贷标志")) in OUT
    fen = int(Decimal(re.sub(r"[^\d.]", "", str(c["交易金额"]))) * 100)
    ends = (own, other) if out else (other, own)
    return Report(*ends, fen, moment(c["交易时间"]), str(c["交易流水号"]), out)


def totals(files: list[CaseFile]) -> dict[tuple[str, str], tuple[int, int]]:
    """(fen, count) per pair of accounts, two reports of one transfer counted once."""
    rows = [row for f in files if f.kind == "bank_transactions" for row in f.rows]
    statements = [row for row in rows if row.outcome == "accepted"]
    alias = {}
    for row in [r for f in files if f.kind in {"bank_accounts", "bank_transactions"} for r in f.rows]:
        card = digits(row.cells.get("交易卡号") or row.cells.get("查询账户"))
        number = digits(row.cells.get("交易账号") or row.cells.get("本方账号"))
        if card and number:
            alias[number] = card
    groups: dict[tuple[str, str, int], list[Report]] = defaultdict(list)
    for row in statements:
        made = report(row, alias)
        if made:
            groups[made.payer, made.payee, made.fen].append(made)
    fen: Counter[tuple[str, str]] = Counter()
    count: Counter[tuple[str, str]] = Counter()
    for (payer, payee, amount), reports in groups.items():
        once = len(reports) - pairs(reports)
        fen[payer, payee] += amount * once
        count[payer, payee] += once
    return {pair: (fen[pair], count[pair]) for pair in fen}


def pairs(reports: list[Report]) -> int:
    """How many payer-side reports have one payee-side twin: equal reference, else alone within 120 seconds."""
    outs, ins = [r for r in reports if r.out], [r for r in reports if not r.out]
    made = 0
    for out in outs:
        twin = next((r for r in ins if r.reference == out.reference and not r.paired), None)
        if twin:
            out.paired = twin.paired = True
            made += 1

    def near(one: Report, others: list[Report]) -> list[Report]:
        return [r for r in others if not r.paired and abs((r.time - one.time).total_seconds()) <= 120]

    chosen = [(out, near(out, ins)) for out in outs if not out.paired]
    for out, close in [(o, c) for o, c in chosen if len(c) == 1 and len(near(c[0], outs)) == 1]:
        out.paired = close[0].paired = True
        made += 1
    return made
