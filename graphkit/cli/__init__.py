"""`graphkit …`: people read tables, `--json` prints one document on stdout and nothing else there.

Exit status: 0 done; 1 done, but rows or files were rejected or a check failed; 2 wrong usage or settings; 3 the store
can't be used.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

_USAGE = frozenset({"bad_url", "secret_in_url", "bad_investigation", "unknown_investigation", "unknown_source",
                    "ambiguous_source", "target_exists", "cannot_write"})
"""What a StoreError says of the call rather than of the store."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit status. No traceback for anything that a user or a file can cause."""
    from graphkit.analysis.errors import JudgeError, SeedError
    from graphkit.cli.parser import parse
    from graphkit.cli.printing import Refused, note, refuse
    from graphkit.cli.speaking import language
    from graphkit.export.errors import ExportError
    from graphkit.store.errors import StoreError
    from graphkit.words import text
    from graphkit.workbench.settings import SettingsError

    words = list(sys.argv[1:] if argv is None else argv)
    lang, as_json = language(words), "--json" in words
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        options = parse(words, lang)
        status: int = options.run(options)
        sys.stdout.flush()
    except SettingsError as error:
        return refuse(Refused("cli.bad_settings", path=error.path, detail=error.detail), lang, as_json)
    except (Refused, SeedError, JudgeError, ExportError) as error:
        return refuse(error, lang, as_json)
    except StoreError as error:
        refuse(error, lang, as_json)
        return 2 if error.code in _USAGE else 3
    except BrokenPipeError:
        return _unheard(0)
    except OSError as error:
        with suppress(OSError):  # it may be stdout that can't be written
            refuse(Refused("cli.system_failed", detail=error.strerror or str(error), path=str(error.filename or "-")),
                   lang, as_json)
        return _unheard(2)
    except KeyboardInterrupt:
        note(text("cli.interrupted", lang))
        return 130
    return status


def _unheard(status: int) -> int:
    """Give up on what stdout still holds when nobody takes it."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return status
