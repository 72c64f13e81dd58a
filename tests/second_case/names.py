"""Domain names of the case: registrations, filings, resolutions and TLS certificates, with the names' earlier lives."""

from datetime import date, timedelta

from tests.second_case import ring_site as ring
from tests.second_case.network import FIRST, FIRST_IP, SECOND, SECOND_IP, SHARED_IP, THIRD_IP, filing
from tests.second_case.world import Case, Subject, clock


def build(case: Case, firms: dict[str, Subject], school: Subject) -> None:
    _names(case, firms, school)
    _resolutions(case)
    _certificates(case)


def _names(case: Case, firms: dict[str, Subject], school: Subject) -> None:
    """The tea house's old WHOIS snapshot and filing stand beside today's RDAP answer for the same domain."""
    def whois(table: str, name: str, registrant: str, mail: str, start: str, end: str) -> None:
        case.add(table,
                 {"Domain Name": name,
                  "ROID": f"{start[:10].replace('-', '')}s10001s{len(case.tables.get(table, [])):08d}-cn",
                  "Domain Status": "ok",
                         "Registrant": registrant, "Registrant Contact Email": mail,
                         "Sponsoring Registrar": firms["registrar"].caption,
                         "Name Server": "ns1.dns-xunian.cn", "Registration Time": start, "Expiration Time": end,
                         "DNSSEC": "unsigned"})

    whois("whois_old", SECOND, firms["tea"].caption, "office@yunhe-cha-xunian.com", "2019-08-01 10:00:00",
          "2024-08-01 10:00:00")
    filing(case, SECOND, firms["tea"].caption, "企业", f"www.{SECOND}", 2019)
    whois("whois", "yingji-aqpx-xunian.cn", school.caption, "jw@yingji-aqpx-xunian.cn", "2017-04-01 09:00:00",
          "2027-04-01 09:00:00")
    filing(case, "yingji-aqpx-xunian.cn", school.caption, "企业", "chaxun.yingji-aqpx-xunian.cn", 2017)
    whois("whois", "xunian.gov.cn", "虚年省应急管理厅", "wz@xunian.gov.cn", "2008-04-01 09:00:00",
          "2028-04-01 09:00:00")
    filing(case, "xunian.gov.cn", "虚年省应急管理厅", "政府机关", "yjt.xunian.gov.cn", 2012)
    case.sites.append({"host": "chaxun.yingji-aqpx-xunian.cn", "domain": "yingji-aqpx-xunian.cn", "ring": None,
                       "imitates": None, "operator": None, "enabler": None})
    for place in range(30):
        whois("whois", f"ordi{place:03d}-xunian.cn", next(s for s in case.subjects
                                                          if s.label == f"ordinary-customer-{place}").caption,
              f"u{place:03d}@post-xunian.cn", f"202{place % 4}-05-0{place % 9 + 1} 10:20:30",
              f"2027-05-0{place % 9 + 1} 10:20:30")
    for name in (FIRST, SECOND):
        case.add("rdap", {"name": name, "mail": ring.MAIL, "start": "2025-06-18T03:12:00Z",
                          "end": "2026-06-18T03:12:00Z", "registrar": firms["registrar"].caption})


def _resolutions(case: Case) -> None:
    def seen(host: str, ip: str, first: date, last: date) -> None:
        case.add("passive_dns", {"rrname": host, "rrtype": "AAAA" if ":" in ip else "A",
                                 "rdata": [ip] if len(case.tables.get("passive_dns", [])) % 3 else ip,
                                 "time_first": _epoch(first), "time_last": _epoch(last),
                                 "count": case.rng.randrange(3, 900)})

    moved = date(2025, 10, 12)
    for host in (ring.QUERY, ring.OFFICE):
        seen(host, FIRST_IP, date(2025, 6, 25), date(2025, 10, 8))
        seen(host, SECOND_IP, moved, date(2026, 4, 10))
    seen("saws.cxzs-xunian.top", SHARED_IP, date(2025, 9, 1), date(2025, 9, 20))
    seen(ring.SECOND, THIRD_IP, moved, date(2026, 4, 10))
    seen(f"www.{SECOND}", "192.52.193.90", date(2019, 8, 9), date(2024, 7, 30))
    seen("www.huahui-xunian.cn", FIRST_IP, date(2023, 3, 3), date(2024, 11, 30))
    seen("chaxun.yingji-aqpx-xunian.cn", "192.52.193.77", date(2018, 1, 1), date(2026, 4, 10))
    seen("yjt.xunian.gov.cn", "192.52.193.78", date(2015, 1, 1), date(2026, 4, 10))
    for place in range(70):
        seen(f"www.ordi{place:03d}-xunian.cn", SHARED_IP, case.days(date(2022, 1, 1), date(2025, 6, 1)),
             date(2026, 4, 10))
    for place in range(24):
        seen(f"www.enab{place:03d}-xunian.cn", f"192.31.196.{130 + place}", date(2024, 1, 1), date(2026, 4, 10))
    for place in range(9):
        seen(f"dianpu{place:02d}-xunian.cn", f"192.31.196.{11 + place}", date(2023, 5, 1), date(2026, 4, 10))


def _epoch(day: date) -> int:
    return int(clock(day.year, day.month, day.day).timestamp())


def _certificates(case: Case) -> None:
    """One certificate covers the imitation and thirty innocent sites of the shared host."""
    def logged(names: list[str], start: date) -> None:
        serial = case.ids.once(lambda: f"{case.rng.getrandbits(120):032x}")
        case.add("ct", {"id": 9000000000 + len(case.tables.get("ct", [])), "issuer_ca_id": 4242,
                        "issuer_name": "C=CN, O=Xunian Trust, CN=Xunian DV CA",
                        "common_name": names[0], "name_value": "\n".join(names), "not_before": f"{start}T00:00:00",
                        "not_after": f"{start + timedelta(days=90)}T23:59:59", "serial_number": serial,
                        "entry_timestamp": f"{start}T01:02:03.456"})

    logged([ring.QUERY, ring.OFFICE], date(2025, 6, 24))
    logged([ring.QUERY, ring.OFFICE], date(2025, 9, 20))
    logged([ring.SECOND], date(2025, 10, 12))
    logged(["saws.cxzs-xunian.top", *(f"www.ordi{n:03d}-xunian.cn" for n in range(30))], date(2025, 9, 1))
    logged([f"www.{SECOND}"], date(2023, 9, 1))
    for place in range(20):
        logged([f"www.ordi{place:03d}-xunian.cn"], case.days(date(2024, 1, 1), date(2025, 12, 1)))
