"""What only a process of its own shows: terminals, pipes, signals, full disks, ports."""

from __future__ import annotations

import json
import os
import pty
import resource
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.cases import write_bank_csv
from tests.loaded import SAMPLE, Cli

GRAPHKIT = (sys.executable, "-m", "graphkit.cli")
SMALL = 300_000
"""Bytes per file where the disk is to be full."""


def environment(url: str = "") -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GRAPHKIT_")}
    return kept | ({"GRAPHKIT_STORE": url} if url else {})


def run(*argv: str | Path, url: str = "", limit: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*GRAPHKIT, *map(str, argv)], capture_output=True, text=True, timeout=120, check=False,
                          env=environment(url), preexec_fn=limit)


def _full_disk() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, SMALL))


def in_terminal(argv: list[str | Path], press: Callable[[bytes], bytes]) -> tuple[int, bytes]:
    """Run in a terminal of its own; `press` sees what is printed and gives what to type."""
    pid, terminal = pty.fork()
    if pid == 0:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a suite started in the background ignores it, and so would we
        os.execve(sys.executable, [*GRAPHKIT, *map(str, argv)], dict(environment()))
    shown = b""
    ends = time.monotonic() + 100
    try:
        while time.monotonic() < ends:
            if select.select([terminal], [], [], 0.1)[0]:
                shown += os.read(terminal, 65_536)
            if keys := press(shown):
                os.write(terminal, keys)
    except OSError:  # the terminal is closed: the process has ended
        pass
    finally:
        os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), shown


def test_progress_is_for_those_who_watch(bare: Path) -> None:
    path = write_bank_csv(bare / "银行.csv", 6_000)
    piped = run("--store", "sqlite:///a.db", "ingest", path, "--json")
    assert (piped.returncode, piped.stderr) == (0, "")
    assert json.loads(piped.stdout)["files"][0]["accepted"] == 6_000
    status, shown = in_terminal(["--store", "sqlite:///b.db", "ingest", path, "--json"], lambda _: b"")
    assert status == 0
    assert "剩余".encode() in shown
    document = shown.rpartition(b"\x1b[K")[2]
    assert json.loads(document)["files"][0]["accepted"] == 6_000


def test_ctrl_c_stops_a_load_in_words_and_the_same_command_goes_on_where_it_stopped(bare: Path) -> None:
    path = write_bank_csv(bare / "银行.csv", 20_000)
    pressed: list[bool] = []

    def press(shown: bytes) -> bytes:
        if pressed or b"%" not in shown:
            return b""
        pressed.append(True)
        return b"\x03"

    status, shown = in_terminal(["--store", "sqlite:///graph.db", "ingest", path], press)
    assert status == 130
    assert "已中断" in shown.decode()
    assert b"Traceback" not in shown
    again = run("--store", "sqlite:///graph.db", "ingest", path, "--json")
    assert again.returncode == 0
    (file,) = json.loads(again.stdout)["files"]
    assert (file["accepted"], 0 < file["unchanged"] < 20_000) == (20_000, True)
    assert run("--store", "sqlite:///once.db", "ingest", path).returncode == 0
    for answer in (["stats"], ["hubs"], ["find", "6222"], ["conflicts"]):
        interrupted, once = (run("--store", f"sqlite:///{name}.db", *answer, "--json") for name in ("graph", "once"))
        assert interrupted.stdout == once.stdout
    assert [p.name for p in bare.iterdir() if p.name.startswith("graph.db")] == ["graph.db"]


