"""Names put together from words of authorities: mem + cx, yjglj + beijing, tezhongzuoye + chaxun."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graphkit.analysis.findings import Word as Term
from graphkit.analysis.lookalikes.address import Address
from graphkit.analysis.lookalikes.answers import Trick
from graphkit.analysis.lookalikes.glyphs import looks, shape
from graphkit.analysis.lookalikes.reading import Reading, Token, read
from graphkit.analysis.lookalikes.tricks import Sign
from graphkit.analysis.lookalikes.vocabulary import GOV, score, sites, telling

_PLATFORM = ("ministry", "emergency", "department", "platform", "special_work", "permit", "safe_production")
_QUERIES = ("query", "certificate_query")


def composed(address: Address) -> Iterator[Sign]:
    """The words of the name, taken together; words with one letter wrong only where the others do not suffice."""
    inner = "".join(address.labels).replace("-", "")
    plain = None
    if telling().search(looks(inner)) or telling().search(shape(inner)):
        plain = _sign([read(label) for label in address.labels], address)
    if plain and plain.score > score("threshold"):
        yield plain
        return
    wrong = _sign([read(label, True) for label in address.labels], address)
    best = max((s for s in (plain, wrong) if s), key=lambda s: s.score, default=None)
    if best:
        yield best


def _sign(readings: list[Reading], address: Address) -> Sign | None:
    best: dict[str, tuple[float, Token]] = {}
    for at, reading in enumerate(readings):
        for token in reading.tokens:
            weight = token.weight + (_gain(token, address) if at == len(readings) - 1 else 0.0)
            if token.word.role != "filler" and weight > best.get(token.word.role, (0.0, token))[0]:
                best[token.word.role] = (weight, token)
    told = {role: token for role, (_, token) in best.items() if role != "ordinary"}
    if not told:
        return None
    total = sum(weight for role, (weight, _) in best.items() if role != "ordinary")
    total -= best["ordinary"][0] if "ordinary" in best else 0.0
    total -= score("attached") * sum(r.attached for r in readings)
    total += score("digits") if any(r.digits for r in readings) else 0.0
    total += score("replaced") if any(map(_deceives, told.values())) else 0.0
    if not _official(told):
        total = min(total, score("traders"))
    return Sign(max(0.0, min(score("composed"), total)), _of(told), (*_tricks(told.values(), address, readings),))


def _gain(token: Token, address: Address) -> float:
    """What a word gains by its place in the registrable label."""
    if token.word.form == "gov":
        return score("gov_cn" if address.suffix == "cn" else "last_gov") if token.last else 0.0
    if token.word.role != "office" or token.mistake or token.split or not token.apart:
        return 0.0
    if not token.alone:
        return score("apart")
    return score("category") if address.suffix.endswith(".cn") else 0.0


def _official(told: Mapping[str, Token]) -> bool:
    """Whether the name speaks as an authority, or offers a query of what only an authority answers."""
    asked = "query" in told and "subject" in told and told["subject"].word.means in _PLATFORM
    return "office" in told or "official" in told or asked


def _deceives(token: Token) -> bool:
    """Whether foreign letters among Latin ones, or digits, stand for letters; rn for m alone is chance."""
    foreign = not token.written.isascii() and any(c.isascii() for c in token.written)
    return token.disguised and (foreign or any(c.isdigit() for c in token.written))


def _of(told: Mapping[str, Token]) -> str:
    """The genuine site that the words point to."""
    office, place = told.get("office"), told.get("place")
    means = {token.word.means for token in told.values()}
    general = office is None or office.word.means in ("emergency", "department")
    if place and general and (office or "official" in told):
        host = place.word.site
        return host if office else host.partition(".")[2]
    if means & set(_QUERIES) and means & set(_PLATFORM):
        return next(iter(sites()))
    if office:
        return office.word.site or "mem.gov.cn"
    return next(iter(sites())) if "subject" in told else GOV[1:]


def _tricks(tokens: Iterable[Token], address: Address, readings: list[Reading]) -> Iterator[Trick]:
    tokens = list(tokens)
    for token in tokens:
        means = Term(token.word.means)
        yield Trick("says", {"word": token.written, "means": means})
        if token.disguised:
            yield Trick("homoglyph", {"written": token.written, "meant": token.word.form})
        elif token.mistake:
            yield Trick(token.mistake, {"written": token.written, "meant": token.word.form})
        if token.split:
            yield Trick("hyphen", {"word": token.word.form, "name": address.shown})
    if any(r.digits for r in readings):
        yield Trick("digits", {"name": address.shown})
