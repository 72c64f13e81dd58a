"""Every text a user reads, in Chinese and English: one TOML file per area, an entry per text.

    [entry]
    zh = "…{param}…"
    en = "…{param}…"

`text("area.entry", lang, param=…)` reads it. Parameters may be evidence: they are put into the template as data, with
control, format and bidirectional characters made visible, and cut when they are long.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

LANGUAGES = ("zh", "en")

_FOLDER = Path(__file__).parent
_LONGEST = 300
_SPACES = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))


class _Params(dict[str, object]):
    """Leaves a parameter that was not given as it stands in the template."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


@cache
def section(name: str) -> dict[str, dict[str, str]]:
    """The entries of one area: name → language → template; empty when there is no such area."""
    import tomllib

    path = _FOLDER / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def text(key: str, /, lang: str = "zh", **params: object) -> str:
    """The text `section.name` in `lang` (Chinese where the language is unknown), or the key itself if there is none.

    Numbers may carry a format in the template ({count:,}).
    """
    area, _, name = key.partition(".")
    entry = section(area).get(name)
    if entry is None:
        return key
    return entry.get(lang, entry["zh"]).format_map(_Params({k: visible(v) for k, v in params.items()}))


def listed(items: Iterable[str], lang: str) -> str:
    """Words one after another, parted as the language parts them."""
    return ("、" if lang == "zh" else ", ").join(items)


def clauses(items: Iterable[str], lang: str) -> str:
    """Statements one after another, parted as the language parts them."""
    return ("；" if lang == "zh" else "; ").join(items)


def yuan(fen: int) -> str:
    """An amount in 分 as people write it in 元: 1,234.56."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def visible(value: object) -> object:
    """A str (or a path) as `printable` gives it, with its end cut off; anything else as it is."""
    if isinstance(value, Path):
        value = str(value)
    if not isinstance(value, str):
        return value
    return printable(value if len(value) <= _LONGEST else value[:_LONGEST] + "…")


def printable(value: str, keep: str = "") -> str:
    """The text with control, format and direction characters written out (‹U+202E›), so that it can do nothing where
    it is shown; spaces of any width and the characters in `keep` stay."""
    if value.isprintable():
        return value
    return "".join(c if c.isprintable() or c in keep or c in _SPACES else f"‹U+{ord(c):04X}›" for c in value)
