"""The project's commands: run, test, bench, lock, clean.

`make run` calls this; on Windows, without make: `py -m scripts.project run`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import sys

from scripts.environment import BIN, PYTHON, ROOT, VENV, call, ensure, give_up, say

OLDEST_PYTHON = (3, 11)
DEMO = ".demo"
LOCK = ("pip", "compile", "pyproject.toml", "--quiet", "--universal", "--generate-hashes", "--no-emit-index-url")


def run(port: int | None) -> None:
    """Load the sample case into a demo store of its own and start the app on it."""
    ensure("run")
    (ROOT / DEMO).mkdir(exist_ok=True)
    graphkit = (BIN / "graphkit", "--store", f"sqlite:///{DEMO}/graph.db")
    say("正在载入虚构的示例案件……", "Loading the fictional sample case …")
    call(*graphkit, "ingest", "sample_data", ok=(0, 1), quiet=True)
    say("已载入。示例里有意放了坏行，被拒收是正常的，原因见网页“导入”页。",
        "Loaded. The sample has bad rows on purpose; why they were refused is told on the page “Import”.")
    os.environ |= {"GRAPHKIT_DEMO": "1", "PYTHONUNBUFFERED": "1"}  # says fictional; shows in a log
    port, usual = port or free_port(), 8501
    if port > usual:
        say(f"{usual} 端口已被占用，改用 {port}。", f"Port {usual} is in use; taking {port}.")
    call(*graphkit, "app", "--port", str(port))


def free_port(first: int = 8501) -> int:
    """Streamlit's usual port, else the next free one."""
    for port in range(first, first + 100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise SystemExit(f"no free port from {first} on")


def test(options: list[str]) -> None:
    """Static checks, then every test; `options` go to pytest."""
    ensure("test")
    call(PYTHON, "-m", "ruff", "check", ".")
    call(PYTHON, "-m", "mypy")
    call(BIN / "lint-imports")
    say("正在核对 Neo4j 服务器，首次会下载 116 MB。", "Checking the Neo4j server; the first time fetches 116 MB.")
    call(PYTHON, "-c", "from graphkit.localserver import fetch; fetch()")
    call(PYTHON, "-m", "pytest", "-n", "2", "--dist", "loadgroup", *options)


def bench(options: list[str]) -> None:
    """The comparisons of benchmarks/, in an environment that also holds what they compare with."""
    ensure("run")
    ensure("bench")
    call(PYTHON, "-m", "benchmarks.run", *options)


def lock() -> None:
    """Write the lock files anew, each one a part of the one before it."""
    ensure("test")
    sets = {
        "bench": ("--extra", "neo4j-server", "--extra", "bench", "--group", "build", "--group", "dev"),
        "test": ("--extra", "neo4j-server", "--group", "build", "--group", "dev", "-c", "requirements/bench.txt"),
        "run": ("--group", "build", "-c", "requirements/test.txt"),
    }
    for name, parts in sets.items():
        call(BIN / "uv", *LOCK, *parts, "--custom-compile-command", "make lock", "-o", f"requirements/{name}.txt")


def clean() -> None:
    """Remove what the other commands made: environment, demo store, caches."""
    for folder in (VENV, ROOT / DEMO, *ROOT.glob(".*_cache"), ROOT / ".hypothesis", *ROOT.glob("*.egg-info")):
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    """Read the command and do it."""
    if sys.version_info < OLDEST_PYTHON:
        give_up("需要 Python 3.11 或更高版本。", "Python 3.11 or later is needed.")
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run").add_argument("--port", type=int, help="default: 8501, else the next free one")
    for name in ("test", "bench"):
        commands.add_parser(name, help="more options go on to the tool")
    commands.add_parser("lock")
    commands.add_parser("clean")
    chosen, options = parser.parse_known_args()
    if options and chosen.command not in ("test", "bench"):
        parser.error(f"unknown: {' '.join(options)}")
    match chosen.command:
        case "run":
            run(chosen.port)
        case "test":
            test(options)
        case "bench":
            bench(options)
        case "lock":
            lock()
        case _:
            clean()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        raise SystemExit(130) from None
