"""Certificate transparency logs: which TLS certificate was issued for which names."""

from __future__ import annotations

import re

from graphkit.model.statements import Statements
from ingest.source import Row, Source
from ingest.sources._common import column, good, site

_NO_ZONE = re.compile(r"[0-9-]+[T ][0-9:.]+").fullmatch


def say(row: Row, say: Statements) -> None:
    """A certificate and the sites it secures. A wildcard names no site, only the domain."""
    issued = say.entity(
        "TlsCertificate", issuer=row.text("issuer"), serial=row.text("serial"),
        not_before=_utc(row.text("not_before")), not_after=_utc(row.text("not_after")),
    )
    for name in dict.fromkeys((*row.many("names"), *row.many("common_name"))):
        if host := good("host", name):
            say.link("secured_by", site(say, host), issued)
        else:
            say.entity("Domain", name=good("domain", name))


def _utc(stated: str | None) -> str | None:
    """A certificate's times are in UTC (RFC 5280); the log search leaves the zone out."""
    return good("time", f"{stated}Z" if stated and _NO_ZONE(stated) else stated)


SOURCE = Source(
    "certificate_transparency", "网站证书日志", "Certificate transparency",
    (
        column("issuer", "text", "issuer_name 颁发者 签发者 颁发机构", required=True),
        column("serial", "serial", "serial_number 序列号 证书序列号", required=True),
        column("common_name", "text", "common_name 通用名称 主体名称", many=True),
        column("names", "text", "name_value 域名 证书域名 主机名", many=True),
        column("not_before", "text", "not_before 生效时间 有效期起"),
        column("not_after", "text", "not_after 失效时间 有效期止"),
    ),
    ("issuer", "serial", "names"), say,
)
