"""Money, hubs and communities: the same answer from every store."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from graphkit.analysis.communities import communities
from graphkit.analysis.hubs import hubs
from graphkit.analysis.ledger import money
from graphkit.store.base import open_store
from ingest.runner import ingest
from tests.conformance.conftest import Place

SAMPLE = Path(__file__).parents[2] / "sample_data"
ACCOUNT = "Account:6299015851304512271"


def _answers(view: Any) -> list[dict[str, Any]]:
    followed = [money(view, ACCOUNT, direction=direction, method=method).to_json("en")
                for direction in ("out", "in") for method in ("fifo", "proportional")]
    return [*followed, hubs(view).to_json("en"), communities(view).to_json("en")]


@pytest.mark.slow
@pytest.mark.neo4j
def test_both_stores_give_the_same_money_hubs_and_groups(neo4j_url: str, tmp_path: Path) -> None:
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
