"""Reading a label of a name as a row of known words: memgov → mem gov, yjg1t-beijing → yjglt beijing.

Short words count only where they fill what stands between hyphens together with other words, so that memory and
member hold no mem. The best row is the one whose words tell most.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from graphkit.analysis.lookalikes.glyphs import looks, paired, spelled
from graphkit.analysis.lookalikes.vocabulary import Word, known_looks, known_words, near_words, score

_STRADDLING = 5
"""Letters that a word needs to be read across a hyphen or with a mistake."""
_UNKNOWN = 0.01
_KNOWN = 0.005


class Token(NamedTuple):
    """A word in a label. `mistake`: "" or how it is misspelt; `split`: a hyphen stands inside it.

    `apart`: it stands between hyphens or the label's ends; `last`: it ends the label; `alone`: it is all of it.
    """

    word: Word
    written: str
    mistake: str
    split: bool
    apart: bool
    last: bool
    alone: bool

    @property
    def disguised(self) -> bool:
        """Whether letters are replaced by others that look like them."""
        return not self.mistake and self.written != self.word.form

    @property
    def weight(self) -> float:
        """How much the word tells as it is written."""
        return self.word.weight * (score("misspelt") if self.mistake else 1.0)


class Reading(NamedTuple):
    """The words of a label. `attached`: how many of them letters touch that no word explains; `digits`: whether an
    authority's name has digits beside it and nothing else is unexplained."""

    tokens: tuple[Token, ...]
    attached: int
    digits: bool

    @property
    def told(self) -> float:
        """How much all words tell, to compare readings of one label."""
        return sum(t.weight for t in self.tokens if t.word.role != "ordinary") - self.attached * score("attached")


# Where a reading stands: _FREE: a word may begin or end here; _RUN: within letters that no word explains;
# _SHORT: behind a short word, which such letters must not follow; _LONG: behind a long one, which they may touch.
_FREE, _RUN, _SHORT, _LONG = range(4)
Chain: TypeAlias = "tuple[Token | str, Chain] | None"
Place: TypeAlias = tuple[float, int, Chain]


@lru_cache(maxsize=4096)
def read(label: str, misspelt: bool = False) -> Reading:
    """The words of a label (Unicode, hyphens as written); with `misspelt`, also words with one letter wrong."""
    glyphs = spelled(label)
    readings = [_read(glyphs, misspelt)]
    if (other := paired(glyphs)) != glyphs:
        readings.append(_read(other, misspelt))
    return max(readings, key=lambda r: r.told)


def _read(glyphs: list[tuple[str, str]], misspelt: bool) -> Reading:
    cuts = {0}
    letters: list[tuple[str, str]] = []
    for glyph in glyphs:
        if glyph[0] == "-":
            cuts.add(len(letters))
        else:
            letters.append(glyph)
    plain = "".join(g[0] for g in letters)
    end = len(plain)
    cuts.add(end)
    look = looks(plain)
    places: list[dict[int, Place]] = [{} for _ in range(end + 1)]
    places[0][_FREE] = (0.0, 0, None)
    for at in range(end):
        if at in cuts:
            _settle(places[at])
        if not places[at]:
            continue
        words = [*_words_at(plain, look, at, cuts)]
        if misspelt and any(s != _RUN for s in places[at]):
            words += _misspelt_at(look, at, cuts)
        for state, place in list(places[at].items()):
            _step(places, at, state, place, plain[at])
            for word, upto, mistake in words:
                if state == _RUN and (mistake or not word.long):
                    continue
                touched = int(state == _RUN)
                token = Token(word, "".join(g[1] for g in letters[at:upto]), mistake,
                              any(at < c < upto for c in cuts), {at, upto} <= cuts, upto == end,
                              (at, upto) == (0, end))
                worth = abs(token.weight) + _KNOWN * len(word.form) - touched * score("attached")
                after = _LONG if word.long and not mistake else _SHORT
                _put(places[upto], after, (place[0] + worth, place[1] + touched, (token, place[2])))
    return _told(max(places[end].values(), key=lambda p: p[0], default=(0.0, 0, None)))


def _settle(here: dict[int, Place]) -> None:
    """At a hyphen nothing touches anything."""
    best = max(here.values(), key=lambda p: p[0], default=None)
    here.clear()
    if best:
        here[_FREE] = best


def _step(places: list[dict[int, Place]], at: int, state: int, place: Place, letter: str) -> None:
    """Pass one letter or digit that belongs to no word."""
    worth, attached, chain = place
    if letter.isdigit():
        _put(places[at + 1], _FREE, (worth - _UNKNOWN / 2, attached, (letter, chain)))
    elif state != _SHORT:
        touched = int(state == _LONG)
        passed = (worth - _UNKNOWN - touched * score("attached"), attached + touched, ("", chain))
        _put(places[at + 1], _RUN, passed)


def _put(here: dict[int, Place], state: int, place: Place) -> None:
    if state not in here or place[0] > here[state][0]:
        here[state] = place


def _words_at(plain: str, look: str, at: int, cuts: set[int]) -> Iterator[tuple[Word, int, str]]:
    known = known_words()
    for word in (*known.get(look[at:at + 2], ()), *known.get(look[at], ())):
        size = len(word.form)
        if plain.startswith(word.form, at) or (size > 2 and look.startswith(word.look, at)):
            if size == 1 and not {at, at + 1} <= cuts and word.form.isascii():
                continue
            if size >= _STRADDLING or not word.form.isascii() or not any(at < c < at + size for c in cuts):
                yield word, at + size, ""


def _misspelt_at(look: str, at: int, cuts: set[int]) -> Iterator[tuple[Word, int, str]]:
    near = near_words()
    stop = min(c for c in cuts if c > at)
    for upto in range(at + _STRADDLING, min(stop, at + near.longest) + 1):
        if look[at:upto] not in known_looks():
            for _, word, mistake in near(look[at:upto]):
                yield word, upto, mistake


def _told(place: Place) -> Reading:
    found: list[Token | str] = []
    chain = place[2]
    while chain:
        found.append(chain[0])
        chain = chain[1]
    found.reverse()
    known = "" not in found
    digits = known and any(_digits_beside_office(*three) for three in zip(found, found[1:], found[2:], strict=False))
    return Reading(tuple(t for t in found if isinstance(t, Token)), place[1], digits)


def _digits_beside_office(*three: Token | str) -> bool:
    """Whether an office has two digits at least before or behind it; one may be part of a trader's name."""
    kinds = ["office" if isinstance(t, Token) and t.word.role == "office" else isinstance(t, str) for t in three]
    return kinds in (["office", True, True], [True, True, "office"])
