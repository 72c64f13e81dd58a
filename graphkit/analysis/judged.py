"""What investigators said that the analysis must follow: confirmed links, roles, common infrastructure.

Rejected links and rows left out are no longer in the view at all; two entities said to be the same are one there.
Words name entities by any of their ids; here they are looked up by the one each answers to.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graphkit.analysis.findings import Reason
from graphkit.model.judging import HUB
from graphkit.model.records import Judgement, Link
from graphkit.model.schema import STAGES
from graphkit.store.view import View


class Judged:
    """The words of one view, read once."""

    def __init__(self, view: View) -> None:
        self.words = view.words()
        known = self._known = view.canonical({s for w in self.words for s in w.subjects})
        self.roles: dict[tuple[str, str], Judgement] = {}
        """(entity, role) → the newest word, confirm or reject."""
        self.links: dict[tuple[str, str, str], Judgement] = {}
        """(type, from, to) → the word that confirms a link."""
        self.hubs: dict[str, Judgement] = {}
        """Entity → the word that it is common infrastructure (exclude) or is not (include)."""
        for word in self.words:
            ends = [known.get(s, s) for s in word.subjects]
            if word.value == HUB:
                self.hubs[ends[0]] = word
            elif word.verb in ("confirm", "reject") and word.value in STAGES:
                self.roles[ends[0], word.value] = word
            elif word.verb == "confirm":
                self.links[word.value, ends[0], ends[1]] = word

    def named(self) -> set[str]:
        """Every entity that a word is about."""
        return set(self._known.values())

    def is_hub(self, entity: str) -> bool:
        """Whether somebody said that this is common infrastructure."""
        word = self.hubs.get(entity)
        return word is not None and word.verb == "exclude"

    def is_no_hub(self, entity: str) -> bool:
        """Whether somebody said that this is not."""
        word = self.hubs.get(entity)
        return word is not None and word.verb == "include"

    def confirms(self, link: Link) -> Judgement | None:
        """The word that confirms a link."""
        return self.links.get((link.type, link.source, link.target))

    def about(self, ids: Collection[str]) -> tuple[Judgement, ...]:
        """The words that concern any of these (of a row: anything that it speaks of), oldest first."""
        met = set(ids)
        return tuple(w for w in self.words if not met.isdisjoint(self._known.get(s, s) for s in w.subjects))


def said(code: str, word: Judgement) -> Reason:
    """A word as a reason: who, when, why."""
    return Reason(code, {"who": word.who, "when": word.when[:10], "why": word.why})


def role_words(view: View, ids: Iterable[str]) -> dict[str, dict[str, Judgement]]:
    """Entity → role → the newest word on it (`verb` confirm or reject), for all of these at once; keyed as asked."""
    wanted = list(ids)
    known, roles = view.canonical(wanted), Judged(view).roles
    found: dict[str, dict[str, Judgement]] = {}
    for asked in wanted:
        mine = {role: word for (entity, role), word in roles.items() if entity == known.get(asked, asked)}
        if mine:
            found[asked] = mine
    return found
