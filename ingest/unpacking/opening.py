"""From a path to its files: the one that stands there, or those of an archive, each opened for reading."""

from __future__ import annotations

import re
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.reading import Limits, Opened, open_file, sha256_of
from ingest.reading.containers import archive_form
from ingest.reading.table import LIMITS
from ingest.reading.walking import is_litter
from ingest.source import ColumnMapping
from ingest.unpacking.budget import Budget, BudgetError, RatioError
from ingest.unpacking.members import Member, gzip_members, tar_members, zip_members

_LONGEST = 200  # characters of a member's name that are shown
_ODD = re.compile(r"(^|/)\.\.(/|$)|^/|^[A-Za-z]:").search


@dataclass(frozen=True, slots=True)
class Part:
    """A file to be read under the name it is reported by, and where it stands in its path, as fractions."""

    name: str
    opened: Opened
    start: float = 0.0
    end: float = 1.0


def open_all(
    path: Path, name: str, kind: str | None = None, limits: Limits = LIMITS, mappings: Iterable[ColumnMapping] = ()
) -> Iterator[Part]:
    """The file at `path`, or what an archive there holds, archives within it too, as `name!member`.

    Never raises for what a file is or holds. A member is to be read before the next is asked for: then it is gone. An
    archive itself is given when it fails, in whole or from some member on, or holds nothing.
    """
    try:
        form = archive_form(path) if stat.S_ISREG(path.stat().st_mode) and not is_litter(path) else ""
    except OSError:
        form = ""  # the reading says why
    if not form:
        yield Part(name, open_file(path, kind, limits, mappings))
        return
    with TemporaryDirectory(prefix="graphkit-") as folder:
        reading = partial(open_file, kind=kind, limits=limits, mappings=tuple(mappings))
        yield from _Unpacking(Path(folder), reading, limits).files(path, name, form, 1)


class _Unpacking:
    """One archive and the archives within it, under one budget."""

    def __init__(self, folder: Path, reading: Callable[[Path], Opened], limits: Limits) -> None:
        self._folder, self._open = folder, reading
        self._budget = Budget(limits)
        self._numbers = count(1)

    def files(self, path: Path, name: str, form: str, depth: int) -> Iterator[Part]:
        """What an archive holds, and the archive itself when that is not all of it."""
        found = False
        try:
            self._budget.depth(depth)
            for member, label, odd in _labelled(_members(path, name, form, self._budget)):
                found = True
                for part in self._member(member, f"{name}!{label}", depth):
                    if odd:
                        part.opened.report("member_name", member.name, severity="warning")
                    span = member.end - member.start
                    yield replace(part, start=member.start + part.start * span, end=member.start + part.end * span)
        except BudgetError as error:
            yield _failed(path, name, "too_large", str(error))
        except Exception as error:  # noqa: BLE001 - a damaged archive raises any of a dozen types
            yield _failed(path, name, "corrupt_archive", str(error))
        else:
            if not found:
                yield _failed(path, name, "empty_file")

    def _member(self, member: Member, label: str, depth: int) -> Iterator[Part]:
        target = self._folder / str(next(self._numbers))
        if member.problem:
            yield _failed(target, label, *member.problem)
            return
        if is_litter(Path(label.rpartition("!")[2])):
            yield _failed(target, label, "skipped", severity="warning")
            return
        try:
            problem = _save(member, target)
            form = "" if problem else archive_form(target)
            if problem:
                yield _failed(target, label, *problem)
            elif form:
                yield from self.files(target, label, form, depth + 1)
            else:
                yield Part(label, self._open(target))
        finally:
            target.unlink(missing_ok=True)


def _save(member: Member, target: Path) -> tuple[str, str] | None:
    """Write a member's bytes to a file; the code and value of what is wrong with it."""
    try:
        member.save(target)
    except RatioError as error:
        return "too_large", str(error)
    except BudgetError:
        raise
    except OSError as error:
        return ("unreadable", error.strerror) if error.strerror else ("corrupt_archive", str(error))
    except Exception as error:  # noqa: BLE001 - a damaged archive raises any of a dozen types
        return "corrupt_archive", str(error)
    return None


def _members(path: Path, name: str, form: str, budget: Budget) -> Iterator[Member]:
    if form == "zip":
        return zip_members(path, budget)
    if form == "gzip":
        return gzip_members(path, budget, name=re.split("[!/]", name)[-1])
    return tar_members(path, budget, gzipped=form == "tar.gz")


def _labelled(members: Iterator[Member]) -> Iterator[tuple[Member, str, bool]]:
    """Each member with the name it is shown by, and whether it had to be made one or points elsewhere.

    It is printable, not too long, and unlike any before. Of a folder that a system left behind the first member stands
    for all.
    """
    seen: Counter[str] = Counter()
    for member in members:
        name = member.name.replace("\\", "/")
        plain = "".join(c if c.isprintable() else "\ufffd" for c in name)
        if len(plain) > _LONGEST:
            plain = f"{plain[: _LONGEST // 2]}…{plain[-_LONGEST // 2 :]}"
        parts = plain.split("/")
        litter = next((i for i, part in enumerate(parts[:-1], 1) if part.strip(".") and is_litter(Path(part))), 0)
        label = "/".join(parts[:litter]) if litter else plain
        seen[label] += 1
        if litter and seen[label] > 1:
            continue
        odd = plain != name or _ODD(name) is not None
        yield member, label if seen[label] == 1 else f"{label} ({seen[label]})", odd


def _failed(path: Path, name: str, code: str, value: str = "", severity: str = "error") -> Part:
    opened = Opened(path)
    if path.is_file():
        opened.sha256 = sha256_of(path)
    opened.report(code, value, severity=severity)
    return Part(name, opened)
