"""What the banks hand over: one folder each, statements in 34 columns, one bank in its own variant."""

from datetime import timedelta

from scripts.sample.files import CaseFile, Cell, Row, Sheet
from scripts.sample.mint import at
from scripts.sample.world import SL, XG, YL, Account, Transfer, World

STATEMENT = (
    "交易卡号 交易账号 账户开户名称 开户人证件号码 交易时间 交易金额 交易余额 收付标志 交易对手账卡号 现金标志 对手户名 对手身份证号 "
    "对手开户银行 摘要说明 交易币种 交易网点名称 交易网点代码 交易发生地 交易是否成功 传票号 终端号 IP地址 MAC地址 对手交易余额 "
    "交易流水号 日志号 凭证种类 凭证号 交易柜员号 商户名称 商户号 备注 交易类型 查询反馈结果原因"
).split()
VARIANT = (
    "序号 查询对象 反馈单位 查询账户 本方账号 交易方户名 交易方证件号码 交易时间 借贷标志 交易金额 交易余额 交易对手账卡号 "
    "交易对方姓名 对手身份证号 对手开户银行 摘要说明 交易币种 交易是否成功 交易流水号 IP地址 备注"
).split()
ACCOUNTS = (
    "账户开户名称 开户人证件号码 交易卡号 交易账号 账号开户时间 账户余额 可用余额 币种 开户网点代码 开户网点 账户状态 "
    "开户人证件类型 销户日期 账户类型 开户联系方式 通信地址 联系电话 代理人 代理人电话 备注 账号开户银行 查询反馈结果原因"
).split()
PERSONS = (
    "客户名称 证照类型 证照号码 单位地址 联系电话 联系手机 单位电话 住宅电话 工作单位 邮箱地址 代办人姓名 代办人证件号码 "
    "法人代表 出生日期 住宅地址 查询反馈结果原因"
).split()
TASKS = "任务流水号 查询对象 查询账户 反馈单位 反馈时间 反馈结果".split()
MEASURES = "任务流水号 账号 措施序号 冻结开始日期 冻结截止日期 冻结金额 冻结机关 备注".split()
MARKS = {XG: ("出", "进"), SL: ("D", "C"), YL: ("借", "贷")}


def listed(world: World, bank: str) -> list[Account]:
    return [a for p in world.parties for a in p.accounts if a.bank == bank and a.listed]


def statement(world: World, account: Account) -> list[Row]:
    """One account's rows in order of time, with a running balance."""
    mine = [t for t in world.transfers if account in (t.payer, t.payee)]
    mine.sort(key=lambda t: (t.time, t.reference))
    balance, rows = 5_000_000 + 1000 * (int(account.number) % 9000), []
    for t in mine:
        if t.status == "成功":
            balance += t.fen if t.payee is account else -t.fen
        rows.append(Row(transaction(world, t, account, balance)))
    return rows


def transaction(world: World, t: Transfer, account: Account, balance: int) -> dict[str, Cell]:
    """The transfer as the bank of ``account`` reports it."""
    out, bank = t.payer is account, account.bank
    other = t.payee if out else t.payer
    far = bool(t.far_reference) and not out
    when = t.time + timedelta(seconds=t.lag if far else 0)
    cells: dict[str, Cell] = dict.fromkeys(STATEMENT, "")
    cells |= {
        "交易卡号": account.card, "交易账号": account.number, "账户开户名称": account.owner.name if account.owner else "",
        "开户人证件号码": account.owner.ident if account.owner else "",
        "交易时间": f"{when:%Y%m%d%H%M%S}" if bank == SL else f"{when:%Y-%m-%d %H:%M:%S}",
        "交易金额": f"{t.fen / 100:.2f}", "交易余额": f"{balance / 100:.2f}", "收付标志": MARKS[bank][0 if out else 1],
        "摘要说明": t.memo, "交易币种": "CNY" if bank == SL else "人民币", "交易是否成功": t.status, "IP地址": t.ip if out else "",
        "MAC地址": "00-00-00-00-00-00" if t.ip else "", "交易流水号": t.far_reference if far else t.reference,
        "交易发生地": "虚江市", "现金标志": "现金" if t.memo == "ATM取款" else "转账",
    }  # fmt: skip
    if other:
        # only where some file says which card an account belongs to may the two forms alternate
        by_number = not other.card or (other.listed and world.rng.random() < 0.3)
        cells["交易对手账卡号"] = other.number if by_number else other.card
        cells["对手户名"] = other.owner.name if other.owner else ""
        cells["对手身份证号"] = other.owner.ident if other.owner and world.rng.random() < 0.5 else ""
        cells["对手开户银行"] = other.bank
        if other.owner and other.owner.trap == "merchant":
            cells["商户名称"], cells["商户号"] = other.owner.name, "898330100000017"
    return cells


