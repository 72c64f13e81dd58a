"""Fictional cases of any size for the benchmarks: bank rows in the 34-column form, and folders of the main kinds.

Every generator is deterministic. Values repeat as they do in life: people come back, sites list many certificates,
a parcel goes to one of a few thousand buyers.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain, islice
from pathlib import Path

HEADERS = (
    "交易卡号,交易账号,账户开户名称,开户人证件号码,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,现金标志,对手户名,"
    "对手身份证号,对手开户银行,摘要说明,交易币种,交易网点名称,交易网点代码,交易发生地,交易是否成功,传票号,终端号,IP地址,"
    "MAC地址,对手交易余额,交易流水号,日志号,凭证种类,凭证号,交易柜员号,商户名称,商户号,备注,交易类型,查询反馈结果原因"
).split(",")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ITEMS = ("低压电工作业", "高压电工作业", "熔化焊接与热切割作业", "登高架设作业", "高处安装、维护、拆除作业", "制冷与空调设备运行操作作业")
_START = datetime(2026, 1, 1)
_SPAN = 15_000_000  # seconds that a case covers

Row = Sequence[str]


def resident_id(number: int) -> str:
    """A check-valid fictional resident ID."""
    body = f"{110101 + number % 7:06d}{1960 + number % 45}{1 + number % 12:02d}{1 + number % 28:02d}{number % 1000:03d}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, _WEIGHTS, strict=True)) % 11]


def bank_rows(numbers: Iterable[int], people: int, seed: int = 7) -> Iterator[Row]:
    """Transactions of so many people, tab-padded as banks send them."""
    rng = random.Random(seed)
    for n in numbers:
        me, other = rng.randrange(people), rng.randrange(people * 3)
        yield (
            f"6299{me:012d}\t", f"88{me:010d}\t", f"甲{me}\t", f"{resident_id(me)}\t", moment(n * 37),
            f"{rng.randrange(100, 200_000) / 100:.2f}", f"{rng.randrange(100, 20_000_000) / 100:.2f}",
            rng.choice("进出"), f"6299{other:012d}\t", "转账", f"甲{other}", "", "虚构银行甲支行", "网银转账", "人民币",
            "虚构银行某某支行营业部", "102100099996", "样例省样例市", "成功", f"{n:08d}", f"T{n % 977:06d}",
            "", "", "", f"{n:020d}", f"L{n:012d}", "", "", f"{n % 500:05d}", "", "", "", "转账", "",
        )


def write_bank_csv(path: Path, count: int, extra: int = 0, middle: bool = False) -> Path:
    """A GB18030 CSV of `count` rows by 1 % as many people, and `extra` further ones at the end or in the middle."""
    people = max(count // 100, 50)
    rows = bank_rows(range(count), people)
    new = bank_rows(range(count, count + extra), people, seed=8)
    write_csv(path, HEADERS, chain(islice(rows, count // 2 if middle else count), new, rows), "gb18030")
    return path


def write_folder(folder: Path, files: int) -> Path:
    """A folder of so many small files of the main kinds."""
    for n in range(-(-files // (len(_KINDS) + 1))):
        write_mixed(folder / f"{n:03d}", 120)
    for surplus in sorted(folder.rglob("*.csv"))[files:]:
        surplus.unlink()
    return folder


def write_mixed(folder: Path, count: int) -> Path:
    """A folder of `count` rows in all: half bank transactions, the rest of five other kinds, each in its own file."""
    folder.mkdir(parents=True, exist_ok=True)
    write_bank_csv(folder / "交易明细.csv", count // 2)
    left = count - count // 2
    shares = [left * share // 100 for share in (40, 25, 20, 10)]
    for (name, headers, row), rows in zip(_KINDS, [*shares, left - sum(shares)], strict=True):
        rng = random.Random(name)
        people = max(count // 25, 50)
        write_csv(folder / f"{name}.csv", headers.split(","), (row(n, rng, people) for n in range(rows)), "utf-8-sig")
    return folder


def write_csv(path: Path, headers: Sequence[str], rows: Iterable[Row], encoding: str) -> None:
    """A CSV file."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headers)
        writer.writerows(rows)


def moment(second: int) -> str:
    """A moment of the case."""
    return (_START + timedelta(seconds=second % _SPAN)).strftime("%Y-%m-%d %H:%M:%S")


def _phone(number: int) -> str:
    return f"1{38 + number % 2}{number % 100_000_000:08d}"


def _host(number: int) -> str:
    return f"cx-mem.gov.cn.zscx{number % 40}-xugou.cn"


def _back_office(n: int, rng: random.Random, people: int) -> Row:
    who = rng.randrange(people)
    return (
        _host(who), f"T{resident_id(who)}", f"甲{who}", resident_id(who), _ITEMS[who % 6], moment(n * 61),
        f"admin{who % 7:02d}", f"dl_{who % 90}", f"47.93.{who % 40}.{who % 7 + 1}", rng.choice(("50", "80.00", "100")),
    )


