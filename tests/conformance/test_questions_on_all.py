"""Money, hubs, communities and roles: the same answer from every store."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.analysis.communities import communities
from graphkit.analysis.hubs import hubs
from graphkit.analysis.ledger import money
from graphkit.analysis.roles import roles
from graphkit.analysis.takings import takings
from graphkit.store.base import open_store
from graphkit.store.view import View
from ingest.runner import ingest
from tests.conformance.cases import Row, load_and_switch
from tests.conformance.conftest import Place
from tests.conformance.invented import FILES
from tests.conformance.test_any_order import examples

SAMPLE = Path(__file__).parents[2] / "sample_data"
ACCOUNT = "Account:6299015851304512271"


def _answers(view: Any) -> list[dict[str, Any]]:
    followed = [money(view, ACCOUNT, direction=direction, method=method).to_json("en")
                for direction in ("out", "in") for method in ("fifo", "proportional")]
    return [*followed, takings(view).to_json(), hubs(view).to_json("en"), communities(view).to_json("en"),
            roles(view).to_json("en")]


@pytest.mark.slow
@pytest.mark.neo4j
def test_both_stores_give_the_same_money_hubs_groups_and_roles(neo4j_url: str, tmp_path: Path) -> None:
    place = Place("neo4j", neo4j_url)
    try:
        server = place.fresh()
        assert os.environ["GRAPHKIT_NEO4J_USER"]
        ingest(server, [SAMPLE])
        with open_store(f"sqlite:///{tmp_path / 'graph.db'}") as embedded:
            ingest(embedded, [SAMPLE])
            assert embedded.read(_answers) == server.read(_answers)
    finally:
        place.close()


def test_reading_all_at_once_says_what_reading_link_by_link_says(place: Place) -> None:
    @examples(place)
    @given(FILES, st.lists(st.integers(0, 9), max_size=3))
    def check(files: list[list[Row]], switched: list[int]) -> None:
        store = place.fresh()
        load_and_switch(store, files, switched)
        store.read(_compare)

    check()


def _compare(view: View) -> None:
    whole, columns = view.whole(), view.projection()
    names, ids = columns.names, columns.ids
    assert {i: names[t] for i, t in zip(ids, columns.types.tolist(), strict=True)} == {
        i: e.type for i, e in whole.entities.items()}
    assert ids == sorted(ids)
    listed = zip(*(c.tolist() for c in (columns.link_types, columns.sources, columns.targets, columns.counts)),
                 strict=True)
    assert sorted((names[t], ids[a], ids[b], n) for t, a, b, n in listed) == sorted(
        (k.type, k.source, k.target, k.count or 1) for k in whole.links.values())
    accounts = [i for i, e in whole.entities.items() if e.type == "Account"]
    flows = {(f.source, f.target): f for f in view.flows_at(accounts, ("paid",))}
    transfers = view.transfers_at(accounts, ("paid",))
    for pair, flow in flows.items():
        assert flow == view.flow(*pair)
        once = [t for t in transfers if (t.source, t.target) == pair]
        assert (len(once), sum(t.amount or 0 for t in once)) == (flow.count, flow.amount)
        reported = {t.id for t in view.transactions(*pair) if t.moved and not t.conflict}
        assert {i for t in once for i in t.reports} <= reported
