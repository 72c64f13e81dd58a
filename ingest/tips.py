"""A tip taken down by hand: what its text names, and the document that becomes its source.

The document is a JSON object under the headers of the source kind "leads", so that a typed tip is a lead like any
other. What is recognised in the text enters it only when a person has confirmed it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from unicodedata import normalize
from zoneinfo import ZoneInfo

from graphkit.model.identity import digest
from graphkit.model.statements import Statements
from graphkit.words import text as words
from graphkit.words.errors import WordedError
from ingest.headers import normal
from ingest.source import sources
from ingest.sources._common import good
from ingest.sources._contacts import contacts, hosts, written

KIND = "leads"

INFORMANT = "举报人"
"""No column of a lead: who tells is kept with the source row only."""

_LONGEST = 100_000  # characters of a tip
_ZONE = ZoneInfo("Asia/Shanghai")
_SURNAMES = Path(__file__).with_name("surnames.txt")
_PERMIT = re.compile("(?<![A-Z0-9])T ?[0-9]{6} ?[0-9]{8} ?[0-9]{3}[0-9X](?![0-9])")
_ID = re.compile("(?<![A-Z0-9])[1-9][0-9]{5} ?[0-9]{8} ?[0-9]{3}[0-9X](?![0-9])")
_CARD = re.compile("(?<![A-Z0-9])6[0-9]{3}(?:[ -]?[0-9]{4}){3}(?:[ -]?[0-9]{1,3})?(?![0-9])")
_GAPS = re.compile("[ -]")
_MAILBOX = re.compile("[^\\s\u4e00-\u9fff]{1,64}@[^\\s\u4e00-\u9fff]{1,255}")
_BARE_HOST = re.compile(r"(?<![a-z0-9@._-])(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,18}(?![a-z0-9@_-])")
_FILE = re.compile(r"\.(?:docx?|xlsx?|pptx?|pdf|csv|txt|jpe?g|png|gif|mp[34]|zip|rar|exe|apk|json|html?|php)$").search
_CUE = re.compile(
    "(?:姓名(?:是|为)?|名字(?:是|叫)?|名叫|叫做|叫|自称|联系人|持证人|卖家|中介|老板|客服)[:：\\s]{0,2}([\u4e00-\u9fff]{2,4})"
)
_NO_NAME_GOES_ON = frozenset("的说在是卖办给让把和与跟有将从向于为来去到要用收加打发微电手找帮通他她我你这那，。")


class TipError(WordedError):
    """A tip that cannot be taken."""

    area = "intake"


@dataclass(frozen=True, slots=True)
class Recognised:
    """Something that a text names: the column of a lead it belongs to, and the value as it is entered there."""

    column: str
    value: str

    @property
    def header(self) -> str:
        """What the column is called."""
        return _headers()[self.column]


@dataclass(frozen=True, slots=True)
class Document:
    """A tip as a source: its name, its bytes, and of the lead the number, the time of receipt and the id."""

    name: str
    content: bytes
    number: str
    received_at: str
    lead: str


def recognise(text: str) -> tuple[Recognised, ...]:
    """The numbers, sites, accounts and names in a text, in the order of a lead's columns, none twice."""
    return tuple(sorted(dict.fromkeys(_recognise(text)), key=lambda one: list(_headers()).index(one.column)))


def _recognise(text: str) -> Iterator[Recognised]:
    plain = normalize("NFKC", text)
    permits, ids, cards = ([_GAPS.sub("", number) for number in form.findall(plain.upper())]
                           for form in (_PERMIT, _ID, _CARD))
    ids = [number for number in ids if good("resident_id", number) == number]
    yield from (Recognised("certificates", number) for number in permits)
    yield from (Recognised("resident_ids", number) for number in ids)
    yield from (Recognised("accounts", number) for number in cards if number not in ids)
    yield from (Recognised("sites", host) for host in hosts(text))
    for said in _BARE_HOST.findall(_MAILBOX.sub(" ", plain.lower())):
        if not _FILE(said) and good("domain", said) and (host := good("host", said)):
            yield Recognised("sites", host)
    for contact in contacts(text):
        yield Recognised("phones" if contact.type == "Phone" else "online", written(contact))
    for said in _CUE.findall(plain):
        if name := _name(said):
            yield Recognised("names", name)


def _name(said: str) -> str:
    """The name that a text goes on with after a word like "called", "" when it goes on with none."""
    surname = next((said[:length] for length in (2, 1) if said[:length] in _surnames()), "")
    given = said[len(surname) : len(surname) + 2]
    kept = given[: next((i for i, letter in enumerate(given) if letter in _NO_NAME_GOES_ON), len(given))]
    return good("name", surname + kept) or "" if surname and kept else ""


@cache
def _surnames() -> frozenset[str]:
    return frozenset(_SURNAMES.read_text("utf-8").split())


@cache
def _headers() -> dict[str, str]:
    return {column.name: column.headers[0] for column in sources()[KIND].columns}


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
    order = {name: index for index, name in enumerate(_headers())}
    rows = sorted(stated.items(), key=lambda pair: order.get(pair[0], len(order)))
    document = {_headers().get(name, INFORMANT if name == "informant" else name): value for name, value in rows}
    lead = Statements().entity("Lead", number=good("reference", number),
                               receiving_body=good("org_name", stated.get("receiving_body")))
    if lead is None:
        raise TipError("tip_number", number=number)
    name = f"{origin} {day} {clock}".strip()
    content = json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    return Document(name, content, number, received, lead)
