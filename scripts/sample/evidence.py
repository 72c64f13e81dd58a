"""Is every true link of a certificate told by some row, and is every missing one really missing?"""

from collections.abc import Iterable

from scripts.sample import cast
from scripts.sample.files import CaseFile, plain
from scripts.sample.order_files import FIRM
from scripts.sample.world import Account, Certificate, Party, World


class Rows:
    """All rows of the loaded files as text, by kind; asks which rows contain several texts at once."""

    def __init__(self, files: Iterable[CaseFile]) -> None:
        self._by_kind: dict[str, list[str]] = {}
        for file in files:
            texts = [
                "\x1f".join(plain(v) for v in row.cells.values()) for row in file.rows if row.outcome == "accepted"
            ]
            self._by_kind.setdefault(str(file.kind), []).extend(texts)
        self._seen: dict[tuple[str, ...], bool] = {}

    def tell(self, kind: str, *texts: str) -> bool:
        """Whether one accepted row of ``kind`` contains all the texts."""
        key = (kind, *texts)
        if key not in self._seen:
            rows = self._by_kind.get(kind, ())
            self._seen[key] = all(texts) and any(all(text in row for text in texts) for row in rows)
        return self._seen[key]

    def transfer(self, payer: Account, payee: Account) -> bool:
        """Whether a statement row names both accounts, each by card or number."""
        ends = [[v for v in (a.card, a.number) if v] for a in (payer, payee)]
        return any(self.tell("bank_transactions", a, b) for a in ends[0] for b in ends[1])

    def phone_of(self, who: Party) -> bool:
        """Whether a bank states that this person uses this phone."""
        return self.tell("bank_persons", who.ident, who.phone)

    def owns(self, who: Party) -> bool:
        return self.tell("bank_accounts", who.ident, who.account.card)

    def login(self, who: Party, login: str) -> bool:
        """Whether the back office gives this phone to this login, and, for a known person, a bank gives it to him."""
        return self.tell("back_office_users", f"\x1f{login}\x1f", who.phone) and (
            who.type != "Person" or self.phone_of(who)
        )


def stages(rows: Rows, world: World, c: Certificate) -> dict[str, bool]:
    """Per stage, whether the rows lead from the certificate to the true subject."""
    number, entered = (
        c.number,
        rows.tell("back_office", c.number, c.agent_login, c.maker_login) if c.entered_at else False,
    )
    found = {
        "holder": any(
            rows.tell(kind, number, c.holder.name) for kind in ("certificates", "back_office", "official_results")
        )
    }
    if c.holder.employer:
        found["employer"] = rows.tell("certificates", number, c.holder.employer.ident)
    if c.agent:
        handles = [h.partition(":")[2] for h in c.agent.online if h.startswith(("wechat:", "qq:"))]
        named = any(rows.tell("certificates", number, v) for v in (*handles, c.agent.phone) if v)
        found["agent"] = (named and (c.agent.type != "Person" or rows.phone_of(c.agent))) or (
            entered and rows.login(c.agent, c.agent_login)
        )
    if c.collector and c.into:
        paid = rows.tell("certificates", number, c.into.card) or bool(c.payer and rows.transfer(c.payer, c.into))
        found["collector"] = paid and (c.collector.type != "Person" or rows.owns(c.collector))
    if c.maker:
        found["maker"] = rows.login(c.maker, c.maker_login) if entered else made_b(rows, world, c)
    found["advertiser"] = False  # nothing but leads tells of it
    domain = ".".join(c.host.split(".")[-2:])
    site = rows.tell("back_office", number, domain) or rows.tell("certificates", number, c.host)
    operator = c.operator
    if operator:
        found["site_operator"] = bool(site) and rows.tell("service_orders", domain, operator.ident or operator.phone)
    if c.enabler:
        found["enabler"] = (
            bool(site)
            and rows.tell("service_orders", FIRM, domain, "\x1f是\x1f")
            and rows.tell("bank_accounts", FIRM, c.enabler.ident)
        )
    return found


def made_b(rows: Rows, world: World, c: Certificate) -> bool:
    """Ring B's maker: the money arrives with him and his phone sent the parcel."""
    carrier = world.find("B-collector-2").account
    if not (c.maker and c.into and c.collector and c.collector.type == "Person"):
        return False
    sent = rows.tell("waybills", c.maker.phone, c.holder.phone) and rows.phone_of(c.maker)
    return sent and rows.transfer(c.into, carrier) and rows.transfer(carrier, c.maker.account)


def problems(world: World, files: list[CaseFile]) -> list[str]:
    """Every disagreement between ``traceable`` and the rows, and innocents nobody mentions."""
    rows, found = Rows(files), []
    for c in world.certificates:
        reached = stages(rows, world, c)
        for stage, expected in c.traceable.items():
            if expected is not None and reached.get(stage, False) != expected:
                found.append(
                    f"{c.group} {c.number} {c.item}: {stage} traceable={expected}, rows say {reached.get(stage)}"
                )
    kinds = (
        "bank_persons",
        "bank_accounts",
        "service_orders",
        "bank_transactions",
        "certificates",
        "official_results",
        "whois",
        "waybills",
    )
    for party in world.parties:
        names = [v for v in (party.ident, party.name) if v]
        if party.trap and not any(rows.tell(kind, name) for name in names for kind in kinds):
            found.append(f"{party.slug}: in no file")
    hidden = [cast.SITE_B2.split(".", 1)[1]]
    return found + [f"{domain}: has an order" for domain in hidden if rows.tell("service_orders", domain)]
