"""What registration records say of a domain, in whatever form they came (WHOIS text, RDAP JSON, tables)."""

from __future__ import annotations

from graphkit.model.statements import Statements
from ingest.source import Row
from ingest.sources._common import column, email, organization

COLUMNS = (
    column("domain", "domain", "DomainName 域名 网站域名 domain ldhName", required=True),
    column("registrant", "caption", "Registrant RegistrantName 注册人 注册者 域名所有者 域名所有人 注册人姓名 "
           "持有者 所有者"),
    column("organization", "org_name", "RegistrantOrganization RegistrantOrganisation 注册单位 注册人单位 注册机构"),
    column("mailbox", "email", "RegistrantContactEmail RegistrantEmail RegistrantE-mail 注册人邮箱 注册邮箱 注册者邮箱 "
           "联系邮箱 所有者联系邮箱"),
    column("phone", "phone", "RegistrantPhone RegistrantContactPhone 注册人电话 注册电话 注册者电话 注册手机"),
    column("registrar", "org_name", "SponsoringRegistrar Registrar RegistrarName 注册商 所属注册商 "
           "域名注册商 注册服务机构"),
    column("registered_at", "time", "RegistrationTime RegistrationDate CreationDate CreatedDate Created 注册时间 "
           "注册日期 创建时间"),
    column("expires_at", "time", "ExpirationTime ExpirationDate RegistryExpiryDate ExpiryDate "
           "RegistrarRegistrationExpirationDate 到期时间 过期时间 到期日期"),
    column("name_servers", "host", "NameServer NameServers DNS nserver 域名服务器 DNS服务器", many=True),
    column("statuses", "text", "DomainStatus Status 域名状态 状态", many=True),
)


def say(row: Row, say: Statements) -> None:
    """A domain, who registered it and through whom.

    A registrant's bare name is a value; a mailbox, a phone and an organisation's name can be found elsewhere and are
    entities. What a registry or privacy service writes in their place never is.
    """
    name, time = row.text("domain"), row.text("registered_at")
    registrant = row.text("registrant") or row.text("organization")
    domain = say.entity(
        "Domain", name=name, registered_at=time, expires_at=row.text("expires_at"), registrant_name=registrant
    )
    for server in row.many("name_servers"):
        say.entity("Domain", name=name, name_server=server)
    for status in row.many("statuses"):
        say.entity("Domain", name=name, status=status)
    registrants = [organization(say, row.text("organization")), email(say, row.text("mailbox"))]
    if phone := row.text("phone"):
        registrants.append(say.entity("Phone", number=phone))
    for found in registrants:
        say.link("registered", found, domain, time=time)
    say.link("registered_through", domain, organization(say, row.text("registrar")))
