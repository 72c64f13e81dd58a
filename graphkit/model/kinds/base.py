"""What all value kinds share: the verdict `Bad`, the declaration `Kind`, and how a raw cell becomes plain text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bad:
    """Why a raw text has no canonical value.

    code: entry of words/issues.toml. severity: "warning" drops the cell and keeps the row; the declaration of a column
    may raise it to "error". placeholder: something is written that can never identify anything (masked, all zeros,
    a private address): it stays a raw value and joins nothing.
    """

    code: str
    severity: str = "warning"
    placeholder: bool = False


Clean = str | int | Bad | None
"""Canonical value; None: the cell states nothing; Bad: it states something that has no canonical value."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value: its name in declarations, its captions, and a pure function that never raises on any str."""

    name: str
    zh: str
    en: str
    clean: Callable[[str], Clean]


MASKED = Bad("masked", placeholder=True)
REDACTED = Bad("redacted", placeholder=True)
ALL_SAME = Bad("all_same", placeholder=True)
RUINED = Bad("ruined_number")
FORMULA = Bad("formula_text")

# Words by which exports, registries and clerks say "nothing here" (spreadsheet errors included).
_NOTHING = frozenset({
    "", "无", "暂无", "未知", "不详", "不明", "空", "没有", "未提供", "未登记", "未填", "未填写",
    "无记录", "查无", "查无此人", "n/a", "na", "null", "nil", "<nil>", "(null)", "nan", "none", "undefined",
    "unknown", "\\n", "#n/a", "#value!", "#ref!", "#name?", "#null!", "#num!", "#div/0!",
})  # fmt: skip
_LONGEST_NOTHING = max(map(len, _NOTHING))
_DASHES = "-—–―−_/\\.?~·… "  # a cell of nothing but these is crossed out

# Control and format characters, byte order marks, bidirectional marks, lone surrogates: never part of a value.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff"
    "\ufeff\ufff9-\ufffb\U000e0001-\U000e007f]"
)
# Characters that print as nothing or only change how their neighbour looks: never part of an identifier.
_FILLERS = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
_SPACES = re.compile(r"\s+")
_MASK = re.compile(r"[*●•×■□]|#{3}|(?<=[0-9])[xX]{3}|^[xX]{4}").search
_RUINED = re.compile(r"[+-]?[0-9](?:\.[0-9]+[eE][+-]?|[eE]\+)[0-9]{1,3}|[0-9]{16,}\.0*").fullmatch
_WHOLE_FLOAT = re.compile(r"([0-9]{1,15})\.0+").fullmatch
_REDACTED = re.compile(  # what registries and privacy services put in the owner's place; none of it holds a digit
    "redacted|gdpr masked|statutory masking|data protected|not disclosed|withheld for privacy|whoisguard"
    "|privacy (?:service|protect)|(?:domain|whois|contact|perfect|registration|identity|id) ?(?:privacy|protect)"
    "|privacyguardian|domains ?by ?proxy|private registration|registration private|query the (?:rdds|rdap)"
    "|隐私保护|信息保护|保护隐私",
    re.IGNORECASE,
).search
_FORMULA = re.compile(  # what a spreadsheet would compute; ="6222…" and =6222… only keep it from doing so
    r"=(?!['\"]|[0-9]{5,}[0-9A-Z]*$)|[+@-][a-z_][a-z0-9_.]*[(|!]", re.IGNORECASE
).match
_SMALL = re.compile("[a-z]+")
_DIGIT = re.compile("[0-9]").search


def tidy(raw: str) -> str:
    """`raw` without invisible characters and outer blanks, line ends as \\n, tabs as blanks; the content stays."""
    if raw.isprintable():  # no control, format or surrogate character, no blank but the ASCII one
        return raw.strip()
    return _HIDDEN.sub("", _LINE_ENDS.sub("\n", raw)).replace("\t", " ").strip()


def fold(raw: str) -> str:
    """`tidy` in Unicode's compatibility form (full-width digits and letters become ASCII)."""
    plain = tidy(raw)
    if plain.isascii():
        return plain
    return unicodedata.normalize("NFKC", _FILLERS.sub("", plain)).strip()


def says_nothing(plain: str) -> bool:
    """Whether a tidy text is empty, crossed out or a word for "nothing"."""
    if len(plain) <= _LONGEST_NOTHING and unicodedata.normalize("NFKC", plain).lower() in _NOTHING:
        return True
    return not plain.strip(_DASHES)


def one_line(plain: str) -> str:
    """A tidy text with every run of blanks as one space."""
    return _SPACES.sub(" ", plain)


def without_spaces(plain: str) -> str:
    """A folded text with all blanks removed."""
    return plain if plain.isalnum() else unicodedata.normalize("NFKC", _SPACES.sub("", plain))


def upper(plain: str) -> str:
    """A folded text with its ASCII letters in upper case; cases of other scripts do not map back and forth."""
    return plain.upper() if plain.isascii() else _SMALL.sub(lambda found: found[0].upper(), plain)


def identifier(raw: str) -> str | Bad | None:
    """A folded text without blanks and without a spreadsheet's quoting (='…'), once it may identify something.

    None when nothing is stated; Bad when it is masked, redacted, a formula, or a long number ruined by a spreadsheet's
    float.
    """
    plain = raw.strip()
    if plain.isdecimal() and plain.isascii():
        return plain
    folded = fold(plain)
    if says_nothing(folded):
        return None
    if not _DIGIT(folded) and _REDACTED(folded):
        return REDACTED
    plain = without_spaces(folded)
    if _FORMULA(plain):
        return FORMULA
    plain = plain.lstrip("='\"`").rstrip("'\"`")
    if says_nothing(plain):
        return None
    if _MASK(plain):
        return MASKED
    if _RUINED(plain):
        return RUINED
    if whole := _WHOLE_FLOAT(plain):
        return whole[1]
    return plain


def is_redacted(plain: str) -> bool:
    """Whether a registry or a privacy service answers in the owner's stead."""
    return _REDACTED(plain) is not None


def all_same(plain: str) -> bool:
    """Whether a text repeats one character (000…, 111…)."""
    return plain == plain[:1] * len(plain)
