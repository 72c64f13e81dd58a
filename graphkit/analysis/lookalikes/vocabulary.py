"""What names are put together from: the genuine sites, and words that speak for or against an imitation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from graphkit.analysis.lookalikes.glyphs import looks, shape
from graphkit.analysis.lookalikes.spelling import NearWords
from graphkit.analysis.settings import table, words

GOV = ".gov.cn"
ROLES = ("office", "official", "subject", "query", "exam", "ordinary")
_TELLING = ("office", "official", "subject", "query")
_MISSPELT = 6
"""Letters that a word needs to be known with one letter wrong, or when letters it does not explain touch it …"""
_INITIALS = 4
"""… and initials without a vowel: chance does not make them, nor does any word contain them."""
_CORE = 5


class Site(NamedTuple):
    """A genuine site: its host, and whose it is."""

    host: str
    zh: str
    en: str


class Word(NamedTuple):
    """A form of a word: its role, the entry of words/lookalikes.toml that explains it, how much it tells.

    `site` is the genuine site it stands for, "" for none. `long`: so telling that letters may touch it. `look`: the
    form with characters that look alike made one.
    """

    form: str
    role: str
    means: str
    weight: float
    site: str
    long: bool
    look: str


class Whole(NamedTuple):
    """A genuine name without its dots. part: "full" (cxmemgovcn), "gov" (cxmemgov), "core" (cxmem), or "short": a
    department as a province's initials and its own (sdyjt)."""

    host: str
    part: str
    plain: str


def score(name: str) -> float:
    """A number of data/lookalike_words.toml."""
    return float(table("lookalike_words", "score")[name])


@cache
def sites() -> dict[str, Site]:
    """The genuine sites by host."""
    return {host: Site(host, s["zh"], s["en"]) for host, s in table("genuine_sites", "site").items()}


@cache
def listed(section: str, name: str) -> frozenset[str]:
    """A list of data/genuine_sites.toml."""
    return frozenset(words("genuine_sites", section, name))


@cache
def known_words() -> dict[str, tuple[Word, ...]]:
    """Every form by its first two characters as they look, longest first."""
    found: dict[str, list[Word]] = defaultdict(list)
    for word in _words():
        found[word.look[:2]].append(word)
    return {start: tuple(sorted(some, key=lambda w: -len(w.form))) for start, some in found.items()}


@cache
def telling() -> re.Pattern[str]:
    """Finds a word without which no name speaks of an authority (in a text as it looks)."""
    return re.compile("|".join(re.escape(w.look) for w in _words() if w.role in _TELLING))


@cache
def known_looks() -> frozenset[str]:
    """How the words look."""
    return frozenset(word.look for word in _words())


@cache
def near_words() -> NearWords[Word]:
    """The words that are known with one letter wrong."""
    return NearWords((w.look, w) for w in _words()
                     if w.long and w.form.isascii() and w.role not in ("ordinary", "filler", "exam"))


@cache
def whole_names() -> dict[str, Whole]:
    """Genuine names without dots, by their shape."""
    return {shape(w.plain): w for w in _wholes()}


@cache
def near_wholes() -> NearWords[Whole]:
    """The same, to be found with one letter wrong; five letters are too near to chance, the platform's cxmem is not."""
    platform = next(iter(sites())).replace(".", "")
    return NearWords((key, w) for key, w in whole_names().items()
                     if w.part != "short" and (len(key) > _CORE or platform.startswith(w.plain)))


def _words() -> Iterator[Word]:
    for role in ROLES:
        for group in table("lookalike_words", role).values():
            for form in group["forms"]:
                yield _word(form, role, group["means"], group["weight"], group.get("site", ""))
    for form in dict.fromkeys(words("lookalike_words", "filler", "forms")):
        yield _word(form, "filler", "", 0.0, "")
    for host, site in table("genuine_sites", "site").items():
        if "place" in site:
            means = f"place_{site['pinyin'][0]}"
            for form in (site["place"], *site["pinyin"]):
                yield _word(form, "place", means, score("pinyin_place"), host)
            for form in site["short"]:
                yield _word(form, "place", means, score("short_place"), host)


def _word(form: str, role: str, means: str, weight: float, site: str) -> Word:
    initials = len(form) >= _INITIALS and not set(form) & set("aeiou")
    is_long = len(form) >= _MISSPELT or initials if form.isascii() else len(form) > 1
    return Word(form, role, means, weight, site, is_long, looks(form))


def _shorts() -> Iterator[Whole]:
    for host, site in table("genuine_sites", "site").items():
        for office in words("lookalike_words", "initials", site["zh"][-1]) if "place" in site else ():
            for place in (*site["pinyin"], *site["short"]):
                yield Whole(host, "short", place + office)
                yield Whole(host, "short", office + place)


def _wholes() -> Iterator[Whole]:
    yield from _shorts()
    for host in reversed(sites()):  # what two sites share means the one listed first
        inner = host.removesuffix(GOV).removesuffix(".org.cn").split(".")
        core = "".join(inner)
        for plain in ("".join(reversed(inner)), core):
            if len(plain) > _CORE or (len(plain) == _CORE and len(inner) > 1):
                yield Whole(host, "core", plain.replace("-", ""))
        if host.endswith(GOV):
            yield Whole(host, "gov", f"{core}gov".replace("-", ""))
        yield Whole(host, "full", re.sub("[.-]", "", host))
