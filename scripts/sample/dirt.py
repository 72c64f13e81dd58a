"""Damage as real files have it. Every damaged cell is recorded, so that the truth can say what to expect."""

from scripts.sample.files import CaseFile, Row, Sheet, blank, header_again, spoil
from scripts.sample.mint import id_check
from scripts.sample.world import World

FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def fifteen(resident_id: str) -> str:
    """The 15-digit form of a resident ID issued before 1999."""
    return resident_id[:6] + resident_id[8:17]


def wrong_check(resident_id: str) -> str:
    """The same number with a check character that fails."""
    right = id_check(resident_id[:17])
    return resident_id[:17] + ("5" if right != "5" else "6")


def apply(world: World, files: dict[str, CaseFile]) -> None:
    """Damage the files; the keys are the last parts of their paths, without folders."""
    for name, damage in (
        ("0428行动查获证件登记表.csv", seized), ("20260511运单.csv", parcels), ("t_zs_export.csv", entries),
        ("核验回函0506.txt", official), ("群众来信来电登记.csv", register), ("云主机订单明细.csv", orders),
    ):  # fmt: skip
        damage(files[name].sheets[0])
    statement(world, files["虚构商业银行/交易明细信息.csv"].sheets[0])
    other_statement(files["示例农村商业银行/交易明细信息.csv"].sheets[0])
    workbook(files["样例城市银行/反馈明细(2).xlsx"].sheets[0])
    accounts(files["示例农村商业银行/账户信息.csv"].sheets[0])
    accounts(files["虚构商业银行/账户信息.csv"].sheets[0])


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
    rows[40].cells["查获地点"] = "=HYPERLINK(\"javascript:alert(1)\",\"工地\")"
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


def statement(world: World, sheet: Sheet) -> None:
    """The first bank: spoiled cells, and rows of no use added to the true ones."""
    rows = sheet.rows
    for place in (40, 41, 42):  # the card is ruined, the account beside it still says whose row it is
        spoil(rows[place], "交易卡号", "6.29901E+18", "科学计数法损坏的卡号")
    with_other = [row for row in rows if row.cells["交易对手账卡号"]]
    for place, pattern in ((60, "CNY{}"), (61, "CNY{}"), (62, "{}-1"), (63, "{}_ABC")):
        row = with_other[place]
        row.cells["交易对手账卡号"] = pattern.format(row.cells["交易对手账卡号"])
    rows[64].cells["摘要说明"] = "<b>加急</b><script>alert(1)</script>"
    rows[65].cells["备注"] = "=cmd|' /C calc'!A0"
    rows[66].cells["备注"] = "\u202e开头的反向文字"
    true = with_other[100].cells
    junk = {"交易流水号": "", "交易余额": ""}
    rows.insert(101, Row({**true, **junk, "交易金额": "三百元整", "交易流水号": "J0001"}, "rejected", "交易金额不能解析", {"交易金额": "交易金额不能解析"}))
    rows.insert(102, Row({**true, **junk, "交易流水号": "J0002", "交易卡号": "6.29901E+18", "交易账号": ""}, "rejected", "本方账号损坏", {"交易卡号": "科学计数法损坏的卡号"}))
    rows.insert(140, Row({**true, **junk, "交易流水号": "J0003", "交易对手账卡号": "6.29902E+18"}, flags={"交易对手账卡号": "科学计数法损坏的卡号"}))
    rows.insert(141, Row({**true, **junk, "交易流水号": "J0004", "交易对手账卡号": "", "对手户名": "", "对手身份证号": ""}))
    rows.insert(142, Row({**true, **junk, "交易流水号": "J0005", "交易对手账卡号": "0000000000000000", "对手户名": "无", "对手身份证号": ""}))
    rows.insert(143, Row({**true, **junk, "交易流水号": "J0006", "交易对手账卡号": "622202******0417", "对手身份证号": ""}, flags={"交易对手账卡号": "打码的账号只作值"}))
    header_again(sheet, 200)
    for name in (world.mint.name(), world.mint.name()):
        rows.append(Row({"账户开户名称": name, "查询反馈结果原因": "查无此开户信息"}, "no_data", "查无此开户信息"))


def other_statement(sheet: Sheet) -> None:
    rows = sheet.rows
    rows[10].cells["交易金额"] = f"￥{rows[10].cells['交易金额']}"
    rows[11].cells["交易金额"] = f"{rows[11].cells['交易金额']}元"
    rows[12].cells["交易金额"] = f"+{rows[12].cells['交易金额']}"
    rows[20].cells["对手户名"] = "nan"
    rows[21].cells["对手户名"] = "null"
    rows[22].cells["对手身份证号"] = "<nil>"
    row = [row for row in rows if row.cells["交易对手账卡号"]][30]
    row.cells["交易对手账卡号"] = f"\u3000{row.cells['交易对手账卡号']}\u200e"
    header_again(sheet, 90)
    blank(sheet, 91)


def workbook(sheet: Sheet) -> None:
    """The variant bank: a number cell that lost its last digits beside a good one."""
    for place in (4, 5):
        spoil(sheet.rows[place], "查询账户", float(str(sheet.rows[place].cells["查询账户"])), "数值格式损坏的卡号")
    header_again(sheet, 20)


def accounts(sheet: Sheet) -> None:
    """A holder born before 1999 whose bank still has the 15-digit number; a lower-case x."""
    old = next(r for r in sheet.rows if "1965" < str(r.cells.get("开户人证件号码", ""))[6:10] < "1999" and r.cells["账户类型"] == "个人")
    old.cells["开户人证件号码"] = fifteen(str(old.cells["开户人证件号码"]))
    lower = next(r for r in sheet.rows if str(r.cells.get("开户人证件号码", "")).endswith("X") and r.cells["账户类型"] == "个人")
    lower.cells["开户人证件号码"] = str(lower.cells["开户人证件号码"]).lower()
