"""What the question for groups answers with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphkit.analysis.communities.habits import Habit
from graphkit.analysis.findings import Reason, frame
from graphkit.model.records import Entity

if TYPE_CHECKING:
    import networkx
    import pandas


_KINDS = 5
"""Kinds of link named where there is room for a line."""


@dataclass(frozen=True, slots=True)
class Group:
    """Entities that are bound closer to each other than to the rest.

    `members`: (id, type), those with most ties inside first; `reasons`: what binds them, with rows. `cut_points`:
    members without whom it falls into parts; `bridges`: bonds of which the same is true; `bonds`: who is bound to
    whom, how strongly, with what is one party's bound to that party. The last three are sought in groups that are not
    too large.
    """

    id: str
    members: tuple[tuple[str, str], ...]
    reasons: tuple[Reason, ...]
    cut_points: tuple[str, ...]
    bridges: tuple[tuple[str, str], ...]
    bonds: tuple[tuple[str, str, float], ...]

    @property
    def foremost(self) -> tuple[Reason, ...]:
        """The reasons without the kinds of link that few of its links are of."""
        kinds = [r for r in self.reasons if r.code == "bound_by"][:_KINDS]
        return (*kinds, *(r for r in self.reasons if r.code != "bound_by"))


@dataclass(frozen=True, slots=True)
class Communities:
    """Groups, the largest first; `entities` describes the first members of each, cut points and bridges.

    `damped`: shared infrastructure that joined nobody; `count`: how many groups there are, of which the first are
    listed; `habits`: what sites have in common.
    """

    groups: tuple[Group, ...]
    entities: Mapping[str, Entity]
    damped: Mapping[str, Reason]
    count: int
    habits: tuple[Habit, ...]

    @property
    def truncated(self) -> bool:
        """Whether there are more groups than are listed."""
        return self.count > len(self.groups)

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """The contract's form."""
        return {
            "groups": [
                {"id": g.id, "size": len(g.members), "members": [{"id": i, "type": t} for i, t in g.members],
                 "reasons": [r.to_json(lang) for r in g.reasons], "cut_points": list(g.cut_points),
                 "bridges": [list(b) for b in g.bridges]}
                for g in self.groups],
            "entities": {e.id: {"type": e.type, "caption": e.caption} for e in self.entities.values()},
            "damped": [{"id": i, "reason": r.text(lang)} for i, r in self.damped.items()],
            "habits": [{"domains": list(h.domains), **h.reason.to_json(lang)} for h in self.habits],
            "count": self.count, "truncated": self.truncated,
        }

    def to_frame(self) -> pandas.DataFrame:
        """One row per member."""
        return frame([{"group": g.id, "size": len(g.members), "id": i, "type": t,
                       "caption": self.entities[i].caption if i in self.entities else "",
                       "cut_point": i in g.cut_points} for g in self.groups for i, t in g.members])

    def to_networkx(self) -> networkx.Graph[str]:
        """The members as nodes with their group, and the bonds of the groups that are not too large."""
        import networkx

        graph: networkx.Graph[str] = networkx.Graph()
        for group in self.groups:
            for i, t in group.members:
                graph.add_node(i, type=t, group=group.id)
            graph.add_weighted_edges_from(group.bonds)
        return graph
