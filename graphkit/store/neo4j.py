"""A Neo4j server, single or clustered, Community edition or more: the only module that imports the driver.

Each query of Neo4j reads what is committed at that moment, so the snapshot is made here: the writers of one
investigation take turns under a lock and raise its version; a read during which the version moved is done again, the
last time under that lock. docs/adr/0002-two-stores-one-meaning.md gives the reasons.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from neo4j import GraphDatabase, ManagedTransaction, NotificationMinimumSeverity, Session
from neo4j.exceptions import AuthError, ConfigurationError, DriverError, Neo4jError

from graphkit.model.identity import digest
from graphkit.store import cypher
from graphkit.store.backend import Reader, Writer
from graphkit.store.errors import StoreError
from graphkit.store.neo4j_ahead import ReadingAhead
from graphkit.store.neo4j_reader import NUMBERS
from graphkit.store.neo4j_writer import Neo4jWriter

T = TypeVar("T")

logging.getLogger("neo4j").addHandler(logging.NullHandler())  # else the driver's retries land on the user's terminal

SCHEMA = 1
"""Version of what a server keeps; a store of another version is refused with what to do."""

_CONNECT_SECONDS = 5.0
_RETRY_SECONDS = 10.0
_INDEX_SECONDS = 300
_ROWS_AT_ONCE = 10_000
_FREE_READS = 2
_NOWHERE = -1  # the number of an investigation that is gone: nothing carries it

_VERSION = "MATCH (s:Store {name: 'graphkit'}) RETURN s.schema, s.catalogue"
_SET_VERSION = """
    MERGE (s:Store {name: 'graphkit'}) ON CREATE SET s.last = 0 SET s.schema = $schema, s.catalogue = $catalogue
"""
_ENTER = """
    MERGE (i:Investigation {name: $name}) WITH i WHERE i.no IS NULL MATCH (s:Store {name: 'graphkit'})
    SET s.last = s.last + 1 SET i.no = s.last, i.last = s.last * $numbers, i.version = 0
