"""A file that was given and not loaded stays on record, with the reason, until it is loaded or nobody needs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graphkit.cli import main
from graphkit.workbench import Workbench, open_workbench
from ingest.mappings import parse_mapping
from tests.integration.test_mappings import HEADERS, MAPPING, ROWS

LEADS = "线索编号,内容\nX1,卖证\n"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/graph.db"


@pytest.fixture
def wb(url: str) -> Workbench:
    return open_workbench(url)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A table of no known kind, a letter, litter, and leads."""
    found = tmp_path / "来件"
    found.mkdir()
    (found / "某平台.csv").write_text("\n".join([HEADERS, *ROWS]), "utf-8")
    (found / "信.txt").write_text("今天吃什么", "utf-8")
    (found / "Thumbs.db").write_bytes(b"\0\1\2")
    (found / "线索.csv").write_text(LEADS, "utf-8")
    return found


def names(wb: Workbench) -> list[str]:
    return [one.file.path for one in wb.refused().files]


def test_it_is_on_record_with_reason_time_and_user_after_a_restart(wb: Workbench, url: str, folder: Path) -> None:
    wb.ingest(folder, dry_run=True)
    assert names(wb) == [], "a preview records nothing"
    wb.ingest(folder, who="王警官")
    wb.close()
    with open_workbench(url) as later:
        assert names(later) == ["信.txt", "某平台.csv"]
        letter = later.refused().files[0]
        assert [issue.code for issue in letter.file.issues] == ["unknown_kind"]
        assert letter.who == "王警官"
        assert letter.when.endswith("+00:00")


def test_the_same_folder_again_adds_nothing_to_the_record(wb: Workbench, folder: Path) -> None:
    wb.ingest(folder)
    before = wb.refused()
    wb.ingest(folder)
    assert wb.refused() == before


def test_what_is_loaded_after_all_leaves_the_list_and_stays_away_when_withdrawn(wb: Workbench, folder: Path) -> None:
    wb.ingest(folder)
    (report,) = wb.ingest(folder / "某平台.csv", mappings=[parse_mapping(MAPPING)]).files
    assert names(wb) == ["信.txt"]
    wb.withdraw(report.sha256, "有误")
    assert names(wb) == ["信.txt"]


def test_what_nobody_needs_leaves_the_list_until_it_is_given_again(wb: Workbench, folder: Path) -> None:
    wb.ingest(folder)
    wb.dismiss(wb.refused().files[:1])
    assert names(wb) == ["某平台.csv"]
    wb.ingest(folder / "信.txt")
    assert names(wb) == ["信.txt", "某平台.csv"]
    wb.dismiss(wb.refused().files)
    assert names(wb) == []


def test_a_file_that_its_user_left_out_is_on_the_list(wb: Workbench, folder: Path) -> None:
    leads = next(file for file in wb.ingest(folder, dry_run=True).files if file.kind)
    wb.ingest(folder, left_out=[leads])
    assert [(one.file.path, one.file.kind) for one in wb.refused().files] == [
        ("信.txt", ""), ("某平台.csv", ""), ("线索.csv", "leads")]
    wb.ingest(folder)
    assert names(wb) == ["信.txt", "某平台.csv"]


def test_the_record_goes_along_into_a_copy_and_a_rebuilt_store(wb: Workbench, folder: Path, tmp_path: Path) -> None:
    wb.ingest(folder)
    before = wb.refused()
    wb.rebuild()
    assert wb.refused() == before
    wb.copy_to(f"sqlite:///{tmp_path}/copy.db")
    with open_workbench(f"sqlite:///{tmp_path}/copy.db") as copy:
        assert copy.refused() == before
        assert copy.judgements().words == (), "it is a record, no investigator's word"


def test_the_command_line_lists_it_beside_the_sources(
    wb: Workbench, url: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wb.ingest(folder)
    assert main(["--store", url, "sources", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [one["path"] for one in said["sources"]] == ["线索.csv"]
    assert [(one["path"], one["issues"][0]["code"]) for one in said["refused"]] == [
        ("信.txt", "unknown_kind"), ("某平台.csv", "unknown_kind")]
    assert main(["--store", url, "--lang", "en", "sources"]) == 0
    said = capsys.readouterr().out
    assert "Files that were not loaded" in said
    assert "信.txt" in said
