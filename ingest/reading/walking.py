"""The files of a folder in a fixed order, and what each entry is before it is opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

_LITTER = frozenset({"thumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "system volume information"})


def walk(paths: Iterable[Path]) -> Iterator[Path]:
    """Every file under the paths, each folder in order of names; `open_file` says what cannot or should not be read.

    Folders are given themselves when they cannot be listed or are litter. A folder reached twice (a link to itself)
    is walked once.
    """
    seen: set[tuple[int, int]] = set()
    waiting = list(paths)[::-1]
    named = set(waiting)
    while waiting:
        path = waiting.pop()
        try:
            about = path.stat()
            if not stat.S_ISDIR(about.st_mode) or (is_litter(path) and path not in named):
                yield path
            elif (about.st_dev, about.st_ino) not in seen:
                seen.add((about.st_dev, about.st_ino))
                waiting += sorted(path.iterdir(), key=lambda entry: entry.name, reverse=True)
        except OSError:
            yield path


def is_litter(path: Path) -> bool:
    """Whether an operating system or an office program left this behind: hidden, temporary, thumbnails."""
    return path.name.startswith((".", "~$")) or path.name.lower() in _LITTER


def file_name(path: Path) -> str:
    """A path as text; names from other systems' encodings are decoded, what no encoding explains becomes U+FFFD."""
    return decoded_name(os.fsencode(path))


def decoded_name(raw: bytes) -> str:
    """A file's name as text: UTF-8, else GB18030."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")
