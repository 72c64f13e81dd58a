"""Where things stand on a chart, and that they stay there."""

from __future__ import annotations

import random
import time
from itertools import combinations, pairwise

import pytest

from graphkit.analysis.layout import COLUMN, GAP, LANES, ROW, Layout, arrange
from graphkit.analysis.layout_growth import extend
from graphkit.model.schema import STAGES

Nodes = list[tuple[str, str]]
Edges = list[tuple[str, str]]


def crowd(count: int, seed: int = 1) -> tuple[Nodes, Edges]:
    draw = random.Random(seed)
    nodes = [(f"n{rank}", draw.choice(LANES)) for rank in range(count)]
    return nodes, [(f"n{draw.randrange(count)}", f"n{draw.randrange(count)}") for _ in range(2 * count)]


def overlaps(laid: Layout) -> list[tuple[str, str]]:
    """Pairs of entities whose cards would touch."""
    at = laid.positions
    return [
        (one, other)
        for one, other in combinations(at, 2)
        if abs(at[one][0] - at[other][0]) < COLUMN - 12 and abs(at[one][1] - at[other][1]) < ROW * 0.9 - 1
    ]


def test_every_stage_has_its_lane() -> None:
    assert set(STAGES) < set(LANES)


def test_lanes_follow_the_chain_from_left_to_right_and_empty_ones_take_no_room() -> None:
    laid = arrange([("m", "maker"), ("c", "certificate"), ("h", "holder"), ("?", "unheard of")], [])
    assert [lane.key for lane in laid.lanes] == ["certificate", "holder", "maker", "other"]
    assert laid.lanes[0].left == 0
    assert all(one.right == other.left for one, other in pairwise(laid.lanes))


@pytest.mark.parametrize("count", [1, 8, 60, 600])
def test_each_entity_stands_inside_its_lane_and_no_two_overlap(count: int) -> None:
    nodes, edges = crowd(count)
    laid = arrange(nodes, edges)
    lanes = {lane.key: lane for lane in laid.lanes}
    assert len(laid.positions) == count
    for node, key in nodes:
        x, y = laid.positions[node]
        assert lanes[key].left < x < lanes[key].right
        assert lanes[key].top < y < lanes[key].bottom
    assert not overlaps(laid)


def test_a_chain_is_a_straight_line() -> None:
    chain = [(f"{row}-{lane}", lane) for row in range(4) for lane in ("certificate", "holder", "agent", "maker")]
    edges = [(one, other) for (one, _), (other, _) in pairwise(chain) if one[0] == other[0]]
    shuffled = random.Random(3).sample(chain, len(chain))
    places = arrange(shuffled, edges).positions
    for row in range(4):
        assert len({places[node][1] for node, _ in chain if node[0] == str(row)}) == 1


def test_a_crowded_lane_wraps_so_that_the_chart_has_the_shape_of_a_screen() -> None:
    laid = arrange([(f"n{rank}", "holder") for rank in range(500)] + [("c", "certificate")], [])
    width, height = laid.lanes[-1].right, laid.lanes[0].bottom - laid.lanes[0].top
    assert 1.2 < width / height <= 1.95
    assert len(laid.lanes[1].columns()) > 3


def test_the_same_chart_is_laid_out_the_same_every_time() -> None:
    assert arrange(*crowd(200)) == arrange(*crowd(200))


def test_nothing_to_show_is_an_empty_chart() -> None:
    assert arrange([], [("a", "b")]) == Layout({}, ())
    assert extend(arrange([], []), [], []) == Layout({}, ())


def test_loops_repeats_and_unknown_ends_are_harmless() -> None:
    laid = arrange(
        [("a", "holder"), ("a", "holder"), ("b", "agent")], [("a", "a"), ("a", "ghost"), ("a", "b"), ("b", "a")]
    )
    assert sorted(laid.positions) == ["a", "b"]


def test_expanding_keeps_every_place_and_puts_the_new_ones_beside_their_parent() -> None:
    nodes, edges = crowd(200)
    before = arrange(nodes, edges)
    parent = next(node for node, lane in nodes if lane == "maker")
    fresh = [(f"x{rank}", "maker") for rank in range(3)]
    after = extend(before, nodes + fresh, edges + [(parent, node) for node, _ in fresh])
    assert {node: after.positions[node] for node in before.positions} == dict(before.positions)
    assert not overlaps(after)
    reach = before.lanes[0].bottom - before.lanes[0].top
    assert all(abs(after.positions[node][1] - before.positions[parent][1]) < reach for node, _ in fresh)


def test_what_the_user_dragged_stays_where_it_was_put() -> None:
    before = arrange([("a", "holder"), ("b", "agent")], [("a", "b")])
    moved = {"a": (901.5, -77.0)}
    after = extend(before, [("a", "holder"), ("b", "agent"), ("c", "holder")], [("b", "c")], moved)
    assert after.positions["a"] == moved["a"]
    assert after.positions["b"] == before.positions["b"]
    assert after.positions["c"] == before.positions["a"]


def test_a_stage_that_appears_later_gets_a_lane_on_the_right() -> None:
    before = arrange([("a", "certificate"), ("b", "maker")], [("a", "b")])
    after = extend(before, [("a", "certificate"), ("b", "maker"), ("h", "holder")], [("a", "h")])
    assert [lane.key for lane in after.lanes] == ["certificate", "maker", "holder"]
    assert after.lanes[2].left == before.lanes[-1].right
    assert after.lanes[2].right - after.lanes[2].left == GAP + COLUMN
    assert after.positions["h"][1] == after.positions["a"][1]


def test_what_is_no_longer_shown_leaves_its_place_free() -> None:
    before = arrange([("a", "holder"), ("b", "holder")], [])
    after = extend(before, [("b", "holder"), ("c", "holder")], [])
    assert sorted(after.positions) == ["b", "c"]
    assert not overlaps(after)


def test_three_thousand_entities_are_laid_out_and_extended_within_half_a_second() -> None:
    nodes, edges = crowd(3000)
    start = time.process_time()
    laid = arrange(nodes, edges)
    extend(laid, [*nodes, *((f"x{rank}", "maker") for rank in range(100))], [*edges, ("n1", "x1")])
    assert time.process_time() - start < 0.5
