"""Which of the investigators' recorded words count: the newest on a matter that nobody has taken back.

A word names what it is about by ids that follow from type and key values (a row by its content), so it holds in any
store and after every rebuild. A word taken back stays on record with who took it back and why.

    same, not_same, unsure   two entities
    confirm, reject          a link (value: its type; subjects: from, to) or a role (value: the role; subject: who)
    exclude, include         value "hub": an entity is common infrastructure, or is not;
                             value "row": a source row is left out (subjects: its content, then what it speaks of);
                             value "statement": what a row says of one link (subjects: its content, the link's id)
    undo                     another word, by its id
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from graphkit.model.identity import digest
from graphkit.model.records import Judgement

IDENTITY = ("same", "not_same", "unsure")
VERBS = (*IDENTITY, "confirm", "reject", "exclude", "include")
"""The verbs of an investigator's word; other verbs are records of the program's own (mappings, corrections)."""
UNDO, HUB, ROW, STATEMENT = "undo", "hub", "row", "statement"


def judgement_id(word: Judgement) -> str:
    """The id of a word: of everything it states."""
    return digest("judgement", word.verb, *word.subjects, *word.keys, word.value, word.who, word.when, word.why)


def judgement_json(word: Judgement) -> dict[str, Any]:
    """An investigator's word: its id, what was said of what, who, when, why."""
    return {"id": judgement_id(word), "verb": word.verb, "value": word.value or None, "subjects": list(word.subjects),
            "keys": list(word.keys), "who": word.who, "when": word.when, "why": word.why}


def row_id(headers: Sequence[str], cells: Iterable[object]) -> str:
    """The id of a source row by its content: what stands under which header, in whatever order of columns."""
    stated = (f"{header.strip()}\x1e{str(cell).strip()}" for header, cell in zip(headers, cells, strict=False))
    return digest("row", *sorted(s for s in stated if not s.endswith("\x1e")))


def matter(word: Judgement) -> tuple[str, ...]:
    """What a word is about: words on one matter replace each other, the newest counts."""
    if word.verb in IDENTITY:
        return ("identity", *sorted(word.subjects))
    return (word.value, *(word.subjects[:1] if word.value in (HUB, ROW) else word.subjects))


def standing(words: Iterable[Judgement]) -> list[Judgement]:
    """The investigators' words that nobody has taken back, oldest first."""
    kept, undone = [], set[str]()
    for word in sorted(words, key=_order, reverse=True):
        if word.verb == UNDO and judgement_id(word) not in undone:
            undone.add(word.subjects[0])
        elif word.verb in VERBS and judgement_id(word) not in undone:
            kept.append(word)
    return kept[::-1]


def effective(words: Iterable[Judgement]) -> list[Judgement]:
    """Of the standing words the newest on each matter, oldest first."""
    return sorted({matter(word): word for word in standing(words)}.values(), key=_order)


def contradicted(words: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """Id of a standing word → other standing words on the same matter that say something else."""
    kept = standing(words)
    return {judgement_id(word): others for word in kept
            if (others := [o for o in kept if matter(o) == matter(word) and o.verb != word.verb])}


def _order(word: Judgement) -> tuple[str, ...]:
    return (word.when, word.who, word.verb, *word.subjects)
