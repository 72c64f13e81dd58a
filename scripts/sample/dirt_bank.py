"""Damage in the banks' files: ruined numbers, rows without an end, notes that are not data."""

from scripts.sample.files import Row, Sheet, blank, header_again, spoil
from scripts.sample.world import World


def fifteen(resident_id: str) -> str:
    """The 15-digit form of a resident ID issued before 1999."""
    return resident_id[:6] + resident_id[8:17]


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
    rows.insert(
        101,
        Row(
            {**true, **junk, "交易金额": "三百元整", "交易流水号": "J0001"},
            "rejected",
            "交易金额不能解析",
            {"交易金额": "交易金额不能解析"},
        ),
    )
    rows.insert(
        102,
        Row(
            {**true, **junk, "交易流水号": "J0002", "交易卡号": "6.29901E+18", "交易账号": ""},
            "rejected",
            "本方账号损坏",
            {"交易卡号": "科学计数法损坏的卡号"},
        ),
    )
    rows.insert(
        140,
        Row(
            {**true, **junk, "交易流水号": "J0003", "交易对手账卡号": "6.29902E+18"},
            flags={"交易对手账卡号": "科学计数法损坏的卡号"},
        ),
    )
    rows.insert(
        141, Row({**true, **junk, "交易流水号": "J0004", "交易对手账卡号": "", "对手户名": "", "对手身份证号": ""})
    )
    rows.insert(
        142,
        Row(
            {
                **true,
                **junk,
                "交易流水号": "J0005",
                "交易对手账卡号": "0000000000000000",
                "对手户名": "无",
                "对手身份证号": "",
            }
        ),
    )
    rows.insert(
        143,
        Row(
            {**true, **junk, "交易流水号": "J0006", "交易对手账卡号": "622202******0417", "对手身份证号": ""},
            flags={"交易对手账卡号": "打码的账号只作值"},
        ),
    )
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
    old = next(
        r
        for r in sheet.rows
        if "1965" < str(r.cells.get("开户人证件号码", ""))[6:10] < "1999" and r.cells["账户类型"] == "个人"
    )
    old.cells["开户人证件号码"] = fifteen(str(old.cells["开户人证件号码"]))
    lower = next(
        r for r in sheet.rows if str(r.cells.get("开户人证件号码", "")).endswith("X") and r.cells["账户类型"] == "个人"
    )
    lower.cells["开户人证件号码"] = str(lower.cells["开户人证件号码"]).lower()
