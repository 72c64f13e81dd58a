"""Why a question cannot be asked, or a word not be recorded: a seed that names nothing, or more than one thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graphkit.words import text
from graphkit.words.errors import WordedError

if TYPE_CHECKING:
    from graphkit.model.records import Entity


class SeedError(Exception):
    """A seed that cannot be used; `message` says why and what to do."""

    def __init__(self, seed: str) -> None:
        super().__init__(seed)
        self.seed = seed

    def message(self, lang: str) -> str:
        """The reason in the user's language."""
        return text("analysis.unknown_seed", lang, seed=self.seed)


class UnknownSeed(SeedError):
    """Nothing in the investigation answers to this seed."""


class NotAnAccount(SeedError):
    """The seed names something that money is not in."""

    def message(self, lang: str) -> str:
        """What it must be instead."""
        return text("analysis.not_an_account", lang, seed=self.seed)


class AmbiguousSeed(SeedError):
    """Several entities answer to this seed; `candidates` are those (some of them when there are many)."""

    def __init__(self, seed: str, candidates: Sequence[Entity]) -> None:
        super().__init__(seed)
        self.candidates = tuple(candidates)

    def message(self, lang: str) -> str:
        """The candidates, one a line, each with the id to use instead."""
        from graphkit.model.catalog import ENTITY_TYPES  # the command line, which catches this, starts without it

        lines = [
            text("analysis.candidate", lang, id=e.id, type=getattr(ENTITY_TYPES[e.type], lang), caption=e.caption,
                 known="；".join(f"{v[0]}" for n, v in e.properties.items() if ENTITY_TYPES[e.type].field(n).search))
            for e in self.candidates
        ]
        return "\n".join([text("analysis.ambiguous_seed", lang, seed=self.seed), *lines])


class JudgeError(WordedError):
    """Why something cannot be said."""

    area = "judging"
