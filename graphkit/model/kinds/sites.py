"""Kinds about a website: its URL, its ICP filing number, the serial number of its TLS certificate."""

from __future__ import annotations

import re

from graphkit.model.kinds.base import ALL_SAME, Bad, Clean, Kind, fold, identifier
from graphkit.model.kinds.hosts import HOST_FORM, Parts, hostname, parts

URL_FORM = Bad("url_form")
ICP_FORM = Bad("icp_form")
SERIAL_FORM = Bad("serial_form")

_SAFE = "/?#%:@!$&'()*+,;=[]~"
_DEFAULT_PORTS = {"http": "80", "https": "443"}
_ICP = re.compile(
    r"(?:.*备案号?:?)?([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川蜀宁琼])ICP(备|证)([0-9]{6,10})(?:号(?:-([0-9]+))?|-([0-9]+)号?)?"
).fullmatch
_SERIAL = re.compile("(?:0X)?0*([0-9A-F]{1,64})").fullmatch


def url(raw: str) -> Clean:
    """An http(s) URL: scheme and host in lower case, host as A-labels, no default port, path percent-encoded.

    Without a scheme a text that looks like a host is read as http. The fragment stays: clones route by it.
    """
    found = parts(raw)
    if not isinstance(found, Parts):
        return URL_FORM if found is HOST_FORM else found
    name = hostname(found.name)
    if isinstance(name, Bad) or int(found.port or 0) > 65535:
        return URL_FORM
    from urllib.parse import quote

    scheme = found.scheme or "http"
    user = f"{quote(found.user, _SAFE)}@" if found.user else ""
    port = found.port.lstrip("0")
    at = f"[{name}]" if ":" in name else name
    place = at if port in ("", _DEFAULT_PORTS[scheme]) else f"{at}:{port}"
    return f"{scheme}://{user}{place}" + quote((found.path or "/") + found.query + found.fragment, _SAFE)


def icp(raw: str) -> Clean:
    """The main number of an ICP filing (京ICP备2024077296号); `icp_site_number` keeps the site's suffix."""
    plain = identifier(raw)
    if not isinstance(plain, str):
        return plain
    found = _ICP(plain.upper())
    return f"{found[1]}ICP{found[2]}{found[3]}号" if found else ICP_FORM


def icp_site_number(raw: str) -> str | None:
    """The site's own filing number (京ICP备2024077296号-1), None when only the main number, or none, is stated."""
    found = _ICP(re.sub(r"\s", "", fold(raw)).upper())
    site = (found[4] or found[5]) if found else None
    return f"{icp(raw)}-{int(site)}" if site else None


def serial(raw: str) -> Clean:
    """The serial number of a TLS certificate: upper-case hexadecimal without colons or leading zeros."""
    plain = identifier(raw)
    if not isinstance(plain, str):
        return plain
    found = _SERIAL(plain.replace(":", "").upper())
    if not found:
        return SERIAL_FORM
    return ALL_SAME if found[1] == "0" else found[1]


KINDS = (
    Kind("url", "网址", "URL", url),
    Kind("icp", "备案号", "ICP filing", icp),
    Kind("serial", "证书序列号", "certificate serial", serial),
)
