"""The baseline for Neo4j: the driver and three statements, nothing else."""

from __future__ import annotations

import time
from collections import defaultdict
from typing import Any

BATCH = 10_000


def write(url: str, records: list[tuple[list[Any], ...]], user: str, password: str) -> float:  # type: ignore[type-arg]
    """Write ready records; the seconds it took."""
    import neo4j

    with neo4j.GraphDatabase.driver(url, auth=(user, password)) as driver:
        with driver.session() as session:  # what an earlier run wrote
            for label in ("Bare", "BareClaim"):
                session.run(f"MATCH (n:{label}) CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS").consume()
        driver.execute_query("CREATE CONSTRAINT bare IF NOT EXISTS FOR (n:Bare) REQUIRE n.id IS UNIQUE")
        driver.execute_query("CREATE INDEX bare_claim IF NOT EXISTS FOR (n:BareClaim) ON (n.subject)")
        driver.execute_query("CALL db.awaitIndexes()")
        start = time.perf_counter()
        for rows in _batches([e for r in records for e in r[0]]):
            driver.execute_query("UNWIND $rows AS row MERGE (n:Bare {id: row[0]}) SET n.type = row[1]", rows=rows)
        by_type = defaultdict(list)
        for record in records:
            for link in record[1]:
                by_type[link[1]].append(link)
        for name, links in by_type.items():
            for rows in _batches(links):
                driver.execute_query(
                    "UNWIND $rows AS row MATCH (a:Bare {id: row[2]}) MATCH (b:Bare {id: row[3]})"
                    f" CREATE (a)-[:bare_{name} {{id: row[0], amount: row[4], time: row[5], side: row[6]}}]->(b)", rows=rows)
        for rows in _batches([c for r in records for c in r[2]]):
            driver.execute_query(
                "UNWIND $rows AS row CREATE (:BareClaim {subject: row[0], source: row[1], row: row[2], values: row[3]})",
                rows=rows)
        return time.perf_counter() - start


def _batches(items: list[Any]) -> list[list[Any]]:
    return [[list(i) for i in items[n : n + BATCH]] for n in range(0, len(items), BATCH)]
