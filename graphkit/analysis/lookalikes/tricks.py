"""The tricks by which a name is made to look like a genuine one. Each rule: an address in, signs out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from graphkit.analysis.findings import Reason
from graphkit.analysis.lookalikes.address import Address
from graphkit.analysis.lookalikes.answers import Trick
from graphkit.analysis.lookalikes.glyphs import latin, shape
from graphkit.analysis.lookalikes.vocabulary import Whole, listed, near_wholes, score, sites, whole_names

_COPIED = re.compile(r"(?:^|(?<=[.-]))(?:\w+[.-]+)*g[o0]v[.-]?cn(?=$|[./:-])")
_IN_PATH = re.compile(r"(?<![\w.-])(?:[\w-]+\.)*gov\.cn(?![\w-])")


class Sign(NamedTuple):
    """One reason to take a name for an imitation: how strong, of which host, in words."""

    score: float
    of: str
    tricks: tuple[Reason, ...]


def embedded(address: Address) -> Iterator[Sign]:
    """A government name in front of another domain or word: mem.gov.cn.abc.com, mem.gov.cn-abc.com."""
    front = _plain(".".join(address.labels))
    for written in _names_in(front, _COPIED):
        if not front.endswith(written):
            domain = f"{address.labels[-1]}.{address.suffix}"
            yield Sign(score("embedded"), _meant(written), (Trick("gov_label", {"name": written, "domain": domain}),))


def in_user(address: Address) -> Iterator[Sign]:
    """A government name before the @ of a URL: mem.gov.cn@abc.com."""
    for written in _names_in(_plain(address.user), _COPIED):
        yield Sign(score("user"), _meant(written), (Trick("user", {"name": written, "host": address.host}),))


def in_path(address: Address) -> Iterator[Sign]:
    """A government name, or a page of the genuine platform, in the path: abc.com/mem.gov.cn."""
    if address.under(listed("others", "tellers")):
        return
    folders = re.sub("[/_-]+", ".", address.path)  # abc.com/cx/mem/gov/cn
    names = _names_in(address.path, _IN_PATH)
    for written in names or [n for n in _names_in(folders.strip("."), _IN_PATH) if n.endswith(tuple(sites()))]:
        yield Sign(score("copied"), _meant(written), (Trick("path", {"name": written, "host": address.host}),))
    for page in listed("paths", "copied"):
        if page in address.path:
            yield Sign(score("copied"), next(iter(sites())), (Trick("page", {"page": page, "host": address.host}),))


def disguised(address: Address) -> Iterator[Sign]:
    """A name of a government with letters of another script in it: no office writes its name so, whoever shows it."""
    if address.suffix == "gov.cn" and foreign(address.shown):
        meant = _meant(_plain(address.shown))
        yield Sign(score("same"), meant, (Trick("homoglyph", {"written": address.shown, "meant": meant}),))


def foreign(text: str) -> bool:
    """Whether a text holds letters that are no Latin ones and look like them."""
    return any(not c.isascii() and latin(c).isascii() for c in text)


def whole(address: Address) -> Iterator[Sign]:
    """A whole genuine name under another suffix, with its dots and hyphens moved, look-alike letters or one wrong."""
    labels = address.labels[1:] if address.labels[0] == "www" else address.labels
    inner = dict.fromkeys(("".join(labels), address.labels[-1]))
    texts = [re.sub("[.-]", "", text).removeprefix("www") for end in (address.suffix, "") for text in
             (name + end for name in inner)]
    for text in texts:
        if found := whole_names().get(shape(text)):
            yield _same(address, text, found)
            return
    for text in texts:
        for _, near, mistake in near_wholes()(shape(text)):
            strength = score("near_core" if near.part == "core" else "near")
            yield Sign(strength, near.host, (Trick(mistake, {"written": text, "meant": near.plain}),))


def _same(address: Address, text: str, found: Whole) -> Sign:
    tricks = []
    if text != found.plain:
        tricks.append(Trick("homoglyph", {"written": text, "meant": found.plain}))
    if found.part == "full":
        tricks.append(Trick("moved", {"name": address.shown, "of": found.host}))
    else:
        code = "suffix" if found.part == "gov" else "core"
        tricks.append(Trick(code, {"suffix": f".{address.suffix}", "of": found.host}))
        if any("-" in label for label in address.labels):
            tricks.append(Trick("moved", {"name": address.shown, "of": found.host}))
    return Sign(score("core" if found.part in ("core", "short") else "same"), found.host, tuple(tricks))


def _names_in(text: str, pattern: re.Pattern[str]) -> list[str]:
    return [match[0].strip(".-") for match in pattern.finditer(text)]


def _meant(written: str) -> str:
    """The genuine site that a name ending in gov.cn stands for: a known one, else the name itself."""
    key = shape(re.sub("[.-]", "", written.removeprefix("www.")))
    if found := whole_names().get(key):
        return found.host
    for _, near, _ in near_wholes()(key):
        return near.host
    known = [host for host in sites() if written.endswith(f".{host}")]
    return max(known, key=len, default=written)


def _plain(text: str) -> str:
    return "".join(map(latin, text))

