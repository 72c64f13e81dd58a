"""Ring 2 runs imitation sites: makers at a back office, agents three deep, alipay money gathered by another person."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.second_case.papers import advert, lead, parcel, seize, subscribe, verify
from tests.second_case.world import Account, Case, Subject, clock

QUERY, OFFICE, SECOND = "cx.mem-gov-cn.cxzs-xunian.top", "gl.cxzs-xunian.top", "cx-mem.yunhe-xunian.com"
SECOND_OFFICE = "yunhe-xunian.com"  # the export of the second back office names the domain only
MAIL, LOGIN_IP = "ops_lk77@mail-xunian.com", "192.31.196.77"


@dataclass
class Member:
    name: str  # in the back office
    subject: Subject
    above: "Member | None"
    wallet: Account | None
    owed: int = 0
    sold: list[Subject] = field(default_factory=list)


def build(case: Case, official: Subject, enabler: Subject) -> dict[str, Subject]:
    operator = case.unknown("r2-operator", "OnlineAccount", f"email:{MAIL}", "2", ("site_operator",),
                            "只见注册邮箱、订单邮箱和后台登录IP",
                            online_account=[f"email:{MAIL}", f"{OFFICE}:admin", f"{SECOND_OFFICE}:admin"])
    maker = case.person("r2-maker-1", "2", ("maker",))
    maker.identifiers["online_account"] = [f"{OFFICE}:mk_a", f"{SECOND_OFFICE}:mk_a"]
    other = case.unknown("r2-maker-2", "OnlineAccount", f"{OFFICE}:mk_b", "2", ("maker",), "只见后台账号和QQ",
                         online_account=[f"{OFFICE}:mk_b", "qq:2850007731"])
    wallet = case.account(maker, "alipay", asked=True)
    collector = case.person("r2-collector", "2", ("collector",), note="与代理、制证人均非同一人，到账一日内转出九成")
    purse = case.account(collector, "alipay", asked=True)
    subscribe(case, maker, date(2021, 5, 6))
    subscribe(case, collector, date(2019, 2, 3))
    members = _members(case)
    _accounts(case, members, maker)
    _sell(case, members, (maker, other), operator, enabler, official, (collector, purse, wallet))
    for host in (QUERY, OFFICE, SECOND, "saws.cxzs-xunian.top"):
        case.sites.append({"host": host, "domain": ".".join(host.split(".")[-2:]), "ring": "2",
                           "imitates": "cx.mem.gov.cn",
                           "operator": operator.id, "enabler": enabler.id})
    for author in ("zh_cert_wang", "zh_cert_li"):
        case.unknown(f"r2-board-{author}", "OnlineAccount", f"掌话圈:{author}", "2", ("advertiser",),
                     "代理自用的发帖账号", online_account=[f"掌话圈:{author}"])
    for day in range(8):
        seller = members[5 + day % 2]
        advert(case, "掌话圈", "zh_cert_wang" if day % 2 else "zh_cert_li", "官网可查的特种作业证",
               "免考包过，官网可查，验证满意付款", f"V信{seller.subject.phone}",
               case.moment(date(2025, 8, 3) + timedelta(days=19 * day)), site=f"http://{QUERY}/special?index=0")
    lead(case, date(2026, 1, 6), "网络巡查", "发现仿冒查询平台的网站，可查询假证",
         涉及网址=f"http://{QUERY}/special?index=0；http://{SECOND}/")
    return {"maker": maker, "collector": collector, "agent": members[4].subject}


def _members(case: Case) -> list[Member]:
    """One at the top, three below, eight at the bottom; of s7 and s8 nothing but handles is known."""
    made: list[Member] = []
    for name in ["zd", "e1", "e2", "e3", *(f"s{n}" for n in range(1, 9))]:
        above = None if name == "zd" else made[0] if name[0] == "e" else made[1 + (int(name[1]) - 1) % 3]
        offices = [f"{OFFICE}:{name}"] + ([f"{SECOND_OFFICE}:{name}"] if name in ("zd", "e1", "s1", "s4") else [])
        if name in ("s7", "s8"):
            subject = case.unknown(f"r2-agent-{name}", "OnlineAccount", offices[0], "2", ("agent",), "身份未查明",
                                   online_account=[*offices, f"wechat:zs_{name}_888"])
            made.append(Member(name, subject, above, None))
            continue
        subject = case.person(f"r2-agent-{name}", "2", ("agent",))
        subject.identifiers["online_account"] = [*offices, f"wechat:{subject.phone}"]
        subscribe(case, subject, date(2025, 2, 11) if name == "s3" else case.days(date(2014, 1, 1), date(2023, 12, 1)))
        made.append(Member(name, subject, above, case.account(subject, "alipay", asked=name != "s6")))
    return made


def _accounts(case: Case, members: list[Member], maker: Subject) -> None:
    def row(site: str, name: str, role: str, above: str, phone: str = "", qq: str = "", wechat: str = "",
            address: str = "") -> None:
        case.add("office_users", {"站点域名": site, "账号": name, "角色": role, "上级账号": above, "手机": phone,
                                  "QQ": qq, "微信": wechat,
                                  "创建时间": clock(2025, 6, 26, 22, len(case.tables.get("office_users", []))),
                                  "最后登录IP": address})

    for site in (OFFICE, SECOND_OFFICE):
        row(site, "admin", "管理员", "", address=LOGIN_IP)
        row(site, "mk_a", "制证员", "admin", maker.phone, address="192.175.48.21")
        if site == OFFICE:
            row(site, "mk_b", "制证员", "admin", qq="2850007731", address="2620:4f:8000::b2")
        for member in members:
            if site == OFFICE or member.name in ("e1", "s1", "s4"):
                known = member.subject.identifiers.get("phone")
                row(site, member.name, {"z": "总代理", "e": "二级代理", "s": "三级代理"}[member.name[0]],
                    member.above.name if member.above else "admin",
                    known[0] if known else "", wechat="" if known else f"zs_{member.name}_888",
                    address=f"192.175.48.{50 + len(member.name) + members.index(member)}")


def _sell(case: Case, members: list[Member], makers: tuple[Subject, Subject], operator: Subject, enabler: Subject,
          official: Subject,
          money: tuple[Subject, Account, Account]) -> None:
    collector, purse, wallet = money
    for place in range(150):
        entered = date(2025, 7, 2) + timedelta(days=int(place * 1.7))
        agent = members[0] if place % 15 == 14 else members[1 + place % 3] if place % 4 == 3 else members[4 + place % 8]
        second = agent.name in ("e1", "s1", "s4") and entered > date(2025, 10, 15)
        maker = makers[0] if second or place % 3 else makers[1]
        holder = case.person(f"r2-buyer-{place}", "2", ("holder",))
        site = SECOND if second else QUERY
        seized, checked = place % 3 == 1, place % 6 == 1
        signs = ["back_office"] + (["qr_host"] if seized else []) + (["official_not_found"] if checked else [])
        made = case.certificate(holder, entered - timedelta(days=90), "forged", signs, ring="2", site=site)
        case.add("office_rows", {
            "站点域名": SECOND_OFFICE if second else OFFICE, "证书编号": made.number, "姓名": holder.caption,
            "身份证号": holder.resident, "操作项目": made.item,
            "录入时间": case.moment(entered, 19, 23), "录入账号": "mk_a" if maker is makers[0] else "mk_b",
            "代理账号": agent.name,
            "录入IP": "192.175.48.21" if maker is makers[0] else "2620:4f:8000::b2", "费用": "60.00"})
        made.subjects |= {"agent": [agent.subject], "maker": [maker], "site_operator": [operator], "enabler": [enabler],
                          "collector": [collector]}
        made.traceable |= {"agent": True, "maker": True, "site_operator": True, "enabler": True,
                           "collector": agent.wallet is not None and agent.name != "zd"}
        if agent.wallet:
            paying = case.account(holder, "alipay")
            payee = purse if agent.name == "zd" else agent.wallet
            case.pay(paying, payee, case.moment(entered - timedelta(days=1)), 150, "定金")
            case.pay(paying, payee, case.moment(entered + timedelta(days=6)), 450, "")
            agent.owed += 1
        if seized:
            found = case.moment(date(2026, 4, 3) + timedelta(days=place % 6))
            seize(case, "seized_site", made, found,
                  二维码内容=f"http://{site}/special?index=0&id={case.ids.digits('4', 10)}", 购证金额="600元",
                  购证方式="网上联系，官网可查后付尾款", 卖家联系方式=agent.subject.phone if agent.wallet and place % 2
                  else "")
            if checked:
                verify(case, "official_b", made, "查无", found + timedelta(days=2), official)
            if maker is makers[0]:
                parcel(case, "parcels_b", case.moment(entered + timedelta(days=3)), ("客服", maker.phone),
                       (holder.caption, holder.phone), "证卡", courier="空山快递")
    _settle(case, members, purse, wallet)


def _settle(case: Case, members: list[Member], purse: Account, wallet: Account) -> None:
    """Every Sunday money climbs one tier; nine tenths of what the collector gets leave for the maker the same day."""
    for week in range(38):
        sunday, gathered = date(2025, 7, 13) + timedelta(days=7 * week), 0
        for member in members[1:]:
            if member.wallet is None or (week + len(member.name) + members.index(member)) % 2:
                continue
            above = member.above.wallet if member.name[0] == "s" and member.above else purse
            assert above is not None
            amount = 300 * case.rng.randint(1, 3) if member.name[0] == "s" else 400 * case.rng.randint(2, 4)
            case.pay(member.wallet, above, case.moment(sunday, 9, 14), amount, "货款")
            gathered += amount if above is purse else 0
        if gathered:
            case.pay(purse, wallet, case.moment(sunday, 18, 22), gathered * 0.9)
