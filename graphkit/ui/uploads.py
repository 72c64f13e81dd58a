"""Files on their way from the browser into the store: a folder of their own, then a load in the background."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import BinaryIO

from graphkit.model.report import FileReport, ImportReport
from graphkit.ui.word import Word
from graphkit.workbench import open_workbench
from ingest.runner import Progress
from ingest.suggesting import SeenTable

_UNSAFE = re.compile('[\x00-\x1f\x7f<>:"|?*\\\\\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]')
_LONGEST_NAME = 120


class Cancelled(Exception):
    """The user stopped a load; what was committed stays, and loading the same files again goes on from there."""


def safe_name(name: str) -> PurePosixPath:
    """A browser's file name as a relative path of harmless parts: never absolute, never upwards, never hidden."""
    parts = (_UNSAFE.sub("_", part).strip(". ") for part in name.replace("\\", "/").split("/"))
    kept = [part if len(part) <= _LONGEST_NAME else part[:80] + part[-40:] for part in parts if part]
    return PurePosixPath(*kept) if kept else PurePosixPath("_")


class Upload:
    """Uploaded files in a temporary folder that only this user can read; gone with `discard`."""

    def __init__(self, files: Iterable[tuple[str, BinaryIO]]) -> None:
        """`files`: name as the browser gives it, and content."""
        self._folder = TemporaryDirectory(prefix="graphkit-")
        self.root = Path(self._folder.name)
        for name, content in files:
            self._keep(self.root / safe_name(name), content)

    @staticmethod
    def _keep(target: Path, content: BinaryIO) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        stem, number = target.stem, 2
        while target.exists():
            target = target.with_name(f"{stem} ({number}){target.suffix}")
            number += 1
        with target.open("wb") as out:
            while block := content.read(1 << 20):
                out.write(block)

    def name_of(self, path: Path) -> str:
        """What a report calls one of the files."""
        from ingest.reading import file_name

        return file_name(path.relative_to(self.root))

    def path_of(self, name: str) -> Path | None:
        """The file that a report names, or the archive that its member is in."""
        from ingest.reading import walk

        for path in walk([self.root]):
            called = self.name_of(path)
            if name == called or name.startswith(f"{called}!"):
                return path
        return None

    def discard(self) -> None:
        """Remove the folder."""
        self._folder.cleanup()


class Load:
    """A load, or the preview of one, in a thread of its own: it goes on while the user looks at other pages.

    A load discards its upload when it ends; a preview leaves it for the load.

    `word` is what the user says of the files. `progress` is how far it is, `so_far` what became of the files that are
    done, `report` what it did once it is done, `error` why it failed.
    """

    def __init__(self, upload: Upload, investigation: str, dry_run: bool, word: Word) -> None:
        self.upload = upload
        self.dry_run = dry_run
        self.word = word
        self.progress: Progress | None = None
        self.so_far: list[FileReport] = []
        self.report: ImportReport | None = None
        self.error: Exception | None = None
        self._seen: dict[str, list[SeenTable]] = {}
        self._investigation = investigation
        self._cancelled = threading.Event()
        self._started = time.monotonic()
        self._thread = threading.Thread(target=self._run, name="load", daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether it is still at work."""
        return self._thread.is_alive()

    def tables(self, name: str) -> list[SeenTable]:
        """The tables of a previewed file, read when they are first asked for."""
        path = self.upload.path_of(name)
        if name not in self._seen and path is not None:
            with open_workbench(None, self._investigation) as wb:
                self._seen[name] = wb.seen_tables(path, self.upload.name_of(path), name, self.word.mappings())
        return self._seen.get(name, [])

    def cancel(self) -> None:
        """Stop after the present batch of rows."""
        self._cancelled.set()

    def pace(self) -> tuple[float, float, float | None]:
        """Share done (0..1), rows a second, seconds left (None while nobody can tell)."""
        at, spent = self.progress, time.monotonic() - self._started
        if at is None:
            return 0.0, 0.0, None
        return at.done, at.rows / spent, spent / at.done - spent if at.done else None

    def _run(self) -> None:
        try:
            with open_workbench(None, self._investigation) as wb:
                self.report = wb.ingest(
                    self.upload.root, dry_run=self.dry_run, listener=self._told, mappings=self.word.mappings(),
                    left_out=() if self.dry_run else self.word.left_out.values(), who=self.word.who, why=self.word.why)
        except Exception as error:  # noqa: BLE001 - the page says what it was
            self.error = error
        finally:
            if not self.dry_run:
                self.upload.discard()  # case files stay nowhere but in the store

    def _told(self, progress: Progress) -> None:
        if self._cancelled.is_set():
            raise Cancelled
        self.progress = progress
        if progress.report:
            self.so_far.append(progress.report)
