"""WHOIS answers as text: one or many to a file, the .cn registry's form and the `label: value` form of the others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.source import Raw, Source
from ingest.sources._domain import COLUMNS, say

_FIRST_NAMES = {
    name.casefold(): column.headers[0] for column in COLUMNS for name in column.headers
}
_LINE = re.compile(r"([A-Za-z\u4e00-\u9fff][\w ()/.-]{0,50}?) {0,50}[:：](.*\S)").match
_ANYBODYS = re.compile(
    r"(?:contact[ -]?)?(?:e-?mail|phone|mobile)|联系人?(?:邮箱|电话|手机)|(?:电子)?邮箱|电话|手机", re.IGNORECASE
).fullmatch
_START = re.compile(r"domain ?name|域名", re.IGNORECASE).fullmatch
_END = re.compile(r"\s*(?:>>>|--|NOTICE|TERMS OF USE)").match
_TELLING = re.compile(r"registrar|registrant|registration|creation ?date|注册|expir|name ?server", re.IGNORECASE)


def document(text: str) -> Iterator[tuple[int, Raw]] | None:
    """The answers in a text, each at the line of its domain name; a label that repeats holds one value a line.

    Registries call the same fact differently: each is given the first name of its column.
    """
    records: list[tuple[int, dict[str, str]]] = []
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        found = _LINE(line.strip())
        label = _label(found[1]) if found else ""
        if found and _START(found[1]):
            records.append((number, {label: found[2].strip()}))
            inside = True
        elif _END(line):
            inside = False
        elif found and inside:
            record, value = records[-1][1], found[2].strip()
            record[label] = f"{record[label]}\n{value}" if label in record else value
    telling = [record for _, record in records if any(map(_TELLING.match, record))]
    return iter(records) if telling else None


def _label(said: str) -> str:
    """A label by the first name of its column. A contact without a role may be the registrar's: it is nobody's."""
    nobodys = f"{said} (role unknown)" if _ANYBODYS(said) else said
    return _FIRST_NAMES.get(said.replace(" ", "").casefold(), nobodys)


SOURCE = Source("whois", "域名注册信息 (WHOIS)", "WHOIS", COLUMNS, ("domain", "registered_at"), say, document)
