"""Archives are opened where they lie: every member a file of its own, nothing written anywhere, bombs cost little."""

from __future__ import annotations

import gzip
import os
import random
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from ingest.reading import Limits
from ingest.unpacking import open_all
from tests.corpus.forms import tarred, zipped
from tests.unit.reading.files import HEADER, ROW

TABLE = f"{HEADER}\n{ROW}\n".encode()
Files = dict[str, tuple[str, list[str]]]


@pytest.fixture
def private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where temporary files go: nothing may be left there."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


Find = Callable[..., Files]


@pytest.fixture
def files(tmp_path: Path, private: Path) -> Find:
    """Name → (kind, issue codes) of all that a file gives."""
    (tmp_path / "case").mkdir()

    def found(content: bytes, name: str = "a.zip", **limits: int) -> Files:
        path = tmp_path / "case" / name
        path.write_bytes(content)
        result: Files = {}
        for part in open_all(path, name, None, Limits(**limits)):
            kinds = []
            for table in part.opened.tables:
                kinds.append(table.kind)
                list(table.rows)
            assert part.name not in result
            assert 0 <= part.start <= part.end <= 1
            result[part.name] = ("+".join(kinds), [issue.code for issue in part.opened.issues])
        assert [p.name for p in (tmp_path / "case").iterdir()] == [name]
        path.unlink()
        return result

    return found


READ: tuple[str, list[str]] = ("waybills", [])


def test_each_member_is_a_file_of_its_own(files: Find) -> None:
    found = files(zipped({"快递/一.csv": TABLE, "快递/二.csv": TABLE, "空/": b"", "说明.pdf": b"%PDF-1.4"}))
    assert found == {"a.zip!快递/一.csv": READ, "a.zip!快递/二.csv": READ, "a.zip!说明.pdf": ("", ["binary_file"])}


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_without_a_mark_of_their_encoding_are_understood(files: Find, encoding: str) -> None:
    raw = zipped({"@" * len("快递单.csv".encode(encoding)): TABLE})
    content = raw.replace(b"@" * len("快递单.csv".encode(encoding)), "快递单.csv".encode(encoding))
    assert files(content) == {"a.zip!快递单.csv": READ}


def test_archives_within_archives_are_opened(files: Find) -> None:
    book = BytesIO()
    openpyxl.Workbook().save(book)
    inner = zipped({"c.csv": TABLE, "d.tar": tarred({"e.csv": TABLE}), "f.csv.gz": gzip.compress(TABLE)})
    assert files(zipped({"b.zip": inner, "g.xlsx": book.getvalue()})) == {
        "a.zip!b.zip!c.csv": READ, "a.zip!b.zip!d.tar!e.csv": READ, "a.zip!b.zip!f.csv.gz!f.csv": READ,
        "a.zip!g.xlsx": ("", ["empty_file"]),
    }


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_a_tar_is_opened_gzipped_or_not(files: Find, mode: str) -> None:
    members = {"甲/一.csv": TABLE, "乙/二.csv": TABLE * 3000, "x" * 300: TABLE}
    found = files(tarred(members, mode), "a.tgz")
    assert list(found) == ["a.tgz!甲/一.csv", "a.tgz!乙/二.csv", f"a.tgz!{'x' * 100}…{'x' * 100}"]
    assert {kind for kind, _ in found.values()} == {"waybills"}


def test_hostile_names_are_shown_and_lead_nowhere(files: Find, tmp_path: Path) -> None:
    names = ["../../up.csv", "/etc/absolute.csv", "C:\\windows.csv", "a\x1b[31m.csv", "长" * 500, "..\\up2.csv"]
    found = files(zipped(dict.fromkeys(names, TABLE)))
    assert len(found) == len(names)
    assert all(result == ("waybills", ["member_name"]) for result in found.values())
    assert all(name.isprintable() and len(name) < 220 for name in found)
    assert not list(tmp_path.parent.glob("up*.csv"))


def test_a_name_cut_by_a_nul_is_shown_whole(files: Find) -> None:
    content = zipped({"safe.csv@.exe": TABLE}).replace(b"safe.csv@.exe", b"safe.csv\0.exe")
    assert files(content) == {"a.zip!safe.csv\ufffd.exe": ("waybills", ["member_name"])}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_equal_names_are_told_apart(files: Find) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.csv", TABLE)
        archive.writestr("a.csv", b"")
    assert files(out.getvalue()) == {"a.zip!a.csv": READ, "a.zip!a.csv (2)": ("", ["empty_file"])}


