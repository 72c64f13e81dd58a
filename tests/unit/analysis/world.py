"""Rows of an invented case, each as the source of its kind states it. Persons are numbers; their IDs are valid."""

from __future__ import annotations

from collections.abc import Iterable

from graphkit.model.kinds import clean
from graphkit.model.statements import Statements
from tests.unit.analysis.case import Row

SITE, DOMAIN, OFFICE = "cx-mem.gov.cn.zs-example.cn", "zs-example.cn", "ht.zs-example.cn"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def resident(n: int) -> str:
    """A valid resident ID for person `n`."""
    body = f"33010619800101{n:03d}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, _WEIGHTS, strict=True)) % 11]


def phone(n: int) -> str:
    """The mobile number `n`."""
    return f"+861380000{n:04d}"


def bank(n: int) -> str:
    """The account number `n`."""
    return f"62990000{n:08d}"


def person(say: Statements, n: int, **more: str) -> str | None:
    return say.entity("Person", resident_id=resident(n), name=f"甲{n}", **more)


def account(say: Statements, n: int, **more: str | None) -> str | None:
    return say.entity("Account", scheme="bank", number=bank(n), **more)


def handle(say: Statements, name: str, **more: str | None) -> str | None:
    platform, _, rest = name.partition(":")
    return say.entity("OnlineAccount", platform=platform, handle=rest, **more)


def reach(say: Statements, contact: int | str) -> str | None:
    """A phone by its number, an online account by `platform:handle`."""
    return say.entity("Phone", number=phone(contact)) if isinstance(contact, int) else handle(say, contact)


def website(say: Statements, host: str) -> str | None:
    found = say.entity("Website", host=host)
    say.link("on_domain", found, say.entity("Domain", name=str(clean("domain", host))))
    return found


def card(
    n: int, *, qr: str = SITE, sellers: Iterable[int | str] = (), payee: int | None = None, payer: int | None = None,
    item: str = "低压电工作业", start: str = "2025-05-01", end: str = "2031-04-30", seized: str = "2026-04-20",
    number: str = "", employer: str = "", **more: str,
) -> Row:
    """A seized certificate of person `n`, with the sellers and accounts that he named."""

    def row(say: Statements) -> None:
        held = say.entity(
            "Certificate", number=number or f"T{resident(n)}", operation_item=item,
            valid_from=start, valid_to=end, seized_at=seized, qr_host=qr or None, **{"holder_name": f"甲{n}"} | more)
        holder = person(say, n)
        say.link("holds", holder, held)
        if employer:
            say.link("employed_by", holder, say.entity("Organization", name=employer))
        if qr:
            say.link("qr_points_to", held, website(say, qr))
        for contact in sellers:
            say.link("sold", reach(say, contact), held, time=seized)
        if payee is not None:
            say.link("sold", account(say, payee), held, time=seized)
        if payer is not None:
            say.link("owns", holder, account(say, payer))

    return row


def answer(
    n: int, status: str, *, item: str = "低压电工作业", checked: str = "2026-05-06", number: str = "", holder: int = 0,
    start: str = "", end: str = "", name: str = "",
) -> Row:
    """What the official platform says of person `n`'s certificate (`holder`: whose it is, `name`: under which name)."""

    def row(say: Statements) -> None:
        found = say.entity(
            "Certificate", number=number or f"T{resident(n)}", operation_item=item, official_status=status,
            official_checked=checked, official_valid_from=start or None, official_valid_to=end or None,
            official_holder=name or None)
        if status != "查无":
            say.link("holds", person(say, holder or n), found)

    return row


def office(n: int, *, entered: str = "zz1", agent: str = "dl1", host: str = OFFICE, time: str = "2025-04-28") -> Row:
    """A back-office record of person `n`'s certificate."""

    def row(say: Statements) -> None:
        held = say.entity("Certificate", number=f"T{resident(n)}", operation_item="低压电工作业", holder_name=f"甲{n}")
        say.link("holds", person(say, n), held)
        say.link("lists", website(say, host), held)
        say.link("entered", handle(say, f"{host}:{entered}"), held, time=time)
        say.link("requested", handle(say, f"{host}:{agent}"), held, time=time)

    return row


def user(name: str, *, role: str = "", above: str = "", contacts: Iterable[int | str] = (), host: str = OFFICE) -> Row:
    """A user of a back office with the contacts bound to the account."""

    def row(say: Statements) -> None:
        found = handle(say, f"{host}:{name}", role=role or None)
        if "管理" in role:
            say.link("administers", found, website(say, host))
        if above:
            say.link("sub_account_of", found, handle(say, f"{host}:{above}"))
        for contact in contacts:
            say.link("bound_to", found, reach(say, contact))

    return row


def customer(n: int, *phones: int, name: str = "") -> Row:
    """A bank's customer with the phones on file."""

    def row(say: Statements) -> None:
        found = person(say, n) if not name else say.entity("Person", resident_id=resident(n), name=name)
        for number in phones:
            say.link("uses", found, reach(say, number))

    return row


