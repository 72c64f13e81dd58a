"""A folder is walked in a fixed order; what is no file, or cannot be read, is said and stops nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest.reading import file_name, open_file, walk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b/2.csv", "b/1.csv", "a.csv", ".git/config", "~$a.xlsx", "Thumbs.db", "中文/三.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    return tmp_path


def test_the_order_is_that_of_the_names(folder: Path) -> None:
    names = [path.relative_to(folder).as_posix() for path in walk([folder])]
    assert names == [".git", "Thumbs.db", "a.csv", "b/1.csv", "b/2.csv", "~$a.xlsx", "中文/三.csv"]


def test_what_systems_and_programs_leave_behind_is_listed_as_skipped(folder: Path) -> None:
    codes = {path.name: [issue.code for issue in open_file(path).issues] for path in walk([folder])}
    assert [name for name, found in codes.items() if found == ["skipped"]] == [".git", "Thumbs.db", "~$a.xlsx"]


def test_a_link_to_its_own_folder_is_followed_once(folder: Path) -> None:
    (folder / "b" / "again").symlink_to(folder, target_is_directory=True)
    assert len(list(walk([folder]))) == 7


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_pipe_and_a_device_are_not_opened(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "zero").symlink_to("/dev/zero")
    for name in ("pipe", "zero"):
        opened = open_file(folder / name)
        assert [issue.code for issue in opened.issues] == ["not_a_file"]
        assert list(opened.tables) == []


def test_what_is_gone_or_forbidden_is_unreadable(folder: Path) -> None:
    (folder / "broken").symlink_to(folder / "nowhere")
    assert folder / "broken" in list(walk([folder]))
    for path in (folder / "broken", folder / "nowhere", folder / "b", folder / "a.csv" / "x"):
        assert [issue.code for issue in open_file(path).issues] == ["unreadable"]


def test_a_file_that_vanishes_while_it_is_read_is_reported(folder: Path) -> None:
    path = folder / "a.csv"
    path.write_text("快递公司,运单号\n顺丰,SF1234567890\n")
    opened = open_file(path)
    path.unlink()
    assert list(opened.tables) == []
    assert [issue.code for issue in opened.issues] == ["unreadable"]


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    for content in (b"", b" \r\n\t\n", b"\xef\xbb\xbf"):
        (tmp_path / "f").write_bytes(content)
        assert [issue.code for issue in open_file(tmp_path / "f").issues] == ["empty_file"]


@pytest.mark.skipif(os.name != "posix", reason="other systems have no names that are no text")
def test_a_name_in_another_encoding_is_read_and_one_that_is_no_text_can_be_printed() -> None:
    assert file_name(Path(os.fsdecode("流水.csv".encode("gb18030")))) == "流水.csv"
    assert file_name(Path(os.fsdecode(b"\xff\xfe.csv"))) == "\ufffd\ufffd.csv"
    assert file_name(Path("中文/a.csv")) == "中文/a.csv"
