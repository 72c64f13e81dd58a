"""What an advert offers. Schools and agencies advertise too: examinations that must be sat, licences for a business.

It offers forgeries when it promises a certificate without the examination, or names certificates of special work
beside a word of the trade ("代办"), once what it warns against is left out, and does not itself demand the examination.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from graphkit.analysis.settings import mentions, words

_CLAUSE = "[^，。；！？,;!?\\s]{0,8}"
_EXAMINED = re.compile(
    "(?<![无不毋])(?:须|必须|需|参加|统一|组织|安排|通过|经)[^，。；！？,;!?\\s不无免]{0,8}(?:考试|考核)"
    "|考(?:试|核)(?:合格|通过)"
)
_EVADED = re.compile(
    "(?:[无不毋免未]|包过|保过|代考|替考)[^，。；！？,;!?\\s]{0,8}考|考[^，。；！？,;!?\\s]{0,4}(?:包过|保过|不用|免)"
)


def sells(texts: Iterable[str]) -> bool:
    """Whether an advert, its title and content together, offers certificates without an examination."""
    said = _warnings().sub("", " ".join(texts))
    if _EXAMINED.search(said) and not _EVADED.search(said):
        return False
    evading, trade, work = (words("infrastructure", "adverts", n) for n in ("words", "trade", "work"))
    return (mentions(said, evading) and "证" in said) or (mentions(said, trade) and mentions(said, work))


@cache
def _warnings() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(words('infrastructure', 'adverts', 'warnings'))}){_CLAUSE}")
