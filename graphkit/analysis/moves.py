"""Which links a chain may walk from where, as the catalogue's `carries` say; the rules then decide case by case."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from graphkit.model.catalog import LINK_TYPES
from graphkit.model.records import Link
from graphkit.model.schema import ANYTHING, STAGES

IDENTITY = ("owns", "uses", "bound_to")
"""Links that lead to the same subject, not to the next role."""
PARTIES = ("Person", "Organization")
BUYING = ("holder", "employer")
"""Who pays for a certificate."""
_PLACES = {"certificate": ("Certificate",), "site": ("Website", "Domain", "IPAddress", "Filing", "Service", "Advert")}


class State(NamedTuple):
    """Where a walk stands: an entity, the stage or place it has there, and how it may go on among identities.

    `down` is set once the party behind a subject has been met: from then on the walk looks for what that party has,
    never for who else has it (a shared family phone leads no further).
    """

    entity: str
    place: str
    down: bool = False


class Move(NamedTuple):
    """One way a link can be walked from a state to an entity at a place; `forward` is the link's own direction."""

    start: State
    link: Link
    forward: bool
    end: str
    place: str


@cache
def carried(entity_type: str, place: str) -> tuple[tuple[str, bool, str], ...]:
    """(link type, walked forward, next place) for an entity of this type standing there."""
    found = []
    for declared in LINK_TYPES.values():
        for carry in declared.carries:
            ends = declared.sources if carry.forward else declared.targets
            if (not carry.start or place in carry.start) and (entity_type in ends or ends == ANYTHING):
                found.append((declared.name, carry.forward, carry.stage or place))
    return tuple(dict.fromkeys(found))


@cache
def stands(entity_type: str, place: str) -> bool:
    """Whether an entity of this type can stand at a place; any can stand at a stage."""
    return place in STAGES or entity_type in _PLACES.get(place, ())


@cache
def leads_on(stage: str) -> bool:
    """Whether any link carries from this stage to another one, so that what its subject has is worth reading."""
    return any(stage in c.start and c.stage not in ("", stage) for t in LINK_TYPES.values() for c in t.carries)


def identity_step(entity_type: str, state: State, link: Link, end_type: str) -> bool | None:
    """For a step to another face of the same subject: the `down` of the state it leads to, None when not allowed.

    From an account or handle up to its party, from there down to what the party has. An account that only gives
    somebody's phone as its contact is that somebody's to use, but its owner is another.
    """
    if end_type in PARTIES:
        return True if not state.down and entity_type not in PARTIES else None
    if entity_type in PARTIES:
        return True if leads_on(state.place) else None
    if entity_type != "Account" and end_type == "Account" and link.type == "bound_to":
        return True if leads_on(state.place) else None
    return state.down
