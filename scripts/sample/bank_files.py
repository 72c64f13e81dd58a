"""What the banks hand over: one folder each, with statements, accounts, persons, tasks and freezes."""

from scripts.sample.files import CaseFile, Row, Sheet, columns
from scripts.sample.mint import at
from scripts.sample.statements import STATEMENT, VARIANT, statement, to_variant
from scripts.sample.world import SL, XG, YL, Account, Party, World

ACCOUNTS = columns(
    "账户开户名称 开户人证件号码 交易卡号 交易账号 账号开户时间 账户余额 可用余额 币种 开户网点代码 开户网点 "
    "账户状态 开户人证件类型 销户日期 账户类型 开户联系方式 通信地址 联系电话 代理人 代理人电话 备注 账号开户银行 "
    "查询反馈结果原因"
)
PERSONS = columns(
    "客户名称 证照类型 证照号码 单位地址 联系电话 联系手机 单位电话 住宅电话 工作单位 邮箱地址 代办人姓名 "
    "代办人证件号码 法人代表 出生日期 住宅地址 查询反馈结果原因"
)
TASKS = columns("任务流水号 查询对象 查询账户 反馈单位 反馈时间 反馈结果")
MEASURES = columns("任务流水号 账号 措施序号 冻结开始日期 冻结截止日期 冻结金额 冻结机关 备注")


def listed(world: World, bank: str) -> list[Account]:
    return [a for p in world.parties for a in p.accounts if a.bank == bank and a.listed]


def account_row(a: Account, owner: Party) -> Row:
    return Row(
        {
            "账户开户名称": owner.name,
            "开户人证件号码": owner.ident,
            "交易卡号": a.card,
            "交易账号": a.number,
            "账号开户时间": a.opened,
            "账户余额": "1024.50",
            "可用余额": "1024.50",
            "币种": "人民币",
            "开户网点": f"{a.bank}虚江支行",
            "账户状态": "销户" if a.closed else "正常",
            "开户人证件类型": "居民身份证" if owner.type == "Person" else "统一社会信用代码",
            "销户日期": a.closed or "",
            "账户类型": "个人" if owner.type == "Person" else "对公",
            "开户联系方式": a.phone,
            "联系电话": a.phone,
            "通信地址": owner.address,
            "账号开户银行": a.bank,
        }
    )


def person_row(a: Account, owner: Party) -> Row:
    mail = next((h.removeprefix("email:") for h in owner.online if h.startswith("email:")), "")
    return Row(
        {
            "客户名称": owner.name,
            "证照类型": "居民身份证",
            "证照号码": owner.ident,
            "联系手机": a.phone,
            "邮箱地址": mail,
            "工作单位": owner.employer.name if owner.employer else "",
            "住宅地址": owner.address,
            "出生日期": f"{owner.ident[6:10]}-{owner.ident[10:12]}-{owner.ident[12:14]}",
        }
    )


def nothing(header: list[str], name_column: str, names: list[str]) -> list[Row]:
    """查无 rows: the bank knows nobody of that name."""
    return [Row({name_column: name, header[-1]: "查无此人信息"}, "no_data", "查无此人信息") for name in names]


def folders(world: World) -> list[CaseFile]:
    """Each bank's folder: statements, accounts, persons; tasks and freezes, which carry no facts."""
    files: list[CaseFile] = []
    for bank in (XG, SL, YL):
        accounts = listed(world, bank)
        asked = [a for a in accounts if a.queried]
        people = [(a, a.owner) for a in accounts if a.owner and a.owner.type == "Person"]
        rows = [row for a in asked for row in statement(world, a)]
        missing = [world.mint.name() for _ in range(3)]
        tables = {
            "账户信息": (
                ACCOUNTS,
                [account_row(a, a.owner) for a in accounts if a.owner] + nothing(ACCOUNTS, "账户开户名称", missing),
                "bank_accounts",
            ),
            "人员信息": (
                PERSONS,
                [person_row(a, owner) for a, owner in people] + nothing(PERSONS, "客户名称", missing),
                "bank_persons",
            ),
            "任务信息": (TASKS, [task(a, n) for n, a in enumerate(asked, 1)], "bank_tasks"),
            "强制措施": (
                MEASURES,
                [measure(a, n) for n, a in enumerate(asked, 1) if a.owner and a.owner.ring],
                "bank_measures",
            ),
        }
        folder = f"08查控反馈/{bank}"
        if bank == YL:
            title = f"{bank}协助查询反馈表（2026年5月）"
            sheet = Sheet(VARIANT, [to_variant(r, n) for n, r in enumerate(rows, 1)], "流水", title)
            files.append(
                CaseFile(f"{folder}/反馈明细(2).xlsx", "bank_transactions", "xlsx", [sheet, Sheet([], [], "Sheet2")])
            )
            tables = {name: tables[name] for name in ("账户信息", "人员信息")}
        else:
            tables = {"交易明细信息": (STATEMENT, rows, "bank_transactions")} | tables
        for name, (header, table, kind) in tables.items():
            encoding = "utf-8-sig" if bank == YL else "gb18030"
            files.append(
                CaseFile(f"{folder}/{name}.csv", kind, "csv", [Sheet(header, table)], encoding, tab_padded=bank != YL)
            )
    return files


def task(a: Account, number: int) -> Row:
    return Row(
        {
            "任务流水号": f"CK2026050{number:04d}",
            "查询对象": a.owner.name if a.owner else "",
            "查询账户": a.id,
            "反馈单位": a.bank,
            "反馈时间": at("2026-05-12", "16:00:00"),
            "反馈结果": "成功",
        },
        "no_data",
        "任务信息不含案件事实",
    )


def measure(a: Account, number: int) -> Row:
    return Row(
        {
            "任务流水号": f"DJ2026050{number:04d}",
            "账号": a.number,
            "措施序号": "1",
            "冻结开始日期": "2026-04-29",
            "冻结截止日期": "2026-10-28",
            "冻结金额": "0.00",
            "冻结机关": "虚江市公安局",
        },
        "no_data",
        "强制措施不含案件事实",
    )
