"""judge: what an investigator says of links, roles, rows, hubs and identities."""

from __future__ import annotations

from argparse import Namespace

from graphkit.cli.opening import opened
from graphkit.cli.printing import Refused, emit, line, table
from graphkit.model.judging import judgement_id, judgement_json
from graphkit.model.records import Judgement
from graphkit.words import text
from graphkit.workbench import Workbench
from graphkit.workbench.judging import Judgements, said, said_at

_SHOWN = 12


def judge(options: Namespace) -> int:
    """Say something, list what was said, or take a word back."""
    with opened(options) as wb:
        if options.action == "list":
            return _list(wb.judgements(), options)
        if options.action == "undo":
            if len(options.of) != 1:
                raise Refused("judging.incomplete", action="undo", wanted="ID")
            return _told(wb, wb.undo(options.of[0], why=options.reason, who=options.by), options)
        given = tuple(options.of)
        if options.action == "exclude-row" and len(given) == len(("FILE", "ROW")):
            given = (given[0], "", given[1])
        return _told(wb, wb.judge(options.action, *given, why=options.reason, who=options.by), options)


def _told(wb: Workbench, word: Judgement, options: Namespace) -> int:
    found = wb.judgements()
    against = found.against.get(judgement_id(word), [])
    if options.json:
        emit({"judgement": judgement_json(word), "against": [judgement_json(w) for w in against],
              "contradictions": [list(pair) for pair in found.joined]})
        return 0
    line(text("judging.recorded", options.lang, id=judgement_id(word)[:_SHOWN], said=said(word, options.lang)))
    for other in against:
        line(text("judging.against", options.lang, id=judgement_id(other)[:_SHOWN], who=other.who,
                  when=said_at(other)[:10], why=other.why))
    _contradictions(found, options.lang)
    return 0


def _list(found: Judgements, options: Namespace) -> int:
    lang = options.lang
    if options.json:
        emit(found.to_json(lang))
    elif not found.words:
        line(text("judging.none", lang))
    else:
        table([text(f"judging.head_{h}", lang) for h in ("id", "said", "who", "when", "why", "state")],
              ([judgement_id(w)[:_SHOWN], said(w, lang), w.who, said_at(w), w.why, found.state_text(w, lang)]
               for w in found.words))
        _contradictions(found, lang)
    return 0


def _contradictions(found: Judgements, lang: str) -> None:
    for first, second in found.joined:
        line(text("judging.joined", lang, first=first, second=second))
