"""Bytes and text: one pass for a file's SHA-256, encoding and line lengths; then its decoded lines."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, cast

from graphkit.model.checksums import CheckValues

_CHUNK = 1 << 20
_SAMPLE = 1 << 16
_BINARY = ""

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_TEXT = (ZIP, OLE, b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"SQLite")
_CONTROLS = tuple(bytes([code]) for code in (*range(1, 9), *range(14, 27), *range(28, 32)))  # texts have next to none
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Survey:
    """A file at a glance. `encoding`: utf-8, utf-8-sig, utf-16 (-le, -be), gb18030, or "" for what is not text.

    `longest` is a lower bound of the longest line in bytes, exact enough to refuse one of megabytes.
    """

    sha256: str
    sm3: str
    size: int
    head: bytes
    encoding: str
    longest: int


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, hexadecimal."""
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def lines_of(path: Path, encoding: str) -> TextIOWrapper:
    """The decoded lines of a file; bytes that do not decode become U+FFFD. Raises OSError."""
    return TextIOWrapper(path.open("rb"), encoding=encoding, errors="replace", newline="")


def fraction_read(file: TextIOWrapper, size: int) -> float:
    """How much of a file of `size` bytes has been read, 0..1; all of it once the file is closed."""
    return 1.0 if file.closed else cast("BinaryIO", file.buffer).tell() / size


def survey(path: Path) -> Survey:
    """Read a file once from end to end. Raises OSError."""
    digest, size, head, line, longest = CheckValues(), 0, b"", 0, 0
    decoder, encoding = codecs.getincrementaldecoder("utf-8")(), ""
    proven = True  # so far every byte fits the encoding
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            if not head:
                head = chunk[:_SAMPLE]
                encoding = _from_head(head)
            if encoding == "utf-8" and proven:
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    proven, encoding = False, _likelier(chunk)
            ends = [index for index in (chunk.find(b"\n"), chunk.find(b"\r")) if index >= 0]
            longest = max(longest, line + min(ends, default=len(chunk)))
            last = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
            line = len(chunk) - 1 - last if ends else line + len(chunk)
    return Survey(digest.sha256, digest.sm3, size, head, encoding, max(longest, line))


def _from_head(head: bytes) -> str:
    """By byte-order mark; without one UTF-8 until a byte proves otherwise, unless it is no text at all."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    if head.startswith(_NOT_TEXT):
        return _BINARY
    controls = sum(map(head.count, _CONTROLS))
    if controls * 50 > len(head):
        return _BINARY
    nuls = head.count(0)
    if nuls * 10 > len(head):  # Latin text in UTF-16 has a NUL at every second byte
        even, odd = head[::2].count(0), head[1::2].count(0)
        if min(even, odd) * 20 > max(even, odd):
            return _BINARY
        return "utf-16-le" if odd > even else "utf-16-be"
    return "utf-8"


def _likelier(chunk: bytes) -> str:
    """UTF-8 when more of the chunk's characters bear it out than contradict it, else GB18030.

    Text in GB18030 rarely happens to be UTF-8, while nearly any bytes can be read as GB18030. The last line may be
    cut and is left out.
    """
    whole = (chunk[: chunk.rfind(b"\n") + 1] or chunk).decode("utf-8", "replace")
    damaged = whole.count("\ufffd")
    borne_out = len(whole) - len(whole.encode("ascii", "ignore")) - damaged
    return "utf-8" if borne_out > damaged else "gb18030"
