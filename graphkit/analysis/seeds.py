"""What a user means by a seed: an entity id, `Type:key value`, or a text that one entity answers to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphkit.analysis.errors import AmbiguousSeed, UnknownSeed
from graphkit.model.catalog import ENTITY_TYPES
from graphkit.model.identity import key_id
from graphkit.model.kinds import clean
from graphkit.model.kinds.base import Clean
from graphkit.model.records import Entity
from graphkit.model.schema import EntityType
from graphkit.model.statements import search_form
from graphkit.store.view import View

_CANDIDATES = 20
_KINDS = ("cert_number", "resident_id", "phone", "account_number", "host", "ip", "uscc", "handle", "waybill",
          "reference", "name", "org_name")
"""The forms in which a bare text is looked up."""
_SCHEMES = ("bank", "tenpay", "alipay", "other")
_ID_LENGTH = 32


def seed_ids(view: View, seed: str) -> tuple[str, ...]:
    """The entities that a seed means, in id order: one, or all permits under one certificate number.

    Raises UnknownSeed when nothing answers, AmbiguousSeed when several different things do.
    """
    plain = seed.strip()
    if len(plain) == _ID_LENGTH and (found := view.canonical([plain])):
        return tuple(sorted(set(found.values())))
    declared, value = _typed(plain)
    entities = _of_type(view, declared, value) if declared else _answering(view, plain)
    if not entities:
        raise UnknownSeed(seed)
    if len(entities) > 1 and not _one_number(entities):
        raise AmbiguousSeed(seed, entities[:_CANDIDATES])
    return tuple(e.id for e in entities)


def one_entity(view: View, seed: str) -> str:
    """The one entity that a seed means; AmbiguousSeed also for a certificate number with several permits."""
    ids = seed_ids(view, seed)
    if len(ids) > 1:
        raise AmbiguousSeed(seed, tuple(view.get(ids).values()))
    return ids[0]


def stated_entity(view: View, seed: str) -> str:
    """The id behind the very key that a seed states (of a card number the card's, also where its account answers for
    it); for any other seed the one entity that it means."""
    plain = seed.strip()
    if len(plain) == _ID_LENGTH and view.canonical([plain]):
        return plain
    declared, value = _typed(plain)
    known = sorted(view.canonical(_key_ids(declared, value))) if declared and value else []
    return known[0] if len(known) == 1 else one_entity(view, seed)


def _typed(seed: str) -> tuple[EntityType | None, str]:
    """The type named before the first colon, by its name or Chinese caption, and the rest; an account's scheme names
    its type."""
    head, colon, rest = seed.replace("：", ":", 1).partition(":")
    for declared in ENTITY_TYPES.values():
        if colon and head.strip().casefold() in (declared.name.casefold(), declared.zh):
            return declared, rest.strip()
    if colon and head.strip().casefold() in _SCHEMES:
        return ENTITY_TYPES["Account"], seed
    return None, seed


def _of_type(view: View, declared: EntityType, value: str) -> list[Entity]:
    """The entities of a type with this key: by their id where one text is a whole key, else by search."""
    if not value:
        return []
    ids = set(view.canonical(_key_ids(declared, value)).values())
    found = view.get(ids)
    if not found or declared.name == "Certificate":
        names = {name for key in declared.keys for name in key}
        forms = {value, *(str(v) for f in declared.fields if f.name in names and _good(v := clean(f.kind, value)))}
        found |= {e.id: e for e in _exact(view, forms, declared.name) if _says(e, names, forms)}
    return sorted(_permits(found.values()), key=lambda e: e.id)


def permits(view: View, number: str) -> list[str]:
    """The ids of all permits under a canonical certificate number."""
    return [e.id for e in _of_type(view, ENTITY_TYPES["Certificate"], number)]


def _permits(entities: Iterable[Entity]) -> list[Entity]:
    """Without a bare certificate number that stands beside permits of that number: it is none of its own."""
    found = list(entities)
    items = {e.first("number") for e in found if e.first("operation_item")}
    return [e for e in found if e.type != "Certificate" or e.first("operation_item") or e.first("number") not in items]


def _key_ids(declared: EntityType, value: str) -> Iterator[str]:
    for key in declared.keys:
        if len(key) == 1:
            cleaned = clean(declared.field(key[0]).kind, value)
            if _good(cleaned):
                yield key_id(declared.name, key, [cleaned])
        elif key[0] in ("platform", "scheme", "provider", "courier"):
            first, colon, rest = value.partition(":")
            firsts = [first.strip().lower()] if colon else _SCHEMES if key[0] == "scheme" else ()
            plain = rest if colon else value
            for known in firsts:
                cleaned = (_account_number(known, plain) if key[0] == "scheme" else
                           clean(declared.field(key[1]).kind, plain))
                if _good(cleaned):
                    yield key_id(declared.name, key, [known, cleaned])


def _account_number(scheme: str, number: str) -> Clean:
    """A number as accounts of a scheme have it; anything but a text where it is none, or there is no such scheme."""
    found = clean("account", f"{scheme}:{number}") if scheme in _SCHEMES else None
    return found.partition(":")[2] if isinstance(found, str) else found


def _answering(view: View, plain: str) -> list[Entity]:
    """The entities that a bare text names: those it identifies, else those of that name, else those that state it."""
    forms = {plain, *(str(v) for kind in _KINDS if _good(v := clean(kind, plain)))}
    found = sorted(_permits(_exact(view, forms, None)), key=lambda e: e.id)
    if not found and _good(domain := clean("domain", plain)):
        found = _exact(view, {str(domain)}, "Domain")
        forms = {str(domain)}
    identified = [e for e in found if _says(e, _IDENTIFYING.get(e.type, ENTITY_TYPES[e.type].keys[0][-1:]), forms)]
    hosts = {e.caption for e in identified if e.type == "Domain"}
    identified = [e for e in identified if not (e.type == "Website" and e.caption in hosts)]  # the domain leads
    return identified or [e for e in found if _says(e, ("name",), forms)] or found


_IDENTIFYING = {"Certificate": ("number",), "Lead": ("number",)}
"""Where the strongest key is not one property that identifies by itself: the property by which people ask for it."""


def _exact(view: View, forms: Iterable[str], type_name: str | None) -> list[Entity]:
    """Entities one of whose searchable properties equals one of the texts."""
    wanted = {search_form(form) for form in forms}
    entities = {e.id: e for form in sorted(wanted) for e in view.find(form, type_name, _CANDIDATES * 2)[0]}
    return [e for e in entities.values()
            if any(search_form(str(v)) in wanted for f in ENTITY_TYPES[e.type].fields if f.search
                   for v in e.properties.get(f.name, ()))]


def _says(entity: Entity, names: Iterable[str], forms: Iterable[str]) -> bool:
    wanted = {search_form(form) for form in forms}
    return any(search_form(str(v)) in wanted for name in names for v in entity.properties.get(name, ()))


def _one_number(entities: Iterable[Entity]) -> bool:
    """Whether these are the permits under one certificate number."""
    return len({(e.type, e.first("number")) if e.type == "Certificate" else e.id for e in entities}) == 1


def _good(value: object) -> bool:
    return isinstance(value, str | int)
