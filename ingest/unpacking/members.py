"""The members of one archive, in their order: what each is called, and its bytes or why they are not to be read."""

from __future__ import annotations

import gzip
import os
import stat
import tarfile
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from ingest.reading.containers import open_zip
from ingest.reading.walking import decoded_name
from ingest.unpacking.budget import Budget, Metered, save

_UTF8_NAME, _ENCRYPTED = 0x800, 0x1


@dataclass(frozen=True, slots=True)
class Member:
    """One member. `problem`: code and value of the issue that keeps it from being read. `start`, `end`: where it
    stands in the archive, as fractions. `save` writes its bytes to a file, before the next member is asked for.
    """

    name: str
    problem: tuple[str, str] | None
    start: float
    end: float
    save: Callable[[Path], None]


def zip_members(path: Path, budget: Budget) -> Iterator[Member]:
    """The files of a ZIP; folders are left out."""
    with path.open("rb") as file, open_zip(file) as archive:
        files = [info for info in archive.infolist() if not info.is_dir()]
        packed, done = sum(info.compress_size for info in files) or 1, 0
        for info in files:
            budget.member()
            start, done = done / packed, done + info.compress_size
            yield Member(_zip_name(info), _zip_problem(info), start, done / packed,
                         partial(_save_zipped, archive, info, budget))


def _zip_name(info: ZipInfo) -> str:
    """The name as text: by its flag UTF-8, else whatever its maker's system used, which zipfile takes for CP437."""
    if info.flag_bits & _UTF8_NAME:
        return info.orig_filename
    return decoded_name(info.orig_filename.encode("cp437", "replace"))


def _zip_problem(info: ZipInfo) -> tuple[str, str] | None:
    if info.flag_bits & _ENCRYPTED:
        return "encrypted_member", ""
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
        return "link_member", ""
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):  # the others unpack without bounds, or not at all
        return "corrupt_archive", f"method {info.compress_type}"
    return None


def _save_zipped(archive: ZipFile, info: ZipInfo, budget: Budget, target: Path) -> None:
    with archive.open(info) as stream:
        save(Metered(stream, info.compress_size, budget), target)


def tar_members(path: Path, budget: Budget, *, gzipped: bool) -> Iterator[Member]:
    """The files of a TAR, read forward once; folders are left out."""
    with path.open("rb") as file, gzip.open(file) if gzipped else nullcontext(file) as unzipped:
        size, done = os.fstat(file.fileno()).st_size, 0.0
        stream = cast("IO[bytes]", Metered(unzipped, size, budget))
        with tarfile.open(fileobj=stream, mode="r:", errors="surrogateescape") as archive:
            while info := archive.next():
                archive.members = []  # type: ignore[attr-defined] # it would keep all that it has passed
                if info.isdir():
                    continue
                budget.member()
                start, done = done, min(file.tell() / size, 1.0)
                name = decoded_name(info.name.encode("utf-8", "surrogateescape"))
                problem = None if info.isreg() and not info.issparse() else ("link_member", "")
                yield Member(name, problem, start, done, partial(_save_tarred, archive, info))


def _save_tarred(archive: tarfile.TarFile, info: tarfile.TarInfo, target: Path) -> None:
    stream = archive.extractfile(info)
    assert stream is not None  # None for what is no regular file
    with stream:
        save(stream, target)


def gzip_members(path: Path, budget: Budget, *, name: str) -> Iterator[Member]:
    """The one file that is gzipped in the archive called `name`."""
    inner = name.removesuffix(".gz").removesuffix(".GZ")

    def save_unzipped(target: Path) -> None:
        with gzip.open(path) as stream:
            save(Metered(stream, path.stat().st_size, budget), target)

    budget.member()
    yield Member(inner, None, 0.0, 1.0, save_unzipped)
