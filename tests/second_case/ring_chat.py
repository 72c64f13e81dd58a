"""Ring 1 sells plain plastic cards over WeChat: no site, no QR code; false names on the parcels, one constant phone."""

from dataclasses import dataclass
from datetime import date, timedelta

from tests.second_case.papers import advert, lead, parcel, seize, subscribe, verify
from tests.second_case.world import Account, Case, Subject, clock

FALSE_NAMES = ["王师傅", "刘先生", "小陈", "张经理", "李姐", "发货部"]


@dataclass
class Seller:
    person: Subject
    purse: Account
    payee: Account  # the account that its buyers are told to pay
    told: list[str]  # what buyers say of the seller
    advertiser: Subject | None
    collector: Subject | None


def build(case: Case, official: Subject) -> dict[str, Subject]:
    maker = case.person("r1-maker", "1", ("maker",), note="以假名寄件，寄件电话不变；该号码的机主登记为他人")
    maker_purse = case.account(maker, "tenpay", asked=True)
    sim = case.person("sim-owner", trap="sim_in_another_name", born=date(1949, 3, 2),
                      note="制证人使用的号码登记在其名下，本人无任何往来")
    subscribe(case, sim, date(2025, 4, 28), phone=maker.phone)
    case.add("tenpay_accounts", {"account": maker_purse, "since": clock(2025, 5, 2, 9, 4)})
    sellers = _sellers(case, maker)
    _promote(case, sellers)
    for seller in sellers:
        _sell(case, seller, maker, maker_purse, official)
    return {"maker": maker, "seller1": sellers[0].person, "seller2": sellers[1].person}


def _sellers(case: Case, maker: Subject) -> list[Seller]:
    made: list[Seller] = []
    promoter = case.person("r1-advertiser", "1", ("advertiser",),
                           note="快趣短视频发布免考广告，按单收推广费，不经手证件和买家的钱")
    case.account(promoter, "tenpay", asked=True)
    board = case.unknown("r1-board-account", "OnlineAccount", "虚贴社区:xt_feng2025", "1", ("advertiser",),
                         "只见发帖账号",
                         online_account=["虚贴社区:xt_feng2025"])
    promoter.also_known("online_account", "快趣短视频:kqzs888")
    promoter.also_known("online_account", f"wechat:{promoter.phone}")
    for number in range(1, 6):
        if number == 5:
            phone = case.ids.phone()
            person = case.unknown("r1-agent-5", "Phone", phone, "1", ("agent", "collector"),
                                  "只见手机号和财付通账号，机主未调取，注册信息查无，二者是否一人不明", phone=[phone])
        else:
            person = case.person(f"r1-agent-{number}", "1", ("agent",))
            subscribe(case, person, case.days(date(2016, 1, 1), date(2024, 6, 1)))
        purse = case.account(person, "tenpay", asked=number != 5)
        if number == 5:
            case.add("tenpay_missing", {"account": purse})
        else:
            case.add("tenpay_accounts", {"account": purse, "since": clock(2018, 3, 4 + number, 20, 1)})
        told = [f"手机{person.phone}（微信同号）"]
        person.also_known("online_account", f"wechat:{person.phone}")
        if number == 2:
            handle = person.also_known("online_account", "wechat:hzkz_2025ok").split(":")[1]
            told = [f"微信号：{handle}", f"VX {handle}", f"微信{handle}、电话{person.phone}"]
        collector, payee = None, purse
        if number == 3:
            collector = case.person("r1-collector", "1", ("collector",), note="代收货款，当日或次日转出九成以上")
            payee = case.account(collector, "tenpay", asked=True)
            case.add("tenpay_accounts", {"account": payee, "since": clock(2019, 7, 7, 12, 0)})
        made.append(Seller(person, purse, payee, told, promoter if number < 3 else board if number == 4 else None,
                           collector))
    case.add("tenpay_accounts", {"account": next(a for a in case.accounts if a.owner is promoter),
                                 "since": clock(2020, 1, 9, 8, 0)})
    subscribe(case, promoter, date(2020, 1, 8))
    return made