def _waybill(n: int, rng: random.Random, people: int) -> Row:
    sender, to = rng.randrange(max(people // 50, 5)), rng.randrange(people)
    return (
        rng.choice(("样例速运", "虚构快递")), f"SY{n:010d}", moment(n * 97), f"乙{sender}", _phone(sender),
        f"样例市虚构区幸福路{sender}号", f"甲{to}", _phone(10_000_000 + to), f"样例市{to % 900}号工地", "证件",
        moment(n * 97 + 170_000),
    )


def _certificate(n: int, rng: random.Random, people: int) -> Row:
    who = n % people
    employer = who % max(people // 40, 3)
    return (
        str(n + 1), f"T{resident_id(who)}", "特种作业操作证", f"甲{who}", resident_id(who), "电工作业", _ITEMS[who % 6],
        "2023-05-01", "2023-05-01", "2029-04-30", "2026-04-30", "虚构省应急管理厅",
        f"http://{_host(who)}/special?index=0&id={n}", f"虚构建筑{employer}有限公司", "", moment(n * 83),
        f"样例市{who % 900}号工地", "样例市应急管理局", f"虚扣〔2026〕{n // 20}号", f"￥{rng.randrange(300, 1500)}.00", "微信转账",
        f"微信 zs_banzheng{who % 60} / {_phone(who % 60)}", f"6299{who:012d}", f"支付宝：{_phone(500 + who % 60)}",
        f"虚公立字〔2026〕{who % 12}号",
    )


def _lead(n: int, rng: random.Random, people: int) -> Row:
    who = rng.randrange(people)
    return (
        f"XS2026-{n:06d}", rng.choice(("电话举报", "12350", "网上举报")), f"虚构县{n % 80}应急管理局", moment(n * 113), "样例省",
        f"样例市{n % 15}", f"在{who % 900}号工地看到有人卖证，说包过，编号{n}", f"T{resident_id(who)}", f"http://{_host(who)}/q?id={n}",
        f"甲{who}", resident_id(who), _phone(10_000_000 + who), f"微信：zs_banzheng{who % 60}；QQ {20_000_000 + who % 60}",
        f"6299{who:012d}", f"虚构建筑{who % 100}有限公司", "虚构县公安局", "已办结", moment(n * 113 + 2_000_000), "立案侦查",
        f"虚公立字〔2026〕{who % 12}号",
    )


def _service(n: int, rng: random.Random, _people: int) -> Row:
    site = rng.randrange(40)
    return (
        f"云栈样例{n % 9}网络有限公司", rng.choice(("服务器", "域名", "短信", "CDN")), f"YZ-{n:08d}", f"甲{site}", resident_id(site),
        _phone(10_000_000 + site), f"zz{site}@xugou-mail.cn", f"47.93.{site}.{n % 250 + 1}", f"{_host(site)}、zscx{site}-xugou.cn",
        moment(n * 211), moment(n * 211 + 9_000_000), "1,200.00", f"6299{site:012d}", f"47.94.{site}.{n % 250 + 1}", "", "否",
        f"虚调证〔2026〕{n // 30}号",
    )


_KINDS: tuple[tuple[str, str, Callable[[int, random.Random, int], Row]], ...] = (
    ("制证记录", "站点域名,证书编号,姓名,身份证号,操作项目,录入时间,录入账号,代理账号,录入IP,费用", _back_office),
    ("快递", "快递公司,运单号,寄件时间,寄件人,寄件电话,寄件地址,收件人,收件电话,收件地址,物品,签收时间", _waybill),
    ("查获证书",
     "序号,证件编号,证件名称,姓名,身份证号,作业类别,操作项目,初领日期,有效期起,有效期止,复审日期,发证机关,二维码内容,工作单位,"
     "统一社会信用代码,查获时间,查获地点,查获单位,文书号,购证金额,购证方式,卖家联系方式,付款账号,收款账号,案件编号", _certificate),
    ("线索",
     "线索编号,线索来源,受理单位,接收时间,省份,地市,内容,涉及证书编号,涉及网址,涉及姓名,涉及身份证号,涉及电话,涉及网络账号,"
     "涉及账号,涉及单位,办理单位,办理状态,办结时间,办理结果,案件编号", _lead),
    ("服务订单",
     "服务商,服务类型,订单号,客户名称,客户证件号,客户手机,客户邮箱,IP,域名,开通时间,到期时间,金额,付款账号,最后登录IP,"
     "监管告知时间,告知后是否继续服务,调证文书号", _service),
)
KIND_HEADERS = {name: headers for name, headers, _ in _KINDS}
