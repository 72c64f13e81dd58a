"""Damage as real files have it. Every damaged cell is recorded, so that the truth can say what to expect."""

from scripts.sample import dirt_bank
from scripts.sample.files import CaseFile, Row, Sheet, blank, header_again, spoil
from scripts.sample.mint import id_check
from scripts.sample.world import World

FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def wrong_check(resident_id: str) -> str:
    """The same number with a check character that fails."""
    right = id_check(resident_id[:17])
    return resident_id[:17] + ("5" if right != "5" else "6")


def apply(world: World, files: dict[str, CaseFile]) -> None:
    """Damage the files; the keys are the last parts of their paths, without folders."""
    for name, damage in (
        ("0428行动查获证件登记表.csv", seized),
        ("20260511运单.csv", parcels),
        ("t_zs_export.csv", entries),
        ("核验回函0506.txt", official),
        ("群众来信来电登记.csv", register),
        ("云主机订单明细.csv", orders),
    ):
        damage(files[name].sheets[0])
    dirt_bank.statement(world, files["虚构商业银行/交易明细信息.csv"].sheets[0])
    dirt_bank.other_statement(files["示例农村商业银行/交易明细信息.csv"].sheets[0])
    dirt_bank.workbook(files["样例城市银行/反馈明细(2).xlsx"].sheets[0])
    dirt_bank.accounts(files["示例农村商业银行/账户信息.csv"].sheets[0])
    dirt_bank.accounts(files["虚构商业银行/账户信息.csv"].sheets[0])


def seized(sheet: Sheet) -> None:
    rows = sheet.rows
    rows[6].cells["身份证号"] = str(rows[6].cells["身份证号"]).translate(FULL_WIDTH)
    rows[9].cells["证件编号"] = str(rows[9].cells["证件编号"]).lower()
    spoil(rows[14], "有效期止", "2031-02-30", "不存在的日期")
    spoil(rows[20], "身份证号", wrong_check(str(rows[20].cells["身份证号"])), "身份证号校验位不符")
    spoil(rows[23], "收款账号", "6.29901E+18", "科学计数法损坏的卡号")
    spoil(rows[27], "付款账号", "6.29902E+18", "科学计数法损坏的卡号")
    for place in (30, 31, 32):
        rows[place].cells["卖家联系方式"] = ("不详", "N/A", "无")[place - 30]
    rows[33].cells["购证金额"] = "￥700.00"
    rows[34].cells["购证金额"] = "７００元"
    spoil(rows[36], "购证金额", "柒佰左右", "金额不能解析")
    rows[40].cells["查获地点"] = '=HYPERLINK("javascript:alert(1)","工地")'
    header_again(sheet, 60)
    blank(sheet, 61)


def parcels(sheet: Sheet) -> None:
    rows = sheet.rows
    row = rows[70]
    row.overflow = ["签收备注", "代收"]
    row.outcome, row.why = "rejected", "列数多于表头"
    rows[71].cells["寄件电话"] = f"+86 {str(rows[71].cells['寄件电话']).translate(FULL_WIDTH)}"
    rows[72].cells["收件电话"] = f"0086{rows[72].cells['收件电话']}"
    rows[73].cells["物品"] = "=cmd|' /C calc'!A0"
    header_again(sheet, 90)


def entries(sheet: Sheet) -> None:
    rows = sheet.rows
    rows[30].cells["费用"] = "200元"
    rows[31].cells["录入IP"] = "192.168.1.104"
    rows[31].flags["录入IP"] = "内网地址只作值"
    spoil(rows[44], "录入时间", "2025-13-45 25:61:00", "不存在的时间")
    rows[50].cells["姓名"] = f"{rows[50].cells['姓名']}\u200e"
    spoil(rows[75], "身份证号", "6.23902E+17", "科学计数法损坏的身份证号")


def official(sheet: Sheet) -> None:
    for row in [r for r in sheet.rows if r.cells["证书状态"] == "查无"][:9]:
        row.cells["操作项目"] = ""  # a number alone attaches to its only candidate
    header_again(sheet, 55)


def register(sheet: Sheet) -> None:
    rows = sheet.rows
    spoil(rows[3], "涉及身份证号", "3301**********1234", "打码的身份证号只作值")
    rows[2].cells["涉及电话"] = "未知"
    rows[6].cells["内容"] = f"{rows[6].cells['内容']}<script>alert('x')</script><img src=x onerror=alert(1)>"
    rows[7].cells["办理结果"] = "=cmd|' /C calc'!A0"
    lost = Row(dict(rows[8].cells), "rejected", "缺少线索编号", {"线索编号": "缺少线索编号"})
    lost.cells |= {"线索编号": "", "涉及网络账号": "", "内容": "来电中断，内容不全"}
    rows.append(lost)


def orders(sheet: Sheet) -> None:
    rows = sheet.rows
    ring = next(r for r in rows if r.cells["域名"] == "yjgl-xugou.net")
    ring.flags["客户证件号"] = "打码的身份证号只作值"
    rows[12].cells["客户手机"] = "N/A"
    rows[18].cells["客户证件号"] = "REDACTED"
    rows[25].cells["金额"] = "1,199.00"
    spoil(rows[60], "客户证件号", wrong_check(str(rows[60].cells["客户证件号"])), "身份证号校验位不符")
    header_again(sheet, 150)