def test_links_and_devices_are_not_followed(files: Find) -> None:
    out = BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, type_ in (("link", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE), ("null", tarfile.CHRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = type_, "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("good.csv")
        info.size = len(TABLE)
        archive.addfile(info, BytesIO(TABLE))
    refused = ("", ["link_member"])
    assert files(out.getvalue(), "a.tar") == {
        "a.tar!link": refused, "a.tar!hard": refused, "a.tar!null": refused, "a.tar!good.csv": READ}
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        packed.writestr(link, "/etc/passwd")
        packed.writestr("good.csv", TABLE)
    assert files(out.getvalue()) == {"a.zip!link": refused, "a.zip!good.csv": READ}


def test_what_a_system_left_behind_is_skipped_once(files: Find) -> None:
    found = files(zipped({"__MACOSX/._a.csv": b"x", "__MACOSX/b/._c.csv": b"x", "a.csv": TABLE, "b/.DS_Store": b"x"}))
    assert found == {"a.zip!__MACOSX": ("", ["skipped"]), "a.zip!a.csv": READ, "a.zip!b/.DS_Store": ("", ["skipped"])}


def test_a_password_is_named_for_the_member_that_has_one(files: Find) -> None:
    content = bytearray(zipped({"secret.csv": TABLE, "open.csv": TABLE}))
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    assert files(bytes(content)) == {"a.zip!secret.csv": ("", ["encrypted_member"]), "a.zip!open.csv": READ}


def test_a_bomb_costs_its_member_only(files: Find) -> None:
    found = files(zipped({"bomb.csv": bytes(40 << 20), "a.csv": TABLE}))
    assert found == {"a.zip!bomb.csv": ("", ["too_large"]), "a.zip!a.csv": READ}
    assert files(gzip.compress(bytes(40 << 20)), "b.csv.gz") == {"b.csv.gz!b.csv": ("", ["too_large"])}
    bomb = files(tarred({"a.csv": TABLE, "bomb": bytes(40 << 20), "late.csv": TABLE}, "w:gz"), "c.tgz")
    assert bomb["c.tgz!a.csv"] == READ
    assert bomb["c.tgz"] == bomb["c.tgz!bomb"] == ("", ["too_large"])


def test_every_limit_is_named_and_what_was_read_before_stays(files: Find) -> None:
    members = {f"{n}.csv": random.Random(n).randbytes(1 << 19) for n in range(4)}
    content = zipped(members)
    assert files(content, archive_members=2)["a.zip"] == ("", ["too_large"])
    assert len(files(content, archive_bytes=1_200_000)) == 3
    deep = content
    for _ in range(5):
        deep = zipped({"in.zip": deep})
    assert files(deep, archive_depth=3) == {"a.zip!in.zip!in.zip!in.zip": ("", ["too_large"])}


def test_a_header_that_claims_gigabytes_is_not_believed(files: Find) -> None:
    info = tarfile.TarInfo("pax")
    info.type, info.size = tarfile.XHDTYPE, 3 << 30
    assert files(info.tobuf() + bytes(1 << 12), "a.tar") == {"a.tar": ("", ["too_large"])}


def test_a_table_of_contents_too_long_for_memory_is_refused(files: Find) -> None:
    content = bytearray(zipped({"a.csv": TABLE}))
    content[-10:-6] = (1 << 30).to_bytes(4, "little")
    assert files(bytes(content)) == {"a.zip": ("", ["corrupt_archive"])}


@pytest.mark.parametrize("form", ["zip", "tar", "tgz", "gz"])
@pytest.mark.parametrize("cut", [0.3, 0.6, 0.98])
def test_half_an_archive_is_damaged_and_named(files: Find, form: str, cut: float) -> None:
    noise = {"a.csv": TABLE + os.urandom(4000), "b.csv": TABLE + os.urandom(4000)}
    make: dict[str, Callable[[dict[str, bytes]], bytes]] = {
        "zip": zipped, "tar": tarred, "tgz": lambda m: tarred(m, "w:gz"), "gz": lambda m: gzip.compress(m["a.csv"]),
    }  # fmt: skip
    content = make[form](noise).rstrip(b"\0") if form == "tar" else make[form](noise)
    found = files(content[: int(len(content) * cut)], f"x.{form}")
    assert any("corrupt_archive" in codes for _, codes in found.values())


def test_an_empty_archive_is_empty(files: Find) -> None:
    assert files(zipped({})) == {"a.zip": ("", ["empty_file"])}
    assert files(zipped({"folder/": b""})) == {"a.zip": ("", ["empty_file"])}
    assert files(gzip.compress(b""), "a.csv.gz") == {"a.csv.gz!a.csv": ("", ["empty_file"])}


@pytest.mark.parametrize(("member", "form"), [("word/document.xml", "DOCX"), ("AndroidManifest.xml", "APK")])
def test_a_document_is_no_archive(files: Find, member: str, form: str) -> None:
    assert files(zipped({member: b"<x/>", "a.csv": TABLE})) == {"a.zip": ("", ["other_form"])}


@pytest.mark.parametrize("start", [b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\xfd7zXZ\0", b"BZh91AY&SY"])
def test_other_archives_are_named_with_what_to_do(files: Find, start: bytes) -> None:
    assert files(start + os.urandom(2000)) == {"a.zip": ("", ["archive"])}
