"""Every transfer that truly happened: the rings' money, and the ordinary life around it."""

from collections import Counter, defaultdict
from datetime import datetime, timedelta

from scripts.sample import cast
from scripts.sample.mint import at
from scripts.sample.world import NAT_IP, OPERATOR_IP, WORKSHOP_IP, Account, Transfer, World

FIRST, LAST = at("2025-03-01"), at("2026-04-26")
DEPOSIT_MEMOS, BALANCE_MEMOS = ("办证定金", "定金", "", "转账", "电工证"), ("尾款", "证到付清", "", "转账", "余款")


def fortnights() -> list[datetime]:
    """The evenings on which agents settle with the level above."""
    return [FIRST + timedelta(days=14 * n, hours=20) for n in range(1, 31)]


def label(login: str) -> str:
    """The party behind a back-office login."""
    return "A-operator" if login == "operator" else f"A-{'maker' if login.startswith('zz') else 'agent'}-{login}"


def ring_a(world: World) -> None:
    """Deposit and balance, agent to agent, agent to maker, maker to operator, operator to hosting firm."""
    due: dict[tuple[str, str], list[datetime]] = defaultdict(list)
    tree = {entry[0]: entry[2] for entry in cast.AGENTS}
    for sale in world.certificates:
        if sale.entered_at is None:
            continue
        paid = sale.entered_at - timedelta(hours=20)
        deposit = 300 if sale.price == 700 else 200
        world.pay(paid, sale.payer, sale.into, deposit * 100, world.rng.choice(DEPOSIT_MEMOS))
        later = paid + timedelta(days=world.rng.randrange(4, 8), minutes=world.rng.randrange(300))
        world.pay(later, sale.payer, sale.into, (sale.price - deposit) * 100, world.rng.choice(BALANCE_MEMOS))
        login = sale.agent_login
        while login in tree:
            due[login, tree[login]].append(later)
            login = tree[login]
        due[sale.maker_login, "operator"].append(later)
    price = {"dl": 45000, "zz": 20000}
    for (lower, upper), times in due.items():
        low = world.find(label(lower)).account
        high = world.find(label(upper)).account
        settle(world, low, high, times, price.get(upper[:2], 800), monthly=upper == "operator")
    through_wife(world)
    hosting(world)


def settle(world: World, low: Account, high: Account, times: list[datetime], each: int, *, monthly: bool) -> None:
    """Pay for what was sold since the last settlement."""
    evenings, done = fortnights()[:: 2 if monthly else 1], FIRST
    for evening in evenings:
        count = sum(done < t <= evening for t in times)
        done = evening
        if count:
            when = evening + timedelta(seconds=world.rng.randrange(5400))
            memo = "维护费" if monthly else world.rng.choice(("", "结账", f"{count}个", "货款"))
            ip = WORKSHOP_IP if monthly else ""
            world.pay(when, low, high, each * count, memo, ip=ip)


