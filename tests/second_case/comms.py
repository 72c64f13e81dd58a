"""Phone bills of six ring members (police, bank and courier call too), the subscribers, and earlier penalties."""

from datetime import date, timedelta

from tests.second_case.papers import subscribe
from tests.second_case.world import Case, Subject


def bills(case: Case, rings: dict[str, dict[str, Subject]], state: dict[str, Subject]) -> None:
    shop = next(s for s in case.subjects if s.label == "document-courier")
    outside = [state["police"], state["clerk"], state["unit"], shop,
               *(s for s in case.subjects if s.label.startswith("relative-"))]
    owners = {
        "bill_1": (rings["1"]["maker"], "1"), "bill_2": (rings["1"]["seller1"], "1"),
        "bill_3": (rings["2"]["collector"], "2"),
        "bill_4": (rings["2"]["agent"], "2"), "bill_5": (rings["3"]["foreman"], "3"),
        "bill_6": (rings["3"]["maker"], "3"),
    }
    for table, (owner, ring) in owners.items():
        inside = [s for s in case.subjects if s.ring == ring and s.identifiers.get("phone") and s is not owner
                  and "holder" not in s.roles]
        for place in range(76):
            known = outside if place % 4 == 0 else inside
            other = case.rng.choice(known).phone if place % 3 or known is outside else case.ids.phone()
            when = case.moment(case.days(date(2025, 6, 1), date(2026, 3, 28)))
            case.add(table, {"本机号码": owner.phone, "对方号码": other,
                             "呼叫类型": ("主叫", "被叫", "短信")[place % 3], "开始时间": when,
                             "时长(秒)": 0 if place % 3 == 2 else case.rng.randrange(5, 900),
                             "基站": f"460-00-{case.rng.randrange(20000, 29999)}-{place}"})
        case.add(table, {"本机号码": owner.phone, "对方号码": "10086", "呼叫类型": "被叫",
                         "开始时间": case.moment(date(2025, 9, 9)), "时长(秒)": 31, "基站": ""})
        case.add(table, {"本机号码": owner.phone, "对方号码": "057188880000", "呼叫类型": "主叫",
                         "开始时间": case.moment(date(2025, 9, 10)), "时长(秒)": 131, "基站": ""})
    for person in [s for s in case.subjects if s.trap in ("relatives", "loan", "rent")]:
        subscribe(case, person, case.days(date(2010, 1, 1), date(2022, 1, 1)))
    case.add("subscribers", {"号码": case.ids.phone(), "机主姓名": "查无此号", "证件号码": "", "入网时间": "",
                             "销户时间": "", "运营商": "虚年电信"}, "no_data", "查无")


def penalties(case: Case) -> None:
    """Other companies and persons were fined as well; one of them put things right at once."""
    for place in range(14):
        company = case.organization(f"fined-{place}", f"幻州第{'一二三四五六七八九十甲乙丙丁'[place]}建材有限公司",
                                    trap="fined_and_corrected")
        day = date(2024, 9, 3) + timedelta(days=31 * place)
        case.add("penalties", {
            "决定书文号": f"幻应急罚〔{day.year}〕{310 + place:03d}号", "当事人": company.caption,
            "证件号码/统一社会信用代码": company.uscc,
            "违法事实": "未按规定对从业人员进行安全生产教育和培训",
            "处罚依据": "《中华人民共和国安全生产法》第九十七条第三项", "处罚内容": "责令改正，罚款",
            "罚款金额": f"{10000 + 500 * place}", "决定日期": day.isoformat(), "决定机关": "空山市应急管理局",
            "案件编号": "", "移送公安": "否"})
    for place in range(4):
        buyer = next(s for s in case.subjects if s.label == f"r1-buyer-1-{place}")
        case.add("penalties", {
            "决定书文号": f"幻应急罚〔2026〕{41 + place:03d}号", "当事人": buyer.caption,
            "证件号码/统一社会信用代码": buyer.resident,
            "违法事实": "使用伪造的特种作业操作证", "处罚依据": "《特种作业人员安全技术培训考核管理规定》第四十一条",
            "处罚内容": "警告，罚款",
            "罚款金额": "2000元", "决定日期": "2026-04-20", "决定机关": "幻州市应急管理局",
            "案件编号": "A3310000000202604", "移送公安": "是"})
