"""How values, entities and links are written for people: as Chinese files write them, or in plain English."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from graphkit.model.catalog import ENTITY_TYPES, LINK_TYPES
from graphkit.model.records import Entity, Value
from graphkit.words import clauses, listed, section, text, yuan

_CHINA = timezone(timedelta(hours=8))
_WORDED = ("direction", "yes_no", "scheme")
_LONGEST = 2_000
_CAPTION = 40


def money(fen: int, lang: str) -> str:
    """1,234.56 元."""
    return text("ui.money", lang, amount=yuan(fen))


def moment(value: str) -> str:
    """A time in China's zone, without its offset; a date as it is."""
    try:
        return datetime.fromisoformat(value).astimezone(_CHINA).strftime("%Y-%m-%d %H:%M:%S") if "T" in value else value
    except ValueError:
        return value


def value(kind: str, raw: Value, lang: str) -> str:
    """A canonical value of a kind, in words."""
    if kind == "money_yuan" and isinstance(raw, int):
        return money(raw, lang)
    if kind in ("time", "date"):
        return moment(str(raw))
    if kind == "phone":
        return str(raw).removeprefix("+86")
    if kind in _WORDED and f"{kind}_{raw}" in section("ui"):
        return text(f"ui.{kind}_{raw}", lang)
    return f"{raw:,}" if isinstance(raw, int) else str(raw)[:_LONGEST]


def platform(name: str, lang: str) -> str:
    """A platform by the name people know it under; a site's host stays as it is."""
    return text(f"ui.platform_{name}", lang) if f"platform_{name}" in section("ui") else name


def type_name(name: str, lang: str) -> str:
    """The caption of an entity type."""
    return str(getattr(ENTITY_TYPES[name], lang))


def link_name(name: str, lang: str) -> str:
    """The caption of a link type."""
    return str(getattr(LINK_TYPES[name], lang))


def field_name(type_of: str, name: str, lang: str) -> str:
    """The caption of a property of an entity or link type."""
    declared = ENTITY_TYPES.get(type_of) or LINK_TYPES[type_of]
    return next((str(getattr(f, lang)) for f in declared.fields if f.name == name), name)


def field_kind(type_of: str, name: str) -> str:
    """The value kind of a property of an entity or link type."""
    declared = ENTITY_TYPES.get(type_of) or LINK_TYPES[type_of]
    return next((f.kind for f in declared.fields if f.name == name), "text")


def column_name(name: str, header: str, lang: str) -> str:
    """A column by the header it is best known by; in English its own name stands before it."""
    return header if lang == "zh" else f"{name.replace('_', ' ')} ({header})"


def short(said: str) -> str:
    """The beginning of a text, enough to tell it apart; the whole of it stands in the tables."""
    return said if len(said) <= _CAPTION else said[: _CAPTION - 1] + "…"


def label(entity: Entity, lang: str) -> str:
    """An entity in a few words, at most a line: an account with its holder, an online account with its platform."""
    return short(_label(entity, lang))


def _label(entity: Entity, lang: str) -> str:
    if entity.type == "Account":
        number, name = str(entity.first("number") or entity.caption), entity.first("holder_name")
        return f"{name} {number[:4]}…{number[-4:]}" if name and len(number) > 8 else number
    if entity.type == "OnlineAccount" and (name := entity.first("platform")):
        return f"{entity.caption} {platform(str(name), lang)}"
    if entity.type == "Phone":
        return entity.caption.removeprefix("+86")
    if entity.type == "Service" and (name := entity.first("service_type")):
        return f"{name} {entity.caption}"
    return entity.caption


def known(entity: Entity, lang: str) -> str:
    """What identifies an entity, in one line."""
    fields = [f for f in ENTITY_TYPES[entity.type].fields if f.search and f.name in entity.properties]
    known = {getattr(f, lang): [value(f.kind, v, lang) for v in entity.properties[f.name][:3]] for f in fields}
    return clauses((f"{name} {listed(values, lang)}" for name, values in known.items()), lang)
