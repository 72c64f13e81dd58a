"""The courier's answer: cards on their way down the ring, and a mother's pickles."""

from datetime import timedelta

from scripts.sample import cast
from scripts.sample.files import CaseFile, Row, Sheet, columns
from scripts.sample.mint import at
from scripts.sample.world import World

WAYBILLS = columns("快递公司 运单号 寄件时间 寄件人 寄件电话 寄件地址 收件人 收件电话 收件地址 物品 签收时间")


def parcels(world: World) -> list[CaseFile]:
    """Who sent what to whom; ring B's second sender hides his phone."""
    for login in ("zz01", "zz02"):
        maker = world.find(f"A-maker-{login}")
        sender = (
            maker.name[0] + "先生" if login == "zz01" else maker.name,
            maker.phone,
            cast.WORKSHOP if login == "zz01" else maker.address,
        )
        for agent in (world.find(f"A-agent-{e[0]}") for e in cast.AGENTS if e[2] == login):
            for _ in range(9):
                when = world.mint.moment(at("2025-04-01"), at("2026-04-20"))
                world.parcel(when, sender, (agent.name, agent.phone, "虚江市某驿站"), "文件")
    for c in [c for c in world.certificates if c.group == "A" and c.seized][:44]:
        if not (c.agent and c.entered_at):
            continue
        surname = c.agent.name[0] if c.agent.type == "Person" else "小"
        world.parcel(
            c.entered_at + timedelta(days=2),
            (f"{surname}经理", c.agent.phone, "虚江市某驿站"),
            (c.holder.name, c.holder.phone, "工地门卫代收"),
            "卡片",
        )
    maker = world.find("B-maker")
    for c in [c for c in world.certificates if c.group in {"B1", "B2"}]:
        known = c.group == "B1"
        sender = ("小邱", maker.phone, maker.address) if known else ("小李", "1380000****", "未知")
        world.parcel(at(str(c.start), "10:30:00"), sender, (c.holder.name, c.holder.phone, "假山市样例镇"), "证件卡")
    mother = world.find("innocent-family")
    for _ in range(6):
        world.parcel(
            world.mint.moment(at("2025-04-01"), at("2026-04-01")),
            (mother.name, mother.phone, cast.HOME),
            ("贺立锋", world.find("A-maker-zz01").phone, cast.WORKSHOP),
            world.rng.choice(("咸菜", "棉被", "药品")),
        )
    world.parcels.sort(key=lambda p: (p["签收时间"], p["运单号"]))
    rows = [Row({**p}, flags={"寄件电话": "打码的号码只作值"} if "*" in p["寄件电话"] else {}) for p in world.parcels]
    return [CaseFile("05快递调证/20260511运单.csv", "waybills", "csv", [Sheet(WAYBILLS, rows)], "gb18030")]
