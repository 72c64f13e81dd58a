"""What else finds every simple path between two entities: networkx on the loaded graph, one query on a Neo4j server."""

from __future__ import annotations

import hashlib
import json
import pickle
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

PAIRS = 20


def pairs(graph: str) -> list[tuple[str, str]]:
    """The pairs of entities that every column is asked about."""
    found: list[tuple[str, str]] = [(a, b) for a, b in json.loads(Path(f"{graph}.pairs").read_text("utf-8"))[:PAIRS]]
    return found


def told(paths: Iterable[Sequence[str]]) -> str:
    """A set of paths in one word, to compare what two columns found."""
    listed = sorted({",".join(path) for path in paths})
    return f"{len(listed)}:{hashlib.sha256(' '.join(listed).encode()).hexdigest()[:16]}"


def in_networkx(graph: str, hops: int) -> dict[str, Any]:
    """By `all_simple_paths`, once the whole graph is loaded, which is not timed."""
    import networkx

    with Path(graph).open("rb") as file:
        whole: Any = networkx.Graph(pickle.load(file))
    found, times = [], []
    for a, b in pairs(graph):
        start = time.perf_counter()
        listed = list(networkx.all_simple_paths(whole, a, b, cutoff=hops))
        times.append(time.perf_counter() - start)
        found.append(told(listed))
    return {"seconds": median(times), "sets": found}


def in_cypher(url: str, user: str, password: str, graph: str, hops: int, types: Sequence[str]) -> dict[str, Any]:
    """By one query per pair on a Neo4j server that holds the same content in its investigation `main`."""
    import neo4j

    text = (f"MATCH (a:Entity {{uid: $a}}) MATCH (b:Entity {{uid: $b}})"
            f" MATCH p = (a)-[:{'|'.join(types)}*1..{hops}]-(b)"
            " WHERE ALL(n IN nodes(p) WHERE SINGLE(m IN nodes(p) WHERE m = n))"
            " RETURN DISTINCT [n IN nodes(p) | split(n.uid, ':')[1]] AS path")
    found, times = [], []
    with neo4j.GraphDatabase.driver(url, auth=(user, password)) as driver:
        scope = driver.execute_query("MATCH (i:Investigation {name: 'main'}) RETURN toString(i.no) + ':'").records[0][0]
        for a, b in pairs(graph):
            start = time.perf_counter()
            listed = driver.execute_query(text, a=scope + a, b=scope + b).records
            times.append(time.perf_counter() - start)
            found.append(told(record["path"] for record in listed))
    return {"seconds": median(times), "sets": found}
