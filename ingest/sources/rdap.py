"""RDAP answers (RFC 9083): a domain object, an array of them, or one to a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ingest.source import Raw, Source
from ingest.sources._common import column
from ingest.sources._domain import COLUMNS, say

_FORM = column("form", "text", "objectClassName")


def document(text: str) -> Iterator[tuple[int, Raw]] | None:
    """The domain objects of a text by ordinal (or line); None when it holds none. Others state nothing."""
    try:
        whole = json.loads(text)
        objects = list(enumerate(whole if isinstance(whole, list) else [whole], 1))
    except ValueError:
        objects = [(n, _parsed(line)) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not any(_is_domain(found) for _, found in objects):
        return None
    return ((n, _raw(found) if _is_domain(found) else {"objectClassName": str(found)}) for n, found in objects)


def _parsed(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return line


def _is_domain(found: Any) -> bool:
    return isinstance(found, dict) and found.get("objectClassName") == "domain"


def _raw(answer: dict[str, Any]) -> Raw:
    """One answer as the labels that WHOIS gives the same facts."""
    events = {str(e.get("eventAction")): str(e.get("eventDate") or "") for e in _objects(answer.get("events"))}
    registrant, registrar = _vcard(answer, "registrant"), _vcard(answer, "registrar")
    return {
        "objectClassName": "domain",
        "Domain Name": str(answer.get("ldhName") or answer.get("unicodeName") or ""),
        "Registrant": registrant.get("fn", ""),
        "Registrant Organization": registrant.get("org", ""),
        "Registrant Email": registrant.get("email", ""),
        "Registrant Phone": registrant.get("tel", ""),
        "Registrar": registrar.get("fn", "") or registrar.get("org", ""),
        "Registration Time": events.get("registration", ""),
        "Expiration Time": events.get("expiration", ""),
        "Name Server": "\n".join(str(s.get("ldhName") or "") for s in _objects(answer.get("nameservers"))),
        "Domain Status": "\n".join(s for s in _items(answer.get("status")) if isinstance(s, str)),
    }


def _vcard(answer: dict[str, Any], role: str) -> dict[str, str]:
    """The jCard (RFC 7095) of the first entity with this role, its properties as text, the first of each name."""
    found: dict[str, str] = {}
    for entity in _objects(answer.get("entities")):
        card = _items(entity.get("vcardArray"))
        if role not in _items(entity.get("roles")):
            continue
        for item in _items(card[1]) if len(card) > 1 else ():
            if isinstance(item, list) and len(item) >= 4:
                value = item[3][0] if isinstance(item[3], list) and item[3] else item[3]
                found.setdefault(str(item[0]), str(value or "").removeprefix("tel:"))
    return found


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    return (item for item in _items(value) if isinstance(item, dict))


SOURCE = Source(
    "rdap", "域名注册信息 (RDAP)", "RDAP", (*COLUMNS, _FORM), ("form", "domain", "registered_at"), say, document
)
