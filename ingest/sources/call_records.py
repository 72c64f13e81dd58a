"""Call records (话单): every call that an operator recorded between two numbers."""

from __future__ import annotations

from graphkit.model.statements import Statements
from ingest.source import Row, Source
from ingest.sources._common import column, moment

_SIDES = {"主叫": "out", "呼出": "out", "去": "out", "拨出": "out", "发": "out",
          "被叫": "in", "呼入": "in", "来": "in", "接": "in", "收": "in"}


def say(row: Row, say: Statements) -> None:
    """One call or message as the operator of the first number has it; told apart by number, side and moment.

    Without any other number the row says nothing; one that is masked leaves the own number; without a direction it is
    a contact that began with either, unless columns of their own say who called and who was called.
    """
    text, time, stated = row.text, moment(row.text("time"), row.text("day")), row.text("type") or ""
    side = next((side for word, side in _SIDES.items() if word in stated), "")
    first, second = text("own") or text("caller"), text("other") or text("called")
    if {"caller", "called"} <= row.raw.keys():
        if text("own"):
            side = "in" if text("own") == text("called") else "out"
        first, second = (text("called"), text("caller")) if side == "in" else (text("caller"), text("called"))
        side = side or "out"
    if not (row.raw.get("other", "") + row.raw.get("called", "")).strip():
        return
    own, other = say.entity("Phone", number=first), say.entity("Phone", number=second)
    caller, called = (other, own) if side == "in" else (own, other)
    key = f"{own}|{side}|{time}" if time and "T" in time else row.content
    say.transaction(
        "called", caller, called, key, time=time, duration=row.number("duration"), side=side, cell=text("cell")
    )


SOURCE = Source(
    "call_records", "话单", "Call records",
    (
        column("own", "phone", "本机号码 本方号码 用户号码 己方号码 本机", required=True, titled="own caller"),
        column("other", "phone", "对方号码 对端号码 对方电话 对方"),
        column("caller", "phone", "主叫号码", gives="own"),
        column("called", "phone", "被叫号码", gives="other"),
        column("type", "text", "呼叫类型 通话类型 主被叫 呼叫方式 通信类型 话单类型"),
        column("time", "time_or_clock", "开始时间 通话时间 通话开始时间 起始时间 呼叫时间 截获时间"),
        column("day", "time", "通话日期 呼叫日期 起始日期 日期", gives="time"),
        column("duration", "int", "时长(秒) 通话时长 通话时长(秒) 时长 通话秒数"),
        column("cell", "text", "基站 基站号 小区 基站编号 小区号 通话地点"),
    ),
    ("own", "other", "time"), say,
)
