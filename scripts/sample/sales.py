"""The certificates: sold by a ring, or honestly earned."""

from datetime import date, datetime, timedelta

from scripts.sample import cast
from scripts.sample.mint import NEW_AREA, at
from scripts.sample.world import NAT_IP, SL, WORKSHOP_IP, XG, Certificate, Party, World

ITEMS = (
    ("电工作业", "低压电工作业"),
    ("电工作业", "高压电工作业"),
    ("焊接与热切割作业", "熔化焊接与热切割作业"),
    ("高处作业", "登高架设作业"),
    ("高处作业", "高处安装、维护、拆除作业"),
    ("制冷与空调作业", "制冷与空调设备运行操作作业"),
)
Reach = dict[str, bool | None]
STAGES = ("holder", "employer", "agent", "advertiser", "collector", "maker", "site_operator", "enabler")
RING_A_ENTRIES, RING_A_SEIZED = 260, 92


def validity(start: date, years: int = 6) -> date:
    """The last valid day of a permit issued on ``start``."""
    return start.replace(year=start.year + years, day=min(start.day, 28)) - timedelta(days=1)


def make(world: World, holder: Party, sold: datetime, verdict: str, group: str, years: int = 6) -> Certificate:
    """A certificate under the holder's own number."""
    category, item = world.rng.choice(ITEMS)
    start = (sold + timedelta(days=3)).date()
    made = Certificate(holder, f"T{holder.ident}", category, item, start, validity(start, years), verdict, group)
    world.certificates.append(made)
    return made


def buyer(world: World, slug: str, *, listed: bool, trap: str = "", **more: str) -> Party:
    """Somebody who holds a certificate, with a bank account of his own."""
    made = world.party(slug, roles=["holder"], trap=trap, **more)
    if world.rng.random() < 0.4:
        made.employer = world.find(f"innocent-employer-{world.rng.randrange(1, 4)}")
    world.open_account(made, world.rng.choice((XG, SL)), listed=listed)
    return made


def ring_a(world: World) -> None:
    """Entries of the seized back office; a part of the cards was found on holders."""
    enabler, operator = world.find("A-enabler"), world.find("A-operator")
    for number in range(1, RING_A_ENTRIES + 1):
        seized = number <= RING_A_SEIZED
        area = NEW_AREA if number in {33, 133} else ""
        holder = buyer(world, f"A-holder-{number:03d}", listed=seized, ident=world.mint.resident_id(area=area))
        holder.ring = "A"
        sold = world.mint.moment(at("2025-03-10"), at("2026-04-12"))
        made = make(world, holder, sold, "forged", "A")
        login, _name, upper, *_ = cast.AGENTS[world.rng.choice((0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 9))]
        upper = {entry[0]: entry[2] for entry in cast.AGENTS}.get(upper, upper)
        made.agent, made.maker = world.find(f"A-agent-{login}"), world.find(f"A-maker-{upper}")
        made.operator, made.enabler = operator, enabler
        made.agent_login, made.maker_login, made.entered_at = login, upper, sold + timedelta(hours=20)
        made.entered_ip = WORKSHOP_IP if world.rng.random() < 0.8 else NAT_IP
        made.host = cast.SITE_A1 if made.entered_at < cast.MOVED else cast.SITE_A2
        made.collector = world.find("A-collector") if login == "dl004" else None
        made.into = (made.collector or made.agent).account
        made.payer, made.price = holder.account, 700 if login[2] == "1" else 600
        if number <= 5:  # an employer buys for its workers
            holder.employer = world.find("innocent-employer-1")
            made.payer = holder.employer.account
        made.qr = f"http://{made.host}/special?id={20250000 + number * 7}"
        made.seized, made.signs = seized, ["back_office", *(["qr_host"] if seized else [])]
        if seized:
            handle = made.agent.online[-1].removeprefix("wechat:")
            made.contact = world.rng.choice(
                (f"微信：{handle}", made.agent.phone, f"微信{handle} 电话{made.agent.phone}")
            )
            made.official = "查无" if number % 12 else ""
            made.signs += ["official_not_found"] if made.official else []
        every: Reach = dict.fromkeys(STAGES, True)
        made.traceable = every | {
            "employer": True if seized and holder.employer else None,
            "advertiser": None,
            "collector": True if made.collector else None,
        }
        if login == "dl105":
            made.next = [{"record": "bank_transactions", "of": made.into.card}]


