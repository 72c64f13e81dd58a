"""One timed task per process: `python -m benchmarks.tasks NAME ARGS` prints {"seconds": …, "peak_mb": …, …} as JSON.

Times are taken inside where preparing must not count (ready records, an open server); `benchmarks.run` times whole
processes itself where the start belongs to the work.
"""

from __future__ import annotations

import json
import os
import pickle
import random
import sqlite3
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import orjson

from benchmarks.path_columns import in_cypher, in_networkx, pairs, told
from graphkit.model.statements import Batch, Statements
from graphkit.store.base import GraphStore, open_store
from graphkit.store.rows import WITHDRAWN, ChunkRow, Placement
from graphkit.store.sqlite import PRAGMAS
from ingest.chunking import RawChunk, chunks
from ingest.mapping import Mapper
from ingest.reading import open_file, walk

ENTITIES, LINKS = 200_000, 800_000
LINKED_BY = ("uses", "owns", "bound_to")

BARE = """
CREATE TABLE entity (id TEXT NOT NULL UNIQUE, type TEXT);
CREATE TABLE link (id TEXT NOT NULL UNIQUE, type TEXT, src TEXT, dst TEXT, amount INTEGER, time TEXT, side TEXT);
CREATE INDEX link_src ON link (src); CREATE INDEX link_dst ON link (dst);
CREATE TABLE claim (subject TEXT, source INTEGER, row INTEGER, "values" TEXT);
CREATE INDEX claim_subject ON claim (subject);
CREATE TABLE raw (source INTEGER, row INTEGER, cells TEXT);
"""


def load(url: str, *paths: str) -> dict[str, Any]:
    """Files → validated, claimed graph."""
    from ingest.runner import ingest

    if not url.startswith("sqlite"):
        import neo4j  # noqa: F401 - half a second, for it looks for pandas; the baseline's clock starts behind it too
    start, cpu = time.perf_counter(), time.process_time()
    with open_store(url, os.environ.get("GRAPHKIT_INVESTIGATION", "main"), **_secrets()) as store:
        report = ingest(store, map(Path, paths))
    spent, cpu = time.perf_counter() - start, time.process_time() - cpu
    assert report.files
    return {"seconds": spent, "cpu": cpu, "rows": sum(f.rows for f in report.files), "created": report.created}


def bare(database: str, *paths: str) -> dict[str, Any]:
    """The same finished records by bare executemany into bare tables with the same indexes; making them is not timed.

    It commits chunk by chunk, as ours does, and under its settings: how often is no part of the comparison.
    """
    db = sqlite3.connect(database, isolation_level=None)
    for pragma in ("journal_mode=WAL", *PRAGMAS):
        db.execute(f"PRAGMA {pragma}")
    db.executescript(BARE)
    spent, cpu, written = 0.0, 0.0, 0
    for entities, links, claims, raw in _records(paths):
        start, busy = time.perf_counter(), time.process_time()
        db.execute("BEGIN")
        db.executemany("INSERT INTO entity VALUES (?,?)", entities)
        db.executemany("INSERT INTO link VALUES (?,?,?,?,?,?,?)", links)
        db.executemany("INSERT INTO claim VALUES (?,?,?,?)", claims)
        db.executemany("INSERT INTO raw VALUES (?,?,?)", raw)
        written += len(claims)
        db.execute("COMMIT")
        spent, cpu = spent + time.perf_counter() - start, cpu + time.process_time() - busy
    start, busy = time.perf_counter(), time.process_time()
    db.close()
    return {"seconds": spent + time.perf_counter() - start, "cpu": cpu + time.process_time() - busy, "claims": written}


def preview(url: str, folder: str) -> dict[str, Any]:
    """A dry run of a folder: until the first file is told of, and until the last."""
    from ingest.runner import ingest

    told: list[float] = []
    start = time.perf_counter()
    with open_store(url) as store:
        report = ingest(store, [Path(folder)], dry_run=True,
                        listener=lambda at: told.append(time.perf_counter()) if at.report else None)
    return {"seconds": told[0] - start, "whole": time.perf_counter() - start, "files": len(report.files)}


