"""Bank, tenpay and alipay answers as files: one folder per institution or account."""

from pathlib import Path
from typing import Any

from tests.second_case.statements import BANK, DETAIL, MOVE, TENPAY
from tests.second_case.world import Case
from tests.second_case.writing import Row, Sheet, Written, same, write

ACCOUNT = ("账户开户名称 开户人证件号码 交易卡号 交易账号 账号开户时间 账户余额 可用余额 币种 开户网点代码 开户网点 "
           "账户状态 开户人证件类型 销户日期 账户类型 开户联系方式 通信地址 联系电话 代理人 代理人电话 备注 "
           "账号开户银行 查询反馈结果原因").split()
PERSON = ("客户名称 证照类型 证照号码 单位地址 联系电话 联系手机 单位电话 住宅电话 工作单位 邮箱地址 代办人姓名 "
          "代办人证件号码 法人代表 出生日期 住宅地址 查询反馈结果原因").split()
REGISTERED = "账户状态 账号 注册姓名 注册时间 注册身份证号 绑定手机 绑定状态 开户行信息 银行账号".split()


def payment_files(case: Case, folder: Path) -> list[Written]:
    tables = case.tables
    bank = "银行反馈/幻州银行"
    for row, _outcome, _why in tables["bank_agents"]:
        for account, _o, _w in tables["accounts_幻州银行"]:
            if account["交易账号"] == row["account"].number:
                account.update({"代理人": row["代理人"], "代理人电话": row["代理人电话"]})
    trades = tables["bank_幻州银行"]
    half = len(trades) // 2
    first = trades[:half]
    first.insert(700, ({name: name for name in BANK}, "no_data", "重复表头"))
    written = [
        write(folder, f"{bank}/交易明细信息.csv", "bank_transactions", [Sheet(same(*BANK), first)], "gb18030",
              tab="\t"),
        write(folder, f"{bank}/交易明细信息_续.xlsx", "bank_transactions", [Sheet(
            same(*BANK[10:], *BANK[:10]), trades[half:], ("交易明细",), "明细")]),
        write(folder, f"{bank}/账户信息.csv", "bank_accounts", [Sheet(same(*ACCOUNT), tables["accounts_幻州银行"])],
              "gb18030", tab="\t"),
        write(folder, f"{bank}/人员信息.csv", "bank_persons", [Sheet(same(*PERSON), tables["persons_幻州银行"])],
              "gb18030", tab="\t"),
    ]
    return [*written, *_tenpay(case, folder), *_alipay(case, folder)]


def _tenpay(case: Case, folder: Path) -> list[Written]:
    written: list[Written] = []
    columns: list[tuple[str, Any]] = [(header, place) for place, header in enumerate(TENPAY)]
    owners = {row["account"].number: row for row, _outcome, _why in case.tables["tenpay_accounts"]}
    trades: dict[str, list[Row]] = {}
    for row, outcome, why in case.tables["tenpay_trades"]:
        trades.setdefault(row["owner"].number, []).append((row, outcome, why))
    for place, (number, known) in enumerate(owners.items(), 1):
        owner = known["account"].owner
        rows: list[Row] = [(dict(zip(REGISTERED, ("正常", number, owner.caption, known["since"], owner.resident,
                                                  owner.phone, "已绑定", "幻州银行",
                                                  case.ids.card()), strict=True)), "accepted", "")]
        rows += [(dict(zip(REGISTERED, ["", "", "", "", "", "", "已解绑", "空山农商银行", case.ids.card()],
                           strict=True)), "accepted", "")] * (place % 2)
        written.append(write(folder, f"财付通/{place:02d}/TenpayRegInfo.txt", "tenpay_registration",
                             [Sheet(same(*REGISTERED), rows)], delimiter="\t"))
        target = folder / written[-1].path
        target.write_bytes(target.read_bytes() + "\r\n注销信息\r\n".encode())
        written[-1].checked = False  # how the lines of an empty block count is not written anywhere
        written.append(write(folder, f"财付通/{place:02d}/TenpayTrades.txt", "tenpay_trades",
                             [Sheet(columns, trades.get(number, []))], delimiter="\t"))
    for row, _outcome, _why in case.tables["tenpay_missing"]:
        path = folder / "财付通/00/TenpayRegInfo.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"账号{row['account'].number}不存在\n", encoding="utf-8")
        written.append(Written("财付通/00/TenpayRegInfo.txt", "tenpay_registration", "txt", "utf-8",
                               {"accepted": 0, "rejected": 0, "no_data": 1}))
    return written


def _alipay(case: Case, folder: Path) -> list[Written]:
    tables = case.tables
    details = tables["alipay_details"]
    third = len(details) // 3
    stamp = "20260415093011"
    parts = [details[:third], details[third:2 * third], details[2 * third:]]
    owner, login = list(tables["alipay_owners"][0][0]), list(tables["alipay_logins"][0][0])
    return [
        *(write(folder, f"支付宝/826650917_账户明细d2_{stamp}_part{n}.csv", "alipay_details",
                [Sheet(same(*DETAIL), part)], "gb18030", tab="\t")
          for n, part in enumerate(parts, 1)),
        write(folder, f"支付宝/826650917_转账明细_{stamp}.csv", "alipay_transfers",
              [Sheet(same(*MOVE), tables["alipay_moves"])], "gb18030", tab="\t"),
        write(folder, f"支付宝/826650917_注册信息_{stamp}.csv", "alipay_registration",
              [Sheet(same(*owner), tables["alipay_owners"])], "gb18030", tab="\t"),
        write(folder, f"支付宝/826650917_登陆日志_{stamp}.csv", "alipay_logins",
              [Sheet(same(*login), tables["alipay_logins"])], "gb18030", tab="\t"),
    ]