def test_a_reader_that_leaves_is_no_failure(sample: str) -> None:
    with subprocess.Popen([*GRAPHKIT, "certificates", "--json"], env=environment(sample), stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_output_that_cannot_be_written_is_told(sample: str) -> None:
    with Path("/dev/full").open("w") as full:
        for command in (["stats"], ["certificates", "--json"]):
            said = subprocess.run([*GRAPHKIT, *command], env=environment(sample), stdout=full, stderr=subprocess.PIPE,
                                  text=True, check=False)
            assert said.returncode == 2
            assert "操作系统" in said.stderr
            assert "Traceback" not in said.stderr


def test_a_full_disk_is_told_and_what_was_committed_stays(bare: Path, cli: Cli) -> None:
    path = write_bank_csv(bare / "银行.csv", 6_000)
    said = run("--store", "sqlite:///graph.db", "ingest", path, "--json", limit=_full_disk)
    assert said.returncode == 3
    assert "graph.db" in json.loads(said.stdout)["error"]
    assert "Traceback" not in said.stderr
    (file,) = cli("--store", "sqlite:///graph.db", "ingest", path, "--json").document["files"]
    assert file["accepted"] == 6_000


@pytest.mark.parametrize("argv", [("backup", "b.db"), ("export", "--out", "导出")])
def test_a_disk_too_small_for_a_copy_keeps_nothing_of_it(sample: str, bare: Path, argv: tuple[str, ...]) -> None:
    said = run(*argv, "--json", url=sample, limit=_full_disk)
    assert said.returncode == 2
    assert argv[-1] in json.loads(said.stdout)["error"]
    assert "Traceback" not in said.stderr
    assert not list(bare.iterdir())


def test_rejects_that_do_not_fit_cost_only_themselves(bare: Path) -> None:
    rows = "\n".join(f",来源,局,内容{'长' * 300}" for _ in range(2_000))
    (bare / "线索.csv").write_text(f"线索编号,线索来源,受理单位,内容\nX1,来源,局,内容\n{rows}\n", "utf-8")
    said = run("ingest", "线索.csv", "--rejects", "拒收.csv", "--json", limit=_full_disk)
    assert said.returncode == 1
    assert "拒收.csv" in said.stderr
    assert "Traceback" not in said.stderr
    assert json.loads(said.stdout)["files"][0]["accepted"] == 1
    assert not [p.name for p in bare.iterdir() if "拒收" in p.name]


@contextmanager
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_the_app_says_that_a_port_is_in_use_and_which_may_be_free(bare: Path) -> None:
    with taken_port() as port:
        for lang, word in (("zh", "端口"), ("en", "port")):
            said = run("--lang", lang, "app", "--port", str(port))
            assert (said.returncode, said.stdout) == (2, "")
            assert str(port) in said.stderr
            assert word in said.stderr
        assert str(port) in json.loads(run("app", "--port", str(port), "--json").stdout)["error"]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.1", "example", "127.0.0.1.nip"])
def test_the_app_refuses_a_host_that_others_reach_and_gives_the_reason(bare: Path, host: str) -> None:
    for lang, word in (("zh", "本机"), ("en", "this machine")):
        said = run("--lang", lang, "app", "--host", host)
        assert (said.returncode, said.stdout) == (2, "")
        assert host in said.stderr
        assert word in said.stderr.lower()


def test_the_app_tells_of_a_store_it_cannot_use_before_it_serves(bare: Path) -> None:
    Path("x.db").write_text("kein Speicher" * 100)
    said = run("--store", "sqlite:///x.db", "app")
    assert said.returncode == 3
    assert "x.db" in said.stderr


def test_a_terminated_export_leaves_no_folder_that_looks_like_one(sample: str, bare: Path, cli: Cli) -> None:
    with subprocess.Popen([*GRAPHKIT, "export", "--out", "导出"], env=environment(sample), stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as process:
        ends = time.monotonic() + 60
        while not list(bare.glob(".export-*/*")) and time.monotonic() < ends and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    assert not (bare / "导出").exists()
    assert not [p.name for p in bare.iterdir() if not p.name.startswith(".")]
    assert cli("export", "--out", "导出").status == 0


def test_the_sample_loads_with_the_command_that_the_guide_gives(bare: Path) -> None:
    said = run("ingest", SAMPLE)
    assert said.returncode == 1
    assert "完成" in said.stdout
    assert (bare / "graphkit-data" / "graph.db").is_file()
