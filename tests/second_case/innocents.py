"""People who touch the rings without belonging to them, and the certificates that are what they claim to be."""

from datetime import date, timedelta

from tests.second_case.papers import employ, lead, parcel, seize, subscribe, verify
from tests.second_case.world import Case, Subject


def officials(case: Case) -> dict[str, Subject]:
    """They ask, call and note; they never belong to a chain."""
    query = case.person("official-query", trap="official_who_queries", note="核验工作人员")
    police = case.person("police", trap="police", note="办案民警，话单中联系多名嫌疑人和买家")
    clerk = case.person("bank-clerk", trap="bank_clerk", note="银行柜员，回访多名客户")
    unit = case.organization("police-office", "幻州市公安局空山分局", trap="police", prefix="11")
    unit.also_known("phone", case.ids.phone())
    for subject in (query, police, clerk, unit):
        subscribe(case, subject, date(2015, 4, 1))
    return {"query": query, "police": police, "clerk": clerk, "unit": unit}


def lookalike_people(case: Case, rings: dict[str, dict[str, Subject]], official: Subject) -> None:
    """A namesake born on the same day, a brother on the same phone, the earlier owner of a number, and victims."""
    maker, agent = rings["2"]["maker"], rings["2"]["agent"]
    born = date.fromisoformat(maker.resident[6:14])
    employer = case.organization("employer-clean", "空山市安达机电有限公司", trap="employer",
                                 note="自查发现假证后主动报告")
    employer.also_known("phone", case.ids.phone())
    namesake = case.person("namesake", trap="namesake", name=maker.caption, born=born)
    brother = case.person("brother", trap="shared_phone", phone=agent.phone, name=agent.caption[0] + "大山",
                          note="与其兄共用一部手机，机主是其兄")
    reused = next(s for s in case.subjects if s.label == "r2-agent-s3").phone
    former = case.person("former-owner", trap="second_hand_number", phone=reused, note="2024年3月销号，号码后来归他人")
    subscribe(case, former, date(2016, 5, 20), until=date(2024, 3, 2))
    subscribe(case, namesake, date(2018, 9, 9))
    for subject, since in ((namesake, date(2022, 2, 1)), (brother, date(2023, 7, 1)), (former, date(2021, 8, 1))):
        made = case.certificate(subject, date(2023, 5, 4), "genuine", [])
        employ(case, "staff_others", employer, subject, since, certificate=made)
        made.subjects["employer"], made.traceable["employer"] = [employer], True
        verify(case, "official_a", made, "有效", case.moment(date(2026, 4, 10)), official)
    lead(case, date(2026, 2, 11), "单位自查报告", "公司自查发现一名应聘人员持假证，主动报告", 涉及单位=employer.caption)
    _victims(case, official)


def _victims(case: Case, official: Subject) -> None:
    """Real holders' numbers on other people's cards; once with the same item: then one certificate has two holders."""
    seller = next(s for s in case.subjects if s.label == "r1-agent-1")
    for place in range(3):
        victim = case.person(f"victim-{place}", trap="number_copied", note="真证持有人，证号被套用")
        item, other = "低压电工作业", "熔化焊接与热切割作业"
        real = case.certificate(victim, date(2022, 9, 1), "genuine", [], item=item)
        verify(case, "official_b", real, "有效", case.moment(date(2026, 4, 11)), official)
        buyer = case.person(f"copy-buyer-{place}", "1", ("holder",))
        same = place == 2
        if same:
            real.ring, real.verdict, real.signs = "1", "forged", ["number_of_another_person"]
            real.note = "同号同项目：一枚真证与一枚套号假证同为一个证书对象"
            made = real
        else:
            made = case.certificate(buyer, date(2024, 9, 1), "forged",
                                    ["number_of_another_person", "official_not_found"], ring="1", number=real.number,
                                    item=other)
            verify(case, "official_b", made, "查无", case.moment(date(2026, 4, 11)), official)
        made.subjects |= {"agent": [seller], "holder": [buyer, victim] if same else [buyer]}
        made.traceable["agent"] = True
        seize(case, "seized_street", made, case.moment(date(2026, 4, 6)), name=buyer.caption, 身份证号=buyer.resident,
              购证金额=580,
              购证方式="微信联系", 卖家联系方式=f"电话{seller.phone}")


