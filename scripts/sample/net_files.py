"""Domain, filing and hosting records: two rings' sites among hundreds that only share a host or a registrar."""

from datetime import datetime, timedelta

from scripts.sample import cast
from scripts.sample.files import CaseFile, Cell, Row, Sheet
from scripts.sample.mint import at
from scripts.sample.world import OPERATOR_IP, Party, World

ORDERS = (
    "服务商 服务类型 订单号 客户名称 客户证件号 客户手机 客户邮箱 IP 域名 开通时间 到期时间 金额 付款账号 最后登录IP "
    "监管告知时间 告知后是否继续服务 调证文书号"
).split()
SHARED_IP, RING_A_IP, RING_A_IP2 = "192.88.99.200", "192.52.193.18", "192.52.193.19"
REGISTRAR, CLOUD, FIRM = "虚构域名注册服务有限公司", "虚构云计算有限公司", "虚江市云栈网络科技有限公司"
TRADES = ("lvyou", "chaye", "huadian", "jiaoyu", "wujin", "shuiguo", "jiaju", "dianqi", "sheying", "membrane", "anfang", "peijian")
NEIGHBOURS = 214


def neighbour(number: int) -> str:
    return f"{TRADES[number % len(TRADES)]}{number:03d}-xugou.{'cn' if number % 3 else 'com'}"


def whois_text(domain: str, registrant: str, mail: str, registered: datetime) -> str:
    """An answer of the .cn registry."""
    return (
        f"Domain Name: {domain}\nROID: {registered:%Y%m%d}s10001s{sum(map(ord, domain)):08d}-cn\nDomain Status: ok\n"
        f"Registrant: {registrant}\nRegistrant Contact Email: {mail}\nSponsoring Registrar: {REGISTRAR}\n"
        f"Name Server: ns1.dns-xugou.cn\nName Server: ns2.dns-xugou.cn\nRegistration Time: {registered:%Y-%m-%d %H:%M:%S}\n"
        f"Expiration Time: {registered.replace(year=registered.year + 2, day=min(registered.day, 28)):%Y-%m-%d %H:%M:%S}\nDNSSEC: unsigned\n"
    )


def whois(world: World) -> list[CaseFile]:
    """.cn answers: one domain per file, and forty joined by hand."""
    operator = world.find("A-operator")
    ring = whois_text("aqcx-xugou.cn", operator.name, "ywt_dev@mail-xugou.cn", at("2025-03-02", "21:14:08"))
    county = whois_text("xugouxian.gov.cn", "虚构县人民政府办公室", "wangzhan@xugouxian.gov.cn", at("2009-05-06", "10:00:00"))
    many = []
    for number in [n for n in range(NEIGHBOURS) if n % 3][:40]:
        name, opened = world.mint.name(), world.mint.moment(at("2019-01-01"), at("2025-01-01"))
        many.append(Row({"text": whois_text(neighbour(number), name, f"u{number:03d}@mail-xugou.cn", opened)}))
    return [
        CaseFile("06域名/aqcx-xugou.cn.txt", "whois", "text", [Sheet(["text"], [Row({"text": ring})])]),
        CaseFile("06域名/xugouxian.gov.cn.txt", "whois", "text", [Sheet(["text"], [Row({"text": county})])], "utf-8-sig"),
        CaseFile("06域名/批量whois20260512.txt", "whois", "text", [Sheet(["text"], many)], "gb18030"),
    ]


def rdap_record(domain: str, registered: str, registrant: str = "REDACTED FOR PRIVACY") -> dict[str, Cell]:
    """An RFC 9083 domain object; the registrant is hidden, as usual."""
    def card(name: str, mail: str) -> list[object]:
        return ["vcard", [["version", {}, "text", "4.0"], ["fn", {}, "text", name], ["email", {}, "text", mail]]]

    hidden = "REDACTED FOR PRIVACY"
    return {
        "objectClassName": "domain", "handle": f"{sum(map(ord, domain))}_DOMAIN-XG", "ldhName": domain.upper(),
        "status": ["client transfer prohibited"],
        "entities": [
            {"objectClassName": "entity", "roles": ["registrar"], "handle": "9990", "vcardArray": card(REGISTRAR, "abuse@registrar-xugou.com")},
            {"objectClassName": "entity", "roles": ["registrant"], "vcardArray": card(registrant, hidden)},
        ],
        "events": [{"eventAction": "registration", "eventDate": registered},
                   {"eventAction": "expiration", "eventDate": f"2027{registered[4:]}"}],
        "nameservers": [{"objectClassName": "nameserver", "ldhName": "NS1.DNS-XUGOU.CN"}],
        "secureDNS": {"delegationSigned": False}, "links": [], "port43": "whois.registrar-xugou.com",
    }  # fmt: skip


def rdap(world: World) -> list[CaseFile]:
    """One answer per ring domain, and a few neighbours in one file."""
    singles = {"mem-zscx-xugou.com": "2025-12-18T13:02:11Z", "yjgl-xugou.net": "2025-05-20T03:40:00Z", "zsjx-xugou.com": "2025-05-28T16:09:59Z"}
    files = [CaseFile(f"06域名/{name}.json", "rdap", "json", [Sheet([], [Row(rdap_record(name, when))])]) for name, when in singles.items()]
    plain_ones = [n for n in range(NEIGHBOURS) if n % 3 == 0][:10]
    rows = [Row(rdap_record(neighbour(n), f"20{20 + n % 5}-0{1 + n % 9}-11T02:00:00Z", world.mint.name())) for n in plain_ones]
    return [*files, CaseFile("06域名/rdap批量.jsonl", "rdap", "ndjson", [Sheet([], rows)])]


