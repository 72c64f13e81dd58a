"""Whoever holds the root digest can prove the folder; whatever was done to it is named."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from graphkit.export.manifest import Verification, verify
from graphkit.workbench import open_workbench
from tests.loaded import Cli

SEED = "尤建晨"


@pytest.fixture(scope="session")
def exported(loaded_once: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """An exported folder, only to be copied, and its root digest."""
    folder = tmp_path_factory.mktemp("export") / "卷宗"
    with open_workbench(f"sqlite:///{loaded_once}") as wb:
        return folder, wb.export(folder, [SEED]).digest


@pytest.fixture
def folder(exported: tuple[Path, str], tmp_path: Path) -> Path:
    return shutil.copytree(exported[0], tmp_path / "卷宗")


def test_an_untouched_folder_is_intact_and_without_the_digest_that_is_said_to_prove_less(
    cli: Cli, exported: tuple[Path, str], folder: Path
) -> None:
    spaced = " ".join(exported[1][i : i + 8].upper() for i in range(0, 64, 8))
    with_digest, without = cli("verify", folder, "--digest", spaced), cli("verify", folder)
    assert (with_digest.status, without.status) == (0, 0)
    assert "--digest" not in with_digest.out
    assert "--digest" in without.out


def alter(folder: Path) -> None:
    with (folder / "facts.csv").open("ab") as file:
        file.write(b"x")


def same_size(folder: Path) -> None:
    data = bytearray((folder / "links.csv").read_bytes())
    data[-3] ^= 1
    (folder / "links.csv").write_bytes(data)


def add(folder: Path) -> None:
    (folder / "夹").mkdir()
    (folder / "夹" / "新.txt").touch()


def turn_into_a_folder(folder: Path) -> None:
    (folder / "chart.html").unlink()
    (folder / "chart.html").mkdir()


CHANGES: list[tuple[Callable[[Path], object], str, str]] = [
    (alter, "altered", "facts.csv"),
    (same_size, "altered", "links.csv"),
    (lambda f: (f / "report.pdf").unlink(), "missing", "report.pdf"),
    (add, "added", "夹/新.txt"),
    (lambda f: (f / "新.csv").symlink_to("/etc/passwd"), "added", "新.csv"),
    (lambda f: os.mkfifo(f / "管道"), "added", "管道"),
    (lambda f: (f / "etc").symlink_to("/etc"), "added", "etc"),
    (lambda f: (f / "chart.html").rename(f / "chart.htm"), "missing", "chart.html"),
    (turn_into_a_folder, "missing", "chart.html"),
]


@pytest.mark.parametrize(("change", "word", "path"), CHANGES)
def test_what_was_altered_taken_or_added_is_named(
    cli: Cli, folder: Path, exported: tuple[Path, str], change: Callable[[Path], object], word: str, path: str
) -> None:
    change(folder)
    found = cli("verify", folder, "--digest", exported[1], "--json")
    assert found.status == 1
    assert path in found.document[word]
    assert not found.document["intact"]
    assert not found.document["manifest_altered"]
    for lang in ("zh", "en"):
        assert path in cli("--lang", lang, "verify", folder).out


def test_a_file_replaced_by_a_link_to_an_equal_one_is_altered(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "links.csv", tmp_path / "equal.csv")
    (folder / "links.csv").unlink()
    (folder / "links.csv").symlink_to(tmp_path / "equal.csv")
    assert verify(folder).altered == ("links.csv",)


def test_a_manifest_made_to_fit_an_altered_file_is_found_by_the_digest_alone(
    cli: Cli, folder: Path, exported: tuple[Path, str]
) -> None:
    alter(folder)
    manifest = json.loads((folder / "manifest.json").read_bytes())
    data = (folder / "facts.csv").read_bytes()
    entry = next(f for f in manifest["files"] if f["path"] == "facts.csv")
    entry |= {"size": len(data), "sha256": sha256(data).hexdigest(), "sm3": _sm3(folder / "facts.csv")}
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert cli("verify", folder).status == 0
    found = cli("verify", folder, "--digest", exported[1], "--json")
    assert (found.status, found.document["manifest_altered"]) == (1, True)
    assert "清单" in cli("verify", folder, "--digest", exported[1]).out


def _sm3(path: Path) -> str:
    from graphkit.model.checksums import check_values

    return check_values(path).sm3


def hostile(*paths: str) -> bytes:
    return json.dumps({"files": [{"path": p, "size": 1, "sha256": "0", "sm3": "0"} for p in paths]}).encode()


@pytest.mark.parametrize("data", [
    b"", b"{", b"null", b"[]", b'"x"', b"\xff\xfe", b"[" * 100_000, b'{"files": {"a": 1}}', b'{"files": [1]}',
    b'{"files": [{"path": "a"}]}', b'{"files": [{"path": "a", "size": 1e999, "sha256": "", "sm3": ""}]}',
    b'{"files": [{"path": "a", "size": ' + b"9" * 9_999 + b', "sha256": "", "sm3": ""}]}',
])
def test_a_broken_manifest_is_said_to_be_broken(cli: Cli, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(data)
    for lang, word in (("zh", "损坏"), ("en", "broken")):
        said = cli("--lang", lang, "verify", tmp_path)
        assert said.status == 1
        assert word in said.out
    assert cli("verify", tmp_path, "--json").document["problem"] == "broken_manifest"


def test_paths_in_a_hostile_manifest_lead_nowhere(tmp_path: Path) -> None:
    outside = ("../secret.txt", "/etc/passwd", "a/../../secret.txt", "C:\\x", "", ".", "\ud800", "x" * 5_000)
    (tmp_path / "secret.txt").write_text("x")
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "manifest.json").write_bytes(hostile(*outside))
    found = verify(folder)
    assert set(found.missing) == set(outside)
    assert (found.altered, found.added, found.files) == ((), (), ())


@pytest.mark.parametrize("make", [
    lambda p: None, lambda p: p.mkdir(), os.mkfifo, lambda p: p.symlink_to("/dev/zero"), lambda p: p.symlink_to(p),
])
def test_a_manifest_that_is_no_file_is_no_manifest(tmp_path: Path, make: Callable[[Path], object]) -> None:
    make(tmp_path / "manifest.json")
    assert verify(tmp_path) == Verification("", "", problem="no_manifest")


def test_a_folder_that_is_none_is_told(cli: Cli, bare: Path) -> None:
    for folder in ("没有", "长" * 300, "/dev/null"):
        said = cli("verify", folder)
        assert (said.status, "manifest.json" in said.out) == (1, True)


def test_file_names_that_a_terminal_would_obey_are_written_out(cli: Cli, folder: Path) -> None:
    (folder / "a\x1b[2J\u202e.csv").touch()
    (folder / os.fsdecode(b"\xff.csv")).touch()
    said = cli("verify", folder)
    assert "‹U+001B›[2J‹U+202E›" in said.out
    document = cli("verify", folder, "--json")
    assert "\x1b" not in document.out
    assert "a\x1b[2J\u202e.csv" in document.document["added"]