def real_certificates(case: Case, official: Subject) -> list[Subject]:
    """Genuine, expired and undecidable ones; three genuine QR codes lead to the provincial department's own site."""
    builder = case.organization("employer-big", "虚年第三建筑工程有限公司", trap="employer", note="正规用工单位")
    made_for: list[Subject] = []
    for place in range(64):
        person = case.person(f"real-{place}", trap="genuine_holder")
        made_for.append(person)
        expired, old, outside = 45 <= place < 50, 50 <= place < 54, 54 <= place < 57
        issued = date(2018, 3, 5) if expired else case.days(date(2021, 1, 1), date(2025, 3, 1))
        number = case.ids.digits("330", 14) if old else ""
        verdict = "expired" if expired else "unknown" if old or place >= 60 else "suspect" if outside else "genuine"
        made = case.certificate(person, issued, verdict, ["item_out_of_catalogue"] if outside else ["old_style_number"]
                                if old else [],
                                number=number, item="叉车司机" if outside else "")
        if outside:
            person.trap, person.roles = None, ["holder"]
        if place < 40 or outside:
            employ(case, "staff_others", builder, person, case.days(date(2019, 1, 1), date(2025, 6, 1)),
                   certificate=made)
            made.subjects["employer"], made.traceable["employer"] = [builder], True
        if verdict in ("genuine", "expired") or (old and place % 2):
            status = "过期" if expired else "查无" if old else "有效"
            verify(case, "official_a", made, status, case.moment(date(2026, 4, 12)), official)
        if 40 <= place < 45 or old or place >= 57 or outside:
            seize(case, "seized_street", made, case.moment(date(2026, 4, 7)),
                  购证方式="本人参加培训考试取得" if not outside else "",
                  二维码内容=f"https://yjt.xunian.gov.cn/zs?id={place}00{place}" if 40 <= place < 43 else "")
        if place % 4 == 0:
            subscribe(case, person, date(2017, 1, 1) + timedelta(days=place * 20))
    case.sites.append({"host": "yjt.xunian.gov.cn", "domain": "xunian.gov.cn", "ring": None, "imitates": None,
                       "operator": None, "enabler": None})
    lead(case, date(2026, 1, 20), "匿名举报", "举报该人持假焊工证（经核系误报）", 涉及姓名=made_for[3].caption,
         涉及身份证号=made_for[3].resident,
         涉及证书编号="T" + made_for[3].resident)
    return made_for


def parcel_places(case: Case, rings: dict[str, dict[str, Subject]], holders: list[Subject]) -> None:
    """An honest document-courier shop sends real papers to many; a pick-up station takes in everybody's parcels."""
    shop = case.organization("document-courier", "空山证照速递服务部", trap="document_courier", note="代寄各类真实证照")
    shop.also_known("phone", case.ids.phone())
    station = case.person("parcel-station", trap="parcel_station", note="小区代收点，替住户收件")
    subscribe(case, shop, date(2018, 8, 8))
    subscribe(case, station, date(2019, 9, 9))
    receivers = [(s.caption, s.phone) for s in holders[:40]]
    receivers += [(s.caption, s.phone) for s in case.subjects if s.label.startswith(("r1-buyer-1", "r2-buyer-1"))][:18]
    receivers += [(rings["1"]["seller1"].caption, rings["1"]["seller1"].phone),
                  (rings["3"]["foreman"].caption, rings["3"]["foreman"].phone)]
    for place, receiver in enumerate(receivers):
        parcel(case, "parcels_b", case.moment(date(2025, 6, 2) + timedelta(days=5 * place)), ("证照速递", shop.phone),
               receiver,
               ("营业执照", "不动产证", "特种作业操作证", "毕业证")[place % 4], start="空山市政务服务中心旁",
               courier="空山快递")
    for place in range(24):
        sender = (("发货部", rings["1"]["maker"].phone), ("旗舰店", case.ids.phone()),
                  ("服装厂", case.ids.phone()))[place % 3]
        parcel(case, "parcels", case.moment(date(2025, 7, 1) + timedelta(days=9 * place)), sender,
               ("代收点", station.phone), ("文件", "衣服", "食品")[place % 3])
    for _ in range(60):
        parcel(case, "parcels_b", case.moment(case.days(date(2025, 5, 20), date(2026, 3, 30))),
               (case.ids.name(), case.ids.phone()),
               (case.ids.name(), case.ids.phone()), case.rng.choice(["日用品", "", "书", "零件"]), courier="空山快递")
