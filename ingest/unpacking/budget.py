"""What unpacking one archive may still cost."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Protocol

from ingest.reading import Limits
from ingest.reading.table import megabytes

_PIECE = 1 << 20
_FREE = 16 << 20  # bytes that may be packed however well: small tables of equal rows are


class BudgetError(Exception):
    """A limit is reached; says its name, what was found and what is allowed."""


class RatioError(BudgetError):
    """One stream unpacks to too many times its packed size; others may still be read."""


class Stream(Protocol):
    """What members are read from."""

    def read(self, size: int, /) -> bytes: ...


class Budget:
    """Members, bytes and seconds spent on an archive and on all archives within it. Raises BudgetError."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._members = self._bytes = 0
        self._seconds = 0.0

    def member(self) -> None:
        """One more member."""
        self._members += 1
        if self._members > self.limits.archive_members:
            raise BudgetError(f"archive_members: > {self.limits.archive_members}")

    def depth(self, depth: int) -> None:
        """An archive that stands this deep within others."""
        if depth > self.limits.archive_depth:
            raise BudgetError(f"archive_depth: > {self.limits.archive_depth}")

    def read(self, stream: Stream, size: int) -> bytes:
        """So many unpacked bytes, no more than a megabyte at once."""
        if not 0 <= size <= _PIECE:  # nothing well made asks for more: a header that claims to be so long
            raise BudgetError(f"header: {megabytes(size)} > {megabytes(_PIECE)}")
        started = time.perf_counter()
        data = stream.read(size)
        self._seconds += time.perf_counter() - started
        self._bytes += len(data)
        if self._bytes > self.limits.archive_bytes:
            raise BudgetError(f"archive_bytes: > {megabytes(self.limits.archive_bytes)}")
        if self._seconds > self.limits.archive_seconds:
            raise BudgetError(f"archive_seconds: > {self.limits.archive_seconds}")
        return data


class Metered:
    """An unpacked stream under a budget, and under the limit of how often its packed size it may become.

    It reads forward only, which is all that `tarfile` needs of it.
    """

    def __init__(self, stream: Stream, packed: int, budget: Budget) -> None:
        self._stream, self._packed, self._budget = stream, packed, budget
        self._position = 0

    def read(self, size: int = -1, /) -> bytes:
        """So many bytes, fewer at the end only; raises BudgetError."""
        data = self._budget.read(self._stream, size)
        self._position += len(data)
        most = self._budget.limits.archive_ratio
        if self._position > max(_FREE, self._packed * most):
            raise RatioError(f"archive_ratio: > {most}")
        return data

    def tell(self) -> int:
        """How many bytes were read."""
        return self._position

    def seek(self, position: int) -> int:
        """Read on to a later position, or to the end."""
        while self._position < position and self.read(min(_PIECE, position - self._position)):
            pass
        return self._position


def save(stream: Stream, target: Path) -> None:
    """Write what is left of a stream to a file."""
    with target.open("wb") as file:
        while piece := stream.read(_PIECE):
            file.write(piece)
