"""What one account's statements say of it again and again lies in an embedded store once, and every row proves it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from graphkit.model.identity import key_id
from graphkit.store.base import GraphStore, open_store
from graphkit.store.rows import LIVE, WITHDRAWN
from ingest.runner import ingest

CARD = "6222000011112222333"
ACCOUNT = key_id("Account", ("scheme", "number"), ("bank", CARD))
HEADERS = "交易卡号,交易户名,交易时间,交易金额,收付标志,交易对手账卡号,交易流水号"
MONTHS = ("一月.csv", "二月.csv", "三月.csv")


@pytest.fixture
def months(tmp_path: Path) -> list[Path]:
    """Three statements of one account: each names the account and its holder, and no transaction of another."""
    paths = []
    for number, name in enumerate(MONTHS, 1):
        path = tmp_path / name
        rows = [f"{CARD},张三,2026-0{number}-0{day} 10:00:00,{day}00.00,出,622200009999888877{day},LS{number}{day:06d}"
                for day in (1, 2)]
        path.write_text("\n".join([HEADERS, *rows]), "utf-8")
        paths.append(path)
    return paths


def proofs(store: GraphStore, limit: int = 200) -> list[tuple[str, int, str]]:
    """(file, row, holder) of each row that states the account."""
    claims = store.read(lambda view: view.claims([ACCOUNT], limit))[ACCOUNT]
    return [(c.ref.file, c.ref.row, str(c.values.get("holder_name"))) for c in claims]


EVERY = sorted((name, row, "张三") for name in MONTHS for row in (2, 3))


def test_what_is_said_again_is_kept_once_and_every_row_proves_it(months: list[Path], tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/case.db") as store:
        ingest(store, months)
        assert proofs(store) == EVERY
    with closing(sqlite3.connect(tmp_path / "case.db")) as db:
        kept = db.execute("SELECT count(*) FROM claim WHERE CAST(\"values\" AS TEXT) LIKE '%张三%'").fetchone()
        assert kept == (1,)


def test_what_was_said_first_goes_with_its_file_and_the_rest_stays(months: list[Path], tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/case.db") as store:
        ingest(store, months)
        first = next(s for s in store.read(lambda view: view.sources()) if s.name == MONTHS[0])
        store.set_source_state(first.sha256, WITHDRAWN, "试", "甲")
        assert proofs(store) == [proof for proof in EVERY if proof[0] != MONTHS[0]]
        store.set_source_state(first.sha256, LIVE, "", "甲")
        assert proofs(store) == EVERY


def test_of_many_rows_the_first_chunks_are_told(months: list[Path], tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/case.db") as store:
        ingest(store, months)
        told = store.backend.read(lambda reader: reader.claims([ACCOUNT], 2))
        every = store.backend.read(lambda reader: reader.claims([ACCOUNT]))
        assert len(every) == len(MONTHS)
        assert sorted(told) == sorted(every, key=lambda claim: claim.chunk)[:2]


def test_a_store_of_the_first_version_reads_on(months: list[Path], tmp_path: Path) -> None:
    url, path = f"sqlite:///{tmp_path}/case.db", tmp_path / "case.db"
    with open_store(url) as store:
        ingest(store, months[:1])
        before = proofs(store)
    with closing(sqlite3.connect(path)) as db:  # as it was written when every chunk kept all of its claims
        assert db.execute("SELECT count(*) FROM again").fetchone() == (0,)
        db.executescript("DROP TABLE again; ALTER TABLE claim DROP COLUMN said; PRAGMA user_version = 1")
    with open_store(url) as store:
        assert proofs(store) == before
        ingest(store, months)
        assert proofs(store) == EVERY
