"""What can't be done is said in the user's language, with the contract's exit status and never a traceback."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.cli import main
from graphkit.cli.parser import COMMANDS
from tests.loaded import SAMPLE, Cli

HAN = re.compile("[\u4e00-\u9fff]")
LONG = "9" * 30


def refused(cli: Cli, *argv: str, status: int = 2) -> str:
    """The Chinese reason; fails unless both languages give one, and `--json` a document that holds it."""
    spoken = {lang: cli("--lang", lang, *argv) for lang in ("zh", "en")}
    for lang, said in spoken.items():
        assert (said.status, said.out) == (status, ""), (lang, said)
        assert "Traceback" not in said.err
    assert HAN.search(spoken["zh"].err)
    assert spoken["en"].err != spoken["zh"].err
    said = cli("--lang", "zh", *argv, "--json")
    assert said.status == status
    assert said.document["error"] in said.err
    return spoken["zh"].err


@pytest.mark.parametrize(("argv", "told"), [
    ((), "COMMAND"),
    (("findd",), "findd"),
    (("find",), "TEXT"),
    (("find", "张"), "两个字"),
    (("find", "张三", "--limit", "0"), "1 到"),
    (("find", "张三", "--limit", LONG), "1 到"),
    (("find", "张三", "--type", "Dog"), "Person"),
    (("trace", "张三", "--max-hops", "x"), "1 到"),
    (("trace", "不存在的人"), "不存在的人"),
    (("trace", ""), "graphkit find"),
    (("show", "Person:"), "graphkit find"),
    (("paths", "张三", "李四", "--types", "loves"), "loves"),
    (("withdraw", "abcdef", "--reason", " "), "空白"),
    (("withdraw", "abcdef"), "--reason"),
    (("withdraw", "", "--reason", "x"), "SHA-256"),
    (("withdraw", "zzzzzz", "--reason", "x"), "SHA-256"),
    (("withdraw", "abcdef", "--reason", "x"), "abcdef"),
    (("restore", "0" * 65), "SHA-256"),
    (("ingest", "没有这个文件.csv"), "没有这个文件.csv"),
    (("ingest", ""), "找不到"),
    (("ingest", "长" * 300), "找不到"),
    (("ingest", str(SAMPLE), "--kind", "dogs"), "certificates"),
    (("roles", "--role", "boss"), "site_operator"),
    (("export",), "--out"),
    (("export", "--out", "x", "--seed", "不存在的人"), "不存在的人"),
    (("verify", "x", "--digest", ""), "空白"),
    (("copy",), "--to"),
    (("copy", "--to", "http://127.0.0.1"), "http://127.0.0.1"),
    (("app", "--port", "70000"), "65535"),
])
def test_a_wrong_call(cli: Cli, sample: str, argv: tuple[str, ...], told: str) -> None:
    assert told in refused(cli, *argv)


@pytest.mark.parametrize("url", [
    "http://127.0.0.1", "graph.db", "sqlite:graph.db", "sqlite://graph.db", "sqlite:///", "neo4j", "bolt://",
    "bolt://[::1", "bolt://127.0.0.1:x", "neo4j://zhang:mima@127.0.0.1",
])
def test_an_address_that_is_none(cli: Cli, bare: Path, url: str) -> None:
    assert "mima" not in refused(cli, "--store", url, "stats")
    assert not list(bare.iterdir())


def test_a_store_that_cannot_be_used(cli: Cli, bare: Path) -> None:
    Path("笔录.txt").write_text("不是数据库", "utf-8")
    Path("folder.db").mkdir()
    for path in ("笔录.txt", "folder.db", "笔录.txt/graph.db", "/proc/1/none/graph.db", "/dev/full"):
        told = refused(cli, "--store", f"sqlite:///{path}", "stats", status=3)
        assert path in told
    assert Path("笔录.txt").read_text("utf-8") == "不是数据库"


def test_a_database_of_another_program_is_left_byte_for_byte(cli: Cli, bare: Path) -> None:
    with contextlib.closing(sqlite3.connect("other.db")) as db:
        db.execute("CREATE TABLE evidence (seen)")
    before = Path("other.db").read_bytes()
    refused(cli, "--store", "sqlite:///other.db", "stats", status=3)
    assert Path("other.db").read_bytes() == before


def test_a_slip_of_the_pen_is_told_and_makes_no_store_and_no_investigation(cli: Cli, sample: str) -> None:
    for command in ("stats", "find 张三", "trace 张三", "certificates", "sources", "export --out x"):
        assert "typo.db" in refused(cli, "--store", "sqlite:///typo.db", *command.split(), status=3)
    assert not Path("typo.db").exists()
    Path("空文件.csv").touch()
    refused(cli, "--store", "sqlite:///空文件.csv", "stats", status=3)
    assert Path("空文件.csv").read_bytes() == b""
    assert "现有：main" in refused(cli, "--investigation", "没有这个", "stats")
    assert cli("stats").status == 0


def test_a_store_of_another_version_says_so(cli: Cli, sample: str) -> None:
    with contextlib.closing(sqlite3.connect(sample.removeprefix("sqlite:///"))) as db:
        db.execute("PRAGMA user_version = 99")
    assert "99" in refused(cli, "stats", status=3)


def test_a_server_that_is_down(cli: Cli, bare: Path) -> None:
    for scheme in ("bolt", "neo4j"):
        assert "127.0.0.1:1" in refused(cli, "--store", f"{scheme}://127.0.0.1:1", "stats", status=3)


def test_a_server_that_refuses_the_password_is_told_without_it(
    cli: Cli, neo4j_url: str, neo4j_stranger: str, bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRAPHKIT_NEO4J_USER", neo4j_stranger)
    monkeypatch.setenv("GRAPHKIT_NEO4J_PASSWORD", "falsches-Kennwort")
    told = refused(cli, "--store", neo4j_url, "stats", status=3)
    assert "密码" in told
    assert "Kennwort" not in told


def test_settings_that_cannot_be_read(cli: Cli, bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHKIT_SETTINGS", "missing.toml")
    assert "missing.toml" in refused(cli, "stats")
    Path("missing.toml").write_text("store = ", "utf-8")
    assert "missing.toml" in refused(cli, "stats")
    assert cli("--help").status == 0


@pytest.mark.parametrize("name", ["", " ", "a\nb", "\x1b[31m", "\x1frebuild"])
def test_an_investigation_has_a_name_that_can_be_read(cli: Cli, sample: str, name: str) -> None:
    assert "\x1b" not in refused(cli, "--investigation", name, "stats")


CALLED = ("sources", "withdraw", "restore", "stats", "find", "show", "trace", "paths", "certificates", "verify")
OPTIONS = ("--json", "--limit", "--type", "--types", "--max-hops", "--reason", "--seed", "--digest", "--investigation",
           "--lang", "--kind", "--dry-run", "--help")
WORDS = st.one_of(st.sampled_from([*COMMANDS, *OPTIONS, "=", "-", "--", "Person:", "Certificate:T", LONG, "-1",
                                   "\udcff", "\x1b[2J", "\u202e"]), st.text(max_size=8))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(command=st.sampled_from(CALLED), rest=st.lists(WORDS, max_size=5))
def test_no_call_whatever_ends_in_a_traceback(sample: str, command: str, rest: list[str]) -> None:
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = main([command, *rest])
        except SystemExit as left:  # --help
            status = 0 if left.code == 0 else -1
    for stream in (out, err):
        stream.seek(0)
    printed, told = out.read(), err.read()
    assert status in (0, 1, 2)
    assert status == 0 or told or command == "verify"
    assert "\x1b" not in printed + told
    if status == 2 and "--json" not in rest:
        assert not printed
    elif "--json" in rest and not printed.startswith("用法"):
        json.loads(printed)


def test_nothing_is_printed_of_the_environment(cli: Cli, bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHKIT_NEO4J_PASSWORD", "geheim")
    monkeypatch.setenv("GRAPHKIT_STORE", "bolt://127.0.0.1:1")
    said = cli("stats")
    assert "geheim" not in said.out + said.err
    assert os.environ["GRAPHKIT_NEO4J_PASSWORD"] == "geheim"
