"""What such files look like after many hands, and what must become of each spoiled row."""

from typing import Any

from tests.second_case.world import Case


def spoil(case: Case) -> None:
    answered = {row["证书编号"] for row, _outcome, _why in case.tables["official_a"]}
    ruined = next(n for n, (row, _o, _w) in enumerate(case.tables["seized_street"]) if row["证件编号"] in answered)
    _replace(case, "seized_street", ruined, 身份证号="3.3011319880101E+17")
    _replace(case, "seized_street", 9, 统一社会信用代码="无", 付款账号="nan")
    _replace(case, "seized_street", 15, 购证金额="伍佰多")
    _full_width(case, "seized_labour", "证件编号", 4)
    _full_width(case, "parcels", "寄件电话", 6)
    case.add("leads", {"接收时间": "2026-03-30", "内容": "缺编号的线索", "涉及电话": "13900001111"}, "rejected",
             "缺少线索编号")
    case.add("leads", {}, "no_data", "空行")
    case.tables["parcels"].insert(20, ({}, "no_data", "空行"))
    case.tables["official_a"].insert(11, ({"证书编号": "查无记录"}, "no_data", "查无"))
    bank = case.tables["bank_幻州银行"]
    empty = dict.fromkeys(bank[0][0], "")
    bank.insert(100, (empty | {"交易卡号": bank[0][0]["交易卡号"], "交易账号": bank[0][0]["交易账号"],
                               "查询反馈结果原因": "查无交易"}, "no_data", "查无交易"))
    damaged = dict(bank[5][0])
    damaged |= {"交易金额": "壹佰叁", "交易流水号": "70000000000001"}
    bank.insert(200, (damaged, "rejected", "金额无法解析"))
    cash = dict(bank[8][0])
    cash |= {"交易对手账卡号": "", "对手户名": "现金", "对手身份证号": "", "对手开户银行": "", "现金标志": "现金",
             "摘要说明": "ATM取款", "收付标志": "D", "交易流水号": "70000000000002"}
    bank.insert(300, (cash, "accepted", ""))
    floats = dict(bank[9][0])
    floats |= {"交易对手账卡号": "6.22202020011223e+18", "对手户名": "", "对手身份证号": "",
               "交易流水号": "70000000000003"}
    bank.insert(400, (floats, "accepted", ""))
    orders = case.tables["orders_ordinary"]
    orders[7][0].update({"客户手机": "138****1234", "客户邮箱": "<nil>"})
    orders.insert(30, ({"订单号": "查无此客户"}, "no_data", "查无"))
    case.tables["bill_1"][10][0]["对方号码"] = "+86 " + case.tables["bill_1"][10][0]["对方号码"]
    case.tables["bill_2"][10][0]["对方号码"] = "139****0021"
    case.tables["bill_3"][5][0]["时长(秒)"] = "00:01:35"


def _replace(case: Case, table: str, place: int, **cells: Any) -> None:
    case.tables[table][place][0].update(cells)


def _full_width(case: Case, table: str, column: str, place: int) -> None:
    row = case.tables[table][place][0]
    row[column] = "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in row[column])
