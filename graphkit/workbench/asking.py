"""The questions on money and on the whole: who paid whom, what is shared, who works together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.store.base import GraphStore

if TYPE_CHECKING:
    from graphkit.analysis.communities import Communities
    from graphkit.analysis.hubs import Hubs
    from graphkit.analysis.ledger import Money
    from graphkit.analysis.ledger.pools import Method
    from graphkit.analysis.ledger.reading import Direction
    from graphkit.analysis.takings import Takings


class Asking:
    """What a Workbench answers from the payments, and from everything at once."""

    store: GraphStore

    def money(
        self, account: str, direction: Direction = "out", hops: int = 3, method: Method = "fifo", limit: int = 1000
    ) -> Money:
        """With whom an account dealt, and where its money went ("out") or came from ("in"); the `limit` flows that
        carry most. Raises SeedError when the seed names no account."""
        from graphkit.analysis.ledger import money

        return self.store.read(lambda view: money(view, account, direction=direction, hops=hops, method=method,
                                                  most=limit))

    def takings(self) -> Takings:
        """What the accounts of everybody in a suspect's role took in and what became of it, every sale, and what left
        in cash."""
        from graphkit.analysis.takings import takings

        return self.store.read(takings)

    def hubs(self) -> Hubs:
        """The shared infrastructure, with the reason why no trace walks through it."""
        from graphkit.analysis.hubs import hubs

        return self.store.read(hubs)

    def communities(self, limit: int = 50) -> Communities:
        """The groups that work together; the `limit` largest are listed."""
        from graphkit.analysis.communities import communities

        return self.store.read(lambda view: communities(view, most=limit))
