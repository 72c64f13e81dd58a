"""What a free text names: certificate numbers, resident IDs, accounts, sites, phones, handles, people, companies.

A guess to be confirmed by a person: nothing that is found here enters the graph by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unicodedata import normalize

from ingest.source import sources
from ingest.sources._common import good
from ingest.sources._contacts import contacts, hosts, written

KIND = "leads"
_SURNAMES = Path(__file__).with_name("surnames.txt")
_PERMIT = re.compile("(?<![A-Z0-9])T ?[0-9]{6} ?[0-9]{8} ?[0-9]{3}[0-9X](?![0-9])")
_ID = re.compile("(?<![A-Z0-9])[1-9][0-9]{5} ?[0-9]{8} ?[0-9]{3}[0-9X](?![0-9])")
_CARD = re.compile("(?<![A-Z0-9])6[0-9]{3}(?:[ -]?[0-9]{4}){3}(?:[ -]?[0-9]{1,3})?(?![0-9])")
_ALIPAY = re.compile("(?<![0-9])2088[0-9]{12}(?![0-9])")
_COMPANY = re.compile(
    r"[\u4e00-\u9fff()]{4,30}?(?:有限责任公司|有限公司|股份公司|集团公司)(?:[\u4e00-\u9fff]{2,6}分公司)?"
)
_NO_COMPANY = re.compile(
    r"^(?:(?:我们?|他们?|她|你们?|这家?|那家?|一家|该|有个?|叫做?|是|在|给|与|跟|的|单位|公司|老板|\())+"
)
_SAID_DOT = re.compile(r"(?<=[a-z0-9])\s?(?:点|。|\(点\)|\[点\])\s?(?=[a-z0-9])")
_GAPS = re.compile("[ -]")
_MAILBOX = re.compile("[^\\s\u4e00-\u9fff]{1,64}@[^\\s\u4e00-\u9fff]{1,255}")
_BARE_HOST = re.compile(r"(?<![a-z0-9@._-])(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,18}(?![a-z0-9@_-])")
_FILE = re.compile(r"\.(?:docx?|xlsx?|pptx?|pdf|csv|txt|jpe?g|png|gif|mp[34]|zip|rar|exe|apk|json|html?|php)$").search
_CUE = re.compile(
    "(?:姓名(?:是|为)?|名字(?:是|叫)?|名叫|叫做|叫|自称|联系人|持证人|户名|开户人|收款人|嫌疑人|当事人|负责人|卖家|中介|老板|客服)[:：\\s]{0,2}([\u4e00-\u9fff]{2,4})"
)
_BESIDE_ID = re.compile("(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,4})[,(\\s]{0,3}[男女]?[,\\s]{0,3}(?:居民|公民)?身份证")
"""A name in front of its resident ID: 张某，男，身份证号…"""
_NO_NAME_GOES_ON = frozenset("的说在是卖办给让把和与跟有将从向于为来去到要用收加打发微电手找帮通他她我你这那，。")


@dataclass(frozen=True, slots=True)
class Recognised:
    """Something that a text names: the column of a lead it belongs to, and the value as it is entered there."""

    column: str
    value: str

    @property
    def header(self) -> str:
        """What the column is called."""
        return lead_headers()[self.column]


def recognise(text: str) -> tuple[Recognised, ...]:
    """The numbers, sites, accounts and names in a text, in the order of a lead's columns, none twice."""
    return tuple(sorted(dict.fromkeys(_recognise(text)), key=lambda one: list(lead_headers()).index(one.column)))


def _recognise(text: str) -> Iterator[Recognised]:
    plain = normalize("NFKC", text)
    permits, ids, cards = ([_GAPS.sub("", number) for number in form.findall(plain.upper())]
                           for form in (_PERMIT, _ID, _CARD))
    ids = [number for number in ids if good("resident_id", number) == number]
    yield from (Recognised("certificates", number) for number in permits)
    yield from (Recognised("resident_ids", number) for number in ids)
    yield from (Recognised("accounts", number) for number in (*cards, *_ALIPAY.findall(plain)) if number not in ids)
    yield from (Recognised("sites", host) for host in hosts(text))
    for said in _BARE_HOST.findall(_SAID_DOT.sub(".", _MAILBOX.sub(" ", plain.lower()))):
        if not _FILE(said) and good("domain", said) and (host := good("host", said)):
            yield Recognised("sites", host)
    for contact in contacts(text):
        yield Recognised("phones" if contact.type == "Phone" else "online", written(contact))
    for said in (*_CUE.findall(plain), *_BESIDE_ID.findall(plain)):
        if name := _name(said):
            yield Recognised("names", name)
    for said in _COMPANY.findall(plain):
        company = good("org_name", _NO_COMPANY.sub("", said))
        if company and "某" not in company:
            yield Recognised("organizations", company)


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
def lead_headers() -> dict[str, str]:
    return {column.name: column.headers[0] for column in sources()[KIND].columns}
