"""What is true in the case: subjects, accounts, transfers, certificates. Files and truth are written from it."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Any

from tests.second_case.ids import Ids

STAGES = ("holder", "employer", "agent", "advertiser", "collector", "maker", "site_operator", "enabler")
ITEMS = {
    "低压电工作业": "电工作业", "高压电工作业": "电工作业", "熔化焊接与热切割作业": "焊接与热切割作业",
    "压力焊作业": "焊接与热切割作业",
    "登高架设作业": "高处作业", "高处安装、维护、拆除作业": "高处作业", "制冷与空调设备安装修理作业": "制冷与空调作业",
}
ISSUERS = ["幻州市应急管理局", "空山市应急管理局", "虚年省应急管理厅"]


BEIJING = timezone(timedelta(hours=8))


def clock(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    """A moment in Beijing."""
    return datetime(year, month, day, hour, minute, second, tzinfo=BEIJING)


@dataclass(eq=False)
class Subject:
    label: str
    type: str
    key: str
    caption: str
    ring: str | None = None
    roles: list[str] = field(default_factory=list)
    trap: str | None = None
    note: str = ""
    identifiers: dict[str, list[str]] = field(default_factory=dict)
    deceived: bool = False
    tolerates: bool = False

    @property
    def id(self) -> str:
        return f"{self.type}:{self.key}"

    @property
    def phone(self) -> str:
        return self.identifiers["phone"][0]

    @property
    def resident(self) -> str:
        return self.identifiers["resident_id"][0]

    @property
    def uscc(self) -> str:
        return self.identifiers["uscc"][0]

    def also_known(self, kind: str, value: str) -> str:
        values = self.identifiers.setdefault(kind, [])
        if value not in values:
            values.append(value)
        return value


@dataclass(eq=False)
class Account:
    owner: Subject
    scheme: str
    number: str
    alias: str  # the account behind a card, or the login of a user id; else empty
    bank: str
    asked: bool  # the institution was asked, and its answer is among the files


@dataclass(eq=False)
class Transfer:
    when: datetime
    source: Account
    target: Account
    fen: int
    memo: str
    kind: str
    ok: bool
    reference: str


@dataclass(eq=False)
class Certificate:
    number: str
    item: str
    holder: Subject
    issued: date
    ring: str | None
    verdict: str
    signs: list[str]
    issuer: str
    years: int
    subjects: dict[str, list[Subject]]
    traceable: dict[str, bool]
    site: str | None = None
    note: str = ""

    @property
    def until(self) -> date:
        leap = (self.issued.month, self.issued.day) == (2, 29)
        year, day = self.issued.year + self.years, 28 if leap else self.issued.day
        return self.issued.replace(year=year, day=day) - timedelta(days=1)


class Case:
    """Everything, in the order in which it was invented; one random stream makes it the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.ids = Ids(self.rng)
        self.subjects: list[Subject] = []
        self.accounts: list[Account] = []
        self.transfers: list[Transfer] = []
        self.certificates: list[Certificate] = []
        self.sites: list[dict[str, Any]] = []
        self.tables: dict[str, list[tuple[dict[Any, Any], str, str]]] = {}

    def add(self, table: str, row: dict[Any, Any], outcome: str = "accepted", why: str = "") -> None:
        self.tables.setdefault(table, []).append((row, outcome, why))

    def person(self, label: str, ring: str | None = None, roles: tuple[str, ...] = (), trap: str | None = None, *,
               name: str = "", born: date | None = None, phone: str = "", note: str = "") -> Subject:
        resident, name = self.ids.resident(born), name or self.ids.name()
        known = {"resident_id": [resident], "phone": [phone or self.ids.phone()], "name": [name]}
        return self._keep(Subject(label, "Person", resident, name, ring, list(roles), trap, note, known))

    def organization(self, label: str, name: str, ring: str | None = None, roles: tuple[str, ...] = (),
                     trap: str | None = None,
                     note: str = "", prefix: str = "91") -> Subject:
        code = self.ids.uscc(prefix)
        return self._keep(Subject(label, "Organization", code, name, ring, list(roles), trap, note,
                                  {"uscc": [code], "name": [name]}))

    def unknown(self, label: str, kind: str, key: str, ring: str, roles: tuple[str, ...], note: str,
                **known: list[str]) -> Subject:
        return self._keep(Subject(label, kind, key, key, ring, list(roles), None, note, dict(known)))

    def _keep(self, subject: Subject) -> Subject:
        self.subjects.append(subject)
        return subject

    def account(self, owner: Subject, scheme: str, *, asked: bool = False, bank: str = "幻州银行") -> Account:
        if scheme == "bank":
            person = owner.type == "Person"
            number, alias = (self.ids.card(), self.ids.digits("0571", 17)) if person else (self.ids.digits("3310", 20),
                                                                                           "")
        elif scheme == "tenpay":
            number, alias = self.ids.tenpay(), ""
        else:
            number, alias = self.ids.digits("2088", 16), owner.identifiers.get("phone", [""])[0]
        account = Account(owner, scheme, number, alias, bank if scheme == "bank" else "", asked)
        owner.also_known("account", number)
        self.accounts.append(account)
        return account

    def pay(self, source: Account, target: Account, when: datetime, yuan: float, memo: str = "", kind: str = "转账",
            ok: bool = True) -> Transfer:
        reference = self.ids.digits({"bank": "7", "tenpay": "1000050", "alipay": "2025"}[source.scheme],
                                    28 if source.scheme != "bank" else 14)
        transfer = Transfer(when, source, target, round(yuan * 100), memo, kind, ok, reference)
        self.transfers.append(transfer)
        return transfer

    def moment(self, day: date, first: int = 8, last: int = 21) -> datetime:
        return clock(day.year, day.month, day.day, self.rng.randint(first, last), self.rng.randrange(60),
                     self.rng.randrange(60))

    def certificate(self, holder: Subject, issued: date, verdict: str, signs: list[str], *, ring: str | None = None,
                    number: str = "",
                    item: str = "", years: int = 6, site: str | None = None, note: str = "") -> Certificate:
        item = item or self.rng.choice(list(ITEMS))
        made = Certificate(number or "T" + holder.resident, item, holder, issued, ring, verdict, signs,
                           self.rng.choice(ISSUERS), years,
                           {"holder": [holder]}, {"holder": True}, site, note)
        self.certificates.append(made)
        return made

    def days(self, first: date, last: date) -> date:
        return first + timedelta(days=self.rng.randrange((last - first).days + 1))
