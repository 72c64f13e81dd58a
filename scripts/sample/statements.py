"""Statement rows as each bank words them: 34 columns, or one bank's own variant."""

from datetime import timedelta

from scripts.sample.files import Cell, Row, columns
from scripts.sample.mint import at
from scripts.sample.world import SL, XG, YL, Account, Transfer, World

STATEMENT = columns(
    "交易卡号 交易账号 账户开户名称 开户人证件号码 交易时间 交易金额 交易余额 收付标志 交易对手账卡号 现金标志 "
    "对手户名 对手身份证号 对手开户银行 摘要说明 交易币种 交易网点名称 交易网点代码 交易发生地 交易是否成功 "
    "传票号 终端号 IP地址 MAC地址 对手交易余额 交易流水号 日志号 凭证种类 凭证号 交易柜员号 商户名称 商户号 备注 "
    "交易类型 查询反馈结果原因"
)
VARIANT = columns(
    "序号 查询对象 反馈单位 查询账户 本方账号 交易方户名 交易方证件号码 交易时间 借贷标志 交易金额 交易余额 "
    "交易对手账卡号 交易对方姓名 对手身份证号 对手开户银行 摘要说明 交易币种 交易是否成功 交易流水号 IP地址 备注"
)
MARKS = {XG: ("出", "进"), SL: ("D", "C"), YL: ("借", "贷")}


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
        "交易卡号": account.card,
        "交易账号": account.number,
        "账户开户名称": account.owner.name if account.owner else "",
        "开户人证件号码": account.owner.ident if account.owner else "",
        "交易时间": f"{when:%Y%m%d%H%M%S}" if bank == SL else f"{when:%Y-%m-%d %H:%M:%S}",
        "交易金额": f"{t.fen / 100:.2f}",
        "交易余额": f"{balance / 100:.2f}",
        "收付标志": MARKS[bank][0 if out else 1],
        "摘要说明": t.memo,
        "交易币种": "CNY" if bank == SL else "人民币",
        "交易是否成功": t.status,
        "IP地址": t.ip if out else "",
        "MAC地址": "00-00-00-00-00-00" if t.ip else "",
        "交易流水号": t.far_reference if far else t.reference,
        "交易发生地": "虚江市",
        "现金标志": "现金" if t.memo == "ATM取款" else "转账",
    }
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


def to_variant(row: Row, number: int) -> Row:
    """A statement row under the other bank's column names: times as dates or in words, amounts with separators."""
    cells = {name: row.cells[name] for name in VARIANT if name in row.cells}
    when = at(str(row.cells["交易时间"])[:10], str(row.cells["交易时间"])[11:])
    fen = round(float(str(row.cells["交易金额"])) * 100)
    cells |= {
        "序号": number,
        "查询对象": row.cells["账户开户名称"],
        "反馈单位": YL,
        "查询账户": row.cells["交易卡号"],
        "本方账号": row.cells["交易账号"],
        "交易方户名": row.cells["账户开户名称"],
        "交易方证件号码": row.cells["开户人证件号码"],
        "借贷标志": row.cells["收付标志"],
        "交易对方姓名": row.cells["对手户名"],
        "交易时间": when if number % 3 else f"{when:%Y年%m月%d日 %H时%M分%S秒}",
        "交易金额": f"{fen // 100:,}.{fen % 100:02d}" if number % 4 else f"￥{fen // 100}.{fen % 100:02d}元",
    }
    return Row(cells)