def ring_b(world: World) -> None:
    """Three ways of selling, each leaving less evidence than the one before."""
    for number in range(1, 49):
        group = "B1" if number <= 20 else "B2" if number <= 36 else "B3"
        holder = buyer(world, f"B-holder-{number:02d}", listed=group != "B3")
        holder.ring = "B"
        made = make(world, holder, world.mint.moment(at("2025-06-01"), at("2026-03-20")), "forged", group, 10)
        made.seized, made.signs = True, ["validity_not_6_years", "qr_host"]
        made.host = cast.SITE_B2 if group == "B2" else cast.SITE_B1
        made.qr = f"https://{made.host}/q?id=B{number:04d}&n={made.number[-6:]}"
        made.issuer = "示例省应急管理厅"
        if number % 5:
            made.official = "查无"
            made.signs.append("official_not_found")
        else:
            made.verdict = "suspect"
        if number in {7, 19, 33}:  # the number of somebody else: a habit of this ring
            made.number = f"T{world.mint.resident_id()}"
            made.signs.append("number_of_another_person")
        made.price, made.payer = (580, holder.account) if group != "B3" else (500, None)
        made.operator, made.maker = world.find("B-operator"), world.find("B-maker")
        none: Reach = dict.fromkeys(STAGES, False)
        made.traceable = none | {
            "holder": True,
            "employer": True if holder.employer else None,
            "advertiser": False,
            "enabler": None,
            "site_operator": group != "B2",
        }
        attribute_b(world, made)


def attribute_b(world: World, made: Certificate) -> None:
    """Who sold it and took the money, and which record would close each gap."""
    phone = {"record": "phone_subscribers", "of": world.find("B-operator").phone}
    if made.group == "B1":
        seller = world.find("B-agent-1")
        made.agent, made.collector = seller, world.find("B-collector-1")
        made.advertiser = world.find("B-advertiser")
        made.contact = f"微信：bz_xiaoyu99；电话{seller.phone}"
        made.traceable |= {"agent": True, "collector": True, "maker": True}
        made.next = [phone, {"record": "adverts", "of": "qq:2850000990"}]
    elif made.group == "B2":
        made.agent, made.collector = world.find("B-agent-2"), world.find("B-collector-3")
        made.contact = "微信:kz_banzheng"
        made.traceable |= {"agent": True, "collector": True}
        made.operator, made.traceable["advertiser"] = None, None
        made.next = [
            {"record": "bank_transactions", "of": made.collector.account.card},
            {"record": "service_orders", "of": "zsjx-xugou.com"},
        ]
    else:
        made.traceable |= {"agent": False, "collector": None, "advertiser": None}
        made.next = [phone, {"record": "certificates", "of": made.number}]
    made.into = made.collector.account if made.collector else None


def adult(world: World, slug: str, trap: str, *, listed: bool) -> Party:
    """An honest holder, old enough for the oldest certificate here."""
    made = buyer(world, slug, listed=listed, trap=trap, ident=world.mint.resident_id(1962, 1984))
    made.roles = []
    return made


def ordinary(world: World) -> None:
    """Genuine, expired, old-style and out-of-catalogue ones."""
    named = [world.find(f"innocent-{slug}") for slug in ("namesake-maker", "namesake-agent", "false-report")]
    for number in range(1, 49):
        expired, label = number in range(40, 46), f"genuine-holder-{number:02d}"
        holder = named[number - 1] if number <= 3 else adult(world, label, "genuine_holder", listed=number % 2 == 0)
        sold = world.mint.moment(at("2022-02-01"), at("2025-10-01"))
        made = make(
            world, holder, sold.replace(year=2017) if expired else sold, "expired" if expired else "genuine", "found"
        )
        made.official, made.seized = "过期" if expired else "有效", number <= 24
        made.traceable = {"holder": True, "employer": True if made.seized and holder.employer else None}
        if number in {5, 6}:
            made.qr = "https://cx.mem.gov.cn/special?index=0"
    for number in range(1, 5):  # before 2010 the number had 14 digits; the platform does not know these
        holder = adult(world, f"old-style-holder-{number}", "old_style_certificate", listed=True)
        made = make(world, holder, at(f"200{4 + number}-06-12"), "unknown", "old")
        made.number, made.official, made.seized = f"0433010{number:02d}{1200 + number * 31:05d}", "查无", True
        made.traceable, made.signs = {"holder": True}, ["old_style_number"]
    for number in range(1, 4):
        holder = buyer(world, f"forklift-holder-{number}", listed=True)
        holder.trap = ""
        made = make(world, holder, world.mint.moment(at("2025-04-01"), at("2025-12-01")), "suspect", "forklift")
        made.category, made.item, made.seized = "特种设备作业", "叉车司机作业", True
        made.traceable, made.signs = {"holder": True, "agent": False, "maker": False}, ["item_out_of_catalogue"]
    for index in (10, 40):  # the same person, hence the same number: one earned permit and one bought
        bought = world.certificates[index]
        earned = make(world, bought.holder, at("2023-03-14"), "genuine", "found")
        earned.category, earned.item = next(entry for entry in ITEMS if entry[1] != bought.item)
        earned.official, earned.traceable = "有效", {"holder": True}
