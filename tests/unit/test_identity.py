"""Identity is a key: aliases resolve the same way whatever the order, and a doubtful key joins nothing."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from graphkit.model.identity import contradictions, key_id, resolve


def test_a_weak_key_joins_its_only_strong_owner() -> None:
    assert resolve([("weak", "strong")], {"strong": 0, "weak": 1}) == {"weak": "strong"}


def test_a_weak_key_claimed_by_two_people_joins_neither() -> None:
    ranks = {"one": 0, "two": 0, "weak": 1}
    assert resolve([("weak", "one"), ("weak", "two")], ranks) == {}


def test_a_card_and_its_account_are_one_whatever_their_order() -> None:
    assert resolve([("b", "a"), ("c", "b")], {"a": 0, "b": 0, "c": 0}) == {"b": "a", "c": "a"}


def test_two_owners_judged_the_same_give_their_weak_key_back() -> None:
    ranks = {"one": 0, "two": 0, "weak": 1}
    found = resolve([("weak", "one"), ("weak", "two")], ranks, same=[("one", "two")])
    assert found == {"two": "one", "weak": "one"}


def test_not_the_same_undoes_an_alias() -> None:
    assert resolve([("weak", "strong")], {"strong": 0, "weak": 1}, apart=[("strong", "weak")]) == {}


def test_contradicting_words_are_reported_not_merged() -> None:
    pairs = [("a", "b")]
    assert resolve([], {"a": 0, "b": 0}, same=pairs, apart=pairs) == {}
    joined = resolve([("a", "b"), ("b", "c")], {}, apart=[("a", "c")])
    assert contradictions([("a", "c")], joined) == [("a", "c")]


def test_equal_captions_of_different_types_never_meet() -> None:
    assert key_id("Phone", ("number",), ["+8613800000000"]) != key_id("Account", ("number",), ["+8613800000000"])


_IDS = st.sampled_from([f"{letter}{rank}" for letter in "abcdef" for rank in (0, 1)])


@given(st.lists(st.tuples(_IDS, _IDS), max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_loading_never_matters(pairs: list[tuple[str, str]], shuffler: random.Random) -> None:
    ranks = {i: int(i[1]) for pair in pairs for i in pair}
    shuffled = [tuple(shuffler.sample(pair, 2)) for pair in pairs]
    shuffler.shuffle(shuffled)
    assert resolve(pairs, ranks) == resolve([(a, b) for a, b in shuffled], ranks)


