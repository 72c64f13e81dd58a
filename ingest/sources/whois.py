"""WHOIS answers as text: one or many to a file, the .cn registry's form and the `label: value` form of the others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.source import Raw, Source
from ingest.sources._domain import COLUMNS, say

_LINE = re.compile(r"\s*([A-Za-z\u4e00-\u9fff][\w ()/.-]{0,50}?)\s*[:：]\s*(\S.*?)\s*$").match
_START = re.compile(r"domain ?name|域名", re.IGNORECASE).fullmatch
_END = re.compile(r"\s*(?:>>>|--|NOTICE|TERMS OF USE)").match
_TELLING = re.compile(r"registrar|registrant|registration|creation ?date|注册|expir|name ?server", re.IGNORECASE)


def document(text: str) -> Iterator[tuple[int, Raw]] | None:
    """The answers in a text, each at the line of its domain name; a label that repeats holds one value a line."""
    records: list[tuple[int, dict[str, str]]] = []
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        found = _LINE(line)
        if found and _START(found[1]):
            records.append((number, {found[1]: found[2]}))
            inside = True
        elif _END(line):
            inside = False
        elif found and inside:
            record = records[-1][1]
            record[found[1]] = f"{record[found[1]]}\n{found[2]}" if found[1] in record else found[2]
    telling = [record for _, record in records if any(map(_TELLING.match, record))]
    return iter(records) if telling else None


SOURCE = Source("whois", "域名注册信息 (WHOIS)", "WHOIS", COLUMNS, ("domain", "registered_at"), say, document)