def account_row(a: Account) -> Row:
    owner = a.owner
    assert owner
    return Row({
        "账户开户名称": owner.name, "开户人证件号码": owner.ident, "交易卡号": a.card, "交易账号": a.number,
        "账号开户时间": a.opened, "账户余额": "1024.50", "可用余额": "1024.50", "币种": "人民币", "开户网点": f"{a.bank}虚江支行",
        "账户状态": "销户" if a.closed else "正常", "开户人证件类型": "居民身份证" if owner.type == "Person" else "统一社会信用代码",
        "销户日期": a.closed or "", "账户类型": "个人" if owner.type == "Person" else "对公", "开户联系方式": a.phone,
        "联系电话": a.phone, "通信地址": owner.address, "账号开户银行": a.bank,
    })  # fmt: skip


def person_row(a: Account) -> Row:
    owner = a.owner
    assert owner
    mail = next((h.removeprefix("email:") for h in owner.online if h.startswith("email:")), "")
    return Row({
        "客户名称": owner.name, "证照类型": "居民身份证", "证照号码": owner.ident, "联系手机": a.phone, "邮箱地址": mail,
        "工作单位": owner.employer.name if owner.employer else "", "住宅地址": owner.address,
        "出生日期": f"{owner.ident[6:10]}-{owner.ident[10:12]}-{owner.ident[12:14]}",
    })  # fmt: skip


def nothing(header: list[str], name_column: str, names: list[str]) -> list[Row]:
    """查无 rows: the bank knows nobody of that name."""
    return [Row({name_column: name, header[-1]: "查无此人信息"}, "no_data", "查无此人信息") for name in names]


def folders(world: World) -> list[CaseFile]:
    """Each bank's folder: statements, accounts, persons; tasks and freezes, which carry no facts."""
    files: list[CaseFile] = []
    for bank in (XG, SL, YL):
        accounts = listed(world, bank)
        asked = [a for a in accounts if a.queried]
        people = [a for a in accounts if a.owner and a.owner.type == "Person"]
        rows = [row for a in asked for row in statement(world, a)]
        missing = [world.mint.name() for _ in range(3)]
        tables = {
            "账户信息": (ACCOUNTS, [account_row(a) for a in accounts] + nothing(ACCOUNTS, "账户开户名称", missing), "bank_accounts"),
            "人员信息": (PERSONS, [person_row(a) for a in people] + nothing(PERSONS, "客户名称", missing), "bank_persons"),
            "任务信息": (TASKS, [task(a, n) for n, a in enumerate(asked, 1)], "bank_tasks"),
            "强制措施": (MEASURES, [measure(a, n) for n, a in enumerate(asked, 1) if a.owner and a.owner.ring], "bank_measures"),
        }  # fmt: skip
        folder = f"08查控反馈/{bank}"
        if bank == YL:
            title = f"{bank}协助查询反馈表（2026年5月）"
            sheet = Sheet(VARIANT, [to_variant(r, n) for n, r in enumerate(rows, 1)], "流水", title)
            files.append(CaseFile(f"{folder}/反馈明细(2).xlsx", "bank_transactions", "xlsx", [sheet, Sheet([], [], "Sheet2")]))
            tables = {name: tables[name] for name in ("账户信息", "人员信息")}
        else:
            tables = {"交易明细信息": (STATEMENT, rows, "bank_transactions")} | tables
        for name, (header, table, kind) in tables.items():
            encoding = "utf-8-sig" if bank == YL else "gb18030"
            files.append(
                CaseFile(f"{folder}/{name}.csv", kind, "csv", [Sheet(header, table)], encoding, tab_padded=bank != YL)
            )
    return files


def to_variant(row: Row, number: int) -> Row:
    """A statement row under the other bank's column names: times as dates or in words, amounts with separators."""
    cells = {name: row.cells[name] for name in VARIANT if name in row.cells}
    when = at(str(row.cells["交易时间"])[:10], str(row.cells["交易时间"])[11:])
    fen = round(float(str(row.cells["交易金额"])) * 100)
    cells |= {
        "序号": number, "查询对象": row.cells["账户开户名称"], "反馈单位": YL, "查询账户": row.cells["交易卡号"],
        "本方账号": row.cells["交易账号"], "交易方户名": row.cells["账户开户名称"], "交易方证件号码": row.cells["开户人证件号码"],
        "借贷标志": row.cells["收付标志"], "交易对方姓名": row.cells["对手户名"],
        "交易时间": when if number % 3 else f"{when:%Y年%m月%d日 %H时%M分%S秒}",
        "交易金额": f"{fen // 100:,}.{fen % 100:02d}" if number % 4 else f"￥{fen // 100}.{fen % 100:02d}元",
    }  # fmt: skip
    return Row(cells)


def task(a: Account, number: int) -> Row:
    return Row({"任务流水号": f"CK2026050{number:04d}", "查询对象": a.owner.name if a.owner else "", "查询账户": a.id,
                "反馈单位": a.bank, "反馈时间": at("2026-05-12", "16:00:00"), "反馈结果": "成功"}, "no_data", "任务信息不含案件事实")  # fmt: skip


def measure(a: Account, number: int) -> Row:
    return Row({"任务流水号": f"DJ2026050{number:04d}", "账号": a.number, "措施序号": "1", "冻结开始日期": "2026-04-29",
                "冻结截止日期": "2026-10-28", "冻结金额": "0.00", "冻结机关": "虚江市公安局"}, "no_data", "强制措施不含案件事实")  # fmt: skip
