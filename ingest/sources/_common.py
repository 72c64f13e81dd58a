"""What the sources share: how a column is declared, how a party, a site or an account is stated."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from graphkit.model.kinds import clean
from graphkit.model.kinds.contacts import is_wechat_id
from graphkit.model.kinds.people import person_of
from graphkit.model.records import Value
from graphkit.model.statements import Statements
from ingest.source import Column


def column(
    name: str, kind: str, headers: str, *, required: bool = False, many: bool = False, gives: str = "",
    titled: str = "", entitled: Callable[[str], str | None] | None = None, instead: str = "", shown_by: str = "",
    verbatim: bool = False,
) -> Column:
    """A `Column` whose headers, blanks between them, are the names that bureaus, banks and exports give it."""
    return Column(name, kind, tuple(headers.split()), required, many, tuple(gives.split()), tuple(titled.split()),
                  entitled, instead, shown_by, verbatim)


def good(kind: str, raw: str | None) -> str | None:
    """The canonical value of a raw text, None when it has none."""
    value = clean(kind, raw) if raw else None
    return value if isinstance(value, str) else None


def moment(time: str | None, day: str | None) -> str | None:
    """When something happened, from a `time_or_clock` value and the day that may stand in a column of its own.

    A column of days may hold whole moments (2021-03-05-16.08.44); midnight there is how spreadsheets write a day. Of
    two days the latter is the one it happened on; the first is when it was booked.
    """
    if time and time[2] != ":":
        return time if not day or ("T" in time and "T00:00:00" not in time) else day
    if day and time:
        return f"{day[:10]}T{time}+08:00"
    return day[:10] if day and "T00:00:00" in day else day


_NOTHING_FOUND = re.compile(
    "查无|无此|未查|没有查|无记录|无数据|无相关|没有符合|未开户|不存在|没有数据"
    "|无(?:开户|账[户号]|交易记录|结果|资料|信息)|非[我本][行网]"
).search


def nothing_found(answer: str | None) -> bool:
    """Whether the one who was asked answers that there is nothing (查无此账户…)."""
    return answer is not None and _NOTHING_FOUND(answer) is not None


def person(
    say: Statements, resident_id: str | None, name: str | None, phone: str | None = None, **more: Value | None
) -> str | None:
    """A Person by ID, else by name and phone, and that the person uses the phone; a bare name is nobody."""
    found = say.entity("Person", resident_id=resident_id, name=name, phone=phone, **more)
    if phone:
        say.link("uses", found, say.entity("Phone", number=phone))
    return found


def organization(say: Statements, name: str | None, uscc: str | None = None, **more: Value | None) -> str | None:
    """An Organization by USCC and name, or by name alone."""
    return say.entity("Organization", uscc=uscc, name=name, **more)


def subscriber(
    say: Statements, document: str | None, name: str | None, phone: str | None = None, **more: Value | None
) -> str | None:
    """Whom a document number names, or a name with a phone; how the phone is used is the caller's to say."""
    type_name, number, plain = _named(document, name)
    if type_name == "Organization":
        return organization(say, plain, number, **more)
    return say.entity("Person", resident_id=number, name=plain, phone=phone, **more)


@lru_cache(20_000)  # every row of a statement names the same holder
def _named(document: str | None, name: str | None) -> tuple[str, str | None, str | None]:
    """Type, number and name of whom a document and a name speak; one resident ID in 31 also passes as a USCC."""
    resident_id = good("resident_id", document)
    if not resident_id and (uscc := good("uscc", document)):
        return "Organization", uscc, good("org_name", name)
    return "Person", resident_id, good("name", name)


def party(say: Statements, document: str | None, name: str | None, phone: str | None = None) -> str | None:
    """Who a document number names: a resident ID a Person, a USCC an Organization; else a Person by name and phone."""
    found = subscriber(say, document, name, phone)
    if phone:
        say.link("uses", found, say.entity("Phone", number=phone))
    return found


def site(say: Statements, host: str | None, **more: Value | None) -> str | None:
    """A Website with the Domain it is on; one reached by a bare public address resolves to that address.

    A private address is a host of nobody in particular: None.
    """
    if domain := good("domain", host):
        found = say.entity("Website", host=host, **more)
        say.link("on_domain", found, say.entity("Domain", name=domain))
        return found
    ip = address(say, good("ip", host))
    found = say.entity("Website", host=host, **more) if ip else None
    say.link("resolves_to", found, ip)
    return found


def site_or_domain(say: Statements, host: str | None) -> str | None:
    """A Domain when the host is nothing longer than it, else the Website."""
    if host and good("domain", host) == host:
        return say.entity("Domain", name=host)
    return site(say, host)


def office(host: str | None) -> str | None:
    """The platform of a site's back-office accounts: its host, with and without www the same."""
    return host.removeprefix("www.") if host else None


def address(say: Statements, ip: str | None) -> str | None:
    """An IPAddress."""
    return say.entity("IPAddress", address=ip)


def email(say: Statements, mailbox: str | None) -> str | None:
    """A mailbox, which is an OnlineAccount of the platform "email"."""
    return say.entity("OnlineAccount", platform="email", handle=mailbox)


def account(say: Statements, number: str | None, **more: Value | None) -> str | None:
    """An Account from a canonical `account` value, "scheme:number"."""
    scheme, _, plain = (number or "").partition(":")
    return say.entity("Account", scheme=scheme, number=plain, **more)


_QQ = re.compile("[1-9][0-9]{4,9}").fullmatch


def tenpay_account(say: Statements, number: str, **more: Value | None) -> str | None:
    """The Tenpay account of a user id, which is the WeChat ID or QQ number that pays by it."""
    found = say.entity("Account", scheme="tenpay", number=number, **more)
    say.link("bound_to", found, handle_of(say, number))
    return found


def handle_of(say: Statements, number: str) -> str | None:
    """The WeChat ID or QQ number that a Tenpay user id is, None for an id of another form."""
    platform = "wechat" if is_wechat_id(number) else "qq" if _QQ(number) else None
    return say.entity("OnlineAccount", platform=platform, handle=number.lower()) if platform else None


def bank_account(
    say: Statements, card: str | None, number: str | None, **more: Value | None
) -> tuple[str | None, tuple[str | None, str | None]]:
    """A bank account by its card, else by its number, and both ids: a row with both says that they are one."""
    of_card = say.entity("Account", scheme="bank", number=card, **more) if card else None
    of_number = say.entity("Account", scheme="bank", number=number, **({} if card else more)) if number else None
    say.alias(of_card, of_number)
    return of_card or of_number, (of_card, of_number)


def certificate(say: Statements, number: str | None, item: str | None = None, **more: Value | None) -> str | None:
    """A Certificate by number and operation item, or by its number alone."""
    return say.entity("Certificate", number=number, operation_item=item, **more)


def holder(
    say: Statements, held: str | None, number: str | None, resident_id: str | None, name: str | None,
    phone: str | None = None, **more: Value | None,
) -> str | None:
    """The Person who holds a certificate: by the ID of the row, else by the one a permit's number carries."""
    found = person(say, resident_id or (person_of(number) if number else None), name, phone, **more)
    say.link("holds", found, held)
    return found


def part_of_case(say: Statements, subject: str | None, number: str | None, document: str | None = None) -> None:
    """That something belongs to a case."""
    if number:
        say.link("part_of_case", subject, say.entity("Case", number=number), document=document)
