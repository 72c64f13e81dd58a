"""Hosting orders: a shared host with hundreds of customers, and a small firm that went on after a notice."""

from datetime import datetime, timedelta

from scripts.sample.domain_files import NEIGHBOURS, neighbour
from scripts.sample.files import CaseFile, Cell, Row, Sheet, columns
from scripts.sample.mint import at
from scripts.sample.world import OPERATOR_IP, Party, World

ORDERS = columns(
    "服务商 服务类型 订单号 客户名称 客户证件号 客户手机 客户邮箱 IP 域名 开通时间 到期时间 金额 付款账号 最后登录IP "
    "监管告知时间 告知后是否继续服务 调证文书号"
)
SHARED_IP, RING_A_IP, RING_A_IP2 = "192.88.99.200", "192.52.193.18", "192.52.193.19"
CLOUD, FIRM = "虚构云计算有限公司", "虚江市云栈网络科技有限公司"


def order(
    provider: str, number: str, kind: str, who: Party, domain: str, ip: str, opened: datetime, yuan: int, **more: Cell
) -> Row:
    """A provider's order."""
    mail = next((h.removeprefix("email:") for h in who.online if h.startswith("email:")), "")
    return Row(
        {
            "服务商": provider,
            "服务类型": kind,
            "订单号": number,
            "客户名称": who.name,
            "客户证件号": who.ident,
            "客户手机": who.phone,
            "客户邮箱": mail,
            "IP": ip,
            "域名": domain,
            "开通时间": opened,
            "到期时间": opened + timedelta(days=365),
            "金额": f"{yuan}.00",
            "付款账号": "",
            "最后登录IP": "",
            "监管告知时间": "",
            "告知后是否继续服务": "",
            "调证文书号": "虚公（网）调证字〔2026〕0512号",
        }
        | more
    )


def orders(world: World) -> list[CaseFile]:
    """The cloud's shared host with hundreds of customers; the small firm that went on after a notice."""
    rng, operator, unknown = world.rng, world.find("A-operator"), world.find("B-operator")
    paid: dict[str, Cell] = {"付款账号": operator.account.card, "最后登录IP": OPERATOR_IP}
    told: dict[str, Cell] = {"监管告知时间": "2025-12-08 15:30:00", "告知后是否继续服务": "是"}
    small = [
        order(
            FIRM,
            "YZ20250301001",
            "服务器",
            operator,
            "aqcx-xugou.cn",
            RING_A_IP,
            at("2025-03-01", "11:23:00"),
            3600,
            **paid,
            **told,
        ),
        order(FIRM, "YZ20250302007", "域名", operator, "aqcx-xugou.cn", "", at("2025-03-02", "11:20:00"), 120, **paid),
        order(
            FIRM,
            "YZ20251219002",
            "服务器",
            operator,
            "mem-zscx-xugou.com",
            RING_A_IP2,
            at("2025-12-19", "11:28:00"),
            9600,
            **paid,
            **told,
        ),
        order(
            FIRM, "YZ20251219003", "域名", operator, "mem-zscx-xugou.com", "", at("2025-12-19", "11:20:00"), 150, **paid
        ),
        order(
            FIRM,
            "YZ20260301001",
            "服务器",
            operator,
            "aqcx-xugou.cn",
            RING_A_IP,
            at("2026-03-01", "11:23:00"),
            3600,
            **paid,
            **told,
        ),
    ]
    for number in range(14):
        customer = world.party(f"innocent-firm-customer-{number + 1:02d}", trap="ordinary_customer")
        opened = world.mint.moment(at("2024-01-01"), at("2026-03-01"), (9, 18))
        small.append(
            order(
                FIRM,
                f"YZ{opened:%Y%m%d}1{number:02d}",
                "服务器",
                customer,
                neighbour(NEIGHBOURS + number),
                f"192.52.193.{60 + number}",
                opened,
                rng.choice((980, 1200, 1680)),
            )
        )
    large = []
    for number in range(NEIGHBOURS):
        customer = world.party(f"innocent-neighbour-{number:03d}", trap="shared_host")
        opened = world.mint.moment(at("2022-01-01"), at("2026-04-01"), (0, 23))
        large.append(
            order(
                CLOUD,
                f"XY{7000000 + number * 91}",
                rng.choice(("服务器", "服务器", "存储", "CDN")),
                customer,
                neighbour(number),
                SHARED_IP,
                opened,
                rng.choice((199, 299, 399)),
            )
        )
    ring = order(
        CLOUD,
        "XY8800417",
        "服务器",
        unknown,
        "yjgl-xugou.net",
        SHARED_IP,
        at("2025-05-21", "02:13:44"),
        299,
        客户名称="王先生",
        客户证件号="3301**********1234",
        监管告知时间="2026-03-02 10:00:00",
        告知后是否继续服务="否",
    )
    large.insert(131, ring)
    return [
        CaseFile("07服务商调证/云主机订单明细.csv", "service_orders", "csv", [Sheet(ORDERS, large)]),
        CaseFile(
            "07服务商调证/云栈网络回函附件1.xlsx",
            "service_orders",
            "xlsx",
            [Sheet(ORDERS, small, "附件1", "附件1：客户订单及告知情况")],
        ),
    ]
