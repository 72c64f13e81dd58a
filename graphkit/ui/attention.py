"""What needs somebody's attention in the investigation, most pressing first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from graphkit.analysis.certificates import Verdict
from graphkit.store.rows import LIVE, LOADING, WITHDRAWN, SourceInfo
from graphkit.ui.pending import CONFLICTS, REFUSED, REJECTED, UNUSED
from ingest.source import sources as kinds

CONTRADICTING = "contradicting"
_CONTRADICTIONS = (
    "official_other_holder", "official_other_name", "official_other_dates", "number_of_another", "dated_after_seizure",
)
Colour = Literal["red", "orange", "blue", "gray"]


@dataclass(frozen=True, slots=True)
class Item:
    """One matter: `key` names its words (ui.need_…) and `count` fills them; `page` is where to go on."""

    key: str
    count: int
    colour: Colour
    icon: str
    page: str
    params: tuple[tuple[str, str], ...] = ()


def contradicts(verdict: Verdict) -> bool:
    """Whether what a certificate shows and what other records say of it exclude each other."""
    return any(reason.code in _CONTRADICTIONS for reason in verdict.reasons)


def needs(
    files: Sequence[SourceInfo], certificates: Sequence[Verdict], waiting: Mapping[str, int]
) -> list[Item]:
    """The matters of an investigation with these sources and certificates, and as many open ones (see `pending`)."""
    states = Counter(f.state for f in files)
    verdicts = Counter(v.verdict for v in certificates)
    asked = [
        Item("incomplete", states[LOADING], "red", "sync_problem", "import"),
        Item(REFUSED, waiting.get(REFUSED, 0), "red", "block", "todo", (("show", REFUSED),)),
        Item("questioned", verdicts["forged"] + verdicts["suspect"], "red", "report", "certificates",
             (("verdict", "forged"),)),
        Item(CONTRADICTING, sum(map(contradicts, certificates)), "orange", "compare_arrows", "certificates",
             (("verdict", CONTRADICTING),)),
        Item("unchecked", verdicts["unknown"], "orange", "help_center", "certificates", (("verdict", "unknown"),)),
        Item(CONFLICTS, waiting.get(CONFLICTS, 0), "orange", "difference", "todo", (("show", CONFLICTS),)),
        Item(REJECTED, waiting.get(REJECTED, 0), "orange", "rule", "todo", (("show", REJECTED),)),
        Item(UNUSED, waiting.get(UNUSED, 0), "gray", "view_column", "todo", (("show", UNUSED),)),
        Item("withdrawn", states[WITHDRAWN], "gray", "archive", "import"),
        Item("empty", sum(_empty(f) for f in files), "gray", "draft", "import"),
    ]
    return [item for item in asked if item.count]


def _empty(file: SourceInfo) -> bool:
    """Whether a file gave nothing although its kind states facts (a list of requests never does)."""
    stating = any(kinds()[kind].facts for kind in file.kind.split("+") if kind in kinds())
    return stating and file.state == LIVE and file.rows > 0 and not file.accepted
