"""How a fact becomes a row: seizure lists, official answers, staff lists, subscribers, parcels, leads."""

from datetime import date, datetime, timedelta
from typing import Any

from tests.second_case.world import ITEMS, Case, Certificate, Subject, clock


def seize(case: Case, table: str, certificate: Certificate, when: datetime, *, employer: Subject | None = None,
          name: str = "",
          outcome: str = "accepted", why: str = "", **told: Any) -> None:
    """A row of a seizure list; `told` holds what the holder said of the sale (购证金额, 卖家联系方式, 收款账号…)."""
    holder = certificate.holder
    case.add(table, {
        "证件编号": certificate.number, "证件名称": "特种作业操作证", "姓名": name or holder.caption,
        "身份证号": holder.resident,
        "作业类别": ITEMS.get(certificate.item, "起重机械作业"), "操作项目": certificate.item,
        "初领日期": certificate.issued.isoformat(), "有效期起": certificate.issued.isoformat(),
        "有效期止": certificate.until.isoformat(),
        "复审日期": certificate.issued.replace(year=certificate.issued.year + 3,
                                           day=min(certificate.issued.day, 28)).isoformat(),
        "发证机关": certificate.issuer, "二维码内容": "", "工作单位": employer.caption if employer else "",
        "统一社会信用代码": employer.uscc if employer else "", "查获时间": when, "查获地点": "幻州市空山区某工地",
        "查获单位": "幻州市应急管理综合行政执法支队", "文书号": f"幻应急查扣〔2026〕{case.rng.randrange(100, 999)}号",
        "案件编号": "A3310000000202604",
        **told}, outcome, why)
    if employer:
        certificate.subjects["employer"], certificate.traceable["employer"] = [employer], True


def verify(case: Case, table: str, certificate: Certificate, status: str, when: datetime, official: Subject,
           **other: Any) -> None:
    """An answer of the official platform; 查无 repeats only what was asked."""
    found = status != "查无"
    case.add(table, {
        "查询时间": when, "姓名": certificate.holder.caption, "身份证号": certificate.holder.resident,
        "证书编号": certificate.number,
        "作业类别": ITEMS.get(certificate.item, "") if found else "", "操作项目": certificate.item,
        "发证机关": certificate.issuer if found else "", "有效期起": certificate.issued.isoformat() if found else "",
        "有效期止": certificate.until.isoformat() if found else "", "证书状态": status, "查询人": official.caption,
        **other})


def employ(case: Case, table: str, employer: Subject, person: Subject, since: date, post: str = "作业人员",
           certificate: Certificate | None = None, **other: Any) -> None:
    case.add(table, {
        "单位名称": employer.caption, "统一社会信用代码": employer.uscc, "姓名": person.caption,
        "身份证号": person.resident,
        "手机": person.phone, "岗位": post, "证书编号": certificate.number if certificate else "",
        "操作项目": certificate.item if certificate else "",
        "有效期止": certificate.until.isoformat() if certificate else "",
        "入职时间": since.isoformat(), **other})


def subscribe(case: Case, person: Subject, since: date, *, phone: str = "", until: date | None = None,
              operator: str = "虚年移动") -> None:
    case.add("subscribers", {
        "号码": phone or person.phone, "机主姓名": person.caption,
        "证件号码": (person.identifiers.get("resident_id") or person.identifiers["uscc"])[0],
        "入网时间": since.isoformat(), "销户时间": until.isoformat() if until else "", "运营商": operator})


def parcel(case: Case, table: str, sent: datetime, sender: tuple[str, str], receiver: tuple[str, str], goods: str, *,
           start: str = "幻州市空山区虚年路代办点", end: str = "幻州市某街道", courier: str = "虚年速运",
           signed: bool = True) -> None:
    """`sender` and `receiver` are (name written on the parcel, phone)."""
    case.add(table, {
        "快递公司": courier, "运单号": case.ids.digits("XN" if courier == "虚年速运" else "KS", 14), "寄件时间": sent,
        "寄件人": sender[0],
        "寄件电话": sender[1], "寄件地址": start, "收件人": receiver[0], "收件电话": receiver[1], "收件地址": end,
        "物品": goods,
        "签收时间": sent + timedelta(days=2, hours=3) if signed else ""})


def lead(case: Case, received: date, origin: str, text: str, **about: Any) -> None:
    serial = len(case.tables.get("leads", [])) + 1
    case.add("leads", {
        "线索编号": f"HZ-XS-2026-{serial:04d}", "线索来源": origin, "受理单位": "幻州市应急管理局",
        "接收时间": received.isoformat(), "省份": "虚年省",
        "地市": "幻州市", "内容": text, "办理单位": "幻州市公安局空山分局",
        "办理状态": "已办结" if serial % 3 else "办理中",
        "办结时间": "", "办理结果": "转专案核查" if serial % 3 else "",
        "案件编号": "A3310000000202604" if serial % 2 else "", **about})


def advert(case: Case, platform: str, author: str, title: str, text: str, contact: str, day: datetime, *,
           site: str = "", fans: int = 0,
           members: str = "") -> None:
    serial = case.ids.digits("9", 9)
    host = {"快趣短视频": "kuaiqu", "虚贴社区": "xutie", "掌话圈": "zhanghua"}[platform]
    address = f"https://www.{host}-xunian.com/v/{serial}"
    case.add("adverts", {
        "平台": platform, "发布账号": author, "标题": title, "内容": text, "网址": address, "联系方式": contact,
        "发布时间": day, "粉丝数": fans,
        "群成员数": members, "取证时间": clock(2026, 4, 9, 10, 20), "取证文书号": "幻公网取〔2026〕31号",
        **({"内容": f"{text} 查询入口 {site}"} if site else {})})
