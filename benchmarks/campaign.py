"""A fictional province-wide case for whole-case questions: many rings in a crowd of people who have nothing to do with
them. At scale 1 it has about 200,000 entities and a million links.

As such a case is in life: each ring has a site with a back office, its maker, agents, collector and some hundred buyers;
whoever is a buyer is first of all somebody with a job, wages, a phone and everyday payments. Most of what the banks and
operators answered is such everyday life; a few per cent of the links are the ring's. Deterministic.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks.cases import HEADERS, KIND_HEADERS, Row, moment, resident_id, write_csv

RINGS, BUYERS, AGENTS, PEOPLE = 40, 400, 12, 49_000
_PAYMENTS, _CALLS, _MERCHANTS, _EMPLOYERS = 9, 4, 2_000, 1_500
_RING_PEOPLE = AGENTS + 3  # with the maker, the collector and the site's operator
_EVERYDAY = ("午餐", "水果", "加油", "话费", "房租", "超市购物", "药店", "水电费")
_ACCOUNT = "账户开户名称,开户人证件号码,交易卡号,交易账号,账号开户时间,账户状态,联系电话,账号开户银行"
_USER = "站点域名,账号,角色,上级账号,手机,QQ,微信,创建时间,最后登录IP"
_CALL = "本机号码,对方号码,呼叫类型,开始时间,时长(秒),基站"
_SUBSCRIBER = "号码,机主姓名,证件号码,入网时间,销户时间,运营商"
_STAFF = "单位名称,统一社会信用代码,姓名,身份证号,手机,岗位,证书编号,操作项目,有效期止,入职时间"
_ANSWER = "查询时间,姓名,身份证号,证书编号,作业类别,操作项目,发证机关,有效期起,有效期止,证书状态,查询人"
_ITEM = "低压电工作业"


class Campaign:
    """The people of a case by number: those of the rings first (agents, maker, collector, operator, ring by ring), then
    the buyers, ring by ring, then everybody else."""

    def __init__(self, scale: float) -> None:
        self.rings = max(2, round(RINGS * scale))
        self.people = round(PEOPLE * scale)
        self.merchants, self.employers = (max(20, round(n * scale)) for n in (_MERCHANTS, _EMPLOYERS))
        self.buyers = self.rings * BUYERS

    def agent(self, ring: int, n: int) -> int:
        """An agent; n = AGENTS is the maker, then the collector, then who operates the site."""
        return ring * _RING_PEOPLE + n

    def buyer(self, n: int) -> tuple[int, int, int]:
        """(person, ring, his seller's number within the ring) of the nth buyer."""
        ring = n // BUYERS
        return self.rings * _RING_PEOPLE + n, ring, n % AGENTS

    def employer(self, person: int) -> int:
        """Who employs somebody."""
        return person % self.employers

    def write(self, folder: Path, hub: int = 0, crowd: int = 0) -> Path:
        """The files of the case; beside it so many transfers of one collector, and so many of people who are nobody."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, headers, rows in (
            ("账户信息", _ACCOUNT, self.accounts()), ("机主信息", _SUBSCRIBER, self.subscribers()),
            ("后台用户", _USER, self.users()), ("制证记录", KIND_HEADERS["制证记录"], self.entered()),
            ("查获证书", KIND_HEADERS["查获证书"], self.seized()), ("人员名单", _STAFF, self.staff()),
            ("平台核查", _ANSWER, self.answers()), ("快递", KIND_HEADERS["快递"], self.waybills()),
            ("线索", KIND_HEADERS["线索"], self.leads()), ("服务订单", KIND_HEADERS["服务订单"], self.orders()),
            ("话单", _CALL, self.calls()), ("交易明细", ",".join(HEADERS), self.payments()),
            ("汇集", ",".join(HEADERS), self.hub(hub)), ("旁人", ",".join(HEADERS), self.crowd(crowd)),
        ):
            write_csv(folder / f"{name}.csv", headers.split(","), rows, "utf-8-sig")
        return folder

    def accounts(self) -> Iterator[Row]:
        """Everybody's card; merchants' and employers' accounts."""
        for n in range(self.people):
            yield (f"甲{n}", resident_id(n), card(n), f"88{n:010d}", "2019-03-01", "正常", phone(n), "虚构银行")
        for n in range(self.merchants + self.employers):
            name = f"样例便利店{n}" if n < self.merchants else f"虚构建筑{n - self.merchants}有限公司"
            yield (name, "", card(900_000 + n), f"89{n:010d}", "2018-03-01", "正常", "", "虚构银行")

    def subscribers(self) -> Iterator[Row]:
        """In whose name each number runs."""
        for n in range(self.people):
            yield (phone(n), f"甲{n}", resident_id(n), "2017-05-01", "", "虚构移动")

    def users(self) -> Iterator[Row]:
        """The accounts of each back office."""
        for ring in range(self.rings):
            operator, maker = self.agent(ring, AGENTS + 2), self.agent(ring, AGENTS)
            yield (host(ring), "admin", "超级管理员", "", phone(operator), "", "", moment(0), f"47.93.{ring}.1")
            yield (host(ring), "zz01", "制证员", "admin", phone(maker), "", "", moment(9), f"47.93.{ring}.2")
            for n in range(AGENTS):
                agent = self.agent(ring, n)
                yield (host(ring), f"dl{n:02d}", "代理", "zz01", phone(agent), "", f"wx_ring{agent}", moment(99), "")

    def entered(self) -> Iterator[Row]:
        """What each back office holds: a certificate of every buyer."""
        for n in range(self.buyers):
            who, ring, seller = self.buyer(n)
            yield (host(ring), f"T{resident_id(who)}", f"甲{who}", resident_id(who), _ITEM, moment(n * 61), "zz01",
                   f"dl{seller:02d}", f"47.93.{ring}.2", "80")

    def seized(self) -> Iterator[Row]:
        """One in five of these was found at a site; its holder named the seller's WeChat, and the account he paid."""
        for n in range(0, self.buyers, 5):
            who, ring, seller = self.buyer(n)
            agent, collector = self.agent(ring, seller), self.agent(ring, AGENTS + 1)
            yield (str(n + 1), f"T{resident_id(who)}", "特种作业操作证", f"甲{who}", resident_id(who), "电工作业", _ITEM,
                   "2023-05-01", "2023-05-01", "2029-04-30", "2026-04-30", "虚构省应急管理厅",
                   f"http://{host(ring)}/special?id={n}", f"虚构建筑{self.employer(who)}有限公司", "",
                   moment(n * 83 + 5_000_000), f"样例市{n % 900}号工地", "样例市应急管理局", f"虚扣〔2026〕{n // 20}号", "￥800.00",
                   "微信转账", f"微信 wx_ring{agent}", card(who), card(collector if n % 2 else agent),
                   f"虚公立字〔2026〕{ring}号")

    def staff(self) -> Iterator[Row]:
        """Every buyer's employer shows his certificate, and as many colleagues with genuine ones."""
        for n in range(self.buyers):
            who, _, _ = self.buyer(n)
            for person in (who, self.colleague(n)):
                yield (f"虚构建筑{self.employer(who)}有限公司", "", f"甲{person}", resident_id(person), phone(person), "电工",
                       f"T{resident_id(person)}", _ITEM, "2029-04-30", "2024-01-02")

    def colleague(self, n: int) -> int:
        """Somebody who is no buyer."""
        first = self.buyer(self.buyers)[0]
        return first + n % (self.people - first)

    def answers(self) -> Iterator[Row]:
        """What the official platform says of the colleagues' certificates."""
        for n in range(self.buyers):
            person = self.colleague(n)
            yield ("2026-06-01 10:00:00", f"甲{person}", resident_id(person), f"T{resident_id(person)}", "电工作业", _ITEM,
                   "虚构省应急管理厅", "2023-05-01", "2029-04-30", "有效", "民警甲")

    def waybills(self) -> Iterator[Row]:
        """The sellers' parcels to their buyers."""
        for n in range(0, self.buyers, 2):
            who, ring, seller = self.buyer(n)
            agent = self.agent(ring, seller)
            yield ("样例速运", f"SY{n:010d}", moment(n * 97), f"甲{agent}", phone(agent), f"样例市幸福路{agent}号", f"甲{who}",
                   phone(who), f"样例市{who % 900}号工地", "证件", moment(n * 97 + 170_000))

    def leads(self) -> Iterator[Row]:
        """What people reported."""
        for n in range(0, self.buyers, 4):
            who, ring, seller = self.buyer(n)
            yield (f"XS2026-{n:06d}", "电话举报", f"虚构县{n % 80}应急管理局", moment(n * 113), "样例省", f"样例市{n % 15}",
                   f"有人卖证，编号{n}", f"T{resident_id(who)}", f"http://{host(ring)}/q?id={n}", f"甲{who}", resident_id(who),
                   phone(who), f"微信：wx_ring{self.agent(ring, seller)}", "", "", "虚构县公安局", "已办结", moment(n * 113 + 9),
                   "立案侦查", f"虚公立字〔2026〕{ring}号")

    def orders(self) -> Iterator[Row]:
        """Server and domain of each site."""
        for ring in range(self.rings):
            who = self.agent(ring, AGENTS + 2)
            for n, kind in enumerate(("服务器", "域名")):
                yield (f"云栈样例{ring % 9}网络有限公司", kind, f"YZ-{ring:04d}{n}", f"甲{who}", resident_id(who), phone(who), "",
                       f"47.95.{ring}.1", f"{host(ring)}、zscx{ring}-ring.cn", moment(0), "2027-01-01 00:00:00",
                       "1,200.00", card(who), "", "", "否", f"虚调证〔2026〕{ring}号")

    def calls(self) -> Iterator[Row]:
        """Everybody's calls with a few others, some of them often."""
        rng = random.Random(5)
        for n in range(self.people):
            others = [rng.randrange(self.people) for _ in range(2)]
            for k in range(_CALLS):
                yield (phone(n), phone(others[k and 1]), "主叫", moment(rng.randrange(10**7)), str(rng.randrange(5, 900)), "")

    def payments(self) -> Iterator[Row]:
        """Everyday payments and wages; deposits and balances to sellers, batches from sellers to makers and on."""
        for number, (payer, payee, fen, second, memo) in enumerate(self._paid(random.Random(6))):
            yield transfer(payer, payee, fen, second, memo, f"{number:020d}")

    def hub(self, count: int) -> Iterator[Row]:
        """So many transfers, half in, half out, between the first ring's collector and a thousand people."""
        rng = random.Random(7)
        collector = self.agent(0, AGENTS + 1)
        for n in range(count):
            other = 1_000_000 + rng.randrange(1_000)
            payer, payee = (other, collector) if n % 2 else (collector, other)
            yield transfer(payer, payee, rng.randrange(500, 90_000), rng.randrange(14_000_000), "", f"H{n:020d}")

    def crowd(self, count: int) -> Iterator[Row]:
        """So many transfers among people who have nothing to do with anybody, a hundred each."""
        rng = random.Random(8)
        people = max(count // 100, 50)
        for n in range(count):
            payer, payee = (2_000_000 + rng.randrange(people) for _ in range(2))
            yield transfer(payer, payee, rng.randrange(500, 90_000), rng.randrange(14_000_000), "", f"C{n:020d}")

    def _paid(self, rng: random.Random) -> Iterator[tuple[int, int, int, int, str]]:
        for n in range(self.people):
            shops = [900_000 + rng.randrange(self.merchants) for _ in range(3)]
            for k in range(_PAYMENTS):
                friend = rng.random() < 0.2
                payee = (n + 1 + k % 2) % self.people if friend else shops[k % 3]
                yield n, payee, rng.randrange(500, 90_000), rng.randrange(14_000_000), "转账" if friend else _EVERYDAY[k % 8]
            if n % 3 == 0:
                for month in range(5):
                    payer = 900_000 + self.merchants + self.employer(n)
                    yield payer, n, 650_000 + n % 97 * 1_000, 864_000 + month * 2_592_000, "工资"
        for n in range(self.buyers):
            who, ring, seller = self.buyer(n)
            payee = self.agent(ring, AGENTS + 1 if n % 2 else seller)
            yield who, payee, 30_000, n * 61 - 90_000, "定金"
            yield who, payee, 50_000, n * 61 + 90_000, ""
        for ring in range(self.rings):
            maker, collector, operator = (self.agent(ring, AGENTS + k) for k in range(3))
            for week in range(22):
                for n in range(AGENTS):
                    yield self.agent(ring, n), maker, 8_000 * rng.randrange(3, 30), week * 604_800 + n * 977, "制证费"
                yield collector, maker, 900_000 + rng.randrange(10**5), week * 604_800 + 50_000, "货款"
                yield maker, operator, 200_000, week * 604_800 + 90_000, "平台使用费"


def transfer(payer: int, payee: int, fen: int, second: int, memo: str, serial: str) -> Row:
    """A transfer as the payer's bank reports it, by the numbers of the two parties."""
    name, document = (f"甲{payer}", resident_id(payer)) if payer < 900_000 else ("", "")
    return (card(payer), "", name, document, moment(second), f"{fen / 100:.2f}", "", "出", card(payee), "转账", "", "", "",
            memo, "人民币", "", "", "", "成功", *[""] * 5, serial, *[""] * 9)


def card(number: int) -> str:
    """A bank card."""
    return f"6299{number:012d}"


def phone(number: int) -> str:
    """A mobile number."""
    return f"138{number:08d}"


def host(ring: int) -> str:
    """The imitating site of a ring."""
    return f"cx-mem.gov.cn.zscx{ring}-ring.cn"
