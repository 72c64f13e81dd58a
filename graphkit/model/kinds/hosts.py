"""Kinds of places on the internet: host, registrable domain, IP address; and the parts of a URL they are found in."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from graphkit.model.kinds.base import Bad, Clean, Kind, fold, identifier, says_nothing

if TYPE_CHECKING:
    from tldextract import TLDExtract

HOST_FORM = Bad("host_form")
HOST_WILDCARD = Bad("host_wildcard", placeholder=True)
DOMAIN_IS_SUFFIX = Bad("domain_is_suffix", placeholder=True)
DOMAIN_IS_IP = Bad("domain_is_ip")
URL_SCHEME = Bad("url_scheme")
IP_FORM = Bad("ip_form")
IP_NOT_PUBLIC = Bad("ip_not_public", placeholder=True)

# Addresses are written so that nobody clicks on them: hxxp://abc[.]com. Chinese input methods write 。 for the dot.
_DEFANGED_SCHEME = re.compile(r"^h(?:xx|tt|\*\*)p(s?)\[?:\]?(?://|\]?//\]?)", re.IGNORECASE)
_DEFANGED_DOT = re.compile(r"\s*(?:\[(?:\.|dot)\]|\{(?:\.|dot)\}|\((?:\.|dot)\))\s*|。", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+-]*):(?![0-9])", re.IGNORECASE)
_PARTS = re.compile(
    r"(?:(https?):)?/*(?:([^/?#]*)@)?(\[[0-9a-f:.]+\]|[^/?#:@]+)(?::([0-9]{0,5}))?(/[^?#]*)?(\?[^#]*)?(#.*)?",
    re.IGNORECASE | re.DOTALL,
).fullmatch
_NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?").fullmatch
_IPV4 = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4}){3}").fullmatch
_IPV4_PORT = re.compile(r"([0-9.]+):[0-9]{1,5}").fullmatch
_LONGEST_NAME = 253


class Parts(NamedTuple):
    """A URL taken apart; `scheme` is "" when none is written, `name` the host as written."""

    scheme: str
    user: str
    name: str
    port: str
    path: str
    query: str
    fragment: str


def parts(raw: str) -> Parts | Bad | None:
    """The parts of a URL or bare host, defanging undone, a backslash read as browsers read it (a slash)."""
    plain = fold(raw).replace("\n", "").rstrip("。、,; ")
    if says_nothing(plain):
        return None
    plain = _DEFANGED_SCHEME.sub(r"http\1://", plain)
    if (scheme := _SCHEME.match(plain)) and scheme[1].lower() not in ("http", "https"):
        return URL_SCHEME
    head = re.match("[^?#]*", plain)
    cut = head.end() if head else 0
    found = _PARTS(plain[:cut].replace("\\", "/") + plain[cut:])
    if not found or (found[2] and not found[1]):  # without a scheme a@b.com is a mailbox
        return HOST_FORM
    return Parts((found[1] or "").lower(), *(group or "" for group in found.groups()[1:]))


def hostname(written: str) -> str | Bad:
    """A host name as lower-case A-labels (IDNA 2008, UTS 46), or an IP literal in its canonical form."""
    name = _DEFANGED_DOT.sub(".", written).strip().removesuffix(".").lower()
    if _IPV4(name) or name.startswith("["):
        return _literal(name.strip("[]")) or HOST_FORM
    if not name.isascii() or "xn--" in name:
        name = _to_ascii(name)
    return name if len(name) <= _LONGEST_NAME and _NAME(name) else HOST_FORM


def _to_ascii(name: str) -> str:
    import idna

    last = name.rpartition(".")[2]
    if len(name) > _LONGEST_NAME or (not last.isascii() and re.search("[0-9a-z]", last)):
        return ""  # a remark runs on into the name: abc.com已关闭
    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except idna.IDNAError:
        return ""


def _literal(name: str) -> str:
    """The canonical text of an IP address, "" when it is none. Logs pad with zeros; IPv4 inside IPv6 is IPv4."""
    import ipaddress

    if _IPV4(name):
        name = ".".join(octet.lstrip("0") or "0" for octet in name.split("."))
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return ""
    inner = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return str(inner or address)


def host(raw: str) -> Clean:
    """The host of a URL or a bare host name: lower-case A-labels without a port, or an IP literal."""
    found = parts(raw)
    if not isinstance(found, Parts):
        return HOST_FORM if found else None
    return HOST_WILDCARD if found.name.startswith("*.") else hostname(found.name)


@cache
def _suffixes() -> TLDExtract:
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None)  # the list that comes with the package, no request


def domain(raw: str) -> Clean:
    """The registrable domain of a host, wildcard or URL, by the public suffix list (its registries' part)."""
    found = parts(raw)
    if not isinstance(found, Parts):
        return HOST_FORM if found else None
    name = hostname(found.name.removeprefix("*."))
    if isinstance(name, Bad):
        return name
    if _literal(name):
        return DOMAIN_IS_IP
    split = _suffixes()(name)
    if not split.suffix:  # a suffix younger than the list: the list's own rule is then one label
        return ".".join(name.split(".")[-2:])
    return f"{split.domain}.{split.suffix}" if split.domain else DOMAIN_IS_SUFFIX


def ip(raw: str) -> Clean:
    """A public IPv4 or IPv6 address in its canonical text, without a port."""
    plain = identifier(raw)
    if not isinstance(plain, str):
        return plain
    import ipaddress

    with_port = _IPV4_PORT(plain)
    found = _literal(with_port[1] if with_port else plain.strip("[]"))
    if not found:
        return IP_FORM
    address = ipaddress.ip_address(found)
    return found if address.is_global and not address.is_multicast else IP_NOT_PUBLIC


KINDS = (
    Kind("host", "主机名", "host", host),
    Kind("domain", "域名", "domain", domain),
    Kind("ip", "IP地址", "IP address", ip),
)