def owned(n: int | str, number: int, *, contact: int | None = None, closed: str = "", holder: str = "") -> Row:
    """An account of person `n`, or of the organisation of that name."""

    def row(say: Statements) -> None:
        organisation = isinstance(n, str)
        own = account(say, number, closed_at=closed or None, holder_name=holder or (n if isinstance(n, str) else None))
        party = say.entity("Organization", name=n) if organisation else person(say, int(n))
        say.link("owns", party, own)
        if contact is not None:
            say.link("bound_to", own, reach(say, contact))
            say.link("uses", party, reach(say, contact))

    return row


def paid(
    payer: int, payee: int, yuan: float, day: str, *, memo: str = "", side: str = "out", merchant: str = "",
    holder: str = "",
) -> Row:
    """A transfer between two accounts as one of the banks reports it (`holder`: the payee's name)."""

    def row(say: Statements) -> None:
        source, target = account(say, payer), account(say, payee, holder_name=holder or None)
        say.transaction("paid", source, target, f"{payer}|{payee}|{yuan}|{day}|{side}", side=side,
                        amount_fen=round(yuan * 100), time=f"{day}T10:00:00+08:00", memo=memo, merchant=merchant)

    return row


def order(
    number: str, provider: str, serves: Iterable[str], *, by: int | None = None, contact: int | str | None = None,
    ip: str = "", notified: str = "", continued: str = "", payer: int | None = None, start: str = "2025-03-01",
    end: str = "2027-03-01",
) -> Row:
    """A service order by person `by`, else by a phone or mailbox, for domains and an address."""

    def row(say: Statements) -> None:
        found = say.entity("Service", provider=provider, order_number=number, started_at=start, ends_at=end,
                           notified_at=notified or None, continued=continued or None)
        say.link("provided", say.entity("Organization", name=provider), found)
        buyer = person(say, by) if by is not None else reach(say, contact) if contact is not None else None
        say.link("ordered", buyer, found)
        for name in serves:
            say.link("serves", found, say.entity("Domain", name=name))
        if ip:
            say.link("serves", found, say.entity("IPAddress", address=ip))
        if payer is not None:
            say.link("paid_for", account(say, payer), found)

    return row


def resolved(host: str, ip: str, first: str = "2025-03-05", last: str = "2026-04-01") -> Row:
    """A passive DNS record."""

    def row(say: Statements) -> None:
        say.link("resolves_to", website(say, host), say.entity("IPAddress", address=ip), first_seen=first,
                 last_seen=last)

    return row


def registered(
    domain: str, contact: int | str, *, registrar: str = "某域名注册有限公司", day: str = "2025-02-27", until: str = ""
) -> Row:
    """A registration record with the registrant's mailbox or phone."""

    def row(say: Statements) -> None:
        found = say.entity("Domain", name=domain, registered_at=day, expires_at=until or None)
        say.link("registered", reach(say, contact), found, time=day)
        say.link("registered_through", found, say.entity("Organization", name=registrar))

    return row


def filed(domain: str, number: str, unit: str, day: str) -> Row:
    """An ICP filing."""

    def row(say: Statements) -> None:
        filing = say.entity("Filing", number=number, unit_name=unit, updated_at=day)
        say.link("filed_under", say.entity("Domain", name=domain), filing)
        say.link("filed_by", filing, say.entity("Organization", name=unit))

    return row


def parcel(
    number: str, sender: int, recipient: int, *, goods: str = "证件", day: str = "2025-05-05", name: str = ""
) -> Row:
    """A parcel between two phones (`name`: the sender's)."""

    def row(say: Statements) -> None:
        found = say.entity("Waybill", courier="某速运", number=number, goods=goods, sent_at=day,
                           sender_name=name or None)
        say.link("sent", reach(say, sender), found, time=day)
        say.link("delivered_to", found, reach(say, recipient), time=day)

    return row


def lead(
    number: str, *, contacts: Iterable[int | str] = (), hosts: Iterable[str] = (), cards: Iterable[int] = ()
) -> Row:
    """A lead and what it mentions."""

    def row(say: Statements) -> None:
        found = say.entity("Lead", number=number, receiving_body="某局")
        for contact in contacts:
            say.link("mentions", found, reach(say, contact))
        for host in hosts:
            say.link("mentions", found, website(say, host))
        for n in cards:
            say.link("mentions", found, say.entity("Certificate", number=f"T{resident(n)}"))

    return row


def subscriber(number: int, n: int, since: str, until: str = "") -> Row:
    """An operator's record of a phone's subscriber."""

    def row(say: Statements) -> None:
        say.link("uses", person(say, n), reach(say, number), since=since, until=until or None)

    return row


def advert(url: str, by: str, title: str, contacts: Iterable[int | str] = (), host: str = "") -> Row:
    """An advert with its publisher, its contacts and the site that it leads to."""

    def row(say: Statements) -> None:
        found = say.entity("Advert", url=url, title=title)
        say.link("published", handle(say, by), found)
        for contact in contacts:
            say.link("contact", found, reach(say, contact))
        if host:
            say.link("advertises", found, website(say, host))

    return row
