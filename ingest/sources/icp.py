"""ICP filings (网站备案): who filed a site with the ministry, under which number; JSON answers and tables alike."""

from __future__ import annotations

from graphkit.model.kinds import icp_site_number
from graphkit.model.statements import Statements
from ingest.source import Row, Source
from ingest.sources._common import column, good, organization, site

_INDIVIDUAL = "个人"
_LONGEST_NAME = 4
"""A filer of unstated nature whose name is longer than a person's is an organisation."""


def say(row: Row, say: Statements) -> None:
    """A domain, the filing it is under, and the unit that filed. A private person's name alone is a value."""
    unit, nature, service = row.text("unit_name"), row.text("nature"), row.text("service")
    filing = say.entity(
        "Filing", number=row.text("main") or good("icp", service), unit_name=unit, nature=nature,
        leader=row.text("leader"), updated_at=row.text("updated_at"), service_name=row.text("service_name"),
        service_number=icp_site_number(service) if service else None,
    )
    if nature != _INDIVIDUAL and unit and (nature or len(unit) > _LONGEST_NAME):
        say.link("filed_by", filing, organization(say, unit, nature=nature))
    for name in row.many("domain"):
        say.link("filed_under", say.entity("Domain", name=name), filing)
    for home in row.many("home"):
        site(say, good("host", home), title=row.text("service_name"), home=home)


SOURCE = Source(
    "icp", "网站备案", "ICP filings",
    (
        column("unit_name", "org_name", "unitName 主办单位名称 主办单位 主办者名称 备案主体 单位名称"),
        column("nature", "text", "natureName 主办单位性质 单位性质 主办者性质 性质"),
        column("main", "icp", "mainLicence 主体备案号 备案号 ICP备案号 备案/许可证号 ICP备案/许可证号 备案主体号"),
        column("service", "text", "serviceLicence 网站备案号 服务备案号 网站备案/许可证号 ICP备案/许可证号(服务)"),
        column("service_name", "text", "serviceName 网站名称 服务名称"),
        column("domain", "domain", "domain 网站域名 域名 服务域名", many=True),
        column("home", "url", "homeUrl 网站首页网址 首页网址 网站首页 首页地址", many=True),
        column("leader", "name", "leaderName 网站负责人 负责人 负责人姓名 网站负责人姓名 主体负责人"),
        column("updated_at", "time", "updateRecordTime 审核时间 审核通过时间 审核通过日期 备案时间"),
    ),
    ("unit_name", "domain"), say,
)