def filing(number: int, unit: str, nature: str, domain: str, host: str) -> Row:
    """A MIIT filing record."""
    main = f"浙ICP备{2019000000 + number * 13}号"
    return Row({"contentTypeName": "", "domain": domain, "domainId": 800000 + number, "homeUrl": host, "leaderName": "", "limitAccess": "否",
                "mainId": 700000 + number, "mainLicence": main, "natureName": nature, "serviceId": 600000 + number,
                "serviceLicence": f"{main}-1", "serviceName": "", "unitName": unit, "updateRecordTime": f"2023-0{1 + number % 9}-12 09:33:00"})  # fmt: skip


def icp(world: World) -> list[CaseFile]:
    """Filings of the county's site and of the neighbours; an imitation has none."""
    blog = filing(1, world.find("A-operator").name, "个人", "ywt-blog-xugou.cn", "www.ywt-blog-xugou.cn")
    county = filing(2, "虚构县应急管理局", "政府机关", "xugouxian.gov.cn", "yjj.xugouxian.gov.cn")
    rows = [filing(10 + n, world.mint.name() if n % 4 else f"虚江市{TRADES[n % 12]}{n:03d}商行", "个人" if n % 4 else "企业",
                   neighbour(n), f"www.{neighbour(n)}") for n in range(0, NEIGHBOURS, 2)]  # fmt: skip
    return [
        CaseFile("06域名/备案查询结果.json", "icp", "json", [Sheet([], [blog, county])], wrap=True),
        CaseFile("06域名/备案_同服务器网站.jsonl", "icp", "ndjson", [Sheet([], rows)]),
    ]


def order(provider: str, number: str, kind: str, who: Party, domain: str, ip: str, opened: datetime, yuan: int, **more: Cell) -> Row:
    """A provider's order."""
    mail = next((h.removeprefix("email:") for h in who.online if h.startswith("email:")), "")
    return Row({
        "服务商": provider, "服务类型": kind, "订单号": number, "客户名称": who.name, "客户证件号": who.ident, "客户手机": who.phone,
        "客户邮箱": mail, "IP": ip, "域名": domain, "开通时间": opened, "到期时间": opened + timedelta(days=365), "金额": f"{yuan}.00",
        "付款账号": "", "最后登录IP": "", "监管告知时间": "", "告知后是否继续服务": "", "调证文书号": "虚公（网）调证字〔2026〕0512号",
    } | more)  # fmt: skip


def orders(world: World) -> list[CaseFile]:
    """The cloud's shared host with hundreds of customers; the small firm that went on after a notice."""
    rng, operator, unknown = world.rng, world.find("A-operator"), world.find("B-operator")
    paid: dict[str, Cell] = {"付款账号": operator.account.card, "最后登录IP": OPERATOR_IP}
    told: dict[str, Cell] = {"监管告知时间": "2025-12-08 15:30:00", "告知后是否继续服务": "是"}
    small = [
        order(FIRM, "YZ20250301001", "服务器", operator, "aqcx-xugou.cn", RING_A_IP, at("2025-03-01", "11:23:00"), 3600, **paid, **told),
        order(FIRM, "YZ20250302007", "域名", operator, "aqcx-xugou.cn", "", at("2025-03-02", "11:20:00"), 120, **paid),
        order(FIRM, "YZ20251219002", "服务器", operator, "mem-zscx-xugou.com", RING_A_IP2, at("2025-12-19", "11:28:00"), 9600, **paid, **told),
        order(FIRM, "YZ20251219003", "域名", operator, "mem-zscx-xugou.com", "", at("2025-12-19", "11:20:00"), 150, **paid),
        order(FIRM, "YZ20260301001", "服务器", operator, "aqcx-xugou.cn", RING_A_IP, at("2026-03-01", "11:23:00"), 3600, **paid, **told),
    ]  # fmt: skip
    for number in range(14):
        customer = world.party(f"innocent-firm-customer-{number + 1:02d}", trap="ordinary_customer")
        opened = world.mint.moment(at("2024-01-01"), at("2026-03-01"), (9, 18))
        small.append(order(FIRM, f"YZ{opened:%Y%m%d}1{number:02d}", "服务器", customer, neighbour(NEIGHBOURS + number),
                           f"192.52.193.{60 + number}", opened, rng.choice((980, 1200, 1680))))  # fmt: skip
    large = []
    for number in range(NEIGHBOURS):
        customer = world.party(f"innocent-neighbour-{number:03d}", trap="shared_host")
        opened = world.mint.moment(at("2022-01-01"), at("2026-04-01"), (0, 23))
        large.append(order(CLOUD, f"XY{7000000 + number * 91}", rng.choice(("服务器", "服务器", "存储", "CDN")), customer, neighbour(number),
                           SHARED_IP, opened, rng.choice((199, 299, 399))))  # fmt: skip
    ring = order(CLOUD, "XY8800417", "服务器", unknown, "yjgl-xugou.net", SHARED_IP, at("2025-05-21", "02:13:44"), 299,
                 客户名称="王先生", 客户证件号="3301**********1234", 监管告知时间="2026-03-02 10:00:00", 告知后是否继续服务="否")  # fmt: skip
    large.insert(131, ring)
    return [
        CaseFile("07服务商调证/云主机订单明细.csv", "service_orders", "csv", [Sheet(ORDERS, large)]),
        CaseFile("07服务商调证/云栈网络回函附件1.xlsx", "service_orders", "xlsx", [Sheet(ORDERS, small, "附件1", "附件1：客户订单及告知情况")]),
    ]
