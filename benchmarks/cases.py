"""Fictional cases of any size for the benchmarks: bank rows in the 34-column form, and mixed folders."""

from __future__ import annotations

import csv
import random
from datetime import datetime, timedelta
from pathlib import Path

HEADERS = (
    "交易卡号,交易账号,账户开户名称,开户人证件号码,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,现金标志,对手户名,"
    "对手身份证号,对手开户银行,摘要说明,交易币种,交易网点名称,交易网点代码,交易发生地,交易是否成功,传票号,终端号,IP地址,"
    "MAC地址,对手交易余额,交易流水号,日志号,凭证种类,凭证号,交易柜员号,商户名称,商户号,备注,交易类型,查询反馈结果原因"
).split(",")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def resident_id(number: int) -> str:
    """A check-valid fictional resident ID."""
    body = f"{110101 + number % 7:06d}{1960 + number % 45}{1 + number % 12:02d}{1 + number % 28:02d}{number % 1000:03d}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, _WEIGHTS, strict=True)) % 11]


def bank_rows(count: int, seed: int = 7) -> list[list[str]]:
    """Transactions of 1 % as many people, tab-padded as banks send them."""
    rng = random.Random(seed)
    people = max(count // 100, 50)
    start = datetime(2026, 1, 1)
    rows = []
    for n in range(count):
        me, other = rng.randrange(people), rng.randrange(people * 3)
        when = start + timedelta(seconds=n * 37 % 15_000_000)
        rows.append([
            f"6299{me:012d}\t", f"88{me:010d}\t", f"甲{me}\t", f"{resident_id(me)}\t", when.strftime("%Y-%m-%d %H:%M:%S"),
            f"{rng.randrange(100, 200_000) / 100:.2f}", f"{rng.randrange(100, 20_000_000) / 100:.2f}",
            rng.choice("进出"), f"6299{other:012d}\t", "转账", f"甲{other}", "", "虚构银行甲支行", "网银转账", "人民币",
            "虚构银行某某支行营业部", "102100099996", "样例省样例市", "成功", f"{n:08d}", f"T{n % 977:06d}",
            "", "", "", f"{n:020d}", f"L{n:012d}", "", "", f"{n % 500:05d}", "", "", "", "转账", "",
        ])
    return rows


def write_bank_csv(path: Path, count: int, extra: int = 0) -> Path:
    """A GB18030 CSV of `count` rows, and `extra` further ones at the end."""
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        writer.writerows(bank_rows(count + extra))
    return path
