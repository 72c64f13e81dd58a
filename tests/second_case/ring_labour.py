"""Ring 3 is organised by an employer: 30 workers' cards are bought through a foreman who is its own employee."""

from datetime import date, timedelta

from tests.second_case.papers import employ, lead, parcel, seize, subscribe, verify
from tests.second_case.world import Account, Case, Subject, clock


def build(case: Case, official: Subject) -> dict[str, Subject]:
    company = case.organization("r3-company", "幻州众力劳务有限公司", "3", ("employer",),
                                note="此前因使用无证人员被处罚，仍由公司出资统一买证")
    company.tolerates = True
    foreman = case.person("r3-foreman", "3", ("agent",), note="公司带班，收工人“培训费”，统一办证")
    clerk = case.person("r3-clerk", trap="payroll_clerk", note="人事，按公司指令从公司账户付款")
    seller, second, third = (case.person(f"r3-agent-{n}", "3", ("agent",)) for n in (1, 2, 3))
    maker = case.person("r3-maker", "3", ("maker",))
    for subject in (foreman, clerk, seller, second, third, maker):
        subscribe(case, subject, case.days(date(2013, 1, 1), date(2022, 1, 1)))
    till = case.account(company, "bank", asked=True)
    cards = {subject: case.account(subject, "bank", asked=True) for subject in (seller, second, maker)}
    cards[third] = case.account(third, "bank", bank="空山农商银行")
    case.add("bank_agents", {"account": till, "代理人": clerk.caption, "代理人电话": clerk.phone,
                             "代理人证件号码": clerk.resident})
    employ(case, "staff_labour", company, foreman, date(2021, 3, 1), "班组长")
    employ(case, "staff_labour", company, clerk, date(2020, 6, 1), "人事")
    purse = case.account(foreman, "tenpay", asked=True)
    case.add("tenpay_accounts", {"account": purse, "since": clock(2017, 8, 9, 10, 0)})
    _workers(case, company, foreman, purse, seller, maker, official)
    for batch, day in enumerate((date(2025, 7, 8), date(2025, 9, 9), date(2025, 11, 11))):
        case.pay(till, cards[seller], case.moment(day, 9, 16), 10 * 450, "培训费")
        case.pay(cards[seller], cards[maker], case.moment(day + timedelta(days=1), 9, 20), 10 * 160, "往来款")
        parcel(case, "parcels", case.moment(day + timedelta(days=4)), (maker.caption, maker.phone),
               (foreman.caption, foreman.phone), f"证件{10 - batch % 2}张")
    for agent, count, label in ((second, 12, "b"), (third, 8, "c")):
        _retail(case, agent, cards[agent], count, label, (maker, cards[maker]), official)
    _penalties(case, company)
    lead(case, date(2026, 3, 2), "工人自述", "交了八百块培训费，没上过课也没考过试，公司发了个焊工证，怀疑是假的",
         涉及姓名=foreman.caption, 涉及电话=foreman.phone,
         涉及单位=company.caption)
    return {"company": company, "foreman": foreman, "seller": seller, "maker": maker, "clerk": clerk}


def _workers(case: Case, company: Subject, foreman: Subject, purse: Account, seller: Subject, maker: Subject,
             official: Subject) -> None:
    for place in range(30):
        worker = case.person(f"r3-worker-{place}", "3", ("holder",), note="交“培训费”，称不知是假证")
        worker.deceived = True
        day = (date(2025, 7, 8), date(2025, 9, 9), date(2025, 11, 11))[place // 10]
        made = case.certificate(worker, day - timedelta(days=30), "forged", ["official_not_found"], ring="3",
                                item=("熔化焊接与热切割作业", "登高架设作业")[place % 2])
        employ(case, "staff_labour", company, worker, case.days(date(2022, 1, 1), date(2025, 5, 1)),
               "焊工" if place % 2 == 0 else "架子工", made)
        if place % 3 != 2:
            wallet = case.account(worker, "tenpay")
            case.pay(wallet, purse, case.moment(day - timedelta(days=case.rng.randint(2, 9))), 800, "培训费")
        found = case.moment(date(2026, 3, 12), 9, 11)
        seize(case, "seized_labour", made, found, employer=company, 购证金额="¥800.00",
              购证方式="交培训费，公司统一办理，未参加考试",
              卖家联系方式=f"带班{foreman.caption} {foreman.phone}", 收款账号=purse.number if place % 3 == 0 else "")
        verify(case, "official_b", made, "查无", found + timedelta(days=1), official)
        made.subjects |= {"agent": [foreman, seller], "maker": [maker]}
        made.traceable |= {"agent": True, "maker": True}


def _retail(case: Case, agent: Subject, card: Account, count: int, label: str, maker: tuple[Subject, Account],
            official: Subject) -> None:
    owed = 0
    for place in range(count):
        ordered = date(2025, 6, 20) + timedelta(days=24 * place)
        holder = case.person(f"r3-buyer-{label}{place}", "3", ("holder",))
        made = case.certificate(holder, ordered - timedelta(days=60), "forged", ["official_not_found"], ring="3")
        own = case.account(holder, "bank", bank="空山农商银行")
        case.pay(own, card, case.moment(ordered), 200, "定金")
        case.pay(own, card, case.moment(ordered + timedelta(days=7)), 400, "")
        owed += 160
        if place % 2:
            case.pay(card, maker[1], case.moment(ordered + timedelta(days=8), 9, 20), owed, "往来款")
            parcel(case, "parcels", case.moment(ordered + timedelta(days=3)), (maker[0].caption, maker[0].phone),
                   (agent.caption, agent.phone), "证件")
            owed = 0
        found = case.moment(date(2026, 4, 8))
        seize(case, "seized_street", made, found, 购证金额=600, 购证方式="熟人介绍", 卖家联系方式=agent.phone,
              付款账号=own.number if place % 2 else "",
              收款账号=card.number)
        verify(case, "official_a", made, "查无", found + timedelta(days=2), official)
        made.subjects |= {"agent": [agent], "maker": [maker[0]]}
        made.traceable |= {"agent": True, "maker": True}


def _penalties(case: Case, company: Subject) -> None:
    for number, day, fine in (("幻应急罚〔2025〕017号", date(2025, 3, 18), "20000.00"),
                              ("幻应急罚〔2025〕203号", date(2025, 10, 22), "50000.00")):
        case.add("penalties", {"决定书文号": number, "当事人": company.caption,
                               "证件号码/统一社会信用代码": company.uscc,
                               "违法事实": "使用未取得特种作业操作证的人员上岗作业",
                               "处罚依据": "《中华人民共和国安全生产法》第九十七条第七项",
                               "处罚内容": "责令限期改正，罚款", "罚款金额": fine, "决定日期": day.isoformat(),
                               "决定机关": "幻州市应急管理局",
                               "案件编号": "", "移送公安": "否"})