"""
_STATE = "MATCH (i:Investigation {name: $name}) RETURN i.no, i.version"
_LOCK = "MATCH (i:Investigation {name: $name}) SET i.version = i.version + $step RETURN i.no, i.retired"
_RETIRE = "MATCH (i:Investigation {name: $name}) REMOVE i.name SET i.retired = true"
_RENAME = "MATCH (i:Investigation {name: $other}) SET i.name = $name RETURN i.no"
_FORGET = "MATCH (i:Investigation {no: $no}) DELETE i"


class Neo4jBackend:
    """See `graphkit.store.backend.Backend`; usable from several threads."""

    remote = True

    def __init__(self, url: str, investigation: str, user: str, password: str, new: bool = True) -> None:
        parts = urlsplit(url)
        self.url = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        self.investigation = investigation
        if self.url != url:
            raise StoreError("secret_in_url", url=self.url)
        try:
            self._driver = GraphDatabase.driver(
                url, auth=(user, password), connection_timeout=_CONNECT_SECONDS,
                connection_acquisition_timeout=_RETRY_SECONDS, max_transaction_retry_time=_RETRY_SECONDS,
                notifications_min_severity=NotificationMinimumSeverity.OFF,
            )
        except (ConfigurationError, ValueError) as error:
            raise StoreError("bad_url", url=self.url) from error
        self._bookmarks = GraphDatabase.bookmark_manager()  # on a cluster too, we read what we wrote
        try:
            with self._errors():
                self._driver.verify_connectivity()
            self._prepare()
            if not new and not self._do(_STATE, name=investigation):
                raise StoreError("unknown_investigation", investigation=investigation,
                                 known="、".join(self.investigations()))
            self._do(_ENTER, name=investigation, numbers=NUMBERS)
            ((self._inv, _),) = self._do(_STATE, name=investigation)
        except BaseException:
            self._driver.close()
            raise

    def read(self, work: Callable[[Reader], T]) -> T:
        """Run `work` on one snapshot; it runs again when the investigation was written to meanwhile."""
        with self._session() as session:
            for _ in range(_FREE_READS):
                for result in session.execute_read(self._attempt, work):
                    return result
            return session.execute_write(lambda tx: work(ReadingAhead(_runner(tx), self._lock(tx, step=0))))

    def write(self, work: Callable[[Writer], T]) -> T:
        """Run `work` in one transaction; rolled back when it raises, run again after a lost connection."""

        def attempt(tx: ManagedTransaction) -> T:
            no = self._lock(tx, step=1)
            if no == _NOWHERE or no != self._inv:  # what the caller knows of numbers is of no use any more
                self._inv = no
                raise StoreError("replaced", investigation=self.investigation)
            return work(Neo4jWriter(_runner(tx), no))

        with self._session() as session:
            return session.execute_write(attempt)

    def investigations(self) -> list[str]:
        """The names of all investigations."""
        return sorted(name for (name,) in self._do("MATCH (i:Investigation) WHERE i.name IS NOT NULL RETURN i.name"))

    def replace(self, investigation: str) -> None:
        """Give this investigation the content of the other one, atomically."""

        def work(tx: ManagedTransaction) -> int:
            tx.run(_RETIRE, name=self.investigation)
            renamed = tx.run(_RENAME, other=investigation, name=self.investigation).values()
            if not renamed:
                raise StoreError("unknown_investigation", investigation=investigation,
                                 known="、".join(self.investigations()))
            return int(renamed[0][0])

        with self._session() as session:
            self._inv = session.execute_write(work)
        self._sweep()

    def drop(self) -> None:
        """Remove this investigation with everything in it."""
        self._do(_RETIRE, name=self.investigation)
        self._sweep()

    def backup(self, target: Path) -> bool:
        """A client can't write a server's file: False."""
        return False

    def close(self) -> None:
        """Close every connection."""
        self._driver.close()

    def _prepare(self) -> None:
        statements = cypher.schema()
        catalogue = digest(*statements)
        found = self._do(_VERSION)
        if found and found[0][0] != SCHEMA:
            raise StoreError("other_version", found=found[0][0], expected=SCHEMA)
        if found != [[SCHEMA, catalogue]]:
            with self._session() as session:
                session.execute_write(lambda tx: [tx.run(statement).consume() for statement in statements])
            self._do("CALL db.awaitIndexes($seconds)", seconds=_INDEX_SECONDS)
            self._do(_SET_VERSION, schema=SCHEMA, catalogue=catalogue)

    def _attempt(self, tx: ManagedTransaction, work: Callable[[Reader], T]) -> list[T]:
        """The result of reading without a lock; [] when it may be torn."""
        before = self._state(tx)
        try:
            result = work(ReadingAhead(_runner(tx), before[0]))
        except (DriverError, Neo4jError):
            raise
        except Exception:
            if self._state(tx) == before:
                raise
            return []
        return [result] if self._state(tx) == before else []

    def _state(self, tx: ManagedTransaction) -> list[int]:
        """The number and version of the investigation."""
        rows = tx.run(_STATE, name=self.investigation).values()
        return rows[0] if rows else [_NOWHERE, 0]

    def _lock(self, tx: ManagedTransaction, step: int) -> int:
        """Make other writers of the investigation wait for this transaction; the investigation's number."""
        rows = tx.run(_LOCK, name=self.investigation, step=step).values()
        return int(rows[0][0]) if rows and not rows[0][1] else _NOWHERE

    def _sweep(self) -> None:
        """Delete what belongs to no investigation any more, in small transactions; one cut short goes on here."""
        for (no,) in self._do("MATCH (i:Investigation) WHERE i.retired RETURN i.no"):
            scope = {"scope": f"{no}:", "low": no * NUMBERS, "high": (no + 1) * NUMBERS}
            for statement in cypher.sweeps():
                while self._do(statement, **scope) != [[0]]:
                    pass
            self._do(_FORGET, no=no)

    def _do(self, statement: str, **params: object) -> list[list[Any]]:
        with self._session() as session:
            return session.execute_write(lambda tx: tx.run(statement, params).values())

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with self._errors(), self._driver.session(
            fetch_size=_ROWS_AT_ONCE, bookmark_manager=self._bookmarks
        ) as session:
            yield session

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except Neo4jError as error:  # its message may hold evidence, its code does not
            refused = isinstance(error, AuthError) or (error.code or "").startswith("Neo.ClientError.Security")
            raise StoreError("neo4j_refused" if refused else "neo4j_failed", url=self.url, detail=error.code) from error
        except DriverError as error:
            raise StoreError("neo4j_down", url=self.url) from error


def _runner(tx: ManagedTransaction) -> Callable[..., Iterable[list[Any]]]:
    def run(statement: str, **params: object) -> Iterable[list[Any]]:
        return (record.values() for record in tx.run(statement, params))

    return run
