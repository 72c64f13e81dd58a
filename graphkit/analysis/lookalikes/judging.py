"""The judgement on a name: genuine, an imitation, or neither. Source: domain notes §1 (platform), §2, §7 (cases)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from graphkit.analysis.findings import Reason
from graphkit.analysis.hosts import host_class
from graphkit.analysis.lookalikes.address import Address, taken_apart
from graphkit.analysis.lookalikes.answers import Finding, Lookalikes, Trick
from graphkit.analysis.lookalikes.composing import composed
from graphkit.analysis.lookalikes.tricks import Sign, disguised, embedded, foreign, in_path, in_user, whole
from graphkit.analysis.lookalikes.vocabulary import listed, score

Rule = Callable[[Address], Iterator[Sign]]
_ANYWHERE: tuple[Rule, ...] = (embedded, in_user, in_path, disguised)
_OPEN: tuple[Rule, ...] = (whole, composed)
_ROUNDING = 1e-6
"""What adding up tenths may lose."""


def judge(name: str) -> Finding:
    """The finding on one host, domain or URL as written (defanged, wildcard and internationalised ones too).

    Never raises; a text that is no name gets the reason "unreadable". Nothing under gov.cn is an imitation,
    unless letters of another script stand in it.
    """
    address = taken_apart(name)
    if address is None:
        return Finding(name, False, "", 0.0, (Trick("unreadable", {"text": name}),))
    if genuine := _genuine(address):
        return Finding(name, False, "", 0.0, (genuine,))
    rules = _ANYWHERE if _restricted(address) else (*_ANYWHERE, *_OPEN)
    signs = sorted((s for rule in rules for s in rule(address)), key=lambda s: -s.score) if address.labels else []
    if not signs:
        return Finding(name, False, "", 0.0, ())
    best = signs[0]
    points = int(best.score * 100 + _ROUNDING) / 100
    flagged = points >= score("threshold")
    least = score("threshold") - _ROUNDING if flagged else 0.0
    reasons = {(r.code, *r.params.items()): r for s in signs if s.score >= least for r in s.tricks}
    if flagged and any("\uff00" <= c <= "\uffef" for c in name):
        reasons[("full_width",)] = Trick("full_width")
    return Finding(name, flagged, best.of if flagged else "", points, tuple(reasons.values()))


def lookalikes(names: Iterable[str]) -> Lookalikes:
    """The findings on names, in their order."""
    return Lookalikes(tuple(map(judge, names)))


def _genuine(address: Address) -> Reason | None:
    """Why a host is genuine: registered under gov.cn, an official site elsewhere, another country's government."""
    if address.user or foreign(address.shown):
        return None
    if host_class(address.host) in ("platform", "government"):
        return Trick("government", {"host": address.host})
    if address.under(listed("others", "official")):
        return Trick("elsewhere", {"host": address.host})
    if address.suffix.partition(".")[0] == "gov":
        return Trick("abroad", {"suffix": f".{address.suffix}"})
    if address.under(listed("others", "carriers")):
        return Trick("carried", {"host": address.host})
    return None


def _restricted(address: Address) -> bool:
    """Whether only public bodies and schools get a name there: such a name is not put together by a forger."""
    restricted = listed("registries", "restricted")
    return any(address.suffix == suffix or address.suffix.endswith(f".{suffix}") for suffix in restricted)
