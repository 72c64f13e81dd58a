"""What others do meanwhile: readers see whole chunks only, writers take turns, what was committed survives a kill."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from neo4j.exceptions import TransientError

from graphkit.store.backend import Writer
from graphkit.store.base import GraphStore
from graphkit.store.view import View
from tests.conformance.cases import Row, account, content, load, paid, person, picture, sha256_of, withdraw
from tests.conformance.conftest import Place

CHUNKS = 25


def rows(first: int, last: int) -> list[Row]:
    """Each row brings one person, one account and one link between them."""
    return [("owns", person(f"1101011990{n:07d}X"), account(f"62220000{n:08d}"), {}) for n in range(first, last)]


def test_a_reader_sees_whole_chunks_only_while_a_load_goes_on(place: Place) -> None:
    writer, reader, done = place.open(), place.open(), Event()

    def write() -> None:
        try:
            load(writer, "a.csv", rows(0, CHUNKS * 4), size=4)
        finally:
            done.set()

    def look(view: View) -> tuple[int, ...]:
        people, accounts = len(view.ids_of("Person")), len(view.ids_of("Account"))
        graph, (entities, links) = view.whole(), view.stats()
        claims = view.claims(graph.links, 10)
        return (people, accounts, len(graph.links), entities.get("Person", 0), links.get("owns", 0),
                sum(map(len, claims.values())))

    with ThreadPoolExecutor(1) as pool:
        load_done = pool.submit(write)
        seen = [reader.read(look)]
        while not done.is_set():
            seen.append(reader.read(look))
        load_done.result()
    seen.append(reader.read(look))
    counted = [counts[0] for counts in seen]
    assert all(set(counts) == {counts[0]} for counts in seen)
    assert all(n % 4 == 0 for n in counted)
    assert counted == sorted(counted)
    assert counted[-1] == CHUNKS * 4


def test_a_reader_does_not_wait_for_a_writer(place: Place) -> None:
    store, reader = place.open(), place.open()
    load(store, "a.csv", rows(0, 4))
    before = picture(reader)
    inside, go_on = Event(), Event()

    def slow(tx: Writer) -> None:
        tx.set_entity_supports({e.id: 999 for e in tx.entity_ids()})
        inside.set()
        go_on.wait(60)
        raise KeyboardInterrupt

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(store.backend.write, slow)
        inside.wait(60)
        assert picture(reader) == before
        assert not writing.done()
        go_on.set()
        assert isinstance(writing.exception(), KeyboardInterrupt)
    assert picture(reader) == before


def test_two_loads_at_once_give_what_one_after_the_other_gives(place: Place) -> None:
    alone, stores = place.fresh(), [place.open(), place.open()]
    files = [(f"{n}.csv", [*rows(n * 8, n * 8 + 16), paid("1" * 16, "2" * 16, 100 + n, "2024-03-01", serial="S1")])
             for n in range(2)]
    for name, content_ in files:
        load(alone, name, content_, size=2)
    with ThreadPoolExecutor(2) as pool:
        for loaded in [pool.submit(load, store, *file, size=2) for store, file in zip(stores, files, strict=True)]:
            loaded.result()
    assert picture(stores[0]) == picture(alone)


def test_many_may_open_a_new_investigation_at_once(place: Place) -> None:
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(lambda _: place.open("新案"), range(4)))
    for n, store in enumerate(stores):
        load(store, f"{n}.csv", rows(n, n + 1))
    assert len({str(picture(store)) for store in stores}) == 1
    assert len(stores[0].read(lambda view: view.sources())) == 4


@pytest.mark.neo4j
def test_a_transaction_that_the_server_asks_to_run_again_counts_once(places: tuple[Place, Place]) -> None:
    _, server = places
    store, alone = server.open(), server.fresh()
    asked: list[int] = []
    write = store.backend.write

    def refuse_the_first_time(work):  # type: ignore[no-untyped-def]
        def attempt(tx: Writer):  # type: ignore[no-untyped-def]
            result = work(tx)
            asked.append(1)
            if len(asked) % 2:
                raise TransientError("deadlock")
            return result

        return write(attempt)

    store.backend.write = refuse_the_first_time  # type: ignore[method-assign]
    for each in (store, alone):
        withdraw(each, load(each, "a.csv", rows(0, 6)))
        load(each, "b.csv", rows(2, 8))
    assert len(asked) > 8
    assert picture(store) == picture(alone)


_LOADER = """
import sys, time
from tests.conformance.cases import load
from tests.conformance.test_meanwhile import opened, rows
store = opened(sys.argv[1], sys.argv[2])
store.finish_source = lambda info: time.sleep(600)  # however fast it is, it is killed before its end
print("open", flush=True)
load(store, "a.csv", rows(0, 400), size=4)
"""


def opened(url: str, investigation: str) -> GraphStore:
    """The store as another process opens it."""
    from graphkit.store.base import open_store

    return open_store(url, investigation, user=os.environ.get("GRAPHKIT_NEO4J_USER", ""),
                      password=os.environ.get("GRAPHKIT_NEO4J_PASSWORD", ""))


def test_a_killed_load_keeps_every_committed_chunk_and_loading_again_completes_it(place: Place) -> None:
    store, whole = place.open(), place.fresh()
    command = [sys.executable, "-c", _LOADER, place.url, place.name("main")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as process:
        assert process.stdout
        process.stdout.readline()
        while process.poll() is None and store.read(lambda view: view.stats())[1].get("owns", 0) < 40:
            time.sleep(0.01)
        process.kill()
    there = store.read(lambda view: view.stats())[1]["owns"]
    assert there % 4 == 0
    assert there >= 40
    assert store.read(lambda view: view.sources())[0].state == "loading"
    load(store, "a.csv", rows(0, 400), size=4)
    load(whole, "a.csv", rows(0, 400), size=4)
    assert content(store) == content(whole)
    assert [s.sha256 for s in store.read(lambda view: view.sources())] == [sha256_of("a.csv", rows(0, 400))]
