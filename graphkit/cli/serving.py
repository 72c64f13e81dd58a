"""app, neo4j."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path

from graphkit.cli.printing import Refused, emit, line, note
from graphkit.words import text
from graphkit.workbench import open_workbench

LAST_PORT = 65_535


def app(options: Namespace) -> int:
    """Serve the web app on this machine until it is stopped."""
    from graphkit.ui.serve import NotLoopback, loopback, serve

    chosen = {"STORE": options.store, "INVESTIGATION": options.investigation, "LANG": options.lang}
    os.environ.update({f"GRAPHKIT_{name}": value for name, value in chosen.items() if value})
    try:
        address = loopback(options.host)
        open_workbench().close()  # a store that can't be used is told here, not in the browser
        serve(address, options.port, lambda url: _ready(options, url))
    except NotLoopback as error:
        raise Refused("ui.not_loopback", host=options.host) from error
    except (OSError, OverflowError) as error:
        other = options.port + 1 if options.port < LAST_PORT else 8501
        raise Refused("ui.port_in_use", port=options.port, other=other) from error
    return 0


def _ready(options: Namespace, url: str) -> None:
    line(text("ui.app_ready", options.lang, url=url))
    sys.stdout.flush()


def neo4j(options: Namespace) -> int:
    """Start, stop or look at a local Neo4j server for trials."""
    from graphkit import localserver

    home = Path(options.home)
    try:
        if options.action == "stop":
            return _say(options, "neo4j_stopped" if localserver.stop(home) else "neo4j_none", {"running": False})
        server: localserver.ServerInfo | None
        if options.action == "start":
            server = localserver.start(home, options.port, lambda done, total: note(f"{done} / {total}"))
        else:
            server = localserver.status(home)
    except localserver.LocalServerError as error:
        raise Refused(f"localserver.{error.code}", **error.params) from error
    if server is None:
        return _say(options, "neo4j_none", {"running": False})
    known = {"running": True, "url": server.url, "user": server.user, "home": str(server.home), "pid": server.pid}
    return _say(options, "neo4j_running", known)


def _say(options: Namespace, key: str, known: dict[str, object]) -> int:
    if options.json:
        emit(known)
    else:
        line(text(f"ui.{key}", options.lang, **known))
    return 0
