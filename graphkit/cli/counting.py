"""elements."""

from __future__ import annotations

from argparse import Namespace
from itertools import groupby

from graphkit.analysis.elements.answers import Element, Elements, Provision
from graphkit.cli.opening import opened
from graphkit.cli.printing import emit, line, table
from graphkit.cli.questions import name_of, rows
from graphkit.export.tables import yuan
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
                                 provision=rule.provision, force=_force(rule, lang), threshold=_threshold(rule, lang)))
    line(text("elements.only_some", lang, shown=SHOWN))
    line(text("elements.notice", lang))
    return 0


def _count(found: Elements, one: Element, lang: str) -> list[str]:
    of = name_of(found.entities, one.of, lang) if one.of else text("elements.whole_case", lang)
    met = {None: "no_threshold", True: "reached", False: "not_reached"}[one.reached]
    where = f"{rows(one.evidence[:2])} ({len(one.evidence)})" if one.evidence else ""
    return [of, _amount(one.rule, one.count, lang), text(f"elements.{met}", lang), where]


def _amount(rule: Provision, count: int, lang: str) -> str:
    return text(f"elements.unit_{rule.unit}", lang, count=yuan(count) if rule.unit == "fen" else count)


def _threshold(rule: Provision, lang: str) -> str:
    if rule.threshold is None:
        return text("elements.no_threshold", lang)
    least = _amount(rule, rule.threshold, lang)
    if rule.unverified:
        return text("elements.unverified", lang, threshold=least, unverified=_amount(rule, rule.unverified, lang))
    return text("elements.above", lang, threshold=least) if rule.above else least


def _force(rule: Provision, lang: str) -> str:
    if rule.valid_to:
        return text("elements.until", lang, first=rule.valid_from, last=rule.valid_to)
    return text("elements.since", lang, first=rule.valid_from)
