"""Passive DNS in the common output format: what a name resolved to, and when that was first and last seen."""

from __future__ import annotations

from graphkit.model.statements import Statements
from ingest.source import Row, Source
from ingest.sources._common import address, column, good, site


def say(row: Row, say: Statements) -> None:
    """A name and its addresses, or its domain's name servers. A wildcard names the domain only."""
    name, kind, answers = row.text("name") or "", (row.text("type") or "").upper(), row.many("answers")
    first = row.text("first") or row.text("first_ms")
    last = row.text("last") or row.text("last_ms")
    website, domain = site(say, good("host", name)), good("domain", name)
    if not website:
        say.entity("Domain", name=domain)
    for answer in answers:
        if kind in ("A", "AAAA"):
            say.link("resolves_to", website, address(say, good("ip", answer)), first_seen=first, last_seen=last)
        elif kind == "NS":
            say.entity("Domain", name=domain, name_server=good("host", answer))


SOURCE = Source(
    "passive_dns", "域名解析历史", "Passive DNS",
    (
        column("name", "text", "rrname 域名 主机名 查询域名", required=True),
        column("type", "text", "rrtype 记录类型 解析类型 类型"),
        column("answers", "text", "rdata 解析结果 记录值 解析值", many=True),
        column("first", "time_epoch", "time_first zone_time_first 首次出现时间 首次解析时间 最早时间"),
        column("last", "time_epoch", "time_last zone_time_last 最后出现时间 最近解析时间 最晚时间"),
        column("first_ms", "time_epoch", "time_first_ms"),
        column("last_ms", "time_epoch", "time_last_ms"),
    ),
    ("name", "type", "answers"), say,
)
