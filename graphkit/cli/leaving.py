"""export, verify."""

from __future__ import annotations

from argparse import Namespace

from graphkit.cli.opening import opened
from graphkit.cli.printing import emit, heads, line, table
from graphkit.words import text
from graphkit.workbench import Workbench


def export(options: Namespace) -> int:
    """Write the bundle of some seeds, or of the whole investigation."""
    with opened(options) as wb:
        manifest = wb.export(options.out, options.seed)
    if options.json:
        emit(manifest.to_json(options.lang))
        return 0
    table(heads(options.lang, "file", "size", "sha256"),
          ([path, f"{size:,}", digest] for path, size, digest, _ in manifest.files))
    line(text("cli.export_done", options.lang, folder=str(manifest.folder)))
    line(text("cli.export_digest", options.lang, digest=grouped(manifest.digest)))
    return 0


def verify(options: Namespace) -> int:
    """Name everything that was altered, is missing or was added."""
    found = Workbench.verify(options.folder, options.digest)
    lang = options.lang
    if options.json:
        emit(found.to_json(lang))
        return int(not found.intact)
    if found.problem:
        line(text(f"export.{found.problem}", lang))
        return 1
    if found.manifest_altered:
        line(text("cli.manifest_altered", lang, digest=grouped(found.digest), expected=grouped(found.expected)))
    for word, paths in (("altered", found.altered), ("missing", found.missing), ("added", found.added)):
        for path in paths:
            line(text(f"cli.file_{word}", lang, path=path))
    if found.intact:
        line(text("cli.intact", lang, count=len(found.files), digest=grouped(found.digest)))
        if not found.expected:
            line(text("cli.no_digest_given", lang))
    return int(not found.intact)


def grouped(digest: str) -> str:
    """A digest as people compare it: groups of eight."""
    return " ".join(digest[i : i + 8] for i in range(0, len(digest), 8))
