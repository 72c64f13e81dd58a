"""The server's jars: named and pinned by `jars.sha256`, fetched once, checked before every start.

The list is the runtime closure of the Maven artifact org.neo4j:neo4j at VERSION, in the layout of a Maven repository.
Nothing else is ever put on the class path. A machine without a network can be given another's cache folder.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from graphkit.localserver.errors import LocalServerError

if TYPE_CHECKING:
    from jgo.maven import Artifact, MavenContext

VERSION = "5.26.18"
Progress = Callable[[int, int], None]


def library() -> Path:
    """The folder of the user's cache where checked jars are kept, laid out as a Maven repository."""
    base = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "graphkit" / f"neo4j-{VERSION}"


@cache
def sums() -> dict[str, str]:
    """SHA-256 (hex) by path inside the library."""
    lines = files("graphkit.localserver").joinpath("jars.sha256").read_text("ascii").splitlines()
    return {path: digest for digest, path in (line.split("  ") for line in lines)}


def fetch(report: Progress = lambda done, total: None) -> list[Path]:
    """The jars of the class path, fetching what is missing (116 MB in all); `report` hears (jars done, jars in all).

    A jar enters the library only after its sum was found right. Raises LocalServerError: extra_missing,
    download_failed, jar_altered, folder_unusable.
    """
    here, wanted = library(), sums()
    missing = [path for path in wanted if not (here / path).is_file()]
    if missing:
        try:
            _download(here, missing, lambda done: report(len(wanted) - len(missing) + done, len(wanted)))
        except OSError as reason:
            raise LocalServerError("folder_unusable", path=here, reason=reason) from reason
    return [_checked(here / path, digest) for path, digest in wanted.items()]


def _checked(jar: Path, digest: str) -> Path:
    with jar.open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != digest:
            raise LocalServerError("jar_altered", jar=jar)
    return jar


def _download(here: Path, missing: list[str], report: Callable[[int], None]) -> None:
    try:
        import truststore
        from jgo.maven import MavenContext
    except ImportError as reason:
        raise LocalServerError("extra_missing") from reason

    def one(path: str) -> None:
        try:
            jar = _artifact(maven, PurePosixPath(path)).resolve()
        except (OSError, RuntimeError) as reason:  # requests' errors are OSErrors
            raise LocalServerError("download_failed", jar=path, reason=reason) from reason
        _checked(jar, sums()[path])
        (here / path).parent.mkdir(parents=True, exist_ok=True)
        jar.replace(here / path)

    here.mkdir(parents=True, exist_ok=True)
    truststore.inject_into_ssl()  # an office's own certificate authority is known to the system, not to certifi
    try:
        with tempfile.TemporaryDirectory(dir=here, prefix=".fetch-") as folder, ThreadPoolExecutor(8) as pool:
            maven = MavenContext(repo_cache=Path(folder), timeout=30)
            for done, _ in enumerate(pool.map(one, missing), 1):
                report(done)
    finally:
        truststore.extract_from_ssl()


def _artifact(maven: MavenContext, path: PurePosixPath) -> Artifact:
    """The Maven artifact that a repository path names: group/…/artifact/version/artifact-version[-classifier].jar."""
    *group, artifact, version, name = path.parts
    classifier = name.removeprefix(f"{artifact}-{version}").removesuffix(".jar").removeprefix("-")
    return maven.project(".".join(group), artifact).at_version(version).artifact(classifier, "jar")
