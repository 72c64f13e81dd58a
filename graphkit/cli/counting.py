"""elements."""

from __future__ import annotations

from argparse import Namespace
from itertools import groupby

from graphkit.analysis.elements.answers import Element, Elements
from graphkit.cli.opening import opened
from graphkit.cli.printing import emit, line, table
from graphkit.cli.questions import name_of, rows
from graphkit.words import text

SHOWN = 5
"""Subjects of one element in the table."""


def elements(options: Namespace) -> int:
    """Counts against what the law names."""
    with opened(options) as wb:
        found = wb.elements()
    if options.json:
        emit(found.to_json(options.lang))
        return 0
    lang = options.lang
    heads = [text(f"elements.head_{h}", lang) for h in ("of", "count", "reached", "evidence")]
    for rule, counts in groupby(found.counts, key=lambda e: e.rule):
        every = list(counts)
        shown = every[:SHOWN + (not every[0].of)]
        lines = [_count(found, one, lang) for one in shown]
        if len(every) > len(shown):
            lines.append([text("elements.more_subjects", lang, count=len(every) - len(shown)), "", "", ""])
        table(heads, lines, text("elements.title", lang, what=text(f"elements.{rule.element}", lang),
                                 provision=rule.provision, force=rule.force(lang), threshold=rule.least(lang)))
    line(text("elements.only_some", lang, shown=SHOWN))
    line(text("elements.notice", lang))
    return 0


def _count(found: Elements, one: Element, lang: str) -> list[str]:
    of = name_of(found.entities, one.of, lang) if one.of else text("elements.whole_case", lang)
    where = f"{rows(one.evidence[:2])} ({len(one.evidence)})" if one.evidence else ""
    return [of, one.rule.amount(one.count, lang), one.standing(lang), where]
