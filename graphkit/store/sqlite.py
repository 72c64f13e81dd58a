"""The embedded default: one file, write-ahead log, readers never wait for a writer."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from graphkit.store.backend import Reader, Writer
from graphkit.store.errors import StoreError
from graphkit.store.sqlite_entities import Types
from graphkit.store.sqlite_reader import SqliteReader
from graphkit.store.sqlite_schema import APPLICATION_ID, DDL, SCHEMA, UPGRADES
from graphkit.store.sqlite_writer import Numbers, SqliteWriter

T = TypeVar("T")
_BUSY_SECONDS = 60.0
PRAGMAS = ("synchronous=NORMAL", "cache_size=-65536", "temp_store=MEMORY",
           "wal_autocheckpoint=16000")  # 64 MB: pages of an index change with every chunk and are copied less often
_NOWHERE = -1  # the number of an investigation that is gone: nothing carries it


class SqliteBackend:
    """See `graphkit.store.backend.Backend`; usable from several threads, each with a connection of its own."""

    remote = False

    def __init__(self, path: Path, investigation: str, new: bool = True) -> None:
        self.url = f"sqlite:///{path.as_posix()}"
        self.investigation = investigation
        self._path = path
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        with self._errors():
            if not new and not (path.exists() and path.stat().st_size):
                raise StoreError("no_store", path=str(path))
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._inv = self._prepare(new)
            except BaseException:
                self.close()
                raise

    def read(self, work: Callable[[Reader], T]) -> T:
        """Run `work` on one snapshot."""
        with self._errors():
            db = self._connection()
            if db.in_transaction:
                return work(SqliteReader(db, self._number(db, self.investigation), self._types))
            db.execute("BEGIN")
            try:
                return work(SqliteReader(db, self._number(db, self.investigation), self._types))
            finally:
                db.execute("ROLLBACK")

    def write(self, work: Callable[[Writer], T]) -> T:
        """Run `work` in one transaction; rolled back when it raises."""
        with self._transaction() as db:
            no = self._number(db, self.investigation)
            if no == _NOWHERE or no != self._inv:  # what the caller knows of numbers is of no use any more
                self._inv = no
                raise StoreError("replaced", investigation=self.investigation)
            self._local.numbers = self._local.numbers.of(no)
            return work(SqliteWriter(db, self._local.numbers, self._types))

    def investigations(self) -> list[str]:
        """The names of all investigations."""
        with self._errors():
            names = [n for (n,) in self._connection().execute("SELECT name FROM investigation ORDER BY name")]
        return [n for n in names if n.isprintable()]  # what a rebuild that was cut short has left is none

    def replace(self, investigation: str) -> None:
        """Give this investigation the content of the other one, atomically."""
        with self._transaction() as db:
            other = self._number(db, investigation)
            if other == _NOWHERE:
                raise StoreError("unknown_investigation", investigation=investigation,
                                 known="、".join(self.investigations()))
            self._empty(db)
            db.execute("UPDATE investigation SET name = ? WHERE no = ?", (self.investigation, other))
        self._inv = other

    def drop(self) -> None:
        """Remove this investigation with everything in it."""
        with self._transaction() as db:
            self._empty(db)

    def backup(self, target: Path) -> bool:
        """One consistent, compact file, made while others read and write."""
        if target.exists():
            raise StoreError("target_exists", path=str(target))
        try:
            self._connection().execute("VACUUM INTO ?", (str(target),))
        except sqlite3.DatabaseError as error:
            raise StoreError("cannot_write", path=str(target), detail=str(error)) from error
        return True

    def close(self) -> None:
        """Close every connection."""
        for connection in self._connections:
            connection.close()
        self._connections.clear()
        self._local = threading.local()

    @property
    def _types(self) -> Types:
        self._connection()
        return self._local.types  # type: ignore[no-any-return]

    def _connection(self) -> sqlite3.Connection:
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is None:
            db = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
            self._connections.append(db)
            self._create(db)  # before anything else: a file that is no store stays as it is
            _write_ahead(db)
            for pragma in PRAGMAS:
                db.execute(f"PRAGMA {pragma}")
            self._local.db, self._local.types, self._local.numbers = db, Types(db), Numbers(_NOWHERE)
        return db

    def _create(self, db: sqlite3.Connection) -> None:
        application, version, empty = db.execute(
            "SELECT application_id, user_version, NOT EXISTS (SELECT 1 FROM sqlite_master)"
            " FROM pragma_application_id, pragma_user_version"
        ).fetchone()
        if application == 0 and empty:
            db.execute("BEGIN IMMEDIATE")
            if not db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
                for statement in DDL.split(";"):
                    db.execute(statement)
                db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                db.execute(f"PRAGMA user_version = {SCHEMA}")
            db.execute("COMMIT")
        elif application != APPLICATION_ID:
            raise StoreError("not_a_store", path=str(self._path))
        elif version != SCHEMA:
            self._upgrade(db)

    @staticmethod
    def _upgrade(db: sqlite3.Connection) -> None:
        """Bring a store to the present version, whole or not at all."""
        db.execute("BEGIN IMMEDIATE")
        try:
            while (version := db.execute("PRAGMA user_version").fetchone()[0]) != SCHEMA:
                if version not in UPGRADES:
                    raise StoreError("other_version", found=version, expected=SCHEMA)
                for statement in UPGRADES[version].split(";"):
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {version + 1}")
            db.execute("COMMIT")
        except BaseException:
            db.execute("ROLLBACK")
            raise

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._errors():
            db = self._connection()
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                db.execute("ROLLBACK")
                self._local.types, self._local.numbers = Types(db), Numbers(_NOWHERE)
                raise
            db.execute("COMMIT")

    def _prepare(self, new: bool) -> int:
        db = self._connection()
        if self._number(db, self.investigation) == _NOWHERE:
            if not new:
                raise StoreError("unknown_investigation", investigation=self.investigation,
                                 known="、".join(self.investigations()))
            db.execute("INSERT OR IGNORE INTO investigation (name) VALUES (?)", (self.investigation,))
        return self._number(db, self.investigation)

    @staticmethod
    def _number(db: sqlite3.Connection, investigation: str) -> int:
        """The number of an investigation now: a rebuild in another process gives the name another one."""
        found = db.execute("SELECT no FROM investigation WHERE name = ?", (investigation,)).fetchone()
        return _NOWHERE if found is None else int(found[0])

    def _empty(self, db: sqlite3.Connection) -> None:
        no = self._number(db, self.investigation)
        mine = "(SELECT no FROM entity WHERE inv = ?)"
        for sql in (
            f"DELETE FROM term WHERE entity IN {mine}",
            f"DELETE FROM total WHERE src IN {mine}",
            f"DELETE FROM stale WHERE src IN {mine}",
            "DELETE FROM claim WHERE chunk IN (SELECT no FROM chunk WHERE inv = ?)",
            "DELETE FROM again WHERE chunk IN (SELECT no FROM chunk WHERE inv = ?)",
            "DELETE FROM placement WHERE source IN (SELECT no FROM source WHERE inv = ?)",
            *(f"DELETE FROM {table} WHERE inv = ?"
              for table in ("link", "txn", "entity", "chunk", "source", "support", "judgement")),
            "DELETE FROM investigation WHERE no = ?",
        ):
            db.execute(sql, (no,))

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            code = "not_a_store" if "not a database" in str(error) else "sqlite_failed"
            raise StoreError(code, path=str(self._path), detail=str(error)) from error
        except OSError as error:
            raise StoreError("sqlite_failed", path=str(self._path), detail=error.strerror) from error


def _write_ahead(db: sqlite3.Connection) -> None:
    """Switch to the write-ahead log. While another connection makes the same switch SQLite says busy at once, without
    the wait that it grants everything else."""
    end = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            db.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.01)
