"""Serving the web app on this machine: loopback only, nothing from outside, nothing to outside.

There is no login yet, so whoever reaches the port reads the case: the server answers on loopback addresses only, and
only to requests that name one (a page elsewhere cannot reach it under a name of its own).
"""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import re
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send
    from streamlit.starlette import App

SCRIPT = Path(__file__).parents[2] / "app.py"
NAMES = ("127.0.0.1", "localhost", "::1", "[::1]")
LARGEST_UPLOAD = 1024
"""MB per file in the browser, which passes through memory; larger files go through `graphkit ingest`."""


class NotLoopback(Exception):
    """The host asked for can be reached from other machines."""


def loopback(host: str) -> str:
    """The address that a host name means. Raises NotLoopback unless it is this machine's own."""
    address = "127.0.0.1" if host.lower() == "localhost" else host.strip("[]")
    try:
        if ipaddress.ip_address(address).is_loopback:
            return address
    except ValueError:
        pass
    raise NotLoopback(host)


def serve(address: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve on a `loopback` address until stopped; `ready` is told where. OSError, OverflowError: not on this port."""
    import uvicorn

    shown = f"[{address}]" if ":" in address else address
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as listener:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        listener.listen()  # whoever follows the address at once waits instead of being turned away
        app = application(address, listener.getsockname()[1])
        config = uvicorn.Config(app, log_level="warning", ws="websockets-sansio", ws_max_size=LARGEST_UPLOAD << 20,
                                timeout_graceful_shutdown=2, server_header=False)
        ready(f"http://{shown}:{listener.getsockname()[1]}")
        uvicorn.Server(config).run(sockets=[listener])


def application(address: str, port: int) -> App:
    """The web app as ASGI, with Streamlit's settings made for evidence: silent, strict, without a way out."""
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from streamlit import config
    from streamlit.starlette import App

    from graphkit.ui.frame import failed

    for option, value in {
        "browser.gatherUsageStats": False,
        "browser.serverAddress": address,  # else the server asks an outside address for its own
        "browser.serverPort": port,
        "client.showErrorDetails": "none",
        "client.showErrorLinks": "false",
        "client.toolbarMode": "minimal",
        "client.disableDataExport": True,  # its CSV would run formulas; the pages offer files that don't
        "logger.enableRich": False,
        "server.allowedHosts": list(NAMES),
        "server.enableCORS": True,
        "server.enableXsrfProtection": True,
        "server.fileWatcherType": "none",
        "server.headless": True,
        "server.maxUploadSize": LARGEST_UPLOAD,
        "server.port": port,
        "theme.base": "light",
        "theme.primaryColor": "#1d5fbf",
        "theme.baseFontSize": 15,
        "theme.headingFontSizes": ["1.7rem", "1.5rem", "1.15rem", "1rem", "1rem", "1rem"],
        "theme.paddingTop": "0.5rem",
    }.items():
        config.set_option(option, value)
    guards = [Middleware(TrustedHostMiddleware, allowed_hosts=list(NAMES)), Middleware(Headers)]
    return App(SCRIPT, middleware=guards, on_script_error=failed)


class Headers:
    """Adds the headers that keep a page to itself, above all the content policy."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._added = [
            (b"content-security-policy", _policy().encode()),
            (b"referrer-policy", b"no-referrer"),
            (b"x-content-type-options", b"nosniff"),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"cross-origin-resource-policy", b"same-origin"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *self._added]
            await send(message)

        await self._app(scope, receive, sent)


def _policy() -> str:
    """Scripts from this server only, and Streamlit's own inline one by its hash; everything else from here too."""
    import streamlit

    index = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    scripts = (text.encode() for text in re.findall(r"<script>(.*?)</script>", index, re.DOTALL))
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" for script in scripts)
    return (
        f"default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        "frame-ancestors 'none'; base-uri 'self'; object-src 'none'; form-action 'self'"
    )
