"""How many imitations are found, trick by trick, and how many ordinary names are flagged (`-s` prints the figures)."""

from __future__ import annotations

import time

import pytest

from graphkit.analysis.lookalikes import judge
from graphkit.analysis.lookalikes.reading import read
from graphkit.analysis.lookalikes.vocabulary import sites
from tests.unit.lookalikes.imitations import by_hand, by_rule, ordinary

BY_RULE = by_rule()
BY_HAND = by_hand()


@pytest.mark.parametrize("trick", BY_RULE)
def test_nineteen_of_twenty_imitations_made_by_rule_are_found(trick: str) -> None:
    _found_nearly_all(f"{trick} (rule)", BY_RULE[trick])


@pytest.mark.parametrize("trick", BY_HAND)
def test_nineteen_of_twenty_imitations_written_by_hand_are_found(trick: str) -> None:
    _found_nearly_all(f"{trick} (hand)", BY_HAND[trick])


def test_fewer_than_two_ordinary_names_in_a_thousand_are_flagged() -> None:
    names = ordinary()
    flagged = [f.name for f in map(judge, names) if f.lookalike]
    print(f"ordinary: {len(flagged)} of {len(names)} flagged {flagged}")
    assert len(names) > 2000
    assert len(flagged) <= 0.002 * len(names)


def test_what_an_imitation_stands_for_is_a_genuine_site() -> None:
    known = set(sites())
    for host in known:
        if host.endswith(".gov.cn"):
            assert judge(f"{host}.xugou.com").of == host
            assert judge(f"{host.removesuffix('.gov.cn').replace('.', '-')}-gov.com").of == host
            assert not judge(host).lookalike


def test_every_finding_says_why() -> None:
    for name in [n for names in (*BY_RULE.values(), *BY_HAND.values()) for n in names]:
        finding = judge(name)
        if finding.lookalike:
            assert finding.of
            assert finding.reasons
            said = [r.text(lang) for r in finding.reasons for lang in ("zh", "en")]
            assert all(words and "lookalikes." not in words for words in said)


def test_a_name_takes_less_than_a_millisecond() -> None:
    names = [*ordinary(), *(n for names in BY_RULE.values() for n in names)]
    read.cache_clear()
    started = time.process_time()
    for name in names:
        judge(name)
    each = (time.process_time() - started) / len(names)
    print(f"{len(names)} names, {each * 1e6:.0f} µs each")
    assert each < 0.001


def _found_nearly_all(title: str, names: list[str]) -> None:
    missed = [name for name in names if not judge(name).lookalike]
    print(f"{title}: {len(names) - len(missed)} of {len(names)} found, missed {missed}")
    assert len(missed) <= 0.05 * len(names)
