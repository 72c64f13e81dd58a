"""How the app is served: to this machine only, under a strict policy, and with a plain word when it can't be."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parents[2]


def app(*options: str, lang: str = "zh") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "graphkit.cli", "--lang", lang, *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def answer(site: str, path: str = "/", host: str | None = None) -> http.client.HTTPResponse:
    link = http.client.HTTPConnection(urlsplit(site).netloc, timeout=20)
    link.request("GET", path, headers={"Host": host} if host else {})
    found = link.getresponse()
    found.read()
    link.close()
    return found


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.test"])
def test_any_other_host_than_this_machine_is_refused_with_the_reason(tmp_path: Path, host: str) -> None:
    store = f"sqlite:///{tmp_path}/graph.db"
    said = app("--store", store, "app", "--host", host)
    assert said.returncode == 2
    assert host in said.stderr
    assert "还没有登录功能" in said.stderr
    assert "no login yet" in app("--store", store, "app", "--host", host, lang="en").stderr
    assert list(tmp_path.iterdir()) == []


def test_a_port_in_use_is_named_and_another_is_proposed(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = app("--store", f"sqlite:///{tmp_path}/graph.db", "app", "--port", str(port))
    assert said.returncode == 2
    assert f"端口 {port} 已被占用" in said.stderr
    assert "Traceback" not in said.stderr


def test_a_file_that_is_no_store_is_refused_before_anything_is_served(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("no database at all, but long enough to look like a file", encoding="utf-8")
    said = app("--store", f"sqlite:///{tmp_path}/notes.db", "app", "--port", "1")
    assert said.returncode == 3
    assert "notes.db" in said.stderr
    assert "Traceback" not in said.stderr


def test_every_answer_carries_the_policy_and_lets_nobody_else_show_the_page(site: str) -> None:
    for path in ("/", "/trace", "/_stcore/health", "/static/none.js"):
        headers = answer(site, path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "unsafe-eval" not in policy
        assert "'unsafe-inline'" not in policy.split("style-src")[0]
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


def test_a_request_under_another_name_is_refused(site: str) -> None:
    assert answer(site, host="evil.example").status == 400
    assert answer(site, host="localhost").status == 200


def test_a_page_elsewhere_cannot_open_the_data_stream(site: str) -> None:
    where = urlsplit(site)
    assert where.port
    with socket.create_connection(("127.0.0.1", where.port), 20) as line:
        asked = {"Host": where.netloc, "Origin": "http://evil.example", "Upgrade": "websocket", "Connection": "Upgrade",
                 "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
        headers = "".join(f"{name}: {value}\r\n" for name, value in asked.items())
        line.sendall(f"GET /_stcore/stream HTTP/1.1\r\n{headers}\r\n".encode())
        assert b" 403 " in line.recv(4096).split(b"\r\n")[0]


def test_importing_the_command_line_imports_no_streamlit() -> None:
    code = "import sys, graphkit.cli, graphkit.cli.parser; print('streamlit' in sys.modules, 'pandas' in sys.modules)"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert said.stdout.split() == ["False", "False"]
