"""The names that an investigation holds, and the command."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from graphkit.analysis.lookalikes import loaded_lookalikes, lookalike_flags
from graphkit.workbench import open_workbench
from tests.unit.analysis.case import Case


def case(folder: Path) -> Case:
    held = Case(folder)
    held.file("icp", lambda say: say.entity("Domain", name="mem-gov-xugou.com"),
              lambda say: say.entity("Domain", name="memory-xugou.com"))
    held.file("adverts", lambda say: say.entity("Website", host="cx.mem.gov.cn.xugou.net"),
              lambda say: say.entity("Person", resident_id="110102196901139992"))
    return held


def test_every_domain_and_website_is_judged_and_the_rows_that_name_it_are_told(tmp_path: Path) -> None:
    found = case(tmp_path).ask(loaded_lookalikes).findings
    assert [f.name for f in found] == ["cx.mem.gov.cn.xugou.net", "mem-gov-xugou.com", "memory-xugou.com"]
    assert [f.lookalike for f in found] == [True, True, False]
    assert [(ref.file, ref.row) for ref in found[0].reasons[0].evidence] == [("adverts-2.csv", 2)]


def test_a_flag_belongs_to_its_entity_and_nothing_else_gets_one(tmp_path: Path) -> None:
    held = case(tmp_path)
    ids = held.ask(lambda view: view.ids_of())
    flags = held.ask(lambda view: lookalike_flags(view, ids))
    types = held.ask(lambda view: view.types(flags))
    assert sorted(types.values()) == ["Domain", "Domain", "Website"]
    assert all(flag.entity == i for i, flag in flags.items())


def test_scripts_ask_the_workbench(tmp_path: Path) -> None:
    with open_workbench(f"sqlite:///{tmp_path / 'empty.db'}") as wb:
        assert wb.lookalikes().findings == ()
        assert wb.lookalikes(["cx-mem.com"]).findings[0].of == "cx.mem.gov.cn"


def run(folder: Path, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "graphkit.cli", "--lang", "en", "lookalikes", *words]
    return subprocess.run(command, input=given, cwd=folder, capture_output=True, check=False)


def test_the_command_takes_names_as_words_or_lines_and_opens_no_store_for_them(tmp_path: Path) -> None:
    words = run(tmp_path, "cx-mem.com", "memory.com", "--json")
    lines = run(tmp_path, "--json", given=b"cx-mem.com\r\n\r\n memory.com \n")
    assert words.returncode == lines.returncode == 0
    assert json.loads(words.stdout) == json.loads(lines.stdout)
    assert [d["lookalike"] for d in json.loads(words.stdout)["domains"]] == [True, False]
    assert not list(tmp_path.iterdir())


def test_the_command_reads_chinese_names_in_either_encoding(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        (found,) = json.loads(run(tmp_path, "--json", given="应急管理部.com".encode(encoding)).stdout)["domains"]
        assert (found["name"], found["lookalike"]) == ("应急管理部.com", True)


def test_a_text_that_is_no_name_ends_with_status_one(tmp_path: Path) -> None:
    done = run(tmp_path, "no name", "cx-mem.com")
    assert done.returncode == 1
    assert "no host name or URL" in done.stderr.decode()
    assert "cx.mem.gov.cn" in done.stdout.decode()
