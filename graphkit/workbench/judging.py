"""The investigator's word: what they said of links, roles, rows, hubs and identities, and how to take it back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from graphkit.analysis.errors import JudgeError
from graphkit.analysis.findings import frame
from graphkit.model.catalog import LINK_TYPES
from graphkit.model.judging import (
    HUB,
    ROW,
    STATEMENT,
    UNDO,
    VERBS,
    contradicted,
    effective,
    judgement_id,
    judgement_json,
    standing,
)
from graphkit.model.records import Judgement
from graphkit.model.schema import STAGES
from graphkit.store.base import GraphStore
from graphkit.store.view import View
from graphkit.words import text
from graphkit.workbench.settings import user_name

if TYPE_CHECKING:
    import pandas

ACTIONS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "confirm-link": ("confirm", "", ("SEED-A", "TYPE", "SEED-B")),
    "reject-link": ("reject", "", ("SEED-A", "TYPE", "SEED-B")),
    "confirm-role": ("confirm", "", ("SEED", "ROLE")),
    "reject-role": ("reject", "", ("SEED", "ROLE")),
    "exclude-row": ("exclude", ROW, ("FILE", "SHEET", "ROW")),
    "exclude-statement": ("exclude", STATEMENT, ("FILE", "SHEET", "ROW", "SEED-A", "TYPE", "SEED-B")),
    "hub": ("exclude", HUB, ("SEED",)),
    "not-hub": ("include", HUB, ("SEED",)),
    "same": ("same", "", ("SEED-A", "SEED-B")),
    "not-same": ("not_same", "", ("SEED-A", "SEED-B")),
    "unsure": ("unsure", "", ("SEED-A", "SEED-B")),
}
"""What can be said → (verb, value, what it is said of); a SHEET is "" where the file has none."""


@dataclass(frozen=True, slots=True)
class Judgements:
    """Every word of the investigators, oldest first, taken back or not.

    `counting`: ids of those that answers follow; `undone`: id → the word that took it back; `against`: id → standing
    words on the same matter that say something else; `joined`: pairs judged not the same that rows or other words join.
    """

    words: tuple[Judgement, ...]
    counting: frozenset[str]
    undone: dict[str, Judgement]
    against: dict[str, list[Judgement]]
    joined: tuple[tuple[str, str], ...]

    def state(self, word: Judgement) -> str:
        """counts, replaced (by a newer word on the same matter) or undone."""
        found = judgement_id(word)
        return "counts" if found in self.counting else "undone" if found in self.undone else "replaced"

    def state_text(self, word: Judgement, lang: str) -> str:
        """The state in words; of a word taken back by whom, when and why."""
        back = self.undone.get(judgement_id(word))
        more = {"who": back.who, "when": said_at(back)[:10], "why": back.why} if back else {}
        return text(f"judging.state_{self.state(word)}", lang, **more)

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """Every word with its state, and what contradicts what."""
        return {
            "judgements": [
                judgement_json(w) | {
                    "state": self.state(w), "against": [judgement_id(o) for o in self.against.get(judgement_id(w), ())],
                    "undone": judgement_json(self.undone[judgement_id(w)]) if judgement_id(w) in self.undone else None}
                for w in self.words],
            "contradictions": [list(pair) for pair in self.joined],
        }

    def to_frame(self) -> pandas.DataFrame:
        """One row per word."""
        return frame([judgement_json(w) | {"state": self.state(w)} for w in self.words])


def said_at(word: Judgement) -> str:
    """When something was said, in China's time."""
    return in_china(word.when)


def in_china(when: str) -> str:
    """A recorded moment in China's time."""
    return datetime.fromisoformat(when).astimezone(_CHINA).strftime("%Y-%m-%d %H:%M:%S")


def said(word: Judgement, lang: str) -> str:
    """A word in words."""
    of = {"confirm": "link", "reject": "link"}.get(word.verb, "")
    of = "role" if of and word.value in STAGES else of
    names = {("exclude", ROW): "exclude_row", ("exclude", STATEMENT): "exclude_statement", ("exclude", HUB): "hub",
             ("include", HUB): "not_hub"}
    name = names.get((word.verb, word.value), f"{word.verb}_{of}" if of else word.verb)
    declared = LINK_TYPES.get(word.value)
    value = text(f"chart.lane_{word.value}", lang) if of == "role" else getattr(declared, lang, word.value)
    keys = word.keys[:1] if word.value in (ROW, STATEMENT) else word.keys
    return text(f"judging.said_{name}", lang, value=value, keys=" — ".join(keys))


_CHINA = timezone(timedelta(hours=8))


class Judging:
    """What a Workbench does with the words of investigators."""

    store: GraphStore

    def judge(self, action: str, *said_of: str, why: str, who: str = "") -> Judgement:
        """Record a word: `judge("reject-link", "Phone:138…", "owns", "Account:62…", why="…")`; see ACTIONS.

        Every answer follows it from now on. SeedError for a bad seed, JudgeError for what cannot be said.
        """
        from graphkit.workbench.meaning import meant

        if action not in ACTIONS:
            raise JudgeError("unknown_action", action=action, known=", ".join(ACTIONS))
        verb, value, wanted = ACTIONS[action]
        if len(said_of) != len(wanted) or not why.strip():
            raise JudgeError("incomplete" if why.strip() else "no_reason", action=action, wanted=" ".join(wanted))
        subjects, keys, stated = self.store.read(lambda view: meant(view, wanted, said_of))
        return self._record(Judgement(verb, subjects, keys, value or stated, who, "", why))

    def judgements(self) -> Judgements:
        """Every word, with what became of it."""

        def work(view: View) -> Judgements:
            every = view.judgements()
            kept = {judgement_id(w) for w in standing(every)}
            taken = {w.subjects[0]: w for w in every if w.verb == UNDO}
            return Judgements(
                tuple(w for w in every if w.verb in VERBS), frozenset(judgement_id(w) for w in effective(every)),
                {i: w for i, w in taken.items() if i not in kept}, contradicted(every), tuple(view.contradictions()))

        return self.store.read(work)

    def undo(self, judgement: str, *, why: str, who: str = "") -> Judgement:
        """Take a word back, by its id or the beginning of it; both stay on record. JudgeError when there is none."""
        if not why.strip():
            raise JudgeError("no_reason")
        kept = self.store.read(lambda view: standing(view.judgements()))
        found = [w for w in kept if judgement and judgement_id(w).startswith(judgement.strip().lower())]
        if len(found) != 1:
            raise JudgeError("no_such_word" if not found else "several_words", id=judgement)
        return self._record(Judgement(UNDO, (judgement_id(found[0]),), found[0].keys, found[0].verb, who, "", why))

    def _record(self, said: Judgement) -> Judgement:
        when = datetime.now(UTC).isoformat(timespec="microseconds")
        word = replace(said, who=said.who.strip() or user_name(), when=when, why=said.why.strip())
        self.store.judge(word)
        return word
