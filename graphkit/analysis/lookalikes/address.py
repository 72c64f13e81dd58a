"""A name as it is written, taken apart: what is before the @, the labels of its host, the suffix, the path."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import unquote

from graphkit.analysis.lookalikes.glyphs import spelled
from graphkit.model.kinds import clean
from graphkit.model.kinds.hosts import HOST_FORM, Parts, hostname, parts

_LONGEST = 2_000
"""Characters of a path that are looked at."""


class Address(NamedTuple):
    """A name taken apart. `labels` are those in front of the public suffix, in Unicode, the registrable one last."""

    host: str
    labels: tuple[str, ...]
    suffix: str
    user: str
    path: str

    @property
    def shown(self) -> str:
        """The host in Unicode."""
        return ".".join((*self.labels, self.suffix))

    def under(self, domains: frozenset[str]) -> bool:
        """Whether the host is one of these or lies under one."""
        labels = self.host.split(".")
        return any(".".join(labels[at:]) in domains for at in range(len(labels)))


def taken_apart(written: str) -> Address | None:
    """The parts of a host or URL, defanging undone; None when it is neither."""
    found = parts(written)
    if not isinstance(found, Parts):
        return None
    name = found.name.removeprefix("*.")
    host = hostname(name)
    if not isinstance(host, str) and not name.isascii():  # no registry takes it, yet an advert may show it
        host = hostname("".join(read for read, _ in spelled(name.lower())))
    if not isinstance(host, str):
        return None
    labels, suffix = _split(host)
    path = unquote((found.path + found.query + found.fragment)[:_LONGEST], errors="replace").lower()
    return Address(host, labels, suffix, unquote(found.user[:_LONGEST], errors="replace").lower(), path)


def _split(host: str) -> tuple[tuple[str, ...], str]:
    """(the labels in front of the public suffix, the suffix); an IP address has neither."""
    domain = clean("domain", host)
    if isinstance(domain, str):
        suffix = domain.partition(".")[2]
        return tuple(_unicode(label) for label in host.removesuffix(f".{suffix}").split(".")), _dotted(suffix)
    is_name = domain is not HOST_FORM and not host.replace(".", "").isdigit() and ":" not in host
    return ((), _dotted(host)) if is_name else ((host,), "")


def _dotted(name: str) -> str:
    return ".".join(map(_unicode, name.split(".")))


def _unicode(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    import idna

    try:
        return idna.decode(label)
    except idna.IDNAError:
        return label
