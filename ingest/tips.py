"""A tip taken down by hand: what its text names, and the document that becomes its source.

The document is a JSON object under the headers of the source kind "leads", so that a typed tip is a lead like any
other. What is recognised in the text enters it only when a person has confirmed it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from graphkit.model.identity import digest
from graphkit.model.statements import Statements
from graphkit.words import text as words
from graphkit.words.errors import WordedError
from ingest.headers import normal
from ingest.source import sources
from ingest.sources._common import good
from ingest.spotting import KIND, Recognised, lead_headers

INFORMANT = "举报人"
"""No column of a lead: who tells is kept with the source row only."""

_LONGEST = 100_000  # characters of a tip
_ZONE = ZoneInfo("Asia/Shanghai")


class TipError(WordedError):
    """A tip that cannot be taken."""

    area = "intake"


@dataclass(frozen=True, slots=True)
class Document:
    """A tip as a source: its name, its bytes, and of the lead the number, the time of receipt and the id."""

    name: str
    content: bytes
    number: str
    received_at: str
    lead: str


def read_tip(content: str) -> tuple[str, dict[str, str]]:
    """Text and fields of a tip that a program hands over: a JSON object with "text", or plain text. Raises TipError."""
    if not content.lstrip().startswith("{"):
        return content, {}
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise TipError("tip_form", detail=str(error)) from error
    if not all(isinstance(value, (str, int)) for value in found.values()):
        raise TipError("tip_form", detail='{"text": "…", "receiving_body": "…"}')
    fields = {str(name): str(value) for name, value in found.items()}
    return fields.pop("text", fields.pop("content", "")), fields


def tip_document(text: str, fields: Mapping[str, str], linked: Iterable[Recognised]) -> Document:
    """The source that a tip becomes. `fields` by column name of a lead or by header; others are kept as they are.

    A missing number and time of receipt are made up from now and the content. Raises TipError.
    """
    if not text.strip() or len(text) > _LONGEST:
        raise TipError("tip_text", most=str(_LONGEST))
    known = {normal(h): c.name for c in sources()[KIND].columns for h in (c.name, *c.headers)}
    stated = {known.get(normal(name), name): value.strip() for name, value in fields.items() if value.strip()}
    received = stated.setdefault("received_at", datetime.now(_ZONE).strftime("%Y-%m-%d %H:%M:%S"))
    moment = good("time", received)
    if moment is None:
        raise TipError("tip_time", time=received)
    day, clock = moment[:10], moment[11:16]
    stamp = re.sub("[^0-9]", "", f"{day}{clock}")
    number = stated.setdefault("number", f"TIP-{stamp}-{digest(text, received)[:4].upper()}")
    origin = stated.setdefault("origin", words("intake.tip_origin"))
    stated["content"] = text.strip()
    for one in linked:
        already = [stated[one.column]] if one.column in stated else []
        stated[one.column] = "\n".join([*already, one.value])
    order = {name: index for index, name in enumerate(lead_headers())}
    rows = sorted(stated.items(), key=lambda pair: order.get(pair[0], len(order)))
    document = {lead_headers().get(name, INFORMANT if name == "informant" else name): value for name, value in rows}
    lead = Statements().entity("Lead", number=good("reference", number),
                               receiving_body=good("org_name", stated.get("receiving_body")))
    if lead is None:
        raise TipError("tip_number", number=number)
    name = f"{origin} {day} {clock}".strip()
    content = json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    return Document(name, content, number, received, lead)
