"""Keeping an investigation: read anew by today's rules, copied into another store, backed up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from graphkit.store.base import GraphStore, open_store
from graphkit.store.errors import StoreError
from graphkit.store.view import View
from graphkit.workbench.results import Stats
from graphkit.workbench.settings import Settings


class Keeping:
    """What a Workbench does with its store."""

    store: GraphStore
    settings: Settings

    def rebuild(self, told: Callable[[str, int], None] | None = None) -> tuple[Stats, Stats]:
        """Read all stored rows anew by today's rules; the old content answers until the new is complete."""
        from ingest.replay import transfer

        before = stats_of(self.store)
        beside = f"{self.store.investigation}\x1frebuild"
        with self._open(self.settings.store, beside) as fresh:
            fresh.backend.drop()
        with self._open(self.settings.store, beside) as fresh:
            try:
                for name, rows in transfer(self.store, fresh, anew=True):
                    if told:
                        told(name, rows)
            except BaseException:
                fresh.backend.drop()
                raise
        self.store.replace(beside)
        return before, stats_of(self.store)

    def copy_to(self, url: str, told: Callable[[str, int], None] | None = None) -> tuple[Stats, Stats]:
        """Copy the investigation into another store; (ours, theirs)."""
        from ingest.replay import transfer

        with self._open(url, self.store.investigation) as target:
            for name, rows in transfer(self.store, target, anew=False):
                if told:
                    told(name, rows)
            return stats_of(self.store), stats_of(target)

    def backup(self, target: str | Path) -> None:
        """One consistent file: a copy of an embedded store, or an embedded store filled from a server.

        StoreError when the file exists or can't be written; nothing is left of it then.
        """
        path = Path(target)
        part = path.with_name(f".{path.name}.part")
        try:
            if path.exists():
                raise StoreError("target_exists", path=str(path))
            path.parent.mkdir(parents=True, exist_ok=True)
            part.unlink(missing_ok=True)
            if not self.store.backend.backup(part):
                self.copy_to(f"sqlite:///{part.as_posix()}")
            part.rename(path)
        except OSError as error:
            raise StoreError("cannot_write", path=str(path), detail=error.strerror) from error
        finally:
            with suppress(OSError):
                part.unlink()

    def _open(self, url: str, investigation: str) -> GraphStore:
        return open_store(url, investigation, user=self.settings.user, password=self.settings.password)


def stats_of(store: GraphStore) -> Stats:
    """How much an investigation holds."""

    def work(view: View) -> Stats:
        entities, links = view.stats()
        return Stats(entities, links, Counter(s.state for s in view.sources()))

    return store.read(work)
