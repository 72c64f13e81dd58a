"""The investigator's word on the moves of a walk: it comes before every rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from graphkit.analysis.judged import said
from graphkit.analysis.moves import PARTIES, Move
from graphkit.analysis.near import Near
from graphkit.analysis.owners import Owners
from graphkit.analysis.rulings import Damp, Ruling, Walk
from graphkit.analysis.signs import Signs


class Heeded:
    """What was said about roles, hubs and confirmed links; links and rows that were rejected are in no view."""

    def __init__(self, near: Near, owners: Owners, signs: Signs) -> None:
        self.near = near
        self.owners = owners
        self.signs = signs
        self._denied: set[tuple[str, str]] = set()

    def prepare(self) -> None:
        """Find everything that belongs to those for whom a role was rejected: a person's phone is no seller either."""
        near, words = self.near, self.near.words
        rejected = [key for key, word in words.roles.items() if word.verb == "reject"]
        near.types |= near.view.types(entity for entity, _ in rejected)
        known = [(entity, role) for entity, role in rejected if entity in near.types]
        self.signs.prepare(entity for entity, _ in known)
        near.load((entity for entity, _ in known if near.types[entity] in PARTIES), ("owns",))
        owned = {entity: {k.target for k in near.out(entity, "owns")} for entity, _ in known}
        self.owners.prepare(account for some in owned.values() for account in some)
        self._denied = {(i, role) for entity, role in known for i in {entity, *self.signs.faces(entity), *(
            account for account in owned[entity] if self._owns(entity, account))}}

    def ruling(self, move: Move, rule: Callable[[Move], Ruling]) -> Ruling:
        """What the rules say of a move, as far as nobody said otherwise."""
        words = self.near.words
        if not words.words:
            return rule(move)
        if (move.end, move.place) in self._denied:
            return None
        if words.is_hub(move.end):
            return Damp(move.end, said("judged_hub", words.hubs[move.end]))
        ruling, confirmed = rule(move), words.confirms(move.link)
        if isinstance(ruling, Damp) and words.is_no_hub(ruling.entity):
            ruling = Walk(reasons=(said("judged_no_hub", words.hubs[ruling.entity]),))
        if confirmed and ruling is not None:
            before = ruling if isinstance(ruling, Walk) else Walk()
            return replace(before, reasons=(*before.reasons, said("judged_confirmed", confirmed)), confirmed=True)
        return ruling

    def _owns(self, party: str, account: str) -> bool:
        link = self.owners.of(account).link
        return link is not None and link.source == party
