"""Money that moves for other reasons: shops, school, wages, rent, loans, refunds, relatives, clearing accounts."""

from datetime import date, timedelta

from tests.second_case.papers import advert, subscribe
from tests.second_case.world import Account, Case, Subject, clock


def of(case: Case, label: str, scheme: str) -> Account:
    return next(a for a in case.accounts if a.owner.label == label and a.scheme == scheme)


def build(case: Case, rings: dict[str, dict[str, Subject]], holders: list[Subject]) -> None:
    _shops(case, holders)
    _wages(case, rings)
    _private(case)
    _relatives(case)
    _clearing(case)


def _shops(case: Case, holders: list[Subject]) -> None:
    """A supermarket, a licensed business agency and a licensed school: each is paid by many, and by ring members."""
    market = case.organization("supermarket", "空山惠民超市有限公司", trap="merchant")
    till = case.account(market, "bank", asked=True)
    agency = case.organization("business-agency", "幻州易办企业服务有限公司", trap="licensed_agency",
                               note="依法代办营业执照")
    fees = case.account(agency, "bank", asked=True)
    school = case.organization("school", "幻州应安职业培训学校", trap="training_centre",
                               note="持证办学，学员参加正规考试")
    tuition = case.account(school, "bank", asked=True)
    school.also_known("phone", case.ids.phone())
    agency.also_known("phone", case.ids.phone())
    school.also_known("online_account", "快趣短视频:yingan_school")
    agency.also_known("online_account", "掌话圈:yiban_fuwu")
    agency.also_known("online_account", f"wechat:{agency.phone}")
    subscribe(case, school, date(2014, 3, 3))
    subscribe(case, agency, date(2016, 3, 3))
    members = [a for a in case.accounts if a.scheme == "bank" and a.owner.ring and a.owner.type == "Person"]
    strangers = [case.account(case.person(f"shopper-{n}", trap="ordinary_payer"), "bank",
                              bank="远方银行") for n in range(110)]
    for place in range(480):
        payer = members[place % len(members)] if place % 9 == 0 else strangers[place % len(strangers)]
        case.pay(payer, till, case.moment(case.days(date(2025, 5, 10), date(2026, 3, 28))),
                 case.rng.randint(8, 320) + 0.5, "扫码消费", "消费")
    for place in range(90):
        payer = of(case, "r3-agent-1", "bank") if place == 44 else of(case, "r3-maker",
                                                                      "bank") if place == 60 else strangers[place]
        case.pay(payer, fees, case.moment(case.days(date(2025, 5, 10), date(2026, 3, 28))),
                 case.rng.choice([300, 500, 600, 800]), "代办费")
    for person in holders[:30]:
        case.pay(case.account(person, "bank", bank="远方银行"), tuition,
                 case.moment(date(2025, 1, 6) + timedelta(days=len(case.transfers) % 60)), 1200, "培训费")
    case.pay(of(case, "r3-company", "bank"), tuition, case.moment(date(2025, 6, 3)), 9600, "培训费")
    for day in range(14):
        advert(case, "快趣短视频", "yingan_school", "特种作业培训报名", "持证办学，须参加培训并通过考试，杜绝免考",
               f"电话{school.phone}",
               case.moment(date(2025, 5, 6) + timedelta(days=18 * day)), site="https://chaxun.yingji-aqpx-xunian.cn/",
               fans=3300)
        advert(case, "掌话圈", "yiban_fuwu", "营业执照代办", "代办注册、许可、变更，资质齐全",
               f"微信同号{agency.phone}", case.moment(date(2025, 5, 9) + timedelta(days=20 * day)))
    desk = case.organization("courier-till", "空山证照速递收款", trap="merchant", note="快递门店的收款账户")
    box = case.account(desk, "alipay", asked=True)
    wallets = [a for a in case.accounts if a.scheme == "alipay" and a.owner.type == "Person"]
    for place in range(160):
        case.pay(wallets[place * 7 % len(wallets)], box, case.moment(case.days(date(2025, 6, 10), date(2026, 3, 28))),
                 case.rng.choice([12, 15, 23]), "快递费")


