"""Start, look at and stop the server of one home folder."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.localserver import jars, java
from graphkit.localserver.errors import LocalServerError
from graphkit.localserver.home import USER, Home

if TYPE_CHECKING:
    import psutil

START_SECONDS = 120
STOP_SECONDS = 60
_JAVA_OPTIONS = (
    "-Xms512m",
    "-Xmx512m",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
    "-Dio.netty.tryReflectionSetAccessible=true",
)
_BOLT_HANDSHAKE = bytes.fromhex("6060b017 00000405 00000005 00000004 00000000")


@dataclass(frozen=True, slots=True)
class ServerInfo:
    """A running server: where it answers and how to log in. The password is never printed by accident."""

    url: str
    user: str
    password: str = field(repr=False)
    home: Path
    pid: int


def start(home: Path, port: int | None = None, report: jars.Progress = lambda done, total: None) -> ServerInfo:
    """Start the server of `home` (made when new) and return once it answers; one that runs already is left alone.

    `port`: the one wanted, else the home's last one while it is free, else any free one. `report` hears of jars fetched
    (done, in all). Raises LocalServerError.
    """
    running = status(home)
    if running:
        if port and running.url != _url(port):
            raise LocalServerError("other_port", url=running.url)
        return running
    at = Home(home.resolve())
    port = _free_port(port, at.noted()[1])
    runtime, class_path = java.find(), jars.fetch(report)
    at.prepare(port)
    process = _launch(runtime, class_path, at)
    try:
        at.note(process.pid, port)
        _wait(process, at, port)
    except BaseException:
        process.kill()
        process.wait()
        raise
    process.returncode = 0  # it outlives us on purpose: keeps Popen from warning about that
    return ServerInfo(_url(port), USER, at.password(), at.path, process.pid)


def status(home: Path) -> ServerInfo | None:
    """The running server of `home`, None when there is none."""
    at = Home(home.resolve())
    pid, port = at.noted()
    return ServerInfo(_url(port), USER, at.password(), at.path, pid) if pid and _process(pid, at) else None


def stop(home: Path) -> bool:
    """Stop the server of `home` in good order; whether one was running."""
    at = Home(home.resolve())
    process = _process(at.noted()[0], at)
    if process is None:
        return False
    import psutil

    with suppress(psutil.NoSuchProcess):
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait()
    return True


def _url(port: int) -> str:
    return f"bolt://127.0.0.1:{port}"


def _free_port(wanted: int | None, last: int) -> int:
    for port in [wanted] if wanted else [last, 0]:
        with socket.socket() as probe:
            if os.name != "nt":  # there the option would let two servers share one port
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except (OSError, OverflowError):
                continue
            return int(probe.getsockname()[1])
    raise LocalServerError("port_in_use", port=wanted)


def _process(pid: int, at: Home) -> psutil.Process | None:
    """The process `pid` if it still is this home's server: after a restart the number may be anybody's."""
    if not pid:
        return None
    try:
        import psutil
    except ImportError as reason:
        raise LocalServerError("extra_missing") from reason
    try:
        process = psutil.Process(pid)
        return process if _home_option(at) in process.cmdline() else None
    except psutil.Error:
        return None


def _home_option(at: Home) -> str:
    return f"--home-dir={at.path}"


def _launch(runtime: Path, class_path: list[Path], at: Home) -> subprocess.Popen[bytes]:
    server = ["org.neo4j.server.CommunityEntryPoint", _home_option(at), f"--config-dir={at.path / 'conf'}"]
    environment = os.environ | {"CLASSPATH": os.pathsep.join(map(str, class_path))}
    if os.name != "nt":
        environment["LC_ALL"] = "C.UTF-8"  # Java reads folder names by the locale
    with at.log.open("wb") as log:
        return subprocess.Popen(
            [str(runtime), *_JAVA_OPTIONS, *server],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C in the terminal is not meant for it
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),  # the same for Windows
        )


def _wait(process: subprocess.Popen[bytes], at: Home, port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise LocalServerError("died", log=at.path / "logs")
        if _answers(port):
            return
        time.sleep(0.1)
    raise LocalServerError("slow", seconds=START_SECONDS, log=at.path / "logs")


def _answers(port: int) -> bool:
    """Whether something speaks Bolt there: the server opens the port last, once its databases are up."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as connection:
        connection.settimeout(5)
        connection.sendall(_BOLT_HANDSHAKE)
        return connection.recv(4) not in (b"", b"\0\0\0\0")
    return False