def withdraw(url: str) -> dict[str, Any]:
    """Withdraw the only source, read the figures that follow, and bring it back."""
    with open_store(url) as store:
        (source,) = store.read(lambda view: view.sources())
        start = time.perf_counter()
        store.set_source_state(source.sha256, WITHDRAWN, "bench", "bench")
        spent = time.perf_counter() - start
        assert store.read(lambda view: view.stats()) == ({}, {})
        start = time.perf_counter()
        store.set_source_state(source.sha256, "live", "", "bench")
        restored = time.perf_counter() - start
        assert store.read(lambda view: view.stats()) != ({}, {})
    return {"seconds": spent, "restored": restored}


def build(url: str, graph: str, entities: str = str(ENTITIES), links: str = str(LINKS)) -> dict[str, Any]:
    """A random case of so many entities and links in the store, and the same as a pickled networkx graph."""
    import networkx

    many, tied = int(entities), int(links)

    rng = random.Random(11)
    ids: list[str] = []
    say = Statements()
    whole: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    with open_store(url, **_secrets()) as store:
        source = store.begin_source("b" * 64, "bench.csv", "bench", 1)
        for n in range(many):
            found = say.entity("Phone", number=f"+86139{n:08d}")
            assert found
            ids.append(found)
            if n % 5_000 == 4_999 or n == many - 1:
                _write(store, source.no, say, n)
        whole.add_nodes_from(ids)
        for n in range(tied):
            a, b = rng.choice(ids), rng.choice(ids)
            say.entity("Phone", number=f"+86139{n % many:08d}")
            link = say.link(LINKED_BY[n % 3], a, b)
            whole.add_edge(a, b, key=link)
            if n % 5_000 == 4_999 or n == tied - 1:
                _write(store, source.no, say, many + n)
        store.finish_source(source)
    with Path(graph).open("wb") as file:
        pickle.dump(whole, file)
    pairs = [rng.sample(ids, 2) for _ in range(20)]
    Path(f"{graph}.pairs").write_text(json.dumps(pairs), "utf-8")
    return {"seconds": 0.0}


def paths(url: str, graph: str, hops: str) -> dict[str, Any]:
    """Every simple path between random pairs, through the store."""
    from graphkit.analysis.paths import paths as between

    found, times = [], []
    with open_store(url) as store:
        for a, b in pairs(graph):
            start = time.perf_counter()
            answer = store.read(lambda view, a=a, b=b: between(view, a, b, max_hops=int(hops), limit=10**6))
            times.append(time.perf_counter() - start)
            found.append([path.entities for path in answer.paths])
    return {"seconds": median(times), "paths": list(map(len, found)), "sets": list(map(told, found))}


def simple_paths(graph: str, hops: str) -> dict[str, Any]:
    """The same by networkx on the loaded graph."""
    return in_networkx(graph, int(hops))


def cypher_paths(url: str, graph: str, hops: str) -> dict[str, Any]:
    """The same by one query on a Neo4j server that holds the same."""
    return in_cypher(url, **_secrets(), graph=graph, hops=int(hops), types=LINKED_BY)


def cte(database: str, graph: str, hops: str) -> dict[str, Any]:
    """The same by one recursive CTE over the same database."""
    far = "CASE WHEN l.src = walk.node THEN l.dst ELSE l.src END"
    sql = f"""
        WITH RECURSIVE walk (node, path, depth) AS (
            SELECT :a, ',' || :a || ',', 0
            UNION ALL
            SELECT {far}, path || {far} || ',', depth + 1
            FROM walk JOIN link l ON (l.src = walk.node OR l.dst = walk.node)
            WHERE depth < :hops AND walk.node <> :b AND instr(path, ',' || {far} || ',') = 0)
        SELECT count(DISTINCT path) FROM walk WHERE node = :b
    """
    db = sqlite3.connect(database)
    found, times = [], []
    for pair in pairs(graph):
        a, b = (db.execute("SELECT no FROM entity WHERE id = ?", (bytes.fromhex(i),)).fetchone()[0] for i in pair)
        start = time.perf_counter()
        found.append(db.execute(sql, {"a": a, "b": b, "hops": int(hops)}).fetchone()[0])
        times.append(time.perf_counter() - start)
    return {"seconds": median(times), "paths": found}


