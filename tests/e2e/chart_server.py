"""Serve chart_app.py on the port given, under the content policy that the app itself uses."""

import base64
import hashlib
import re
import sys
from pathlib import Path

import streamlit
import uvicorn
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config
from streamlit.starlette import App

index = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
inline = re.findall(r"<script>(.*?)</script>", index, re.DOTALL)
hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in inline)
POLICY = (
    f"default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; frame-ancestors 'self'; base-uri 'self'; "
    "object-src 'none'; form-action 'self'"
)


class Policy:
    """Adds the content policy to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"content-security-policy", POLICY.encode())]
            await send(message)

        await self.app(scope, receive, sent)


for option, value in {
    "browser.gatherUsageStats": False,
    "browser.serverAddress": "127.0.0.1",
    "server.fileWatcherType": "none",
}.items():
    config.set_option(option, value)
app = App(Path(__file__).with_name("chart_app.py"), middleware=[Middleware(Policy)])
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
