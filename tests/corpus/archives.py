"""Archives of the corpus: ordinary, hostile and broken ones."""

from __future__ import annotations

import gzip
import io
import random
import struct
import tarfile
import warnings
import zipfile

from tests.corpus.books import HEADER, ROW, plain_book
from tests.corpus.forms import tarred, zipped

TABLE = f"{','.join(HEADER)}\n{','.join(ROW)}\n".encode()
OTHER = TABLE.replace(b"7890", b"7891")


def plain_zip() -> bytes:
    return zipped({"快递/一.csv": TABLE, "快递/二.xlsx": plain_book(), "空文件夹/": b""})


def gbk_zip() -> bytes:
    return _named("顺丰运单.csv".encode("gb18030"))


def utf8_zip() -> bytes:
    return _named("顺丰运单.csv".encode())


def _named(name: bytes) -> bytes:
    """A ZIP that says nothing of its names' encoding."""
    return zipped({"@" * len(name): TABLE}).replace(b"@" * len(name), name)


def nested_zip() -> bytes:
    inner = zipped({"三.csv": TABLE, "四.csv.gz": gzip.compress(OTHER)})
    return zipped({"内.zip": inner, "五.tar": tarred({"六.csv": TABLE})})


def deep_zip() -> bytes:
    inner = TABLE
    for level in range(8):
        inner = zipped({"内.zip" if level else "a.csv": inner})
    return inner


def upward_zip() -> bytes:
    return zipped({"../../../../tmp/owned.csv": TABLE, "..\\..\\owned.csv": OTHER})


def absolute_zip() -> bytes:
    return zipped({"/tmp/owned.csv": TABLE, "C:\\Windows\\owned.csv": OTHER})


def nul_zip() -> bytes:
    return zipped({"运单.csv@.exe": TABLE}).replace("运单.csv@.exe".encode(), "运单.csv\0.exe".encode())


def long_name_zip() -> bytes:
    return zipped({"长" * 5000 + ".csv": TABLE})


def duplicate_zip() -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("a.csv", TABLE)
        archive.writestr("a.csv", OTHER)
    return out.getvalue()


def link_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("运单.csv")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("真.csv", TABLE)
    return out.getvalue()


def encrypted_zip() -> bytes:
    content = bytearray(zipped({"密.csv": TABLE, "明.csv": OTHER}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def bomb_zip() -> bytes:
    return zipped({"炸.csv": TABLE + bytes(64 << 20), "好.csv": OTHER})


def overlap_zip() -> bytes:
    """Two entries of the table of contents that point to one member."""
    whole = zipped({"a.csv": TABLE})
    start = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x05\x06")
    entry = whole[start:end]
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 2, 2, 2 * len(entry), start, 0)
    return whole[:start] + entry + entry.replace(b"a.csv", b"b.csv") + tail


def many_zip() -> bytes:
    return zipped({f"{number}.csv": b"" for number in range(60)})


def half_zip() -> bytes:
    whole = plain_zip()
    return whole[: len(whole) // 2]


def directory_zip() -> bytes:
    content = bytearray(zipped({"a.csv": TABLE}))
    content[-10:-6] = (1 << 30).to_bytes(4, "little")
    return bytes(content)


def empty_zip() -> bytes:
    return zipped({})


def mac_zip() -> bytes:
    litter = dict.fromkeys(("__MACOSX/._运单.csv", "__MACOSX/x/._y", ".DS_Store"), b"\0\5\26\7")
    return zipped({"运单.csv": TABLE, **litter})


def renamed_zip() -> bytes:
    return zipped({"a.csv": TABLE})


def lzma_zip() -> bytes:
    return zipped({"a.csv": TABLE}, zipfile.ZIP_LZMA)


def plain_tar() -> bytes:
    return tarred({"快递/一.csv": TABLE, "快递/" + "长" * 60 + ".csv": OTHER})


def plain_tgz() -> bytes:
    return tarred({"一.csv": TABLE, "二.csv": OTHER}, "w:gz")


def device_tar() -> bytes:
    out = io.BytesIO()
    kinds = {"软.csv": tarfile.SYMTYPE, "硬.csv": tarfile.LNKTYPE, "零": tarfile.CHRTYPE, "盘": tarfile.BLKTYPE,
             "管": tarfile.FIFOTYPE}
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in kinds.items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("真.csv")
        info.size = len(TABLE)
        archive.addfile(info, io.BytesIO(TABLE))
    return out.getvalue()


def claim_tar() -> bytes:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 3 << 30
    return info.tobuf() + bytes(4096)


def sparse_tar() -> bytes:
    info = tarfile.TarInfo("a.csv")
    info.type, info.size = tarfile.GNUTYPE_SPARSE, 512
    header = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    header[386:410] = b"%011o\0%011o\0" % (0, 512)
    header[483:495] = b"%011o\0" % (1 << 32)
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header[:512])
    return bytes(header) + bytes(512 + 1024)


def plain_gz() -> bytes:
    return gzip.compress(TABLE)


def bomb_gz() -> bytes:
    return gzip.compress(TABLE + bytes(64 << 20))


def half_gz() -> bytes:
    whole = gzip.compress(TABLE + random.Random(3).randbytes(3000))
    return whole[: len(whole) // 2]


def rar() -> bytes:
    return b"Rar!\x1a\x07\x01\x00" + random.Random(4).randbytes(500)


def seven_zip() -> bytes:
    return b"7z\xbc\xaf\x27\x1c\x00\x04" + random.Random(5).randbytes(500)