def _wages(case: Case, rings: dict[str, dict[str, Subject]]) -> None:
    """The labour company's pay days: thirty workers, the foreman and the clerk, every month."""
    till = of(case, "r3-company", "bank")
    paid = [s for s in case.subjects if s.label.startswith("r3-worker")] + [rings["3"]["foreman"], rings["3"]["clerk"]]
    cards = {person: case.account(person, "bank", bank="空山农商银行") for person in paid}
    for month in range(10):
        day = date(2025, 6, 15) if month == 0 else date(2025 + (5 + month) // 12, (5 + month) % 12 + 1, 15)
        for place, card in enumerate(cards.values()):
            case.pay(till, card, clock(day.year, day.month, day.day, 10, place), 4200 + 55 * place, "工资", "代发")
    clerk = cards[rings["3"]["clerk"]]
    case.pay(till, clerk, clock(2025, 12, 3, 15, 0), 1860, "报销")


def _private(case: Case) -> None:
    """A loan paid back in instalments, rent, a used car, a refund of deposit and balance."""
    maker, agent = of(case, "r3-maker", "bank"), of(case, "r1-agent-1", "tenpay")
    lender = case.account(case.person("lender", trap="loan", note="借给制证人五万元，按月收回"), "bank")
    case.pay(lender, maker, case.moment(date(2025, 5, 20)), 50000, "借款")
    landlord = case.account(case.person("landlord", trap="rent"), "bank")
    host = case.account(case.person("landlord-chat", trap="rent"), "tenpay")
    for month in range(10):
        day = date(2025 + (5 + month) // 12, (5 + month) % 12 + 1, 3)
        case.pay(maker, lender, case.moment(day), 5000, "还款")
        case.pay(maker, landlord, case.moment(day), 2600, "房租")
        case.pay(agent, host, case.moment(day), 1500, "房租")
    dealer = case.account(case.person("car-dealer", trap="unrelated_payment"), "bank")
    case.pay(of(case, "r3-agent-1", "bank"), dealer, case.moment(date(2025, 12, 20)), 38000, "车款")
    for place in (0, 4):
        buyer = of(case, f"r1-buyer-1-{place}", "tenpay")
        case.pay(agent, buyer, case.moment(date(2025, 9, 1) + timedelta(days=60 + place)), 580, "退款")
    unclaimed = case.pay(agent, host, case.moment(date(2025, 8, 8)), 600, "", ok=False)
    case.pay(host, agent, unclaimed.when + timedelta(days=1), 600, "", "转账退款",
             ok=False).reference = unclaimed.reference
    case.pay(maker, lender, case.moment(date(2026, 1, 9)), 5000, "还款", ok=False)


def _relatives(case: Case) -> None:
    """Red packets at festivals, in a family group: one packet of the agent's, many takers, and back again."""
    agent = of(case, "r1-agent-2", "tenpay")
    family = [case.account(case.person(f"relative-{n}", trap="relatives"), "tenpay") for n in range(6)]
    for day in (date(2025, 10, 6), date(2026, 1, 1), date(2026, 2, 17), date(2026, 2, 18), date(2026, 3, 3)):
        when, packet = case.moment(day, 19, 20), case.ids.digits("1000039", 28)
        for place, member in enumerate(family):
            given = case.pay(agent, member, when + timedelta(seconds=3 * place), 8.88 + place, "恭喜发财，大吉大利",
                             "微信群红包")
            given.reference = packet
        case.pay(family[0], agent, when + timedelta(minutes=9), 66.66, "恭喜发财，大吉大利", "微信红包")


def _clearing(case: Case) -> None:
    """Payments through a clearing account: everybody's money touches it, and it says nothing."""
    clearing = case.organization("clearing", "虚年支付科技有限公司客户备付金", trap="clearing_account")
    box = case.account(clearing, "bank", bank="虚年清算银行")
    cards = [a for a in case.accounts if a.scheme == "bank" and a.asked and a.owner.type == "Person"]
    for place in range(110):
        card = cards[place % len(cards)]
        when = case.moment(case.days(date(2025, 6, 1), date(2026, 3, 28)))
        if place % 4:
            case.pay(card, box, when, case.rng.randint(20, 900), "财付通-转账", "第三方支付")
        else:
            case.pay(box, card, when, case.rng.randint(200, 3000), "提现", "第三方支付")
