"""Registration and filing records: the rings' domains among many that only share a registrar or a host."""

from datetime import datetime

from scripts.sample.files import CaseFile, Cell, Row, Sheet
from scripts.sample.mint import at
from scripts.sample.world import World

REGISTRAR = "虚构域名注册服务有限公司"
TRADES = (
    "lvyou",
    "chaye",
    "huadian",
    "jiaoyu",
    "wujin",
    "shuiguo",
    "jiaju",
    "dianqi",
    "sheying",
    "membrane",
    "anfang",
    "peijian",
)
NEIGHBOURS = 214


def neighbour(number: int) -> str:
    return f"{TRADES[number % len(TRADES)]}{number:03d}-xugou.{'cn' if number % 3 else 'com'}"


def whois_text(domain: str, registrant: str, mail: str, registered: datetime) -> str:
    """An answer of the .cn registry."""
    expires = registered.replace(year=registered.year + 2, day=min(registered.day, 28))
    roid = f"{registered:%Y%m%d}s10001s{sum(map(ord, domain)):08d}-cn"
    return (
        f"Domain Name: {domain}\nROID: {roid}\nDomain Status: ok\n"
        f"Registrant: {registrant}\nRegistrant Contact Email: {mail}\nSponsoring Registrar: {REGISTRAR}\n"
        "Name Server: ns1.dns-xugou.cn\nName Server: ns2.dns-xugou.cn\n"
        f"Registration Time: {registered:%Y-%m-%d %H:%M:%S}\n"
        f"Expiration Time: {expires:%Y-%m-%d %H:%M:%S}\nDNSSEC: unsigned\n"
    )


def whois(world: World) -> list[CaseFile]:
    """.cn answers: one domain per file, and forty joined by hand."""
    operator = world.find("A-operator")
    ring = whois_text("aqcx-xugou.cn", operator.name, "ywt_dev@mail-xugou.cn", at("2025-03-02", "21:14:08"))
    county = whois_text(
        "xugouxian.gov.cn", "虚构县人民政府办公室", "wangzhan@xugouxian.gov.cn", at("2009-05-06", "10:00:00")
    )
    many = []
    for number in [n for n in range(NEIGHBOURS) if n % 3][:40]:
        name, opened = world.mint.name(), world.mint.moment(at("2019-01-01"), at("2025-01-01"))
        many.append(Row({"text": whois_text(neighbour(number), name, f"u{number:03d}@mail-xugou.cn", opened)}))
    return [
        CaseFile("06域名/aqcx-xugou.cn.txt", "whois", "text", [Sheet(["text"], [Row({"text": ring})])]),
        CaseFile(
            "06域名/xugouxian.gov.cn.txt", "whois", "text", [Sheet(["text"], [Row({"text": county})])], "utf-8-sig"
        ),
        CaseFile("06域名/批量whois20260512.txt", "whois", "text", [Sheet(["text"], many)], "gb18030"),
    ]


def rdap_record(domain: str, registered: str, registrant: str = "REDACTED FOR PRIVACY") -> dict[str, Cell]:
    """An RFC 9083 domain object; the registrant is hidden, as usual."""

    def card(name: str, mail: str) -> list[object]:
        return ["vcard", [["version", {}, "text", "4.0"], ["fn", {}, "text", name], ["email", {}, "text", mail]]]

    hidden = "REDACTED FOR PRIVACY"
    return {
        "objectClassName": "domain",
        "handle": f"{sum(map(ord, domain))}_DOMAIN-XG",
        "ldhName": domain.upper(),
        "status": ["client transfer prohibited"],
        "entities": [
            {
                "objectClassName": "entity",
                "roles": ["registrar"],
                "handle": "9990",
                "vcardArray": card(REGISTRAR, "abuse@registrar-xugou.com"),
            },
            {"objectClassName": "entity", "roles": ["registrant"], "vcardArray": card(registrant, hidden)},
        ],
        "events": [
            {"eventAction": "registration", "eventDate": registered},
            {"eventAction": "expiration", "eventDate": f"2027{registered[4:]}"},
        ],
        "nameservers": [{"objectClassName": "nameserver", "ldhName": "NS1.DNS-XUGOU.CN"}],
        "secureDNS": {"delegationSigned": False},
        "links": [],
        "port43": "whois.registrar-xugou.com",
    }


def rdap(world: World) -> list[CaseFile]:
    """One answer per ring domain, and a few neighbours in one file."""
    singles = {
        "mem-zscx-xugou.com": "2025-12-18T13:02:11Z",
        "yjgl-xugou.net": "2025-05-20T03:40:00Z",
        "zsjx-xugou.com": "2025-05-28T16:09:59Z",
    }
    files = [
        CaseFile(f"06域名/{name}.json", "rdap", "json", [Sheet([], [Row(rdap_record(name, when))])])
        for name, when in singles.items()
    ]
    plain_ones = [n for n in range(NEIGHBOURS) if n % 3 == 0][:10]
    rows = [
        Row(rdap_record(neighbour(n), f"20{20 + n % 5}-0{1 + n % 9}-11T02:00:00Z", world.mint.name()))
        for n in plain_ones
    ]
    return [*files, CaseFile("06域名/rdap批量.jsonl", "rdap", "ndjson", [Sheet([], rows)])]


def filing(number: int, unit: str, nature: str, domain: str, host: str) -> Row:
    """A MIIT filing record."""
    main = f"浙ICP备{2019000000 + number * 13}号"
    return Row(
        {
            "contentTypeName": "",
            "domain": domain,
            "domainId": 800000 + number,
            "homeUrl": host,
            "leaderName": "",
            "limitAccess": "否",
            "mainId": 700000 + number,
            "mainLicence": main,
            "natureName": nature,
            "serviceId": 600000 + number,
            "serviceLicence": f"{main}-1",
            "serviceName": "",
            "unitName": unit,
            "updateRecordTime": f"2023-0{1 + number % 9}-12 09:33:00",
        }
    )


def icp(world: World) -> list[CaseFile]:
    """Filings of the county's site and of the neighbours; an imitation has none."""
    blog = filing(1, world.find("A-operator").name, "个人", "ywt-blog-xugou.cn", "www.ywt-blog-xugou.cn")
    county = filing(2, "虚构县应急管理局", "政府机关", "xugouxian.gov.cn", "yjj.xugouxian.gov.cn")
    rows = [
        filing(
            10 + n,
            world.mint.name() if n % 4 else f"虚江市{TRADES[n % 12]}{n:03d}商行",
            "个人" if n % 4 else "企业",
            neighbour(n),
            f"www.{neighbour(n)}",
        )
        for n in range(0, NEIGHBOURS, 2)
    ]
    return [
        CaseFile("06域名/备案查询结果.json", "icp", "json", [Sheet([], [blog, county])], wrap=True),
        CaseFile("06域名/备案_同服务器网站.jsonl", "icp", "ndjson", [Sheet([], rows)]),
    ]
