"""What the name of a host alone says: the genuine platform, a government site, a service for anybody, or neither."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from graphkit.analysis.findings import Reason
from graphkit.analysis.settings import words

HostClass = Literal["platform", "government", "code_host", "other"]


@lru_cache(4096)
def host_class(host: str) -> HostClass:
    """The class of a host or domain (canonical, lower case).

    "platform": under the national query platform's domains; "government": another genuine gov.cn site (a label gov or
    gov.cn inside another domain is none); "code_host": a service that prints codes for anybody; else "other".
    """
    if _under(host, words("operations", "hosts", "platform")):
        return "platform"
    if _under(host, words("operations", "hosts", "government")):
        return "government"
    return "code_host" if _under(host, words("infrastructure", "code_hosts", "domains")) else "other"


def declared(host: str) -> Reason | None:
    """Why a host or domain leads to nobody, when its name alone says so."""
    found = host_class(host)
    return None if found == "other" else Reason(f"host_{found}", {"host": host})


def for_anybody(domain: str) -> Reason | None:
    """Why a domain says nothing of who runs a host under it, when it is known for giving hosts away."""
    known = domain in words("infrastructure", "site_hosts", "domains")
    return Reason("shared_domain_known") if known else None


def _under(host: str, domains: tuple[str, ...]) -> bool:
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)
