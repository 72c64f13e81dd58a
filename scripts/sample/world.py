"""What is true in the invented case: parties, accounts, certificates, transfers, parcels."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from scripts.sample.mint import CARD_PREFIX, Mint, at

XG, SL, YL, YF = "虚构商业银行", "示例农村商业银行", "样例城市银行", "远方虚设银行"
NAT_IP, WORKSHOP_IP, OPERATOR_IP = "192.88.99.66", "192.31.196.23", "192.31.196.40"


@dataclass(eq=False)
class Account:
    """A bank card and the account behind it. ``queried``: its bank handed over the statement."""

    bank: str
    card: str
    number: str
    owner: "Party | None"
    opened: datetime
    phone: str = ""
    closed: datetime | None = None
    queried: bool = False
    listed: bool = False

    @property
    def id(self) -> str:
        return self.card or self.number

    @property
    def bank_code(self) -> str:
        return CARD_PREFIX[self.bank][-2:]


@dataclass(eq=False)
class Party:
    """A person, an organization, or a subject of whom only a handle or a phone is known."""

    slug: str
    type: str
    name: str
    ident: str = ""
    phone: str = ""
    address: str = ""
    online: list[str] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    ring: str = ""
    trap: str = ""
    note: str = ""
    employer: "Party | None" = None

    @property
    def account(self) -> Account:
        return self.accounts[0]


@dataclass(eq=False)
class Certificate:
    """A permit, genuine or not, and who truly stands behind it."""

    holder: Party
    number: str
    category: str
    item: str
    start: date
    end: date
    verdict: str
    group: str = ""  # A, B1, B2, B3 or how an ordinary one came into the files
    qr: str = ""
    issuer: str = "虚江市应急管理局"
    host: str = ""
    agent: Party | None = None
    advertiser: Party | None = None
    collector: Party | None = None
    maker: Party | None = None
    operator: Party | None = None
    enabler: Party | None = None
    into: Account | None = None
    payer: Account | None = None
    agent_login: str = ""
    maker_login: str = ""
    entered_at: datetime | None = None
    entered_ip: str = ""
    price: int = 0
    seized: bool = False
    contact: str = ""
    official: str = ""
    signs: list[str] = field(default_factory=list)
    traceable: dict[str, bool | None] = field(default_factory=dict)
    next: list[dict[str, str]] = field(default_factory=list)


@dataclass(eq=False)
class Transfer:
    """Money from one account to another, or to or from cash (None)."""

    time: datetime
    payer: Account | None
    payee: Account | None
    fen: int
    memo: str = ""
    status: str = "成功"
    ip: str = ""
    reference: str = ""
    far_reference: str = ""  # the payee bank's own number, where the two banks do not share one
    lag: int = 0  # seconds until the payee's bank books it


class World:
    """The case under construction; every list is in the order of creation."""

    def __init__(self) -> None:
        self.mint = Mint()
        self.rng = self.mint.rng
        self.parties: list[Party] = []
        self.certificates: list[Certificate] = []
        self.transfers: list[Transfer] = []
        self.parcels: list[dict[str, str]] = []

    def party(self, slug: str, type_: str = "Person", name: str = "", **more: object) -> Party:
        """A new subject; a person gets a resident ID and a phone, an organization a USCC, unless given."""
        defaults: dict[str, object] = {"ident": "", "phone": ""}
        if type_ == "Person":
            defaults = {"ident": self.mint.resident_id(), "phone": self.mint.phone()}
        elif type_ == "Organization":
            defaults = {"ident": self.mint.uscc()}
        made = Party(slug, type_, name or self.mint.name(), **(defaults | more))  # type: ignore[arg-type]
        self.parties.append(made)
        return made

    def open_account(
        self,
        owner: Party | None,
        bank: str,
        *,
        queried: bool = False,
        listed: bool = False,
        card: bool = True,
        opened: str = "",
    ) -> Account:
        """An account of ``owner``; whose statement is queried is also listed in 账户信息."""
        when = at(opened, "09:30:00") if opened else self.mint.moment(at("2016-01-01"), at("2024-12-01"), (9, 17))
        made = Account(
            bank,
            self.mint.card(bank) if card else "",
            self.mint.account_number(bank),
            owner,
            when,
            owner.phone if owner else "",
            queried=queried,
            listed=queried or listed,
        )
        if owner:
            owner.accounts.append(made)
        return made

    def find(self, slug: str) -> Party:
        return next(p for p in self.parties if p.slug == slug)

    def pay(
        self,
        time: datetime,
        payer: Account | None,
        payee: Account | None,
        fen: int,
        memo: str = "",
        *,
        status: str = "成功",
        ip: str = "",
        twin: bool = False,
    ) -> Transfer:
        """Book a transfer. ``twin``: the two banks use different serial numbers although they could share one."""
        number = 100000 + len(self.transfers)
        made = Transfer(time, payer, payee, fen, memo, status, ip, f"{time:%Y%m%d}{number}")
        if payer and payee and payer.bank != payee.bank and (twin or self.rng.random() < 0.4):
            made.lag = 5 if twin else self.rng.randrange(2, 75)
            made.far_reference = f"{payee.bank_code}{time:%y%m%d}{number + 500000}"
        self.transfers.append(made)
        return made

    def parcel(self, when: datetime, sender: tuple[str, str, str], to: tuple[str, str, str], goods: str) -> None:
        """A parcel: (name, phone, address) of both ends."""
        self.parcels.append(
            {
                "快递公司": "虚构速运",
                "运单号": f"XG{7300000000 + 137 * len(self.parcels)}",
                "寄件时间": f"{when.year}/{when.month}/{when.day} {when:%H:%M}",
                "寄件人": sender[0],
                "寄件电话": sender[1],
                "寄件地址": sender[2],
                "收件人": to[0],
                "收件电话": to[1],
                "收件地址": to[2],
                "物品": goods,
                "签收时间": (when + timedelta(days=2, hours=3)).strftime("%Y-%m-%d %H:%M:%S"),
            }
        )
