"""Which rows of a long file were met before is remembered exactly, in little memory."""

from __future__ import annotations

from random import Random

from ingest.chunking import Met

EDGES = (0, 1, -1, 1 << 16, -(1 << 16), 257 << 16, 256 << 16, 257 << 40, (1 << 63) - 1, -(1 << 63))


def test_a_hash_counts_as_met_only_when_it_was_met() -> None:
    random, met, known = Random(7), Met(), set[int]()
    for _ in range(20_000):
        key = random.choice(EDGES) if random.random() < 0.1 else random.randrange(-(1 << 63), 1 << 63)
        assert met.before(key) == (key in known)
        known.add(key)


def test_a_hash_astride_two_others_was_not_met() -> None:
    random, met, known = Random(7), Met(), set[int]()
    for _ in range(5_000):  # all in one place, of bytes so alike that one often shows across the border of two others
        key = sum(random.choice((1, 2)) << (16 + 8 * place) for place in range(6))
        assert met.before(key) == (key in known)
        known.add(key)