def through_wife(world: World) -> None:
    """The collector of ring A passes most of it to her husband, the agent."""
    wife, husband = world.find("A-collector").account, world.find("A-agent-dl004").account
    taken = [t for t in world.transfers if t.payee is wife]
    for evening in fortnights():
        window = [t for t in taken if evening - timedelta(days=14) < t.time <= evening]
        if window:
            world.pay(evening - timedelta(hours=3), wife, husband, sum(t.fen for t in window) * 9 // 10 // 100 * 100)


def hosting(world: World) -> None:
    """What the operator pays the hosting firm; the amounts and days are those of the service orders."""
    operator, firm = world.find("A-operator").account, world.find("A-enabler").account
    for day, yuan in (
        ("2025-03-01", 3600),
        ("2025-03-02", 120),
        ("2025-12-19", 9600),
        ("2025-12-19", 150),
        ("2026-03-01", 3600),
    ):
        world.pay(at(day, f"11:2{yuan // 1200}:05"), operator, firm, yuan * 100, "服务费", ip=OPERATOR_IP)


def ring_b(world: World) -> None:
    """One payment each; collected, carried on another person's card, partly drawn in cash, partly to the maker."""
    collected: list[Transfer] = []
    for sale in (c for c in world.certificates if c.group in {"B1", "B2"}):
        paid = at(str(sale.start), "12:00:00") - timedelta(days=3, minutes=world.rng.randrange(200))
        made = world.pay(paid, sale.payer, sale.into, sale.price * 100, world.rng.choice(("", "办事", "证件费")))
        collected += [made] if sale.group == "B1" else []
    first, second, maker, seller = (
        world.find(slug).account for slug in ("B-collector-1", "B-collector-2", "B-maker", "B-agent-1")
    )
    for made in sorted(collected, key=lambda t: t.time):
        world.pay(made.time + timedelta(hours=2), first, second, made.fen - 3000)
    months = sorted({made.time.strftime("%Y-%m") for made in collected})
    for month in months:
        held = sum(t.fen for t in collected if f"{t.time:%Y-%m}" == month)
        world.pay(at(f"{month}-28", "21:10:30"), second, maker, held * 4 // 10 // 10000 * 10000, "货款", twin=True)
        world.pay(at(f"{month}-28", "21:40:00"), second, None, held * 3 // 10 // 10000 * 10000, "ATM取款")
        world.pay(at(f"{month}-27", "20:05:00"), seller, maker, 30000 + 5000 * len(month), "补货款")
        world.pay(at(f"{month}-26", "19:30:00"), first, seller, held // 10 // 100 * 100, "提成")


def everyday(world: World) -> None:
    """Payments from which nothing follows."""
    rng, maker = world.rng, world.find("A-maker-zz01").account
    of = {
        slug: world.find(f"innocent-{slug}").account
        for slug in (
            "family",
            "landlord",
            "second-hand",
            "web-client",
            "school",
            "merchant",
            "clearing",
            "courier",
            "employer-1",
            "employer-2",
            "employer-3",
            "namesake-maker",
            "nat-ip-1",
            "nat-ip-2",
            "nat-ip-3",
        )
    }
    agent = world.find("A-agent-dl002").account
    for month in [f"2025-{m:02d}" for m in range(3, 13)] + [f"2026-{m:02d}" for m in range(1, 5)]:
        world.pay(at(f"{month}-05", "08:12:00"), of["family"], maker, 150000, "生活费")
        world.pay(at(f"{month}-06", "09:30:00"), maker, of["landlord"], 260000, "房租")
        world.pay(at(f"{month}-10", "10:00:00"), of["employer-1"], agent, 520000, "工资")
        world.pay(at(f"{month}-16", "17:45:00"), maker, of["courier"], rng.randrange(8000, 30000), "快递月结")
        world.pay(at(f"{month}-17", "17:46:00"), agent, of["courier"], rng.randrange(2000, 9000), "快递费")
    world.pay(at("2025-09-14", "13:22:10"), of["second-hand"], world.find("A-agent-dl001").account, 125000, "二手手机")
    world.pay(at("2025-07-02", "10:15:00"), of["web-client"], world.find("A-operator").account, 300000, "网店页面制作")
    for number in range(1, 4):
        world.pay(
            at(f"2025-1{number - 1}-18", "19:00:00"), of[f"nat-ip-{number}"], of["school"], 68000, "培训费", ip=NAT_IP
        )
    students = [c.holder for c in world.certificates if c.verdict == "genuine" and c.group == "found"][:34]
    deceived = [c.holder for c in world.certificates if c.group == "A"][20:26]
    for holder in deceived:
        holder.note = "向持证学校缴过培训费，可能以为自己参加了正规培训"
    students += [*deceived, world.find("A-agent-dl003")]
    for student in students:
        if student.accounts:
            world.pay(
                world.mint.moment(FIRST, LAST), student.account, of["school"], rng.choice((68000, 88000)), "培训费"
            )
    busy = [a for p in world.parties for a in p.accounts if a.queried and p.type == "Person"]
    for account in busy:
        for _ in range(rng.randrange(4, 9)):
            shop = of[rng.choice(("merchant", "clearing"))]
            world.pay(
                world.mint.moment(FIRST, LAST),
                account,
                shop,
                rng.randrange(900, 60000),
                rng.choice(("消费", "扫码支付", "")),
            )
        world.pay(world.mint.moment(FIRST, LAST), None, account, rng.randrange(100, 900), "结息")


def oddities(world: World) -> None:
    """Failed, reversed and ambiguous ones; and the buyers whose banks answered."""
    sales = [c for c in world.certificates if c.group == "A"]
    for index in (3, 17, 44):
        sale = sales[index]
        world.pay(world.mint.moment(FIRST, LAST), sale.payer, sale.into, 30000, "定金", status="失败")
    reversed_ = sales[50]
    world.pay(world.mint.moment(FIRST, LAST), reversed_.payer, reversed_.into, 40000, "尾款", status="已冲正")
    payer, payee = world.find("A-agent-dl002").account, world.find("A-maker-zz02").account
    world.pay(at("2025-08-08", "20:00:00"), payer, payee, 60000, "两笔一样", twin=True)
    world.pay(at("2025-08-08", "20:00:40"), payer, payee, 60000, "两笔一样", twin=True)


def tally(transfers: list[Transfer]) -> Counter[tuple[str, str]]:
    """Fen per (payer, payee) between accounts, counted once; failed and reversed ones move nothing."""
    total: Counter[tuple[str, str]] = Counter()
    for t in transfers:
        if t.payer and t.payee and t.status == "成功":
            total[t.payer.id, t.payee.id] += t.fen
    return total
