"""Kinds of free text and of names: content for people to read, names tidied so that equal names are equal."""

from __future__ import annotations

import re

from graphkit.model.kinds.base import (
    MASKED,
    REDACTED,
    Bad,
    Clean,
    Kind,
    fold,
    is_redacted,
    one_line,
    says_nothing,
    tidy,
    without_spaces,
)

NAME_PARTIAL = Bad("name_partial", placeholder=True)

_HAN = (
    "[^\\x00-\u33ff]"  # every character from the ideographs on; a short class compiles ten times as fast as a full one
)
_SPACE_AT_HAN = re.compile(f"(?:(?<={_HAN})|(?<=[()·]))\\s+|\\s+(?={_HAN}|[()·])")
_PLAIN_NAME = re.compile("[\u4e00-\u9fff]{2,4}").fullmatch
_MIDDLE_DOTS = re.compile(f"(?<={_HAN})(?:\\s*[·•・‧∙⋅.]\\s*)+(?={_HAN})")
_TITLES = frozenset({"先生", "女士", "小姐", "老板", "师傅", "经理", "老师", "同志"})
_ANONYMISED = re.compile(f"[*＊●■□×]|某|(?<={_HAN})[xX]+$")
_ANSWERS = frozenset({"查无", "查无此人", "无记录"})
_COMPOUND_SURNAMES = frozenset({
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容",
    "令狐", "长孙", "宇文", "司徒", "夏侯", "端木", "独孤", "南宫", "万俟",
})  # fmt: skip


def text(raw: str) -> Clean:
    """The content as it stands; 查无 and the like are answers here (of a query), no absence."""
    plain = tidy(raw)
    return None if says_nothing(plain) and plain not in _ANSWERS else plain


def caption(raw: str) -> Clean:
    """A text to be shown on one line."""
    plain = one_line(tidy(raw))
    return None if says_nothing(plain) else plain


def name(raw: str) -> Clean:
    """A person's name: NFKC, no blanks inside a Chinese one, the dot of a transcribed one as ·, no title.

    A surname with a title (王先生) and a masked name (张*三, 李某) name nobody.
    """
    if _PLAIN_NAME(raw) and raw[-2:] not in _TITLES and "某" not in raw:
        return None if says_nothing(raw) else raw
    plain = one_line(fold(raw))
    if says_nothing(plain):
        return None
    if is_redacted(plain):
        return REDACTED
    found = _untitled(_SPACE_AT_HAN.sub("", _MIDDLE_DOTS.sub("·", plain)))
    return MASKED if isinstance(found, str) and _ANONYMISED.search(found) else found


def _untitled(plain: str) -> Clean:
    found = plain
    while found[-2:] in _TITLES:
        found = found[:-2].rstrip()
    if found == plain:
        return plain
    if says_nothing(found):
        return None
    return NAME_PARTIAL if len(found) == 1 or found in _COMPOUND_SURNAMES else found


def org_name(raw: str) -> Clean:
    """A name of an organisation: NFKC (brackets as ASCII), no blanks next to Chinese characters."""
    plain = one_line(fold(raw))
    if says_nothing(plain):
        return None
    if is_redacted(plain):
        return REDACTED
    return _SPACE_AT_HAN.sub("", plain)


def address(raw: str) -> Clean:
    """A postal address: NFKC, no blanks next to Chinese characters."""
    return org_name(raw)


def operation_item(raw: str) -> Clean:
    """An operation item or category of the catalogue of work: NFKC, no blanks, parts divided by 、."""
    plain = without_spaces(fold(raw))
    return None if says_nothing(plain) else re.sub("[,;/]", "、", plain)


KINDS = (
    Kind("text", "文本", "text", text),
    Kind("caption", "短文本", "short text", caption),
    Kind("name", "姓名", "person's name", name),
    Kind("org_name", "单位名称", "organisation's name", org_name),
    Kind("address", "地址", "address", address),
    Kind("operation_item", "操作项目", "operation item", operation_item),
)