def communities(url: str, _graph: str) -> dict[str, Any]:
    """Groups: the projection, finding them, and the whole answer with hubs, reasons and rows."""
    from graphkit.analysis.communities import communities as ask
    from graphkit.analysis.communities.binding import bind, partition
    from graphkit.store.view import View

    def project(view: View) -> int:
        projection = view.projection()
        return len(set(partition(len(projection.ids), bind(projection, ())).tolist()))

    with open_store(url) as store:
        start = time.perf_counter()
        groups = store.read(project)
        spent = time.perf_counter() - start
        start = time.perf_counter()
        answer = store.read(ask)
    return {"seconds": spent, "whole": time.perf_counter() - start, "groups": groups, "listed": len(answer.groups)}


def hubs(url: str, _graph: str) -> dict[str, Any]:
    """Shared infrastructure of the whole case."""
    from graphkit.analysis.hubs import hubs as ask

    with open_store(url) as store:
        start = time.perf_counter()
        answer = store.read(ask)
    return {"seconds": time.perf_counter() - start, "hubs": len(answer.hubs)}


def busy(url: str, count: str) -> dict[str, Any]:
    """An account with two thirds of `count` transfers among 5,000 counterparties, which pay on the rest."""
    rng = random.Random(3)
    say = Statements()
    with open_store(url) as store:
        source = store.begin_source("c" * 64, "busy.csv", "bench", 1)
        for n in range(int(count)):
            say.row = n % 5_000
            other = 1 + rng.randrange(5_000)
            ends = (other, 1 + rng.randrange(20_000)) if n % 3 == 0 else (0, other) if n % 3 == 1 else (other, 0)
            payer, payee = (say.entity("Account", scheme="bank", number=f"6299{end:012d}") for end in ends)
            moment = time.strftime("%Y-%m-%dT%H:%M:%S+08:00", time.gmtime(1_735_689_600 + n * 37))
            say.transaction("paid", payer, payee, f"k{n}", side="out" if n % 2 else "in", time=moment,
                            amount_fen=rng.randrange(100, 200_000), reference=f"R{n:010d}")
            if n % 5_000 == 4_999:
                _write(store, source.no, say, n)
        store.finish_source(source)
    return {"seconds": 0.0}


def money(url: str, hops: str, method: str) -> dict[str, Any]:
    """The counterparties and the money of the busy account."""
    from graphkit.analysis.ledger import money as ask

    with open_store(url) as store:
        start = time.perf_counter()
        answer = store.read(lambda view: ask(view, "Account:6299000000000000", hops=int(hops), method=method))  # type: ignore[arg-type]
    return {"seconds": time.perf_counter() - start, "transfers": sum(c.count for c in answer.counterparties)}


def campaign(folder: str, scale: str, hub: str = "0", crowd: str = "0") -> dict[str, Any]:
    """The files of a province-wide case; transfers of one of its collectors, and of people who are nobody, beside it."""
    from benchmarks.campaign import Campaign

    Campaign(float(scale)).write(Path(folder), int(hub), int(crowd))
    return {"seconds": 0.0}


def roles(url: str) -> dict[str, Any]:
    """Everybody's roles, in wall and in processor time."""
    from graphkit.analysis.roles import roles as ask

    with open_store(url) as store:
        entities, links = store.read(lambda view: view.stats())
        start, cpu = time.perf_counter(), time.process_time()
        answer = store.read(ask)
        spent, cpu = time.perf_counter() - start, time.process_time() - cpu
    return {"seconds": spent, "cpu": cpu, "entities": sum(entities.values()), "links": sum(links.values()),
            "roles": len(answer.roles)}


def whole(url: str) -> dict[str, Any]:
    """One plain read of every entity and link of the same store into Python, totals for transactions."""
    with open_store(url) as store:
        start, cpu = time.perf_counter(), time.process_time()
        found = store.read(lambda view: view.whole())
        spent, cpu = time.perf_counter() - start, time.process_time() - cpu
    return {"seconds": spent, "cpu": cpu, "links": len(found.links)}


