"""The folder: which table goes into which file, with which columns, order, title and encoding."""

from pathlib import Path

from tests.second_case.dirt import spoil
from tests.second_case.net_files import network_files
from tests.second_case.pay_files import payment_files
from tests.second_case.world import Case
from tests.second_case.writing import Sheet, Written, same, write

LEADS = ("线索编号 接收时间 线索来源 内容 涉及姓名 涉及身份证号 涉及电话 涉及证书编号 涉及网址 涉及网络账号 涉及账号 "
         "涉及单位 受理单位 省份 地市 办理单位 办理状态 办结时间 办理结果 案件编号").split()
SEIZED = ("姓名 身份证号 证件编号 证件名称 操作项目 作业类别 有效期起 有效期止 初领日期 复审日期 发证机关 工作单位 "
          "统一社会信用代码 二维码内容 卖家联系方式 购证金额 购证方式 付款账号 收款账号 "
          "查获时间 查获地点 查获单位 文书号 案件编号").split()
OFFICIAL = "证书编号 姓名 身份证号 操作项目 作业类别 证书状态 发证机关 有效期起 有效期止 查询时间 查询人".split()
STAFF = "姓名 身份证号 手机 岗位 单位名称 统一社会信用代码 入职时间 证书编号 操作项目 有效期止".split()
PARCEL = "运单号 快递公司 寄件人 寄件电话 寄件地址 收件人 收件电话 收件地址 寄件时间 签收时间 物品".split()
BILL = "本机号码 呼叫类型 对方号码 开始时间 时长(秒) 基站".split()


def write_all(case: Case, folder: Path) -> list[Written]:
    for name, rows in case.tables.items():
        if name not in ("leads", "filings", "rdap", "whois_old"):
            case.rng.shuffle(rows)
    spoil(case)
    return [*_papers(case, folder), *_contacts(case, folder), *network_files(case, folder),
            *payment_files(case, folder)]


def _papers(case: Case, folder: Path) -> list[Written]:
    tables = case.tables
    leads, staff = tables["leads"], tables["staff_others"]
    half = len(leads) // 2
    seized = same("序号", *SEIZED[:12]) + same(*SEIZED[12:])
    for place, (row, _outcome, _why) in enumerate(tables["seized_street"], 1):
        row["序号"] = place
    return [
        write(folder, "线索/12345转办.xlsx", "leads", [
            Sheet(same(*LEADS), leads[:half], ("幻州市12345热线转办线索汇总表", "填报单位：信访室    单位：条"),
                  "第一批"),
            Sheet(same(*reversed(LEADS)), leads[half:], (), "第二批")]),
        write(folder, "证件/街面查获登记.xlsx", "certificates",
              [Sheet(seized, tables["seized_street"], ("查获证件登记表（街面）",), "登记", "%Y/%m/%d %H:%M")]),
        write(folder, "证件/带码证件.json", "certificates", [Sheet(same(*SEIZED), tables["seized_site"])]),
        write(folder, "证件/劳务公司检查.xls", "certificates",
              [Sheet(same(*reversed(SEIZED)), tables["seized_labour"], (), "", "%Y年%m月%d日")], "gb18030",
              delimiter="\t"),
        write(folder, "核验/核验结果A.csv", "official_results",
              [Sheet(same(*OFFICIAL), tables["official_a"], ("全国平台查询结果导出",))], "gb18030"),
        write(folder, "核验/核验结果B.txt", "official_results",
              [Sheet(same(*reversed(OFFICIAL)), tables["official_b"])], "utf-16", delimiter="\t"),
        write(folder, "用工/花名册.xlsx", "staff", [
            Sheet(same(*STAFF), tables["staff_labour"], ("幻州众力劳务有限公司人员花名册", "制表：人事"), "众力"),
            Sheet([("身份证号码", "身份证号") if n == "身份证号" else ("手机号码", "手机") if n == "手机" else (n,
                                                                                           n) for n in STAFF], staff,
                                                                                           (), "其他单位")]),
        write(folder, "用工/行政处罚台账.csv", "penalties", [Sheet(same(
            "决定书文号", "决定日期", "当事人", "证件号码/统一社会信用代码", "违法事实", "处罚依据", "处罚内容",
            "罚款金额", "决定机关", "移送公安", "案件编号"),
            tables["penalties"])], "utf-8-sig"),
    ]


def _contacts(case: Case, folder: Path) -> list[Written]:
    tables = case.tables
    second = [("运单编号" if n == "运单号" else "寄件人电话" if n == "寄件电话" else "收件人电话" if n == "收件电话"
               else n, n) for n in PARCEL]
    bills = [write(folder, f"通信/话单/{rows[0][0]['本机号码']}.csv", "call_records",
                   [Sheet(same(*(BILL if int(name[-1]) % 2 else reversed(BILL))), rows, (), "",
                          "%Y%m%d%H%M%S" if int(name[-1]) % 2 else "%Y-%m-%d %H:%M:%S")],
                   "gb18030" if int(name[-1]) % 2 else "utf-8", tab="\t" if int(name[-1]) % 2 else "")
             for name, rows in sorted(tables.items()) if name.startswith("bill_")]
    return [
        *bills,
        write(folder, "通信/机主信息.xlsx", "phone_subscribers",
              [Sheet(same("号码", "运营商", "机主姓名", "证件号码", "入网时间", "销户时间"), tables["subscribers"])]),
        write(folder, "快递/虚年速运面单.csv", "waybills", [Sheet(same(*PARCEL), tables["parcels"], (), "",
                                                          "%Y/%m/%d %H:%M:%S")], "gb18030", tab="\t"),
        write(folder, "快递/空山快递.xlsx", "waybills", [Sheet(second, tables["parcels_b"], ("寄递信息查询结果",),
                                                         "sheet 1")]),
        write(folder, "广告/网络取证.jsonl", "adverts", [Sheet(same(
            "平台", "发布账号", "标题", "内容", "网址", "联系方式", "粉丝数", "群成员数", "发布时间", "取证时间",
            "取证文书号"), tables["adverts"])]),
    ]
