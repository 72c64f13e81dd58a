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
_ENDS = re.compile("[，。；！？,;!?\\s]+")
_CONDEMNED = re.compile(
    "(?<![不非])(?:是|为|系|属|属于)(?:假|伪造|骗|违法|犯罪|非法)|骗局|骗术|诈骗|上当|受骗|被骗|曝光|揭秘"
)
"""What a clause says that calls forgeries what they are; a seller who warns of others offers his own in the next."""


def sells(texts: Iterable[str]) -> bool:
    """Whether an advert, its title and content together, offers certificates without an examination."""
    clauses = _ENDS.split(" ".join(texts))
    said = _warnings().sub("", "，".join(clause for clause in clauses if not _CONDEMNED.search(clause)))
    if _EXAMINED.search(said) and not _EVADED.search(said):
        return False
    evading, trade, work = (words("infrastructure", "adverts", n) for n in ("words", "trade", "work"))
    return (mentions(said, evading) and "证" in said) or (mentions(said, trade) and mentions(said, work))


def warns(texts: Iterable[str]) -> bool:
    """Whether an advert, its title and content together, warns of such offers or sites and makes none."""
    said = list(texts)
    return not sells(said) and any(_warnings().search(t) or _CONDEMNED.search(t) for t in said)


@cache
def _warnings() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(words('infrastructure', 'adverts', 'warnings'))}){_CLAUSE}")