def _promote(case: Case, sellers: list[Seller]) -> None:
    promoter = sellers[0].advertiser
    assert promoter is not None
    purse = next(a for a in case.accounts if a.owner is promoter)
    for day in range(12):
        when = case.moment(date(2025, 6, 1) + timedelta(days=17 * day))
        advert(case, "快趣短视频", "kqzs888", "电工焊工证 免考速办", "不用考试不用培训，7天拿证，先查后付尾款",
               f"微信同号{promoter.phone}", when, fans=21400)
    for day in range(8):
        when = case.moment(date(2025, 6, 5) + timedelta(days=22 * day))
        advert(case, "虚贴社区", "xt_feng2025", "急用证的来", "特种作业证包过免考，全国可用",
               f"电话：{sellers[3].person.phone}", when)
    for seller in sellers[:2]:
        for month in range(7, 13):
            case.pay(seller.purse, purse, case.moment(date(2025, month, 28)), case.rng.choice([600, 750, 900]),
                     "推广费")


def _sell(case: Case, seller: Seller, maker: Subject, maker_purse: Account, official: Subject) -> None:
    owed, last = 0, date(2025, 6, 16)
    for place in range(14):
        ordered = date(2025, 6, 10) + timedelta(days=17 * place + case.rng.randrange(6))
        holder = case.person(f"r1-buyer-{seller.person.label[-1]}-{place}", "1", ("holder",))
        purse = case.account(holder, "tenpay")
        checked = place % 7 not in (3, 5)
        years = 10 if place % 7 == 3 else 6
        verdict = "forged" if checked else "suspect" if years == 10 else "unknown"
        signs = (["official_not_found"] if checked else []) + (["validity_not_6_years"] if years == 10 else [])
        made = case.certificate(holder, ordered - timedelta(days=200), verdict, signs, ring="1", years=years)
        case.pay(purse, seller.payee, case.moment(ordered), 200, "恭喜发财，大吉大利" if place % 2 else "定金",
                 "微信红包" if place % 2 else "转账")
        case.pay(purse, seller.payee, case.moment(ordered + timedelta(days=8)), 380 + 10 * (place % 4), "尾款")
        owed += 180
        if place % 2:
            lump = case.moment(ordered + timedelta(days=9))
            if seller.collector:
                case.pay(seller.payee, seller.purse, lump - timedelta(hours=5), 1080)
            case.pay(seller.purse, maker_purse, lump, owed, f"{owed // 180}个")
            owed, last = 0, ordered
        direct = int(seller.person.label[-1]) > 2
        if direct or place % 2:
            to = (holder.caption, holder.phone) if direct else ("自提", seller.person.phone)
            parcel(case, "parcels", case.moment(ordered + timedelta(days=5)),
                   (case.rng.choice(FALSE_NAMES), maker.phone), to, "文件" if place % 3 else "卡片")
        if direct and place % 2:
            subscribe(case, holder, case.days(date(2012, 1, 1), date(2023, 1, 1)))
        found = case.moment(date(2026, 4, 2) + timedelta(days=place % 5))
        seize(case, "seized_street", made, found, 购证金额=580 + 10 * (place % 4),
              购证方式="微信联系，先付定金，快递收证",
              卖家联系方式=seller.told[place % len(seller.told)], 付款账号=purse.number if place % 2 else "",
              收款账号=seller.payee.number if place % 3 else "")
        if checked:
            verify(case, "official_a", made, "查无", found + timedelta(days=3), official)
        made.subjects |= {"agent": [seller.person], "maker": [maker]}
        made.traceable |= {"agent": True, "maker": True}
        for stage, subject in (("advertiser", seller.advertiser), ("collector", seller.collector)):
            if subject:
                named = stage == "advertiser" or place % 3 != 0  # the buyer named the collector's account
                made.subjects[stage], made.traceable[stage] = [subject], named
    lead(case, last + timedelta(days=30), "群众电话举报", "有人在微信上卖焊工证，不用考试，收定金二百",
         涉及电话=seller.person.phone)
