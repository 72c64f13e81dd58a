"""`graphkit …`: people read tables, `--json` prints one document on stdout and nothing else there.

Exit status: 0 done; 1 done, but rows or files were rejected or a check failed; 2 wrong usage or settings; 3 the store
can't be used.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit status. No traceback for anything that a user or a file can cause."""
    from graphkit.analysis.errors import SeedError
    from graphkit.cli.parser import parse
    from graphkit.cli.printing import complain
    from graphkit.store.errors import StoreError
    from graphkit.workbench.settings import SettingsError

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        options = parse(sys.argv[1:] if argv is None else argv)
    except SettingsError as error:
        return complain("cli.bad_settings", "zh", path=error.path, detail=error.detail)
    try:
        status: int = options.run(options)
    except SeedError as error:
        return complain(error.message(options.lang))
    except StoreError as error:
        usage = error.code in ("bad_url", "unknown_source", "ambiguous_source", "target_exists")
        complain(error.message(options.lang))
        return 2 if usage else 3
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        complain("cli.interrupted", options.lang)
        return 130
    return status
