"""What rows say, collected chunk by chunk."""

from __future__ import annotations

from graphkit.model.statements import Statements


def test_what_says_nothing_leaves_no_claims_behind() -> None:
    say = Statements()
    for say.row in range(2):
        say.once(lambda s, name: s.entity("Person", name=name), "甲")  # a bare name is nobody
    assert (say.spoken, list(say.take().together)) == (0, [])
