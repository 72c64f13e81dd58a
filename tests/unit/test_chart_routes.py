"""Which way lines take between cards: never behind a card that is not their own where there is another way."""

from __future__ import annotations

import time
from itertools import pairwise

from graphkit.export.chart_crowd import Point
from graphkit.export.chart_routes import MOST, PLAIN, Route, points, routes
from graphkit.export.chart_style import CAPTION, CARD_HEIGHT, CARD_WIDTH

SIZE = CARD_WIDTH, CARD_HEIGHT
Link = tuple[str, str, str]


def crossed(cards: dict[str, Point], link: Link, route: Route) -> set[str]:
    """The cards other than its own that a line runs behind."""
    return {
        card for card, (x, y) in cards.items() if card not in link[:2]
        for a, b in points(route, cards[link[0]], cards[link[1]])
        if abs(a - x) < CARD_WIDTH / 2 and abs(b - y) < CARD_HEIGHT / 2
    }


def routed(cards: dict[str, Point], *links: Link) -> list[Route]:
    return routes(cards, SIZE, links, CAPTION)


def test_a_line_with_a_free_way_is_plain() -> None:
    assert routed({"a": (0, 0), "b": (224, 68)}, ("a", "b", "持有")) == [PLAIN]


def test_a_line_leads_around_the_cards_between_its_ends() -> None:
    row = {name: (224.0 * rank, 0.0) for rank, name in enumerate("abcde")}
    column = {name: (0.0, 68.0 * rank) for rank, name in enumerate("abc")}
    slanted = {"a": (0.0, 0.0), "b": (224.0, 34.0), "c": (448.0, 68.0), "d": (224.0, -34.0)}
    for cards, link in ((row, ("a", "e", "出售")), (column, ("a", "c", "绑定")), (slanted, ("a", "c", "付款"))):
        (route,) = routed(cards, link)
        assert not crossed(cards, link, route)
        (back,) = routed(cards, (link[1], link[0], link[2]))
        assert not crossed(cards, (link[1], link[0], link[2]), back)


def test_lines_between_the_same_two_have_captions_that_do_not_cover_each_other() -> None:
    cards = {"a": (0.0, 0.0), "b": (500.0, 0.0)}
    found = routed(cards, *[("a", "b", "付款\n3 笔 650.00 元")] * 3)
    middles = sorted((route.bend[1] / 2 if route.bend else 0.0) + route.shift for route in found)
    assert all(low + 2 * CAPTION <= high for low, high in pairwise(middles))


def test_a_crowded_chart_is_routed_at_once() -> None:
    cards = {f"{x}-{y}": (224.0 * x, 68.0 * y) for x in range(10) for y in range(20)}
    names = list(cards)
    links = [(names[i % len(names)], names[(i * 37 + 11) % len(names)], "付款") for i in range(MOST)]
    started = time.perf_counter()
    assert len(routed(cards, *links)) == MOST
    assert time.perf_counter() - started < 5
    assert routed(cards, *links, ("0-0", "1-1", "")) == [PLAIN] * (MOST + 1)
