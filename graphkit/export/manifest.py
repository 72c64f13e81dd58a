"""The manifest of an exported folder, and the check that finds what was altered.

`manifest.json` lists every file with size, SHA-256 and SM3, and every source the export rests on. One root digest, the
SHA-256 of the manifest's bytes, goes into the paper file: whoever holds it can prove the whole folder
(法发〔2016〕22号 §5, 完整性校验值).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from graphkit.model.checksums import check_values
from graphkit.store.rows import SourceInfo

NAME = "manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was written: `files` as (relative path, size, SHA-256, SM3), and the root digest."""

    folder: Path
    files: tuple[tuple[str, int, str, str], ...]
    digest: str

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """The contract's form."""
        return {"folder": str(self.folder), "digest": self.digest, "files": _files(self.files)}


@dataclass(frozen=True, slots=True)
class Verification:
    """How a folder compares with its manifest. `problem` names a text of words/export.toml when it has none to use."""

    digest: str
    expected: str
    altered: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    files: tuple[tuple[str, int, str, str], ...] = ()
    problem: str = ""

    @property
    def manifest_altered(self) -> bool:
        """Whether the manifest itself is not the one whose digest was written down."""
        return bool(self.expected) and self.expected != self.digest

    @property
    def intact(self) -> bool:
        """Whether every file is as it was exported."""
        return not (self.problem or self.manifest_altered or self.altered or self.missing or self.added)

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """The contract's form."""
        return {"intact": self.intact, "digest": self.digest, "expected": self.expected, "problem": self.problem,
                "manifest_altered": self.manifest_altered, "altered": list(self.altered),
                "missing": list(self.missing), "added": list(self.added), "files": _files(self.files)}


def write_manifest(folder: Path, about: dict[str, Any], sources: Iterable[SourceInfo]) -> Manifest:
    """Write the manifest of everything in `folder`; `about` says what the export is. Raises OSError."""
    files = tuple(_entry(folder, path) for path in _inside(folder) if path != folder / NAME)
    document = {
        "format": FORMAT, **about, "files": _files(files),
        "sources": [{"names": list(s.names), "kind": s.kind, "size": s.size, "rows": s.rows, "sha256": s.sha256,
                     "sm3": s.sm3, "loaded_at": s.loaded_at, "rules": s.rules} for s in sources],
    }
    data = json.dumps(document, ensure_ascii=False, indent=2).encode()
    (folder / NAME).write_bytes(data)
    return Manifest(folder, files, sha256(data).hexdigest())


def verify(folder: Path, digest: str | None = None) -> Verification:
    """Compare a folder with its manifest, and the manifest with the digest when it is given. Never raises."""
    expected = "".join((digest or "").split()).lower()
    try:
        data = _regular(folder / NAME).read_bytes()
        listed = {
            str(f["path"]): (int(f["size"]), str(f["sha256"]), str(f["sm3"])) for f in json.loads(data)["files"]
        }
    except OSError:
        return Verification("", expected, problem="no_manifest")
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError):
        return Verification("", expected, problem="broken_manifest")
    found: dict[str, tuple[str, int, str, str]] = {}
    unreadable = set()  # links, pipes and whatever else no export holds
    for path in _inside(folder):
        name = path.relative_to(folder).as_posix()
        try:
            found[name] = _entry(folder, path)
        except OSError:
            unreadable.add(name)
    found.pop(NAME, None)
    altered = {name for name, entry in found.items() if name in listed and entry[1:] != listed[name]}
    there = found.keys() | unreadable
    return Verification(
        sha256(data).hexdigest(), expected, tuple(sorted(altered | (unreadable & listed.keys()))),
        tuple(sorted(listed.keys() - there)), tuple(sorted(there - listed.keys())),
        tuple(found[name] for name in sorted(found)),
    )


def _inside(folder: Path) -> list[Path]:
    """Everything that is not a folder; a link is not followed out of the export."""
    return sorted(p for p in folder.rglob("*") if p.is_symlink() or not p.is_dir())


def _entry(folder: Path, path: Path) -> tuple[str, int, str, str]:
    values = check_values(_regular(path))
    return path.relative_to(folder).as_posix(), path.stat().st_size, values.sha256, values.sm3


def _regular(path: Path) -> Path:
    """The path of a file that is no link, pipe or device. Raises OSError."""
    if path.is_symlink() or not path.is_file():
        raise FileNotFoundError(path)
    return path


def _files(files: Iterable[tuple[str, int, str, str]]) -> list[dict[str, Any]]:
    return [{"path": path, "size": size, "sha256": digest, "sm3": sm3} for path, size, digest, sm3 in files]