def traces(url: str) -> dict[str, Any]:
    """Chains of certificates whose buyers paid the account with very many transfers, after a first that is not timed."""
    from benchmarks.campaign import AGENTS, Campaign, card
    from graphkit.analysis.certificates import certificates
    from graphkit.analysis.trace import trace

    hub = card(Campaign(0.05).agent(0, AGENTS + 1))
    walls, cpus = [], []
    with open_store(url) as store:
        found = store.read(certificates).verdicts
        for seed in [v.id for v in found if v.verdict == "forged"][:400]:
            start, cpu = time.perf_counter(), time.process_time()
            answer = store.read(lambda view, seed=seed: trace(view, seed))
            spent, cpu = time.perf_counter() - start, time.process_time() - cpu
            if any(e.type == "Account" and e.caption == hub for e in answer.entities.values()):
                walls.append(spent)
                cpus.append(cpu)
            if len(cpus) > 20:
                break
    return {"seconds": median(walls[1:]), "cpu": median(cpus[1:])}


def unpickle(graph: str) -> dict[str, Any]:
    """Unpickle the networkx graph and find one chain in it."""
    import networkx

    with Path(graph).open("rb") as file:
        whole = pickle.load(file)
    a, b = json.loads(Path(f"{graph}.pairs").read_text("utf-8"))[0]
    return {"hops": len(networkx.shortest_path(whole.to_undirected(as_view=True), a, b)) - 1}


def first_chain(url: str, graph: str) -> dict[str, Any]:
    """Open the store and find the same chain."""
    from graphkit.analysis.paths import paths as between

    a, b = json.loads(Path(f"{graph}.pairs").read_text("utf-8"))[0]
    with open_store(url) as store:
        for hops in range(1, 12):
            answer = store.read(lambda view, hops=hops: between(view, a, b, max_hops=hops, limit=1))
            if answer.paths:
                return {"hops": len(answer.paths[0].steps)}
    raise AssertionError


def driver(url: str, *files: str) -> dict[str, Any]:
    """A bare driver script that writes the same nodes, relationships and claims in batches of 10,000."""
    from benchmarks.bare_driver import write

    return {"seconds": write(url, list(_records(files)), **_secrets())}


def _records(files: tuple[str, ...]) -> Iterator[tuple[list[Any], list[Any], list[Any], list[Any]]]:
    """Finished records chunk by chunk: entities, links, a claim per source row and subject, raw rows."""
    seen: set[str] = set()
    for number, path in enumerate(walk(map(Path, files)), 1):
        opened = open_file(path)
        for table in opened.tables:
            mapper = Mapper(table.kind, table.headers)
            for chunk in chunks(opened, table):
                batch, _ = mapper.map(chunk)
                yield _flat(batch, chunk, number, seen)
                seen.update(batch.entities, batch.links)


def _flat(batch: Batch, chunk: RawChunk, source: int, seen: set[str]) -> tuple[list[Any], ...]:  # type: ignore[type-arg]
    entities = [(i, t) for i, (t, _) in batch.entities.items() if i not in seen]
    links = [(i, k.type, k.source, k.target, k.amount, k.time, k.side)
             for i, k in batch.links.items() if i not in seen]
    claims = [(s, source, chunk.base + offset, v.decode()) for (s, v), rows in batch.claims.items() for offset in rows]
    raw = [(source, chunk.base + offset, orjson.dumps(cells).decode()) for offset, cells in chunk.rows]
    return entities, links, claims, raw


def _write(store: GraphStore, source: int, say: Statements, n: int) -> None:
    raw = zlib.compress(orjson.dumps({"headers": [], "rows": [], "ordinals": [], "flags": []}))
    store.write(say.take(), ChunkRow(0, f"{n:032x}", "bench", raw, b"{}"), Placement(0, source, "", n + 2))


def _peak() -> float:
    """The most memory this program has held, MB. (`getrusage` would count what its parent held before it started.)"""
    status = Path("/proc/self/status").read_text("ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


def _secrets() -> dict[str, str]:
    import os

    return {"user": os.environ.get("GRAPHKIT_NEO4J_USER", ""), "password": os.environ.get("GRAPHKIT_NEO4J_PASSWORD", "")}


TASKS: dict[str, Callable[..., dict[str, Any]]] = {
    f.__name__: f for f in (load, bare, withdraw, preview, build, paths, cte, simple_paths, cypher_paths, communities, hubs, busy, money, campaign, roles, whole, traces, unpickle, first_chain, driver)
}

if __name__ == "__main__":
    answer = TASKS[sys.argv[1]](*sys.argv[2:])
    answer["peak_mb"] = _peak()
    print(json.dumps(answer))
