"""The vocabulary in which the catalogue is written: fields, entity types, link types."""

from __future__ import annotations

from dataclasses import dataclass

STAGES = ("holder", "employer", "agent", "advertiser", "collector", "maker", "site_operator", "enabler")
"""The stages of a chain, from the person who holds a certificate to those who supply the means."""
SUSPECT = tuple(stage for stage in STAGES if stage not in ("holder", "employer"))
"""Stages at which somebody is under suspicion."""

ANYTHING = ("*",)


@dataclass(frozen=True, slots=True)
class Field:
    """One property: its canonical `kind` (see `graphkit.model.kinds`) and its captions.

    `single`: something has one of it, so that two different values contradict each other.
    """

    name: str
    kind: str
    zh: str
    en: str
    search: bool = False
    single: bool = False


@dataclass(frozen=True, slots=True)
class EntityType:
    """What can exist in a case.

    `keys` name the fields that identify one, strongest first: every complete key gives an id of its own, and a row
    that states two of them also states that both mean the same one. `caption` names the fields to show, best first.
    On charts it has its `colour` and `shape` (dot, square, diamond, triangle, triangleDown, hexagon or star).
    """

    name: str
    zh: str
    en: str
    colour: str
    fields: tuple[Field, ...]
    keys: tuple[tuple[str, ...], ...]
    caption: tuple[str, ...]
    shape: str = "dot"

    def field(self, name: str) -> Field:
        """The field called `name`; KeyError when the type has none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"{self.name}.{name}")


@dataclass(frozen=True, slots=True)
class Carry:
    """How a chain walks a link: from an entity at stage `start` to the other end, which then stands at `stage`.

    `forward` is the link's own direction. `start` and `stage` are stage names, or the places that precede every
    role: "lead", "certificate", "site". An empty `stage` keeps the stage of the start; an empty `start` allows any.
    """

    forward: bool
    start: tuple[str, ...] = ()
    stage: str = ""


@dataclass(frozen=True, slots=True)
class LinkType:
    """What can hold between two entities.

    `transactions`: every reported one is kept on its own, and path finding reads a total per pair of entities;
    `amount` and `time` then name the fields that the totals add up and span.
    """

    name: str
    zh: str
    en: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    fields: tuple[Field, ...] = ()
    carries: tuple[Carry, ...] = ()
    transactions: bool = False
    amount: str = ""
    time: str = ""
