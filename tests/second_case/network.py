"""Who gave the sites their servers and names: an ordinary provider, a reseller, one that went on after notice."""

from datetime import date, datetime
from typing import Any

from tests.second_case import ring_site as ring
from tests.second_case.world import Case, Subject, clock

FIRST_IP, SECOND_IP, THIRD_IP, SHARED_IP = "192.31.196.10", "192.31.196.120", "192.31.196.121", "192.52.193.8"
FIRST, SECOND = "cxzs-xunian.top", "yunhe-xunian.com"
NOTICE, LATER = clock(2025, 10, 8, 9, 0), clock(2025, 11, 15, 9, 0)


def providers(case: Case) -> dict[str, Subject]:
    return {
        "enabler": case.organization("enabler", "幻州捷讯网络有限公司", "2", ("enabler",),
                                     note="2025-11-15被告知后仍继续服务"),
        "ordinary": case.organization("ordinary-provider", "虚年云网络有限公司", trap="hosting_provider",
                                      note="接到告知即停止服务"),
        "reseller": case.organization("reseller", "空山数据服务部", trap="hosting_reseller",
                                      note="向虚年云批量租用后转租，接到告知即停止"),
        "registrar": case.organization("registrar", "虚年域名注册有限公司", trap="registrar"),
        "tea": case.organization("tea-house", "云河茶业有限公司", trap="former_domain_owner",
                                 note="域名2024年8月到期未续，后被他人注册"),
    }


def order(case: Case, table: str, provider: Subject, kind: str, start: date, end: date, customer: Subject | None = None,
          *, mail: str = "",
          name: str = "", ip: str = "", domain: str = "", fee: int = 600, login: str = "", told: datetime | None = None,
          went_on: str = "") -> None:
    code = (customer.identifiers.get("resident_id") or customer.identifiers["uscc"])[0] if customer else ""
    case.add(table, {
        "服务商": provider.caption, "服务类型": kind, "订单号": case.ids.digits("20", 12),
        "客户名称": customer.caption if customer else name,
        "客户证件号": code, "客户手机": customer.identifiers.get("phone", [""])[0] if customer else "",
        "客户邮箱": mail, "IP": ip, "域名": domain,
        "开通时间": clock(start.year, start.month, start.day, 11, 5), "到期时间": clock(end.year, end.month, end.day),
        "金额": f"{fee}.00",
        "付款账号": "", "最后登录IP": login, "监管告知时间": told or "", "告知后是否继续服务": went_on,
        "调证文书号": "幻公调证〔2026〕88号"})


def build(case: Case, firms: dict[str, Subject]) -> None:
    day, end = date(2025, 6, 20), date(2026, 6, 20)
    firms["tea"].also_known("online_account", "email:office@yunhe-cha-xunian.com")
    ring_orders: dict[str, Any] = {"mail": ring.MAIL, "name": "张先生", "login": ring.LOGIN_IP}
    order(case, "orders_reseller", firms["reseller"], "服务器", day, end, ip=FIRST_IP, told=NOTICE, went_on="否",
          **ring_orders)
    order(case, "orders_ordinary", firms["ordinary"], "服务器", date(2022, 1, 5), end, firms["reseller"], ip=FIRST_IP,
          told=NOTICE, went_on="否")
    for ip, domain in ((SECOND_IP, FIRST), (THIRD_IP, SECOND)):
        order(case, "orders_enabler", firms["enabler"], "服务器", date(2025, 10, 12), end, ip=ip, domain=domain,
              told=LATER, went_on="是", fee=1900, **ring_orders)
    for domain, start in ((FIRST, date(2025, 6, 18)), (SECOND, date(2025, 6, 18))):
        order(case, "orders_registrar", firms["registrar"], "域名", start, end, domain=domain, mail=ring.MAIL,
              name="张先生", fee=69)
    order(case, "orders_registrar", firms["registrar"], "域名", date(2019, 8, 1), date(2024, 8, 1), firms["tea"],
          domain=SECOND, fee=69)
    former = case.person("former-ip-customer", trap="former_ip_customer", note="2024年底退租，IP后来分给他人")
    order(case, "orders_reseller", firms["reseller"], "服务器", date(2023, 3, 1), date(2024, 12, 1), former,
          ip=FIRST_IP, domain="huahui-xunian.cn")
    for place in range(9):
        order(case, "orders_ordinary", firms["ordinary"], "服务器", date(2022, 1, 5), end, firms["reseller"],
              ip=f"192.31.196.{11 + place}")
        tenant = case.person(f"tenant-{place}", trap="ordinary_customer")
        order(case, "orders_reseller", firms["reseller"], "服务器", case.days(date(2023, 1, 1), date(2025, 5, 1)), end,
              tenant, ip=f"192.31.196.{11 + place}",
              domain=f"dianpu{place:02d}-xunian.cn")
    for table, firm, count, block in (("orders_ordinary", "ordinary", 70, "192.52.193"),
                                      ("orders_enabler", "enabler", 24, "192.31.196")):
        for place in range(count):
            customer = case.person(f"{firm}-customer-{place}",
                                   trap="shared_host" if firm == "ordinary" else "ordinary_customer")
            host = SHARED_IP if firm == "ordinary" else f"{block}.{130 + place}"
            order(case, table, firms[firm], case.rng.choice(["服务器", "存储", "CDN"]),
                  case.days(date(2022, 1, 1), date(2025, 9, 1)), end, customer, ip=host,
                  domain=f"{firm[:4]}{place:03d}-xunian.cn", login=f"192.88.99.{place}")
            filing(case, f"{firm[:4]}{place:03d}-xunian.cn", customer.caption, "个人")


def filing(case: Case, domain: str, unit: str, nature: str, host: str = "", year: int = 2023) -> None:
    serial = len(case.tables.get("filings", [])) + 1
    main = f"浙ICP备{year}{serial:06d}号"
    case.add("filings", {"unitName": unit, "natureName": nature, "mainLicence": main, "serviceLicence": f"{main}-1",
                         "serviceName": "", "domain": domain,
                         "homeUrl": host or f"www.{domain}", "leaderName": "",
                         "updateRecordTime": f"{year}-03-20 10:00:00", "limitAccess": "否",
                         "mainId": 500000 + serial, "serviceId": 600000 + serial, "domainId": 700000 + serial})
