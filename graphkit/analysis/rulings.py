"""What a rule answers about one move: it may be walked, it leads into common infrastructure, or it says nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from graphkit.analysis.findings import Reason
from graphkit.analysis.judged import role_words
from graphkit.analysis.moves import Move
from graphkit.store.view import View


@dataclass(frozen=True, slots=True)
class Walk:
    """The move may be walked. `strength` (0–1) scales the word of the link itself; `marks` contradict or weaken it."""

    strength: float = 1.0
    reasons: tuple[Reason, ...] = ()
    marks: tuple[Reason, ...] = ()
    confirmed: bool = False
    """An investigator confirmed the link: nothing of the doubt in its sources remains."""


PASS = Walk()
"""The move may be walked, and nothing else is to be said of it."""


@dataclass(frozen=True, slots=True)
class Damp:
    """`entity` is common infrastructure, or open: it is shown with the reason and never walked through."""

    entity: str
    reason: Reason


Ruling = Walk | Damp | None
"""None: nothing follows from this link (a payment at the grocer's)."""


def rejected_roles(view: View, ids: Iterable[str]) -> dict[str, frozenset[str]]:
    """Entity → the roles that an investigator rejected for it, for all of these in one reading."""
    return _roles(view, ids, "reject")


def confirmed_roles(view: View, ids: Iterable[str]) -> dict[str, frozenset[str]]:
    """Entity → the roles that an investigator confirmed for it, for all of these in one reading."""
    return _roles(view, ids, "confirm")


def _roles(view: View, ids: Iterable[str], verb: str) -> dict[str, frozenset[str]]:
    found = {i: frozenset(r for r, word in words.items() if word.verb == verb)
             for i, words in role_words(view, ids).items()}
    return {i: roles for i, roles in found.items() if roles}


class Rule(Protocol):
    """Rules on some link types."""

    def prepare(self, moves: Iterable[Move]) -> None:
        """Read what ruling on these moves needs, for all of them together."""

    def rule(self, move: Move) -> Ruling:
        """Whether a prepared move may be walked."""
